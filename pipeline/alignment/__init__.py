"""Aligning what sources say: rows with rows and passages with passages, one to one, across languages."""
