"""What comes in: reading, unpacking and decoding raw files. The only place where sources are read."""

from __future__ import annotations

from pipeline.inputs.payload import Payload
from pipeline.inputs.unpack import payloads, reread

__all__ = ["Payload", "payloads", "reread"]
