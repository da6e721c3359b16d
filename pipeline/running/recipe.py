"""What a result was made with, as hashes: the program, the language data, the vocabularies.

Hashes of contents and not of dates, so that a fresh checkout of the same program finds what another one made.
"""

from __future__ import annotations

import hashlib
import stat
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from pipeline.files import STANDARD_INPUT, RawFile

_PACKAGE = Path(__file__).parent.parent
_PROGRAM = ("*.py", "learned/*", "encoders/*.toml", "report/assets/*")
_LANGUAGES = ("languages/*.toml",)
_VOCABULARY = ("vocabulary/*.ttl",)
_INSTALLED = "*.dist-info"
_DIGITS = 32


@dataclass(frozen=True, slots=True)
class Recipe:
    """The hashes of what a result depends on besides its source; `settings` are those of the command line."""

    program: str
    languages: str
    vocabulary: str
    settings: str = ""

    def reading(self, *parts: object) -> str:
        """Return the key of a layer before concepts: no vocabulary was looked at."""
        return digest(self.program, self.languages, self.settings, *parts)

    def facts(self, *parts: object) -> str:
        """Return the key of a layer from subjects on."""
        return digest(self.program, self.languages, self.vocabulary, self.settings, *parts)

    def differs(self, other: Recipe) -> str:
        """Name what is not as in another recipe, the widest first; "" where all is the same."""
        names = ("program", "languages", "vocabulary", "settings")
        return next((name for name in names if getattr(self, name) != getattr(other, name)), "")


@lru_cache(maxsize=8)
def recipe(vocabularies: tuple[Path, ...] = (), settings: str = "") -> Recipe:
    """Return the recipe of this installation.

    Args:
        vocabularies: vocabulary files of the user's.
        settings: options that change what comes out.
    """
    return Recipe(
        program=digest(sys.version, *_installed(), _contents(_found(_PROGRAM))),
        languages=digest(_contents(_found(_LANGUAGES))),
        vocabulary=digest(_contents([*_found(_VOCABULARY), *vocabularies])),
        settings=settings,
    )


def digest(*parts: object) -> str:
    """Return a hash of the text of `parts`, apart from each other."""
    return hashlib.sha256("\x1f".join(map(str, parts)).encode("utf-8", "surrogateescape")).hexdigest()[:_DIGITS]


def content_of(file: RawFile) -> str:
    """Return a hash of a file's bytes; "" for what can be read only once (a pipe), or not at all."""
    if file.problem or file.path == STANDARD_INPUT:
        return ""
    try:
        return _hash(file.path) if stat.S_ISREG(file.path.stat().st_mode) else ""
    except OSError:
        return ""


def _hash(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()[:_DIGITS]


def _found(patterns: Iterable[str]) -> list[Path]:
    return sorted(path for pattern in patterns for path in _PACKAGE.rglob(pattern) if path.is_file())


def _contents(paths: Iterable[Path]) -> str:
    return digest(*(f"{path.name} {_hash(path)}" for path in paths))


def _installed() -> list[str]:
    """Return the names and versions of what is installed: another tokenizer may give other tokens."""
    return sorted({path.name for place in sys.path for path in Path(place or ".").glob(_INSTALLED)})
