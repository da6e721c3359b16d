"""Phrases from the message catalogues of free programs, read from the archives that a registry serves.

``phrase_sources.toml`` lists the archives with version, licence and checksum. They are read in the order of that
file, their members by name, so that the same archives give the same phrases in the same order.
"""

from __future__ import annotations

import gettext
import hashlib
import io
import json
import re
import struct
import tarfile
import tomllib
import unicodedata
import zipfile
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

SOURCES = Path(__file__).with_name("phrase_sources.toml")
_FEWEST_PHRASES = 150  # of a language that is learned from
_LETTERS = 0.6  # share of letters from which a message is a phrase
_LONGEST = 200  # characters
_MARKUP = re.compile(r"%|\{|\$|<|\\|`|--|^-|\||http|@|_\w+_|\(s\)")
_PARTS = re.compile(r"\n+|\x04|(?<=[.!?。।]) +(?=\S)")
_EDGES = " \t.:;*•-–…。।,"
_MNEMONIC = re.compile(r"\s*\((?:_|&+)?\w\)\.*$")
_JSON_STRING = re.compile(rb'"(?:[^"\\]|\\.)*"(\s*:)?')
_SAME = {"nb": "no", "nn": "no", "fil": "tl", "in": "id", "iw": "he"}
# Languages in which a message of ASCII letters alone is a translation, and not one left in English.
_ASCII_CODES = (
    "en fr es pt it de nl da no sv fi et lt lv pl cs sk sl hr ro hu tr az id ms tl sw vi ca gl eu cy ga is af sq bs "
    "eo br ast"
)
_ASCII = frozenset(_ASCII_CODES.split())


@dataclass(frozen=True, slots=True)
class Source:
    """An archive of a package: its file name and checksum, and which members are catalogues of what language."""

    package: str
    version: str
    registry: str
    licence: str
    file: str
    sha256: str
    members: str
    language: str = ""


def read_sources(path: Path = SOURCES) -> tuple[Source, ...]:
    """Return the archives that phrases are learned from."""
    return tuple(Source(**fields) for fields in tomllib.loads(path.read_text("utf-8"))["source"])


def read_phrases(folder: Path, sources: tuple[Source, ...]) -> dict[str, list[str]]:
    """Return the phrases of each language, in the order in which the archives have them.

    Args:
        folder: where the archives are.
        sources: which they are, and what they hold.

    Raises:
        ValueError: an archive is not the one that its source describes.
    """
    phrases: dict[str, dict[str, None]] = defaultdict(dict)  # a set that keeps its order
    for source in sources:
        path = folder / source.file
        if hashlib.sha256(path.read_bytes()).hexdigest() != source.sha256:
            raise ValueError(f"{path} is not {source.package} {source.version}: its checksum differs")
        messages = _messages_by_language(path, source)
        english = frozenset(messages.get("en", ()))
        for language, found in messages.items():
            for message in found:
                if language == "en" or message not in english:  # else it was left untranslated
                    phrases[language].update(dict.fromkeys(_phrases(message, language)))
    return {language: list(found) for language, found in sorted(phrases.items()) if len(found) > _FEWEST_PHRASES}


def _messages_by_language(path: Path, source: Source) -> dict[str, list[str]]:
    messages: dict[str, list[str]] = defaultdict(list)
    for name, read in _members(path):
        if match := re.search(source.members, name):
            locale = source.language or match.group(1)
            language = re.split(r"[_@-]", locale)[0].lower()
            messages[_SAME.get(language, language)].extend(_messages(name, read()))
    return messages


def _members(path: Path) -> Iterator[tuple[str, Callable[[], bytes]]]:
    """Yield the files of an archive, by name, each with what reads it."""
    if path.suffix == ".whl":
        with zipfile.ZipFile(path) as wheel:
            for name in sorted(wheel.namelist()):
                yield name, lambda name=name: wheel.read(name)  # type: ignore[misc]
        return
    with tarfile.open(path) as archive:
        for member in sorted(archive.getmembers(), key=lambda member: member.name):
            content = archive.extractfile(member)
            if content is not None:
                yield member.name, content.read


def _messages(name: str, data: bytes) -> Iterator[str]:
    """Yield the messages of a catalogue: gettext, a Chromium resource pack, or the strings of a JSON file."""
    if name.endswith(".mo"):
        catalogue: dict[object, object] = vars(gettext.GNUTranslations(io.BytesIO(data)))["_catalog"]
        yield from (value for key, value in catalogue.items() if key and isinstance(value, str))
    elif name.endswith(".pak"):
        yield from _packed(data)
    else:
        yield from (json.loads(match.group()) for match in _JSON_STRING.finditer(data) if not match.group(1))


def _packed(data: bytes) -> Iterator[str]:
    """Yield the strings of a resource pack, version 4 or 5: a header, then identifiers with offsets."""
    if data[0] == 4:
        (count,), start = struct.unpack_from("<I", data, 4), 9
    else:
        (count,), start = struct.unpack_from("<H", data, 8), 12
    offsets = [struct.unpack_from("<HI", data, start + 6 * number)[1] for number in range(count + 1)]
    for begin, end in pairwise(offsets):
        try:
            yield data[begin:end].decode()
        except UnicodeDecodeError:  # an image, or another resource that is no text
            continue


def _phrases(message: str, language: str) -> Iterator[str]:
    """Yield the phrases of a message: its lines and sentences, without mnemonics and marks at their edges."""
    for part in _PARTS.split(message):
        bare = _MNEMONIC.sub("", part.replace("~", "")).replace("_", "").replace("&", "")
        phrase = " ".join(bare.strip(_EDGES).split())
        if not 2 <= len(phrase) <= _LONGEST or _MARKUP.search(phrase):
            continue
        letters = sum(unicodedata.category(character)[0] in "LM" for character in phrase)
        if letters >= _LETTERS * len(phrase.replace(" ", "")) and (language in _ASCII or not phrase.isascii()):
            yield phrase
