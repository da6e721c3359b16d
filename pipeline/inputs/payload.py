"""What a raw file holds once it is unpacked: the bytes of one source, and what was said of them on the way."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.findings import finding
from pipeline.model import Finding, Severity


@dataclass(frozen=True, slots=True)
class Payload:
    """The bytes of one source.

    `media_type` and `charset` are what a container says (an HTTP header in an archive, a converter), or "". `notes`
    are findings still without a source; one of them that is an error stands in the place of the bytes.
    """

    name: str
    data: bytes = b""
    site: str = ""
    url: str = ""
    media_type: str = ""
    charset: str = ""
    notes: tuple[Finding, ...] = ()

    @property
    def refused(self) -> bool:
        """Whether nothing was read."""
        return any(note.severity is Severity.ERROR for note in self.notes)


class RefusedError(Exception):
    """A file that is not read; it carries the finding that says why."""

    def __init__(self, note: Finding) -> None:
        self.note = note
        super().__init__(note.message)


def refusal(code: str, **values: str | int) -> RefusedError:
    """Make the error that a code stands for; `values` are what its sentence names."""
    return RefusedError(finding(code, "", None, None, **values))


def too_large(limit: int) -> RefusedError:
    """Make the error of a source that has more bytes than `limit`."""
    return refusal("source.too_large", limit=f"{limit / 2**20:g}")
