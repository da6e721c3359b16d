"""Tokens, norms and sentences by spaCy's blank pipelines, one per language.

The tokenizer is spaCy's. Two things are ours: the norm of a token is its folded stem, so that a PhraseMatcher over
norms finds inflected forms, and sentences end with the abbreviations of the language data. (spaCy knows Turkish "vb."
as an abbreviation and would miss the one cell end that stands there; a splitter that does not know it cuts another
cell in two.)
"""

from __future__ import annotations

import os
import re
import runpy
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple, cast

from pipeline.languages import Language, load
from pipeline.text.folding import fold_key
from pipeline.text.marks import SENTENCE_ENDS
from pipeline.text.spacy_import import import_spacy
from pipeline.text.stems import stem

_UNKNOWN = "xx"
_CASELESS = "none"  # the casing of a script without capitals

# One set of punctuation for all languages. spaCy's own sets differ by units and currencies, which nothing here looks
# at, and take 45 ms of CPU a language to compile. A hyphen parts "office-type" and "CRM-ringesenter", so that a
# compound shows its terms; an apostrophe stays, so that the norm can take off what it joins to a name.
_OPENING = re.compile(r"[\"'“”«»‘„(\[{<¿¡*…–—,;:!?·•/]")
_CLOSING = re.compile(rf"(?:[\"“”«»’‘)\]}}>,;:、،؛–—*/{SENTENCE_ENDS}]|'(?!\w))$")
_BETWEEN = re.compile(r"(?<=\w)[-‐‑–—/](?=\w)|…|\.{2,}|(?<=\w)[,;:!?()“”«»\"](?=\w)|[。！？、，；：「」『』（）۔]")
_CLOSERS = frozenset("\"'”’»)]）」』")
_EITHER = frozenset("\"'’”")
_BEHIND_AN_END = frozenset(SENTENCE_ENDS) | _CLOSERS
# To spaCy a no-break space is a token of its own, and "call&nbsp;center" no phrase.
_BLANKS = dict.fromkeys(map(ord, "\u00a0\u2007\u2009\u202f\u3000\t\r\n"), " ")
_STARTS, _GOES_ON = 1, -1  # spaCy's values
_TRAINED_SETTING = "TERTIUM_SPACY_"  # TERTIUM_SPACY_NB=nb_core_news_sm names a trained pipeline for nb

# spaCy refuses longer texts by default; a line of a million characters is data, not prose.
LONGEST = 100_000


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence at ``[start, end)`` of the text it was found in."""

    start: int
    end: int


@lru_cache(maxsize=2048)
def analyse(text: str, code: str) -> Any:
    """Return the spaCy Doc of `text`, with norms and sentence starts set.

    Args:
        text: one block's readable text; what is beyond `LONGEST` characters is left out.
        code: BCP 47 code of its language; one that spaCy lacks gets the multi-language tokenizer.
    """
    return pipeline_for(code)(text[:LONGEST].translate(_BLANKS))


@lru_cache(maxsize=2048)
def sentences(text: str, code: str) -> tuple[Sentence, ...]:
    """Return the sentences of `text`, blanks trimmed."""
    return tuple(_trimmed(analyse(text, code)))


def _trimmed(doc: Any) -> Iterator[Sentence]:
    for sentence in doc.sents:
        raw = sentence.text
        start = sentence.start_char + len(raw) - len(raw.lstrip())
        end = sentence.start_char + len(raw.rstrip())
        if start < end:
            yield Sentence(start, end)


@cache  # one for each language of a run, of which there are 140 at most
def pipeline_for(code: str) -> Any:
    """Return the pipeline of a language: a trained one of spaCy's that a setting names, else a blank one."""
    trained = os.environ.get(_TRAINED_SETTING + code.upper().replace("-", "_"))
    return _trained(trained, code) if trained else Blank(load(code))


