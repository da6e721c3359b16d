"""Learn what parts phrases: ``python -m pipeline.learned.train_phrases HELD_JSON FOLDER...``.

The folders are searched for message catalogues of programs (gettext ``.mo`` files and Chromium ``.pak`` files); their
translated messages are short phrases in a hundred languages. Three phrases of a language are put side by side, and
logistic regression over hashed words (AdaGrad, Duchi et al. 2011) learns to tell the two seams from the places inside
phrases. One phrase in eight is kept from it and written to HELD_JSON, for ``train_tables.py`` to make tables of.
"""

from __future__ import annotations

import argparse
import gettext
import json
import random
import re
import struct
from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from pipeline.segmentation.phrase_edges import BUCKETS, SCALE, begins, ends, meets, plain

OUT = Path(__file__).with_name("phrase_edges.bin")
_TRIPLES = 26_000  # a language
_LONG, _KEPT = 18, 14  # a phrase of more words than the first is cut down to the second
_HELD = 8
_RATE, _RIDGE, _BATCH, _ROUNDS = 0.15, 6e-6, 4096, 2
# Names of countries and languages, which are no phrases, and duplicates.
_SKIPPED = re.compile(r"iso_|xkeyboard|gnulib|gtk20-prop|_FEMININE|_MASCULINE|_NEUTER")
_MARKUP = re.compile(r"%|\{|\$|<[a-z/]|\\|`|--|^-|\||http|@|_\w+_")
_PARTS = re.compile(r"\n+|\x04|(?<=[.!?。।]) +(?=\S)")
_EDGES = " \t.:;*•-–…。।"
_MNEMONIC = re.compile(r"\s*\((?:_|&)?\w\)\.*$")
_SAME = {"nb": "no", "nn": "no", "fil": "tl", "in": "id", "iw": "he"}
# Languages in which a message of ASCII letters alone is a translation, and not one left in English.
_ASCII_CODES = (
    "en fr es pt it de nl da no sv fi et lt lv pl cs sk sl hr ro hu tr az id ms tl sw vi ca gl eu cy ga is af sq bs "
    "eo br ast"
)
_ASCII = frozenset(_ASCII_CODES.split())
_FEWEST_PHRASES = 150
_WITH_ORIGINALS = frozenset({"de", "es", "fr"})  # the most complete catalogues
_WELL_KNOWN = 3000  # phrases from which a language gives all its triples; others a number in proportion


def read_phrases(folders: Iterable[Path]) -> dict[str, list[str]]:
    """Return the phrases of each language that the catalogues in some folders hold, sorted."""
    phrases: dict[str, set[str]] = defaultdict(set)
    for folder in folders:
        for path in sorted(folder.rglob("*.mo")):
            if not _SKIPPED.search(path.name):
                language = path.parent.parent.name
                _add(phrases, language, _messages(path))
                if language in _WITH_ORIGINALS:
                    _add(phrases, "en", _originals(path))
        for path in sorted(folder.rglob("*.pak")):
            if not _SKIPPED.search(path.name):
                _add(phrases, path.stem, (message for message in _strings(path) if "<" not in message))
    return {language: sorted(found) for language, found in sorted(phrases.items()) if len(found) > _FEWEST_PHRASES}


def _messages(path: Path) -> Iterator[str]:
    """Yield the translations of a gettext catalogue."""
    yield from (value for key, value in _catalogue(path).items() if key and isinstance(value, str) and value != key)


def _catalogue(path: Path) -> Mapping[str | tuple[str, int], object]:
    """Return a gettext catalogue, empty where the standard library cannot read its header."""
    try:
        with path.open("rb") as file:
            found: Mapping[str | tuple[str, int], object] = vars(gettext.GNUTranslations(file))["_catalog"]
    except (OSError, ValueError, IndexError, struct.error):
        return {}
    return found


def _originals(path: Path) -> Iterator[str]:
    """Yield the English messages that a gettext catalogue translates; they are in no catalogue of their own."""
    for key in _catalogue(path):
        yield key if isinstance(key, str) else key[0]


