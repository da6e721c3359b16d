"""Stage 12, consistency: what the sources of a topic say of the same subject in the same respect, compared.

Which positions are compared is decided here; how, by the rules of `pipeline.verdicts`. Sources that go back to one
original count as one: they are held against each other passage by passage, and one of them speaks for all to others.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import combinations

from pipeline import languages, vocabulary
from pipeline.alignment.aspects import Aligned, aligned_aspects
from pipeline.alignment.representatives import ALL_PAIRS, representative_pairs
from pipeline.findings import finding
from pipeline.model import Document, Finding, Origin, Relation, Scope, Topic, Verdict
from pipeline.reading.labels import english
from pipeline.stages.stage import TopicStage
from pipeline.verdicts import contrasts, second_opinion
from pipeline.verdicts.across import across
from pipeline.verdicts.attribution import attributions_across, attributions_within
from pipeline.verdicts.beside import learned_words
from pipeline.verdicts.blocks import compared_sides
from pipeline.verdicts.clauses import compare_clauses
from pipeline.verdicts.complements import compare_complements
from pipeline.verdicts.events import compare_events
from pipeline.verdicts.inference import reviewed
from pipeline.verdicts.making import doubted, make
from pipeline.verdicts.objects import compare_objects
from pipeline.verdicts.parts import compare_parts
from pipeline.verdicts.position import GENERAL, Position, values_of
from pipeline.verdicts.respects import Context, Respect, Side, Voice, respects
from pipeline.verdicts.rules import HARD, Names, Outcome
from pipeline.verdicts.silence import only_in, uncompared
from pipeline.verdicts.translations import Rendering, translations
from pipeline.verdicts.within import within


def check(topic: Topic) -> Topic:
    """Lay the verdicts over a topic, whose derivations are known."""
    codes = {document.source.source_id: document.language for document in topic.documents}
    context = Context(english(topic.documents), codes)
    found = [*_within(topic, context), *_among_translations(topic, context), *_among_independent(topic, context)]
    verdicts = tuple(reviewed(_once_each(found), second_opinion.in_use()))
    return replace(topic, verdicts=verdicts, findings=(*topic.findings, *_lone_tables(topic), *_sampled(topic)))


def _within(topic: Topic, context: Context) -> Iterator[Verdict]:
    voices = [_voice(document) for document in topic.documents]
    for respect, sides in respects(topic.topic_id, voices):
        for side in sides:
            yield from within(respect, side, context.names)
    for voice in voices:
        yield from attributions_within(topic.topic_id, voice, context.names)


def _among_translations(topic: Topic, context: Context) -> Iterator[Verdict]:
    documents = {document.source.source_id: document for document in topic.documents}
    families: dict[str, list[Rendering]] = defaultdict(list)
    for one in topic.derivations:
        families[one.original_id].append(Rendering(documents[one.source_id], one))
    for original_id, renderings in families.items():
        original = documents[original_id]
        yield from translations(topic.topic_id, original, renderings, context)
        for rendering in renderings:
            yield from _swapped(topic.topic_id, original, rendering.document, context.names, Aligned())


def _among_independent(topic: Topic, context: Context) -> Iterator[Verdict]:
    """Compare the sources that count, each with each."""
    derived = {one.source_id for one in topic.derivations}
    originals = [document for document in topic.documents if document.source.source_id not in derived]
    if len(originals) < 2:
        return
    known = frozenset(vocabulary.load().by_id)
    aligned = aligned_aspects(originals, known)
    gathered = list(respects(topic.topic_id, [_voice(document) for document in originals], aligned))
    same_words = learned_words(gathered)
    confirmed = {respect.aspect_id for respect, sides in gathered if respect.is_guessed and _is_confirmed(sides)}
    for respect, sides in gathered:
        yield from _compared(
            replace(
                respect,
                same_words=same_words.get(respect.aspect_id, frozenset()),
                is_guessed=respect.is_guessed and respect.aspect_id not in confirmed,
            ),
            sides,
            context.names,
        )
    for one, other in representative_pairs(originals, lambda document: len(document.statements)):
        voices = _voice(one), _voice(other)
        yield from _swapped(topic.topic_id, one, other, context.names, aligned)
        yield from attributions_across(topic.topic_id, *voices, context.names)
        yield from compare_events(topic.topic_id, *voices)
        yield from compare_clauses(topic.topic_id, *voices)
        if voices[0].language != voices[1].language:
            yield from compare_complements(topic.topic_id, *voices, context.names)
            yield from compare_parts(topic.topic_id, *voices)
            yield from compare_objects(topic.topic_id, *voices)


def _compared(respect: Respect, sides: Sequence[Side], names: Names) -> Iterator[Verdict]:
    found = [verdict for pair in compared_sides(sides) for verdict in across(respect, *pair, names)]
    if respect.is_guessed:
        found = [doubted(verdict) if _needs_rows(verdict) else verdict for verdict in found]
    yield from found
    yield from only_in(respect, sides, names)
    compared = {statement.source_id for verdict in found for statement in verdict.statements}
    if any(side.source_id not in compared for side in sides):
        yield from uncompared(respect, sides)


def _is_confirmed(sides: Sequence[Side]) -> bool:
    """Tell whether two sources give one thing the same telling value in a row that was guessed by its place.

    "Soft" in both tells that the row is one, "low" or "yes" in both may be chance.
    """
    told = [{value for value in values_of(side.statements) if not value.startswith(GENERAL)} for side in sides]
    return any(one & other for one, other in combinations(told, 2))


def _needs_rows(verdict: Verdict) -> bool:
    """Tell whether a source of a verdict says it in a row only."""
    elsewhere = {statement.source_id for statement in verdict.statements if statement.origin is not Origin.TABLE}
    return {statement.source_id for statement in verdict.statements} != elsewhere


def _swapped(topic_id: str, one: Document, other: Document, names: Names, aligned: Aligned) -> Iterator[Verdict]:
    sides = ([replace(said, aspect_id=aligned.of(said)) for said in document.statements] for document in (one, other))
    for swap in contrasts.swaps(*sides):
        respect = Respect(topic_id, swap.subject_id, swap.aspect_id)
        reason = (
            f"{one.source.path} and {other.source.path} contrast the subjects in {names(swap.aspect_id)} "
            "the other way round; one of them has swapped them."
        )
        position = Position("", swap.statements, values_of(swap.statements))
        yield make(respect, Scope.CROSS, (position,), Outcome(Relation.CONFLICT, "contrast.swapped", reason, HARD, 0.9))


def _voice(document: Document) -> Voice:
    source = document.source
    return Voice(source.path, source.source_id, languages.load(document.language).code, document.statements)


def _lone_tables(topic: Topic) -> Iterator[Finding]:
    """Say which source alone gives a table, since its rows then meet nothing but prose and lists."""
    having = [document for document in topic.documents if document.tables]
    if len(having) == 1 and len(topic.documents) > 1:
        source = having[0].source
        yield finding("table.only_in", source.source_id, having[0].tables[0].span, paths=source.path)


def _sampled(topic: Topic) -> Iterator[Finding]:
    """Say of a topic of many sources that not every one was compared with every other."""
    derived = {one.source_id for one in topic.derivations}
    originals = [document.source for document in topic.documents if document.source.source_id not in derived]
    if len(originals) > ALL_PAIRS:
        first = originals[0]
        yield finding("topic.sampled", first.source_id, count=len(originals), most=ALL_PAIRS)


def _once_each(verdicts: Sequence[Verdict]) -> Iterator[Verdict]:
    """Drop a verdict that says the same of the same statements, whichever rule was there first."""
    seen: set[tuple[object, ...]] = set()
    for verdict in verdicts:
        key = verdict.scope, verdict.subject_id, verdict.aspect_id, verdict.relation, frozenset(verdict.statements)
        if key not in seen:
            seen.add(key)
            yield verdict


STAGE = TopicStage(
    "consistency",
    3,
    requires=("statements", "topics", "topic.derivations"),
    assigns=("verdicts",),
    apply=check,
)
