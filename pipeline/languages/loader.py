"""Load and validate the language files.

The schema is :mod:`pipeline.languages.schema`: a file must hold exactly these tables and keys (`mistranslated` may hold
any key of a role or table word). A language without a file gets :func:`unknown`, which knows no phrase.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import MISSING, fields
from functools import cache, lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from pipeline.languages.schema import (
    Abbreviations,
    Contrast,
    Definition,
    Language,
    ListWords,
    Marks,
    ModalityWords,
    Names,
    Negation,
    Numbers,
    Opposites,
    Phrases,
    TableWords,
    Title,
)
from pipeline.languages.tags import generalized, lookup
from pipeline.model import Role

FOLDER = Path(__file__).parent
_HEADER = 16_384  # bytes that hold what stands before the first table of a file
_CASINGS = ("simple", "turkic", "none")
_DIRECTIONS = ("ltr", "rtl")


class LanguageError(ValueError):
    """A language file does not fit the schema; the message names the file, the key and the mend."""


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
    optional = {
        "events", "function_words", "idioms", "names", "of_itself", "predicates", "territories", "units", "variants",
        "verb_second",
    }  # fmt: skip
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
        elif entry.name in ("events", "mistranslated", "predicates", "territories", "units"):
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
    if key in ("identified_as", "close", "telling", "idioms", "function_words", "of_itself"):
        return _phrases(name, key, raw)
    if key in ("spaces", "negative_concord", "compounds", "verb_second"):
        if not isinstance(raw, bool):
            raise LanguageError(f"{name}: {key} must be true or false.")
        return raw
    allowed = {"casing": _CASINGS, "direction": _DIRECTIONS}.get(key)
    if not isinstance(raw, str) or (allowed and raw not in allowed):
        raise LanguageError(f"{name}: {key} must be {' or '.join(allowed) if allowed else 'a text'}.")
    return raw
