"""Bytes to text: byte order marks, UTF-16, UTF-8, what the file declares, and last what the text looks like.

Whatever is found, `data.decode(encoding, errors)` gives the same text again, so positions hold.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.findings import finding
from pipeline.inputs.payload import refusal
from pipeline.model import Finding

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_UTF8 = "utf-8"
_DECLARED = re.compile(
    rb"""<meta[^<>]{0,200}?charset\s{0,9}=\s{0,9}["']?([\w.:-]{2,40})|<\?xml[^<>]{0,200}?encoding\s{0,9}=\s{0,9}["']([\w.:-]{2,40})""",
    re.IGNORECASE,
)
_DECLARED_WITHIN = 4096  # bytes; the standard looks at 1024, and pages put scripts before the declaration

# Labels mean what browsers take them for (WHATWG, Encoding Standard): the supersets that people really use.
_MEANT = {
    "iso8859-1": "cp1252", "ascii": "cp1252", "iso8859-9": "cp1254", "iso8859-11": "cp874", "tis-620": "cp874",
    "gb2312": "gb18030", "gbk": "gb18030", "shift_jis": "cp932", "euc_kr": "cp949", "big5": "big5hkscs",
}  # fmt: skip
_ESCAPED = ("iso2022_jp", "iso2022_kr", "hz", "utf-7")  # seven-bit: valid UTF-8 that means something else

# A file with few broken places among many good ones is that encoding, damaged; one bad byte in 20 good ones is not.
_GOOD_PER_BAD = 20
_REPLACEMENT = "\ufffd"


@dataclass(frozen=True, slots=True)
class Decoded:
    """A decoded file; `notes` say what a reader should know of it."""

    text: str
    encoding: str
    notes: tuple[Finding, ...] = ()


def decode(data: bytes, charset: str = "") -> Decoded:
    """Decode the bytes of a file.

    Args:
        data: the bytes.
        charset: what a container says of them (an HTTP header), or "".

    Raises:
        RefusedError: no encoding gives text; the finding says where the bytes cease to be UTF-8.
    """
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return _strict_or_damaged(data, encoding)
    if b"\0" in data:
        return _without_mark(data)
    declared = tuple(_declared(data, charset))
    for encoding in declared:
        if encoding in _ESCAPED and (text := _strict(data, encoding)) is not None:
            return Decoded(text, encoding)
    text = _strict(data, _UTF8)
    if text is not None:
        return Decoded(text, _UTF8)
    return _other(data, declared)


def _other(data: bytes, declared: tuple[str, ...]) -> Decoded:
    """Decode bytes that are not UTF-8 from end to end."""
    damaged = _damaged(data, _UTF8)
    if damaged is not None:
        return damaged
    from pipeline.inputs.plausibility import choose  # imports charset-normalizer, only where it is needed

    choice = choose(data, declared)
    if choice is None:
        raise refusal("source.undecodable", encoding=_UTF8, offset=_first_bad_byte(data, _UTF8))
    notes = []
    if choice.encoding not in declared:
        notes.append(finding("source.encoding_told", encoding=choice.encoding))
    if choice.doubtful:
        notes.append(finding("source.encoding_doubtful", encoding=choice.encoding, rival=choice.runner_up))
    return Decoded(data.decode(choice.encoding), choice.encoding, tuple(notes))


def _strict_or_damaged(data: bytes, encoding: str) -> Decoded:
    text = _strict(data, encoding)
    if text is not None:
        return Decoded(text, encoding)
    damaged = _damaged(data, encoding)
    if damaged is None:
        raise refusal("source.undecodable", encoding=encoding, offset=_first_bad_byte(data, encoding))
    return damaged


def _damaged(data: bytes, encoding: str) -> Decoded | None:
    """Decode with a replacement for each broken place, where those are few beside what shows the encoding."""
    text = data.decode(encoding, "replace")
    bad = text.count(_REPLACEMENT)
    good = sum(not character.isascii() for character in text) - bad if encoding == _UTF8 else len(text) - bad
    if bad * _GOOD_PER_BAD > good:
        return None
    offset = _first_bad_byte(data, encoding)
    return Decoded(text, encoding, (finding("source.damaged", encoding=encoding, count=bad, offset=offset),))


def _without_mark(data: bytes) -> Decoded:
    """Decode UTF-16 that has no byte order mark; other bytes with zeros are no text.

    Blanks and line ends stand in every text, and read the wrong way round they are U+2000 and U+0A00.
    """
    best = max(("utf-16-le", "utf-16-be"), key=lambda encoding: _blanks(data[: len(data) // 2 * 2], encoding))
    text = _strict(data, best)
    if text is None or "\0" in text or not _blanks(data, best) or not _is_text(text):
        raise refusal("source.binary")
    return Decoded(text, best)


def _blanks(data: bytes, encoding: str) -> int:
    text = data.decode(encoding, "replace")
    return text.count(" ") + text.count("\n") + text.count("\r")


def _is_text(text: str) -> bool:
    sample = text[:20_000]
    return sum(not (one.isprintable() or one.isspace()) for one in sample) * 50 < len(sample)


def _declared(data: bytes, charset: str) -> Iterator[str]:
    match = _DECLARED.search(data, 0, _DECLARED_WITHIN)
    stated = (match[1] or match[2]).decode("ascii") if match else ""
    for label in (charset, stated):
        if label and (name := codec_of(label)):
            yield name


def codec_of(label: str) -> str:
    """Return the codec that a charset label means, or "" where there is none for text."""
    try:
        name = codecs.lookup(label.strip().lower()).name
        "".encode(name)
    except (LookupError, ValueError, UnicodeError):
        return ""
    return _MEANT.get(name, name)


def _strict(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except (UnicodeError, ValueError):
        return None


def _first_bad_byte(data: bytes, encoding: str) -> int:
    try:
        data.decode(encoding)
    except UnicodeDecodeError as error:
        return error.start
    except UnicodeError:
        return 0
    return len(data)