def phrase_of(text: str, code: str) -> Any:
    """Return the tokens of a label, with their norms, for a PhraseMatcher.

    One of plain words needs no tokenizer, which takes half of the time.
    """
    from spacy.tokens import Doc

    nlp = pipeline_for(code)
    plain = text.replace(" ", "").isalpha()
    doc = Doc(nlp.vocab, words=text.split()) if plain else nlp.tokenizer(text)
    return doc if isinstance(nlp, Blank) else Norms(load(code))(doc)


@cache
def function_words(code: str) -> frozenset[str]:
    """Return the words of a language that say nothing by themselves: as spaCy lists them, and as its own data does."""
    language = load(code)
    return frozenset(map(language.fold_key, (*_stop_words(language.spacy or _UNKNOWN), *language.function_words)))


def _stop_words(code: str) -> Iterable[str]:
    """Return spaCy's list, from its own file: the package around it compiles a tokenizer, 1.2 s for that of French."""
    file = Path(import_spacy().__file__).parent / "lang" / code / "stop_words.py"
    if file.is_file():
        return cast("set[str]", runpy.run_path(str(file))["STOP_WORDS"])
    from spacy.util import get_lang_class

    return cast("set[str]", get_lang_class(code).Defaults.stop_words)


def _trained(name: str, code: str) -> Any:
    spacy = import_spacy()
    from spacy.language import Language as SpacyLanguage

    def norms(nlp: Any, name: str, code: str) -> Norms:
        del nlp, name
        return Norms(load(code))

    SpacyLanguage.factory("tertium_norms", assigns=["token.norm"], func=norms)
    nlp = spacy.load(name)
    nlp.add_pipe("tertium_norms", config={"code": code}, last=True)
    return nlp


class Blank:
    """What is used here of a blank pipeline of spaCy's, its tokenizer, with our norms and ends of sentences.

    Its vocabulary keeps of a word what is asked for here: the norm, the small letters and whether it is punctuation.
    The dozen other traits that spaCy works out (shape, likeness to a number, an address, a currency) took a quarter of
    the time.
    """

    def __init__(self, language: Language) -> None:
        import_spacy()
        from spacy.attrs import IS_PUNCT, LOWER, NORM
        from spacy.lang.lex_attrs import LEX_ATTRS
        from spacy.vocab import Vocab

        traits = {attribute: LEX_ATTRS[attribute] for attribute in (LOWER, IS_PUNCT)}
        self.vocab = Vocab(lex_attr_getters={**traits, NORM: lambda word: norm_of(word, language)})
        self.tokenizer = _tokenizer(self.vocab)
        self.sentence_ends = SentenceEnds(language)

    def __call__(self, text: str) -> Any:
        """Return the Doc of a text."""
        return self.sentence_ends(self.tokenizer(text))


def _tokenizer(vocab: Any) -> Any:
    """Return spaCy's tokenizer with the punctuation that all languages share."""
    from spacy.tokenizer import Tokenizer

    return Tokenizer(
        vocab, prefix_search=_OPENING.match, suffix_search=_CLOSING.search, infix_finditer=_BETWEEN.finditer
    )


class Norms:
    """A component of trained pipelines, whose words have other norms: the norm of a token is its folded stem."""

    def __init__(self, language: Language) -> None:
        self.language = language

    def __call__(self, doc: Any) -> Any:
        """Set the norms of `doc` and return it."""
        for token in doc:
            token.norm_ = norm_of(token.text, self.language)
        return doc


class _Word(NamedTuple):
    """A token: its text, and whether a blank stands behind it."""

    text: str
    blank: bool


