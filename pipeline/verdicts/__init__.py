"""Comparing what sources say: positions, ordered rules, and the pairs that are worth comparing."""
