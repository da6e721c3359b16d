"""Small articles as files, and how a single one is read."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

from pipeline.files import find_files
from pipeline.model import Document
from pipeline.running import runner

ARTICLE = "Difference between slate and shale\n\nSlate is hard.\n\nShale is soft.\n"
PAGE = (
    f"<html><head><title>Slate</title></head><body><h1>{ARTICLE.splitlines()[0]}</h1>"
    "<p>Slate is hard.</p></body></html>"
)


def read(path: Path) -> Document:
    (document,) = runner.read_all(find_files([path])[0])
    return document


def codes(document: Document) -> list[str]:
    return [finding.code for finding in document.findings]


def word_file(*paragraphs: str) -> bytes:
    body = "".join(f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>" for text in paragraphs)
    table = "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>hard</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    package = "http://schemas.openxmlformats.org/package/2006"
    files = {
        "word/document.xml": f"<w:document {space}><w:body>{body}{table}</w:body></w:document>",
        "[Content_Types].xml": f'<Types xmlns="{package}/content-types">'
        '<Default Extension="xml" ContentType="application/xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{package}/relationships">'
        '<Relationship Id="r" Target="word/document.xml" '
        'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"/></Relationships>',
    }
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in files.items():
            file.writestr(name, content)
    return packed.getvalue()
