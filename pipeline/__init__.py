"""Tertium: comparison articles in, a checked concept dataset out.

>>> import pipeline
>>> dataset = pipeline.run(["raw"])            # doctest: +SKIP
>>> dataset.verdicts.query("verdict == 'conflict'")  # doctest: +SKIP
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pipeline.dataset import Dataset
    from pipeline.model import Document

__all__ = ["load", "read", "run", "to_spacy"]


def run(paths: Iterable[str | Path] = ("raw",)) -> Dataset:
    """Run the pipeline and return its dataset, without writing anything.

    Args:
        paths: files and folders of articles.

    Raises:
        pipeline.files.InputError: a path does not exist.
    """
    from pipeline import vocabulary
    from pipeline.dataset import Dataset
    from pipeline.export.rows import make_rows
    from pipeline.files import find_files
    from pipeline.running import runner

    places = [Path(path) for path in paths]
    vocabulary.use(*vocabulary.beside(places))
    result = runner.run(find_files(places))
    return Dataset(make_rows(result.documents, result.topics))


def read(path: str | Path) -> Document:
    """Read one article through every stage per source.

    Args:
        path: the file; of a web archive the first record is read.

    Returns:
        The document with all its layers; see :mod:`pipeline.model`.

    Raises:
        pipeline.files.InputError: the file does not exist.
    """
    from pipeline.files import find_files
    from pipeline.running import runner

    (file,) = find_files([Path(path)])
    return runner.process(runner.read(file))


def load(folder: str | Path = "output") -> Dataset:
    """Load the dataset that a run wrote.

    Args:
        folder: the output folder; where a run was killed while it wrote there, the dataset before it is loaded.

    Returns:
        The dataset: ``dataset.verdicts`` is a typed pandas frame, ``dataset.explain(row)`` says why a row is there.

    Raises:
        pipeline.dataset.DatasetError: it holds no dataset.
    """
    from pipeline import dataset

    return dataset.load(folder)


def to_spacy(document: Document, nlp: Any = None) -> Any:
    """Return a document as a spaCy Doc; see :func:`pipeline.export.spacy_doc.to_spacy`.

    Args:
        document: what :func:`read` returns.
        nlp: the spaCy pipeline whose tokenizer and vocabulary the Doc gets; a blank one by default.
    """
    from pipeline.export import spacy_doc

    return spacy_doc.to_spacy(document, nlp)
