"""The dataset that a run wrote, in memory: its tables as frames, why a row is there, and what differs from another."""

from pipeline.dataset.frames import Dataset, DatasetError, load

__all__ = ["Dataset", "DatasetError", "load"]
