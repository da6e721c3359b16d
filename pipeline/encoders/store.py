"""Vectors remembered by the hash of their text, so that a name costs its 40 ms once."""

from __future__ import annotations

import hashlib
import re
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager

from pipeline import cache
from pipeline.encoders.cleaning import cleaned
from pipeline.encoders.protocol import Encoder, Vector

_FORMAT = "encodings-1"
_MOST = 900  # parameters of one query
_RECENT = 20_000  # vectors kept in memory, 30 MB


class StoredEncoder:
    """Cleans texts, looks them up, and gives the rest to another encoder.

    Without a writable cache folder nothing is kept. A file that cannot be read is left out of use, never trusted.
    """

    def __init__(self, encoder: Encoder) -> None:
        """Stand before an encoder."""
        self._encoder = encoder
        self.name = encoder.name
        self._recent: dict[str, Vector] = {}

    def knows(self, language: str) -> bool:
        """Tell whether texts of a language may be given to the encoder."""
        return self._encoder.knows(language)

    def encode(self, texts: Sequence[str]) -> dict[str, Vector]:
        """Return the vectors of texts, by the texts as they were given.

        Raises:
            EncoderError: the encoder does not run at all.
        """
        unknown = [text for text in dict.fromkeys(texts) if text not in self._recent]
        if unknown:
            if len(self._recent) > _RECENT:
                self._recent.clear()
                unknown = list(dict.fromkeys(texts))
            self._recent.update(self._looked_up(unknown))
        return {text: self._recent[text] for text in texts if text in self._recent}

    def _looked_up(self, texts: Sequence[str]) -> dict[str, Vector]:
        clean = {text: cleaned(text) for text in texts}
        keys = {one: hashlib.sha256(one.encode()).digest() for one in clean.values() if one}
        with self._stored() as stored:
            known = _read(stored, set(keys.values())) if stored else {}
            missing = [text for text, key in keys.items() if key not in known]
            new = {keys[text]: vector for text, vector in self._encoder.encode(missing).items()} if missing else {}
            if stored and new:
                _write(stored, new)
        known.update(new)
        return {text: known[keys[one]] for text, one in clean.items() if one and keys[one] in known}

    @contextmanager
    def _stored(self) -> Iterator[sqlite3.Connection | None]:
        path = cache.entry(f"{_FORMAT}-{re.sub(r'[^A-Za-z0-9.]+', '-', self.name)}")
        if path is None:
            yield None
            return
        try:
            connection = sqlite3.connect(path, timeout=30)
            connection.execute("CREATE TABLE IF NOT EXISTS vectors (text BLOB PRIMARY KEY, vector BLOB NOT NULL)")
        except sqlite3.DatabaseError:
            yield None
            return
        with closing(connection):
            yield connection


def _read(stored: sqlite3.Connection, keys: set[bytes]) -> dict[bytes, Vector]:
    import numpy as np

    found: dict[bytes, Vector] = {}
    wanted = sorted(keys)
    for start in range(0, len(wanted), _MOST):
        some = wanted[start : start + _MOST]
        marks = ",".join("?" * len(some))
        rows = stored.execute(f"SELECT text, vector FROM vectors WHERE text IN ({marks})", some)
        found.update((key, np.frombuffer(raw, dtype="<f4")) for key, raw in rows)
    return found


def _write(stored: sqlite3.Connection, vectors: dict[bytes, Vector]) -> None:
    with stored:
        rows = [(key, vector.astype("<f4").tobytes()) for key, vector in sorted(vectors.items())]
        stored.executemany("INSERT OR REPLACE INTO vectors VALUES (?, ?)", rows)
