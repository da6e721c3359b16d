"""What an encoder is to the rest of the program."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Protocol, TypeAlias

if TYPE_CHECKING:  # numpy costs a run with nothing to do a third of its time
    import numpy as np
    from numpy.typing import NDArray

Vector: TypeAlias = "NDArray[np.float32]"


class EncoderError(RuntimeError):
    """An encoder could not be started or answers nonsense; the message says which and what to do."""


class Encoder(Protocol):
    """Turns short texts into vectors whose inner product tells how near their meanings are."""

    @property
    def name(self) -> str:
        """The backend and its version, which parts its remembered vectors from those of others."""

    def __hash__(self) -> int:
        """Tell it from others, as any object does: what is made with it is remembered by it."""

    def knows(self, language: str) -> bool:
        """Tell whether texts of a language may be given to it.

        Args:
            language: BCP 47 code.
        """

    def encode(self, texts: Sequence[str]) -> dict[str, Vector]:
        """Return the vectors of texts, each of length 1; a text that crashes the encoder has none.

        Raises:
            EncoderError: it does not run at all.
        """
