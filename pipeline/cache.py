"""Files derived from installed packages and data, kept so that they are made once.

An entry is named by the hash of what it was made from, so a changed origin is another entry; it is written
beside and renamed, so a half-written one is never read. Without a writable folder nothing is kept.
"""

from __future__ import annotations

import hashlib
import os
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

_DAY = 86_400  # seconds


def folder() -> Path:
    """Return the cache folder: ``TERTIUM_CACHE``, else the platform's place for caches."""
    if chosen := os.environ.get("TERTIUM_CACHE"):
        return Path(chosen)
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Caches" / "tertium"
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "tertium"


def entry(name: str, *origins: Path) -> Path | None:
    """Return where the thing made from `origins` is kept, whether it exists or not; None without a folder.

    Origins are told apart by path, size and time of change: hashing the 4.6 MB language model at every start
    would cost as much as it saves. One that is there is marked as in use, once a day, so that pruning spares it.
    """
    stamp = hashlib.sha256()
    for origin in origins:
        state = origin.stat()
        stamp.update(f"{origin}|{state.st_size}|{state.st_mtime_ns}\n".encode())
    try:
        folder().mkdir(parents=True, exist_ok=True)
    except OSError:
        return None
    if not os.access(folder(), os.W_OK):
        return None
    path = folder() / f"{name}-{stamp.hexdigest()[:16]}"
    with suppress(OSError):
        if path.stat().st_mtime < time.time() - _DAY:
            os.utime(path)
    return path


@contextmanager
def writing(target: Path) -> Iterator[Path]:
    """Give a path beside `target` to write to, and rename it to `target` when the block ends well."""
    handle, name = tempfile.mkstemp(prefix=f".{target.name}.", dir=target.parent)
    os.close(handle)
    beside = Path(name)
    try:
        yield beside
        beside.replace(target)
    finally:
        beside.unlink(missing_ok=True)
