"""Sentence encoders, an optional extra, off by default: each in a process of its own, on cleaned text, remembered."""

from pipeline.encoders.choice import EncoderChoiceError, in_use, named, use
from pipeline.encoders.protocol import Encoder, EncoderError

__all__ = ["Encoder", "EncoderChoiceError", "EncoderError", "in_use", "named", "use"]
