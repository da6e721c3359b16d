"""Pages that a browser saved as a single file (MHTML, RFC 2557): the page of all the parts, with its address."""

from __future__ import annotations

import re
from email import message_from_bytes

from pipeline.findings import finding
from pipeline.inputs.payload import Payload, refusal

_HTML = "text/html"
_OPENING = re.compile(rb"(?:[\w-]+:[^\r\n]*\r?\n(?:[ \t][^\r\n]*\r?\n)*)+\r?\n")
_HEADER = 4096  # bytes
_ADDRESSES = ("Snapshot-Content-Location", "Content-Location")


def unfold(payload: Payload) -> Payload:
    """Return the page that a file of many parts holds; any other payload as it is.

    Args:
        payload: the bytes of the file.

    Raises:
        RefusedError: none of the parts is a page.
    """
    opening = _OPENING.match(payload.data, 0, _HEADER)
    if opening is None or b"multipart/related" not in opening.group().lower():
        return payload
    try:
        message = message_from_bytes(payload.data)
    except RecursionError as error:
        raise refusal("source.broken", kind="MHTML", reason="its parts are nested too deep") from error
    page = next((part for part in message.walk() if part.get_content_type() == _HTML), None)
    data = page.get_payload(decode=True) if page is not None else None
    if page is None or not isinstance(data, bytes):
        raise refusal("source.broken", kind="MHTML", reason="none of its parts is a page")
    address = next((str(part[name]) for name in _ADDRESSES for part in (message, page) if part[name]), "")
    notes = (*payload.notes, finding("source.converted", converter="Python's email package"))
    charset = page.get_content_charset() or ""
    return Payload(payload.name, data, payload.site, payload.url or address, _HTML, charset, notes)
