"""Web archives (WARC, and WET with extracted text): one source per record. warcio reads them, where it is installed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, BinaryIO

from pipeline.inputs.payload import Payload, RefusedError, refusal
from pipeline.inputs.reading import bounded

OPENING = b"WARC/"
_TEXTS = ("text/html", "application/xhtml+xml", "text/plain", "text/markdown")
_HOLDING_TEXT = ("response", "resource", "conversion")
_SUCCESS = "200"


def records(file: BinaryIO, name: str, site: str, limit: int) -> Iterator[Payload]:
    """Yield the text records of an archive: pages that a server gave, and texts that were extracted from them.

    Args:
        file: the archive, gzipped or not; it is read as a stream, so its length does not matter.
        name: of the archive; a record is called ``name#number``, counted from 1 over all records.
        site: what ``sources.csv`` says of the archive.
        limit: of one record, in bytes.

    Raises:
        RefusedError: warcio is not installed, or the archive is damaged from the start.
    """
    try:
        from warcio.archiveiterator import ArchiveIterator
        from warcio.exceptions import ArchiveLoadFailed
    except ImportError as error:
        raise refusal("source.needs_extra", kind="Web archives", extra="warc") from error
    number, found = 0, False
    try:
        for number, record in enumerate(ArchiveIterator(file), start=1):
            media_type, charset = _content_type(record)
            if record.rec_type in _HOLDING_TEXT and media_type in _TEXTS and _succeeded(record):
                found = True
                yield _payload(record, f"{name}#{number}", site, media_type, charset, limit)
    except (ArchiveLoadFailed, EOFError, ValueError) as error:
        problem = refusal("source.broken", kind="WARC", reason=str(error).partition("\n")[0] or "it is cut off")
        yield Payload(f"{name}#{number + 1}", notes=(problem.note,))
    else:
        if not found:
            yield Payload(name, site=site, notes=(refusal("source.empty").note,))


def _payload(record: Any, name: str, site: str, media_type: str, charset: str, limit: int) -> Payload:
    url = record.rec_headers.get_header("WARC-Target-URI") or ""
    try:
        data = bounded(record.content_stream(), limit)
    except RefusedError as refused:
        return Payload(name, b"", site, url, notes=(refused.note,))
    return Payload(name, data, site, url, media_type.replace("application/xhtml+xml", "text/html"), charset)


def _content_type(record: Any) -> tuple[str, str]:
    """Return the media type and the charset that the server, or else the archive, states."""
    from email.message import Message

    headers = record.http_headers if record.http_headers is not None else record.rec_headers
    message = Message()
    message["Content-Type"] = headers.get_header("Content-Type") or "application/octet-stream"
    return message.get_content_type(), message.get_content_charset() or ""


def _succeeded(record: Any) -> bool:
    return (
        record.http_headers is None or record.rec_type != "response" or record.http_headers.get_statuscode() == _SUCCESS
    )
