"""Independence: which sources translate or copy one original, so that their agreement corroborates nothing."""
