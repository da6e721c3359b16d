"""An encoder in a process of its own, which may crash or hang without harm to the run.

A batch that kills the process is halved until the text that does it stands alone; that text has no vector.
"""

from __future__ import annotations

import json
import os
import struct
import subprocess
import threading
from collections.abc import Sequence

from pipeline.encoders.protocol import EncoderError, Vector
from pipeline.languages.tags import lookup

_BATCH = 64
_START = 60.0  # seconds in which a model is loaded
_PER_TEXT = 2.0  # seconds; the slowest backend takes .04
_HEADER = struct.Struct("<II")
_QUIET = {
    "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "TOKENIZERS_PARALLELISM": "false",
    "HF_HUB_OFFLINE": "1", "TRANSFORMERS_OFFLINE": "1",
}  # fmt: skip


class _CrashError(Exception):
    """The process ended, hung, or answered less than it was asked for."""


class ProcessEncoder:
    """Gives texts to a process that speaks as `pipeline.encoders.worker` does."""

    def __init__(self, name: str, command: Sequence[str], languages: frozenset[str] = frozenset()) -> None:
        """Describe the process; it is started when the first text comes.

        Args:
            name: the backend and its version.
            command: what to start.
            languages: BCP 47 codes that it knows; none means all.
        """
        self.name = name
        self._command = tuple(command)
        self._languages = languages
        self._process: subprocess.Popen[bytes] | None = None
        self._has_answered = False

    def knows(self, language: str) -> bool:
        """Tell whether texts of a language may be given to it; what no one could identify may not."""
        return language != "und" and (not self._languages or bool(lookup(language, self._languages)))

    def encode(self, texts: Sequence[str]) -> dict[str, Vector]:
        """Return the vectors of texts, each of length 1; a text that crashes the encoder has none.

        Raises:
            EncoderError: it does not run at all.
        """
        wanted = list(dict.fromkeys(text for text in texts if text))
        found: dict[str, Vector] = {}
        for start in range(0, len(wanted), _BATCH):
            found.update(self._batch(wanted[start : start + _BATCH]))
        return found

    def close(self) -> None:
        """End the process."""
        process, self._process = self._process, None
        if process:
            process.kill()
            process.communicate()

    def _batch(self, texts: list[str]) -> dict[str, Vector]:
        try:
            return dict(zip(texts, self._ask(texts), strict=True))
        except _CrashError as crash:
            self.close()
            if len(texts) > 1:
                middle = len(texts) // 2
                return {**self._batch(texts[:middle]), **self._batch(texts[middle:])}
            if not self._has_answered:
                raise EncoderError(f"The encoder {self.name} does not run ({crash}); leave --encoder out.") from crash
            return {}

    def _ask(self, texts: list[str]) -> list[Vector]:
        process = self._process = self._process or self._started()
        timer = threading.Timer(_START + _PER_TEXT * len(texts), process.kill)
        timer.start()
        try:
            assert process.stdin and process.stdout
            process.stdin.write(json.dumps(texts).encode() + b"\n")
            process.stdin.flush()
            rows, columns = _HEADER.unpack(_whole(process.stdout.read(_HEADER.size), _HEADER.size))
            raw = _whole(process.stdout.read(rows * columns * 4), rows * columns * 4)
        except (OSError, struct.error) as error:
            raise _CrashError(str(error)) from error
        finally:
            timer.cancel()
        import numpy as np  # .03 s, which a run without encoders does not pay

        vectors = np.frombuffer(raw, dtype="<f4").reshape(rows, columns)
        if rows != len(texts) or not np.isfinite(vectors).all():
            raise _CrashError(f"{rows} answers to {len(texts)} texts, or numbers that are none")
        self._has_answered = True
        lengths = np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-9)
        return list((vectors / lengths).astype("float32"))

    def _started(self) -> subprocess.Popen[bytes]:
        try:
            return subprocess.Popen(
                self._command,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env={**os.environ, **_QUIET},
            )
        except OSError as error:
            raise EncoderError(f"The encoder {self.name} cannot be started ({error}).") from error


def _whole(answer: bytes, size: int) -> bytes:
    if len(answer) != size:
        raise _CrashError(f"{len(answer)} bytes instead of {size}")
    return answer
