"""One run at a time on an output folder."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from pipeline import cache
from pipeline.running.recipe import digest


class LockedError(OSError):
    """Another run writes to the folder; the message says so."""


@contextmanager
def locked(output: Path) -> Iterator[None]:
    """Hold the lock of an output folder; the system lets it go when the process ends, however it ends.

    Raises:
        LockedError: another run holds it.
    """
    folder = cache.folder() / "locks"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        file = (folder / digest(output.resolve())).open("a+")
    except OSError:
        file = (Path(tempfile.gettempdir()) / f"tertium-{digest(output.resolve())}").open("a+")
    with file:
        try:
            _lock(file.fileno())
        except OSError as error:
            raise LockedError(
                f"Another run is writing to {output}; wait for it, or choose another --output."
            ) from error
        yield


if sys.platform == "win32":

    def _lock(descriptor: int) -> None:
        import msvcrt

        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)

else:

    def _lock(descriptor: int) -> None:
        import fcntl

        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
