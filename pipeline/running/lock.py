"""One run at a time on an output folder.

The lock is a file beside the output, where all runs into it meet whatever cache, machine and user they have; it is gone
when no run is under way.
"""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

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
    path, file = _held(output)
    with file:
        try:
            yield
        finally:
            with suppress(OSError):  # Windows removes no file that is open; the next run uses it again
                path.unlink()


def _held(output: Path) -> tuple[Path, IO[bytes]]:
    while True:
        path, file = _opened(output.resolve())
        try:
            _lock(file.fileno())
        except OSError as error:
            file.close()
            raise LockedError(
                f"Another run is writing to {output}; wait for it, or choose another --output."
            ) from error
        if _stands(path, file):
            return path, file
        file.close()  # the run that held it removed it after we had opened it


def _opened(output: Path) -> tuple[Path, IO[bytes]]:
    """Open the file beside an output, else one in the cache, else a temporary one.

    Where nothing can be written beside an output no run can write the output, but it may find that it need not.
    """
    name = digest(output)
    places = (
        output.parent / f".{output.name}.lock",
        cache.folder() / "locks" / name,
        Path(tempfile.gettempdir()) / f"tertium-{name}",
    )
    for path in places[:-1]:
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            return path, path.open("a+b")
        except OSError:
            continue
    return places[-1], places[-1].open("a+b")


def _stands(path: Path, file: IO[bytes]) -> bool:
    """Tell whether an open file is still the one at its path."""
    try:
        return os.path.samestat(path.stat(), os.fstat(file.fileno()))
    except FileNotFoundError:
        return False


if sys.platform == "win32":

    def _lock(descriptor: int) -> None:
        import msvcrt

        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)

else:

    def _lock(descriptor: int) -> None:
        import fcntl

        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
