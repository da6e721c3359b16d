"""Joining what sources name alike: topics, subjects, and the concepts that the vocabulary lacks."""
