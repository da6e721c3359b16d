"""Scoring a dataset against gold, which is read from a path and never ships with the project."""

from pipeline.evaluate.scores import Score, evaluate

__all__ = ["Score", "evaluate"]
