"""From a raw file to the bytes of its sources: unpacked, taken from an archive, or converted.

What a file is told by is its content; a suffix may lie.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path

from pipeline.files import LIMIT, STANDARD_INPUT, RawFile
from pipeline.inputs.archives import OPENING, records
from pipeline.inputs.documents import convert
from pipeline.inputs.payload import Payload, RefusedError, refusal
from pipeline.inputs.reading import is_packed, opened, opening_of, read_file, read_standard_input, unpack
from pipeline.inputs.saved_pages import unfold

_PEEK = 4096


def payloads(file: RawFile) -> Iterator[Payload]:
    """Yield the sources of a raw file: one, or one per text record of a web archive.

    A file that cannot be read is a payload without bytes, whose note says why.
    """
    try:
        yield from _payloads(file)
    except RefusedError as refused:
        yield Payload(file.name, b"", file.site, file.url, notes=(refused.note,))


def _payloads(file: RawFile) -> Iterator[Payload]:
    if file.problem:
        raise refusal(file.problem, reason=file.reason)
    if file.path == STANDARD_INPUT:
        data = read_standard_input(file.limit)
        if opening_of(data).startswith(OPENING):
            yield from records(io.BytesIO(data), file.name, file.site, file.limit)
            return
    else:
        with opened(file.path) as stream:
            if opening_of(stream.read(_PEEK)).startswith(OPENING):
                stream.seek(0)
                yield from records(stream, file.name, file.site, file.limit)
                return
        data = read_file(file.path, file.limit)
    content = unpack(data, file.limit) if is_packed(data) else data
    yield convert(unfold(Payload(file.name, content, file.site, file.url)), file.limit)


def reread(folder: Path, name: str) -> Payload | None:
    """Return the payload of a source by the name that the dataset gives it, or None where its file is gone.

    Args:
        folder: the folder of the raw files.
        name: as in ``sources.path``; ``archive#3`` is the third record of an archive.
    """
    file, _, number = name.rpartition("#")
    path = folder / (file if number.isdigit() else name)
    if not path.is_file():
        path = folder / name
    if not path.is_file():
        return None
    raw = RawFile(path, path.name, limit=max(LIMIT, path.stat().st_size))  # it was read once, under a limit of its own
    return next((one for one in payloads(raw) if one.name == Path(name).name), None)
