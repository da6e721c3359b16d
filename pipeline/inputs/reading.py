"""Reading bytes with a bound: a file or a stream that holds more, or that changes meanwhile, is refused."""

from __future__ import annotations

import os
import stat
import sys
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from pipeline.files import LIMIT
from pipeline.inputs.payload import refusal, too_large

_ATTEMPTS = 2
_GZIP = b"\x1f\x8b"
_GZIP_WINDOW = 31  # zlib: 15 bits of window, plus 16 for the gzip header


@contextmanager
def opened(path: Path) -> Iterator[BinaryIO]:
    """Open a regular file; a device or a pipe is refused, where reading might never end.

    Raises:
        RefusedError: it is not regular or cannot be opened.
    """
    try:
        handle = os.open(os.path.realpath(path), os.O_RDONLY | os.O_NONBLOCK | os.O_NOFOLLOW | os.O_CLOEXEC)
        with os.fdopen(handle, "rb") as file:
            if not stat.S_ISREG(os.fstat(handle).st_mode):
                raise refusal("source.unreadable", reason="not a regular file")
            yield file
    except OSError as error:
        raise refusal("source.unreadable", reason=error.strerror or type(error).__name__) from error


def read_file(path: Path, limit: int = LIMIT) -> bytes:
    """Return the bytes of a file as they stood at one moment.

    Args:
        path: the file.
        limit: in bytes.

    Raises:
        RefusedError: it cannot be read, holds more than `limit`, or was written to both times it was read.
    """
    for _ in range(_ATTEMPTS):
        with opened(path) as file:
            before = _state(file)
            data = bounded(file, limit)
            if _state(file) == before:
                return data
    raise refusal("source.changed")


def read_standard_input(limit: int = LIMIT) -> bytes:
    """Return the bytes of the standard input.

    Raises:
        RefusedError: it holds more than `limit` bytes.
    """
    return bounded(sys.stdin.buffer, limit)


def bounded(file: BinaryIO, limit: int = LIMIT) -> bytes:
    """Read a stream to its end.

    Raises:
        RefusedError: it holds more than `limit` bytes.
    """
    data = file.read(limit + 1)
    if len(data) > limit:
        raise too_large(limit)
    return data


def is_packed(data: bytes) -> bool:
    """Tell whether bytes are gzipped, whatever the file's name."""
    return data.startswith(_GZIP)


def unpack(data: bytes, limit: int = LIMIT) -> bytes:
    """Return gzipped bytes unpacked, one member after the other, as ``gunzip`` does.

    Raises:
        RefusedError: they unpack to more than `limit` bytes (a bomb unpacks to a thousand times its size), are cut off
            or damaged.
    """
    parts: list[bytes] = []
    size = 0
    rest = data
    while rest.startswith(_GZIP):
        member = zlib.decompressobj(_GZIP_WINDOW)
        try:
            part = member.decompress(rest, limit + 1 - size)
        except zlib.error as error:
            raise refusal("source.broken", kind="gzip", reason=str(error)) from error
        parts.append(part)
        size += len(part)
        if size > limit:
            raise too_large(limit)
        if not member.eof:
            raise refusal("source.broken", kind="gzip", reason="it is cut off")
        rest = member.unused_data
    return b"".join(parts)


def opening_of(data: bytes) -> bytes:
    """Return the first bytes of what is packed, or of the data itself; b"" where unpacking fails."""
    if not is_packed(data):
        return data[:16]
    try:
        return zlib.decompressobj(_GZIP_WINDOW).decompress(data, 16)
    except zlib.error:
        return b""


def _state(file: BinaryIO) -> tuple[int, int]:
    state = os.fstat(file.fileno())
    return state.st_size, state.st_mtime_ns
