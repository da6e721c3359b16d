"""Load and validate the language files.

The schema is the dataclasses below: a file must hold exactly these tables and keys (`mistranslated` may hold
any key of a role or table word). A language without a file gets :func:`unknown`, which knows no phrase.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import MISSING, dataclass, field, fields
from functools import cache, cached_property, lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from pipeline.languages.tags import generalized, lookup
from pipeline.model import Role
from pipeline.text.cues import Lexicon
from pipeline.text.folding import fold_key

FOLDER = Path(__file__).parent
_HEADER = 16_384  # bytes that hold what stands before the first table of a file
_CASINGS = ("simple", "turkic", "none")
_DIRECTIONS = ("ltr", "rtl")

Phrases = tuple[str, ...]


class LanguageError(ValueError):
    """A language file does not fit the schema; the message names the file, the key and the mend."""


@dataclass(frozen=True, slots=True)
class Title:
    """How titles word a comparison."""

    patterns: Phrases
    decorations: Phrases
    promises_table: Phrases


@dataclass(frozen=True, slots=True)
class TableWords:
    """What stands over the column of aspects."""

    aspect_header: Phrases


@dataclass(frozen=True, slots=True)
class ListWords:
    """Lead-ins of lists by kind, and how enumerations are joined, left open and counted."""

    types: Phrases
    advantages: Phrases
    disadvantages: Phrases
    differences: Phrases
    features: Phrases
    uses: Phrases
    summary: Phrases
    steps: Phrases
    conjunctions: Phrases
    open: Phrases
    most_common: Phrases
    count_nouns: Phrases


@dataclass(frozen=True, slots=True)
class Contrast:
    """What sets one compared thing against the other.

    `although`: opens the half of a sentence that is granted; `unlike`: what a thing is only compared with, before or
    behind the phrase as the slot shows; `that`: what stands between "the difference between … is" and what it is.
    """

    clause: Phrases
    sentence: Phrases
    former: Phrases
    latter: Phrases
    both: Phrases
    between: Phrases
    although: Phrases = ()
    unlike: Phrases = ()
    that: Phrases = ()


@dataclass(frozen=True, slots=True)
class Definition:
    """How a sentence says what a thing is, or what its short name stands for."""

    after: Phrases
    ending: Phrases
    expansion: Phrases


@dataclass(frozen=True, slots=True)
class ModalityWords:
    """How a sentence weakens or strengthens what it says."""

    possible: Phrases
    necessary: Phrases
    typical: Phrases


@dataclass(frozen=True, slots=True)
class Negation:
    """How a sentence denies.

    `seeming`: words that begin or end as a denial does and deny nothing ("neutralizuje", "bağımsız").
    """

    words: Phrases
    endings: Phrases
    seeming: Phrases = ()


@dataclass(frozen=True, slots=True)
class Numbers:
    """Number words from one on."""

    words: Phrases


@dataclass(frozen=True, slots=True)
class Abbreviations:
    """Words with a full stop that does not end a sentence; `closing` ones may stand at its end."""

    closing: Phrases
    inner: Phrases


@dataclass(frozen=True, slots=True)
class Names:
    """How names bend in running text; a file without the table says that they do not.

    `endings`: letters of the longest ending by which they bend, 0 where the stemmer joins their forms; `prefixes`:
    particles that are written together with the word behind them; `articles`: what a title may put before a name;
    `fleeting`: letters that come and go at the end of a stem ("orel", "orla"), without accents; `alternations`: pairs
    of letters of which one stands for the other there ("park", "pargi").
    """

    endings: int = 0
    prefixes: Phrases = ()
    articles: Phrases = ()
    fleeting: Phrases = ()
    alternations: Phrases = ()


@dataclass(frozen=True, slots=True)
class Marks:
    """Quotation marks in pairs, and what may follow a name without changing it."""

    quotes: Phrases
    suffix_marks: Phrases


@dataclass(frozen=True, slots=True)
class Opposites:
    """Words at the two ends of one scale."""

    pairs: tuple[tuple[str, str], ...]


@dataclass(frozen=True, eq=False)
class Language:
    """One language file; each is loaded once, so that identity is equality."""

    code: str
    name: str
    native: str
    script: str
    direction: str
    casing: str
    spaces: bool
    negative_concord: bool
    compounds: bool  # nouns are written as one word, the head last
    spacy: str
    snowball: str
    identified_as: Phrases
    close: Phrases
    telling: Phrases
    title: Title
    roles: MappingProxyType[Role, Phrases]
    mistranslated: MappingProxyType[str, Phrases]
    table: TableWords
    lists: ListWords
    contrast: Contrast
    definition: Definition
    modality: ModalityWords
    negation: Negation
    numbers: Numbers
    abbreviations: Abbreviations
    marks: Marks
    opposites: Opposites
    names: Names = Names()
    verb_second: bool = False  # behind a clause that opens a sentence the verb comes before its subject
    variants: MappingProxyType[str, Phrases] = field(default_factory=lambda: MappingProxyType({}))  # by norm
    predicates: MappingProxyType[str, Phrases] = field(  # verbs, by the aspect in which they speak
        default_factory=lambda: MappingProxyType({})
    )

    @cached_property
    def lexicon(self) -> Lexicon:
        """Every cue phrase of the language, ready to be found."""
        return Lexicon(self._cues(), self.spaces)

    def fold_key(self, text: str) -> str:
        """Fold `text` as this language cases it, blanks made one."""
        return fold_key(text, self.casing)

    def _cues(self) -> Iterator[tuple[str, str, str]]:
        tables: dict[str, Any] = {"table": self.table, "lists": self.lists, "contrast": self.contrast,
                  "definition": self.definition, "modality": self.modality, "negation": self.negation}  # fmt: skip
        for group, table in tables.items():
            for entry in fields(table):
                for phrase in getattr(table, entry.name):
                    yield group, entry.name, self.fold_key(phrase)
        for aspect, phrases in self.predicates.items():
            for phrase in phrases:
                yield "predicates", aspect, self.fold_key(phrase)
        for role, phrases in self.roles.items():
            for phrase in phrases:
                yield "roles", role, self.fold_key(phrase)
        for key, phrases in self.mistranslated.items():
            for phrase in phrases:
                yield "mistranslated", key, self.fold_key(phrase)
        for phrase in self.title.promises_table:
            yield "title", "promises_table", self.fold_key(phrase)
        for value, word in enumerate(self.numbers.words, start=1):
            for form in word.split("|"):  # "du|dvi": one value, several forms
                yield "numbers", str(value), self.fold_key(form)
            yield "numbers", str(value), str(value)


_TABLES: dict[str, type[Any]] = {
    "title": Title, "table": TableWords, "lists": ListWords, "contrast": Contrast, "definition": Definition,
    "modality": ModalityWords, "negation": Negation, "numbers": Numbers, "abbreviations": Abbreviations,
    "marks": Marks, "opposites": Opposites,
}  # fmt: skip


def available() -> tuple[str, ...]:
    """Return the BCP 47 codes that have a language file, sorted."""
    return _codes(FOLDER)


@cache
def _codes(folder: Path) -> tuple[str, ...]:
    return tuple(sorted(path.stem for path in folder.glob("*.toml")))


@cache
def load(code: str, folder: Path | None = None) -> Language:
    """Load one language.

    Args:
        code: a BCP 47 code; one without a file falls back to a more general one (``pt-BR`` to ``pt``), and gives a
            language that knows no phrase where that has none either.
        folder: where the files are, if not where all are.

    Raises:
        LanguageError: the file does not fit the schema.
    """
    path = (folder or FOLDER) / f"{code}.toml"
    if path.is_file():
        return parse(path.read_text(encoding="utf-8"), path.name)
    general = lookup(code, available()) if folder is None else ""
    return load(general) if general and general != code else unknown(code)


@lru_cache(maxsize=1)
def from_identifier() -> MappingProxyType[str, str]:
    """Return what language identifiers call a language, mapped to its code (``no`` is ``nb``)."""
    codes: dict[str, str] = {}
    for code, header in _headers().items():
        for label in _listed("identified_as", header):
            codes.setdefault(label, code)
    return MappingProxyType(codes)


@lru_cache(maxsize=1)
def close() -> MappingProxyType[str, Phrases]:
    """Return, for each language with a file, the codes of those it is easily taken for."""
    return MappingProxyType({code: _listed("close", header) for code, header in _headers().items()})


@cache
def telling(code: str) -> frozenset[str]:
    """Return the common words of a language that those close to it lack or write otherwise."""
    return frozenset(_listed("telling", _headers().get(code, "")))


@lru_cache(maxsize=1)
def _headers() -> dict[str, str]:
    """Return what stands before the first table of each file: validating sixty files to learn that costs 200 ms."""
    headers = {}
    for path in sorted(FOLDER.glob("*.toml")):
        with path.open("rb") as file:
            headers[path.stem] = file.read(_HEADER).decode("utf-8", "ignore").partition("\n[")[0]
    return headers


def _listed(key: str, header: str) -> Phrases:
    line = re.search(rf"^{key}\s*=\s*\[(.*?)\]", header, re.MULTILINE | re.DOTALL)
    return tuple(re.findall(r'"([^"]+)"', line.group(1))) if line else ()


def parse(toml: str, name: str) -> Language:
    """Validate the text of a language file and return the language.

    Raises:
        LanguageError: a key is missing, unknown or of the wrong type.
    """
    try:
        data = tomllib.loads(toml)
    except tomllib.TOMLDecodeError as error:
        raise LanguageError(f"{name}: not valid TOML ({error}); mend the line it names.") from error
    optional = {"names", "predicates", "variants", "verb_second"}
    _require_keys(name, "", data, {entry.name for entry in fields(Language)} - (optional - data.keys()))
    values: dict[str, Any] = {}
    for entry in (one for one in fields(Language) if one.name in data):
        raw = data[entry.name]
        if entry.name in _TABLES:
            values[entry.name] = _table(name, entry.name, raw)
        elif entry.name == "names":
            values["names"] = _names(name, raw)
        elif entry.name == "variants":
            values["variants"] = _variants(name, raw, data["code"])
        elif entry.name == "roles":
            values["roles"] = _roles(name, raw)
        elif entry.name in ("mistranslated", "predicates"):
            values[entry.name] = MappingProxyType({k: _phrases(name, f"{entry.name}.{k}", v) for k, v in raw.items()})
        else:
            values[entry.name] = _scalar(name, entry.name, raw)
    return Language(**values)


def unknown(code: str) -> Language:
    """Return a language that knows no phrase: what is left is structure."""
    tables = {name: table(*((),) * len(fields(table))) for name, table in _TABLES.items()}
    return Language(
        code=code, name=code, native=code, script="", direction="ltr", casing="simple", spaces=True,
        negative_concord=False, compounds=False, spacy="xx", snowball="", identified_as=(code,), close=(), telling=(),
        roles=MappingProxyType({}), mistranslated=MappingProxyType({}), **tables,
    )  # fmt: skip


def _require_keys(name: str, table: str, data: dict[str, Any], wanted: set[str]) -> None:
    where = f"[{table}] of {name}" if table else name
    if missing := sorted(wanted - data.keys()):
        raise LanguageError(f"{where}: add {', '.join(missing)} (an empty list is allowed).")
    if extra := sorted(data.keys() - wanted):
        raise LanguageError(f"{where}: {', '.join(extra)} is not in the schema; remove it or mend its spelling.")


def _table(name: str, key: str, raw: dict[str, Any]) -> Any:
    table = _TABLES[key]
    if not isinstance(raw, dict):
        raise LanguageError(f"{name}: {key} must be a table; write [{key}] above its entries.")
    entries = [entry for entry in fields(table) if entry.name in raw or entry.default is MISSING]
    _require_keys(name, key, raw, {entry.name for entry in entries})
    if table is Opposites:
        return Opposites(tuple(_pair(name, pair) for pair in raw["pairs"]))
    return table(**{entry.name: _phrases(name, f"{key}.{entry.name}", raw[entry.name]) for entry in entries})


def _names(name: str, raw: Any) -> Names:
    if not isinstance(raw, dict):
        raise LanguageError(f"{name}: names must be a table; write [names] above its entries.")
    _require_keys(name, "names", raw, {entry.name for entry in fields(Names)})
    if type(raw["endings"]) is not int or raw["endings"] < 0:
        raise LanguageError(f"{name}: names.endings must be a number of letters, 0 for none.")
    lists = (entry.name for entry in fields(Names) if entry.name != "endings")
    return Names(raw["endings"], **{key: _phrases(name, f"names.{key}", raw[key]) for key in lists})


def _variants(name: str, raw: Any, code: str) -> MappingProxyType[str, Phrases]:
    if not isinstance(raw, dict) or any(code not in generalized(tag) or tag == code for tag in raw):
        raise LanguageError(f"{name}: variants holds lists of words under tags that fall back to {code}.")
    return MappingProxyType({tag: _phrases(name, f"variants.{tag}", words) for tag, words in raw.items()})


def _pair(name: str, raw: Any) -> tuple[str, str]:
    words = _phrases(name, "opposites.pairs", raw)
    if len(words) != 2:
        raise LanguageError(f"{name}: opposites.pairs holds pairs; {list(words)} has {len(words)} words.")
    return words[0], words[1]


def _roles(name: str, raw: dict[str, Any]) -> MappingProxyType[Role, Phrases]:
    known = {role.value: role for role in Role}
    if extra := sorted(raw.keys() - known.keys()):
        raise LanguageError(f"[roles] of {name}: {', '.join(extra)} is no role; the roles are {', '.join(known)}.")
    return MappingProxyType({known[key]: _phrases(name, f"roles.{key}", value) for key, value in raw.items()})


def _phrases(name: str, key: str, raw: Any) -> Phrases:
    if not isinstance(raw, list) or not all(isinstance(phrase, str) and phrase.strip() for phrase in raw):
        raise LanguageError(f"{name}: {key} must be a list of phrases.")
    return tuple(raw)


def _scalar(name: str, key: str, raw: Any) -> Any:
    if key in ("identified_as", "close", "telling"):
        return _phrases(name, key, raw)
    if key in ("spaces", "negative_concord", "compounds", "verb_second"):
        if not isinstance(raw, bool):
            raise LanguageError(f"{name}: {key} must be true or false.")
        return raw
    allowed = {"casing": _CASINGS, "direction": _DIRECTIONS}.get(key)
    if not isinstance(raw, str) or (allowed and raw not in allowed):
        raise LanguageError(f"{name}: {key} must be {' or '.join(allowed) if allowed else 'a text'}.")
    return raw
