"""What was made of a source, kept under the hash of everything that it was made from.

An entry is never changed: other bytes, another program or other language data give another key. So nothing has to be
invalidated; what is no longer asked for is pruned. An entry is written beside and renamed, and carries the hash of its
own content: half-written, damaged and foreign files are read as absent, never trusted. Only types of this package are
read back, so that a planted entry cannot run anything.
"""

from __future__ import annotations

import hashlib
import os
import pickle
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol

from pipeline import cache
from pipeline.pickling import PROTOCOL, Pickler, unpickled

_FORMAT = b"tertium-store-2\n"
_DIGEST = 16  # bytes
_FAST = 1  # zlib's level: on 2,000 documents level 6 takes four times as long for entries a sixth smaller


class StoreError(OSError):
    """The store cannot be written; the message says what to do."""


class VanishedError(StoreError):
    """An entry that was there when the run began is gone, or can no longer be trusted."""


class Store(Protocol):
    """Where results are kept between the steps of a run, and from run to run."""

    def get(self, kind: str, key: str) -> Any:
        """Return what was put under a key; None where nothing is, or nothing that can be trusted."""

    def has(self, kind: str, key: str) -> bool:
        """Tell whether something is kept under a key."""

    def put(self, kind: str, key: str, value: object) -> None:
        """Keep a value under a key."""


@dataclass(frozen=True)
class MemoryStore:
    """A store that lasts as long as its run."""

    entries: dict[tuple[str, str], object] = field(default_factory=dict)

    def get(self, kind: str, key: str) -> Any:
        """Return what was put under a key, or None."""
        return self.entries.get((kind, key))

    def has(self, kind: str, key: str) -> bool:
        """Tell whether something is kept under a key."""
        return (kind, key) in self.entries

    def put(self, kind: str, key: str, value: object) -> None:
        """Keep a value under a key."""
        self.entries[kind, key] = value


@dataclass(frozen=True)
class FolderStore:
    """A store in a folder that several processes, on several machines, may share."""

    folder: Path

    def get(self, kind: str, key: str) -> Any:
        """Return what was put under a key; None where nothing is, or nothing that can be trusted."""
        try:
            data = self._path(kind, key).read_bytes()
        except OSError:
            return None
        return _opened(data)

    def has(self, kind: str, key: str) -> bool:
        """Tell whether something that can be trusted is kept under a key."""
        return self.get(kind, key) is not None

    def put(self, kind: str, key: str, value: object) -> None:
        """Keep a value under a key.

        Raises:
            StoreError: the folder cannot be written, or the disk is full.
        """
        path = self._path(kind, key)
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            with cache.writing(path) as beside:
                beside.write_bytes(_sealed(value))
        except OSError as error:
            raise StoreError(
                f"The cache {self.folder} cannot be written ({error.strerror}); make room with `tertium cache prune`, "
                "name another folder with TERTIUM_CACHE, or run with --no-cache."
            ) from error

    def entries(self) -> Iterator[tuple[Path, os.stat_result]]:
        """Yield every entry with its state."""
        for path in self.folder.glob("*/*/*"):
            try:
                yield path, path.stat()
            except OSError:  # another run has pruned it
                continue

    def _path(self, kind: str, key: str) -> Path:
        return self.folder / kind / key[:2] / key


def _sealed(value: object) -> bytes:
    packing = _Packing()
    Pickler(packing, PROTOCOL).dump(value)
    body = packing.end()
    return _FORMAT + hashlib.blake2b(body, digest_size=_DIGEST).digest() + body


class _Packing:
    """A file whose bytes are compressed as they come: what a run leaves to the next is never whole in memory."""

    def __init__(self) -> None:
        self._packer = zlib.compressobj(_FAST)
        self._packed: list[bytes] = []

    def write(self, data: Any) -> None:
        self._packed.append(self._packer.compress(data))

    def end(self) -> bytes:
        return b"".join([*self._packed, self._packer.flush()])


def _opened(data: bytes) -> Any:
    head = len(_FORMAT) + _DIGEST
    body = data[head:]
    if data[:head] != _FORMAT + hashlib.blake2b(body, digest_size=_DIGEST).digest():
        return None
    try:
        return unpickled(zlib.decompress(body))
    except (pickle.UnpicklingError, AttributeError, ImportError, EOFError, TypeError, ValueError, zlib.error):
        return None  # whole, and yet of a program whose types were others
