"""What any bytes must come to: rows whose spans hold, or a coded finding."""

from __future__ import annotations

import tempfile
from pathlib import Path

from pipeline.export.contents import contents_of
from pipeline.export.folder import write_files
from pipeline.export.formats import chosen
from pipeline.export.rows import make_rows
from pipeline.export.verify import verify
from pipeline.findings import CODES
from pipeline.model import Document
from pipeline.running import runner, sequence
from pipeline.stages import topics

# The others take ten times as long; tests/test_formats.py gives them texts of every kind.
TEXT_FORMATS = chosen(("csv", "json", "skos", "sssom", "annotations"))


def check_export(document: Document) -> None:
    """Process a document, check what every one must fulfil, and write its rows."""
    processed = runner.process(document)
    codes = {finding.code for finding in processed.findings}
    assert codes <= set(CODES)
    assert "source.failed" not in codes, [one.message for one in processed.findings if one.code == "source.failed"]
    verify([processed])
    grouped = tuple(sequence.check(topic) for topic in topics.group((processed,)))
    contents = contents_of(make_rows((processed,), grouped), (processed,), grouped)
    with tempfile.TemporaryDirectory() as folder:
        write_files(contents, Path(folder), TEXT_FORMATS)
