"""Reading statements (subject, aspect, value) out of tables, lists and prose."""
