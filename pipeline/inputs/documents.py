"""PDF and Word through existing converters: pdfminer.six and mammoth, where they are installed.

Mammoth makes HTML of a Word file by its styles, so lists and tables stay what they are; of a PDF the paragraphs are
found (`pdf`), and its tables are lost. Positions count in the text that comes out.
"""

from __future__ import annotations

import io
from itertools import islice

from pipeline.findings import finding
from pipeline.inputs.payload import Payload, refusal, too_large
from pipeline.inputs.pdf import text_of
from pipeline.model import Finding

_PDF = b"%PDF-"
_ZIP = b"PK\x03\x04"
_WORD_TEXT = "word/document.xml"
_PAGES = 400  # of a PDF; at .1 to 1 s of CPU a page, a longer one is a book, and its rest is told to be left out


def convert(payload: Payload, limit: int) -> Payload:
    """Return what a converter makes of a PDF or a Word file; any other payload as it is.

    Args:
        payload: the bytes of the file.
        limit: how many bytes a Word file may unpack to.

    Raises:
        RefusedError: the converter is not installed or fails, or the file unpacks to too much.
    """
    if payload.data[:1024].lstrip().startswith(_PDF):
        text, notes = _pdf(payload.data)
        return _converted(payload, text, "text/plain", "pdfminer.six", *notes)
    if payload.data.startswith(_ZIP) and _is_word(payload.data, limit):
        return _converted(payload, _word(payload.data), "text/html", "mammoth")
    return payload


def _converted(payload: Payload, text: str, media_type: str, converter: str, *notes: Finding) -> Payload:
    notes = (*payload.notes, finding("source.converted", converter=converter), *notes)
    data = text.encode("utf-8", "replace")
    return Payload(payload.name, data, payload.site, payload.url, media_type, "utf-8", notes)


def _pdf(data: bytes) -> tuple[str, tuple[Finding, ...]]:
    """Return the text of a PDF, with a note where it has more pages than are read."""
    try:
        from pdfminer.pdfpage import PDFPage
    except ImportError as error:
        raise refusal("source.needs_extra", kind="PDF files", extra="documents") from error
    try:
        text = text_of(data, _PAGES)
        more = any(True for _ in islice(PDFPage.get_pages(io.BytesIO(data)), _PAGES, None))
    except Exception as error:
        raise refusal("source.broken", kind="PDF", reason=_reason(error)) from error
    return text, (finding("source.pages_left_out", limit=_PAGES),) if more else ()


def _word(data: bytes) -> str:
    try:
        import mammoth
    except ImportError as error:
        raise refusal("source.needs_extra", kind="Word files", extra="documents") from error
    try:
        result = mammoth.convert_to_html(
            io.BytesIO(data), convert_image=mammoth.images.img_element(lambda _: {"src": ""})
        )
    except Exception as error:
        raise refusal("source.broken", kind="Word", reason=_reason(error)) from error
    return str(result.value)


def _is_word(data: bytes, limit: int) -> bool:
    """Tell whether a zip file is a Word file, from its directory alone; one that unpacks to too much is refused."""
    import zipfile

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as file:
            sizes = {entry.filename: entry.file_size for entry in file.infolist()}
    except (zipfile.BadZipFile, ValueError, NotImplementedError):
        return False
    if _WORD_TEXT in sizes and sum(sizes.values()) > limit:
        raise too_large(limit)
    return _WORD_TEXT in sizes


def _reason(error: Exception) -> str:
    return f"{type(error).__name__}: {error}".partition("\n")[0][:200]