def _strings(path: Path) -> Iterator[str]:
    """Yield the strings of a resource pack, version 5: a header, then identifiers with offsets."""
    data = path.read_bytes()
    (count,) = struct.unpack_from("<H", data, 8)
    offsets = [struct.unpack_from("<HI", data, 12 + 6 * number)[1] for number in range(count + 1)]
    for start, end in pairwise(offsets):
        try:
            yield data[start:end].decode()
        except UnicodeDecodeError:
            continue


def _add(phrases: dict[str, set[str]], locale: str, messages: Iterable[str]) -> None:
    language = re.split(r"[_@-]", locale)[0].lower()
    language = _SAME.get(language, language)
    for message in messages:
        for part in _PARTS.split(message):
            bare = _MNEMONIC.sub("", part.replace("~", ""))
            phrase = bare.replace("_", "").replace("&", "").strip(_EDGES)
            letters = sum(map(str.isalpha, phrase))
            if not 2 <= len(phrase) <= 200 or _MARKUP.search(phrase) or letters < 0.6 * len(phrase.replace(" ", "")):
                continue
            if language in _ASCII or not phrase.isascii():
                phrases[language].add(phrase)


def places(phrases: Sequence[Sequence[str]], chance: random.Random, triples: int) -> Iterator[tuple[list[int], bool]]:
    """Yield the places of random triples of phrases: their buckets, and whether two phrases meet there."""
    for _ in range(triples):
        row: list[str] = []
        seams = set()
        for _ in range(3):
            words = chance.choice(phrases)
            if len(words) > _LONG:
                words = words[:_KEPT] if chance.random() < 0.5 else words[-_KEPT:]
            seams.add(len(row))
            row += [plain(word.lower()) for word in words]
        padded = ["", *row, "", ""]
        for at in range(1, len(row)):
            left, right = padded[at], padded[at + 1]
            around = meets(padded[at - 1], left, right, padded[at + 2])
            yield [*ends(left), *begins(right), *around], at in seams


def fit(buckets: NDArray[np.uint32], seams: NDArray[np.float32]) -> NDArray[np.float32]:
    """Fit the weights of the buckets; the intercept is that of the program, and not learned."""
    weights = np.zeros(BUCKETS, np.float32)
    squares = np.zeros(BUCKETS, np.float32)
    chance = np.random.default_rng(0)
    intercept = -1.5
    for _ in range(_ROUNDS):
        order = chance.permutation(len(seams))
        for start in range(0, len(order), _BATCH):
            batch = order[start : start + _BATCH]
            found = buckets[batch]
            rest = 1 / (1 + np.exp(-(weights[found].sum(1) + intercept))) - seams[batch]
            slope = np.bincount(found.ravel(), np.repeat(rest, found.shape[1]), BUCKETS).astype(np.float32)
            hit = slope != 0
            slope[hit] += _RIDGE * _BATCH * weights[hit]
            squares[hit] += slope[hit] ** 2
            weights[hit] -= _RATE * slope[hit] / np.sqrt(squares[hit] + 1)
    return weights


def main() -> None:
    """Read the catalogues, learn, and write the weights and the phrases held back."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("held", type=Path)
    parser.add_argument("folders", type=Path, nargs="+")
    chosen = parser.parse_args()
    chance = random.Random(3)
    held: dict[str, list[str]] = {}
    buckets, seams = array("I"), array("b")
    for language, found in read_phrases(chosen.folders).items():
        chance.shuffle(found)
        kept = len(found) // _HELD
        held[language] = found[:kept]
        known = [phrase.split() for phrase in found[kept:]]
        triples = _TRIPLES if len(known) > _WELL_KNOWN else max(800, 2 * len(known))
        for place, is_seam in places(known, chance, triples):
            buckets.extend(place)
            seams.append(is_seam)
    targets = np.frombuffer(seams, np.int8).astype(np.float32)
    weights = fit(np.frombuffer(buckets, np.uint32).reshape(len(targets), -1), targets)
    np.clip(np.round(weights / SCALE), -127, 127).astype(np.int8).tofile(OUT)
    chosen.held.write_text(json.dumps(held, ensure_ascii=False) + "\n", "utf-8")


if __name__ == "__main__":
    main()
