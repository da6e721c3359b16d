"""What comes in: finding, reading, unpacking and decoding the raw files. The only place where sources are read."""

from __future__ import annotations

from pipeline.inputs.files import STANDARD_INPUT, InputError, RawFile, find_files
from pipeline.inputs.payload import Payload
from pipeline.inputs.unpack import payloads, reread

__all__ = ["STANDARD_INPUT", "InputError", "Payload", "RawFile", "find_files", "payloads", "reread"]