class SentenceEnds:
    """A spaCy component: a sentence ends at its mark, unless the mark belongs to an abbreviation."""

    def __init__(self, language: Language) -> None:
        self.inner = frozenset(language.fold_key(word) for word in language.abbreviations.inner)
        self.closing = frozenset(language.fold_key(word) for word in language.abbreviations.closing)
        # Some write "z.B." with a blank in it: each of its stops is followed by its next part.
        self.parted = frozenset(pair for word in self.inner | self.closing for pair in pairwise(_parts(word)))
        self.casing = language.casing

    def __call__(self, doc: Any) -> Any:
        """Set the sentence starts of `doc` and return it."""
        words = [_Word(token.text, bool(token.whitespace_)) for token in doc]
        marks = []
        ended = False
        for place, word in enumerate(words):
            starts = place == 0 or (ended and not _goes_on(place, words))
            marks.append(_STARTS if starts else _GOES_ON)
            if word.text[-1] in SENTENCE_ENDS:  # of "Wait..." the last stop decides
                ended = self._ends(place, words)
            elif starts:
                ended = False
        # At once: `token.is_sent_start = …` looks through the whole doc each time, 9 s for 30,000 words on a line.
        return doc.from_array(["SENT_START"], _column(marks)) if marks else doc

    def _ends(self, place: int, words: Sequence[_Word]) -> bool:
        following = words[place + 1].text if place + 1 < len(words) else ""
        word = fold_key(_with_its_stop(place, words), self.casing)
        if (word, fold_key(_next_with_its_stop(place, words), self.casing)) in self.parted:
            return False
        before = fold_key(_word_before(place, words), self.casing)
        if (before, word) in self.parted:
            word = before + word
        if word in self.inner:
            return False
        if word in self.closing:
            return not following or following[0].isupper()
        if words[place].text == "." and _is_initial_or_number(place, words):
            return False
        return not self._is_small(following[:1])

    def _is_small(self, letter: str) -> bool:
        """Tell whether a letter goes on with a sentence; Georgian has capitals in Unicode that no one writes."""
        return letter.islower() and (self.casing != _CASELESS or letter.isascii())


def _goes_on(place: int, words: Sequence[_Word]) -> bool:
    """Tell whether what stands behind the end of a sentence belongs to it: a bracket that closes, another mark."""
    return _BEHIND_AN_END.issuperset(words[place].text) and not _opens(place, words)


def _opens(place: int, words: Sequence[_Word]) -> bool:
    """Tell whether a quotation mark that may open or close stands before a word, as in Afrikaans "'n"."""
    return words[place].text in _EITHER and words[place - 1].blank and not words[place].blank


def _column(marks: list[int]) -> Any:
    import numpy  # spaCy has imported it by now

    return numpy.array(marks, dtype="int64").astype("uint64").reshape(-1, 1)


@lru_cache(maxsize=32_768)
def norm_of(word: str, language: Language) -> str:
    """Return the folded stem of one word; an apostrophe parts a name from its suffixes ("BPO'larda")."""
    folded = language.fold_key(word)
    base = folded.split("'")[0] if len(folded.split("'")[0]) > 1 else folded
    return stem(base, language.snowball)


def _with_its_stop(place: int, words: Sequence[_Word]) -> str:
    """Return a token with the word before it where it is a stop by itself ("vb" + ".")."""
    text = words[place].text
    return words[place - 1].text + "." if text == "." and place > 0 and not words[place - 1].blank else text


def _parts(abbreviation: str) -> list[str]:
    """Return the parts of an abbreviation, each with its stop ("z.b." has two)."""
    return [part + "." for part in "".join(abbreviation.split()).split(".") if part]


def _next_with_its_stop(place: int, words: Sequence[_Word]) -> str:
    following = "".join(word.text for word in words[place + 1 : place + 3])
    return following if following.endswith(".") else ""


def _word_before(place: int, words: Sequence[_Word]) -> str:
    """Return what stands before the word that a token is or ends, with its stop."""
    start = place - 1 if words[place].text == "." else place
    return _with_its_stop(start - 1, words) if start > 0 else ""


def _is_initial_or_number(place: int, words: Sequence[_Word]) -> bool:
    """ "1." and "J." end no sentence where the next word follows on the same line."""
    if place != 1 or words[0].blank:
        return False
    before = words[0].text
    return (before.isdigit() and len(before) <= 2) or (len(before) == 1 and before.isupper())
