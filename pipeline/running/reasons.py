"""What a run did again, and why: for ``--explain-cache``."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pipeline.running.jobs import Card, CheckedTopic, ReadFile
    from pipeline.running.lastrun import Inputs, LastRun
    from pipeline.running.runner import Made

_CHANGES = {
    "program": "the program changed",
    "languages": "the language data changed",
    "vocabulary": "a vocabulary changed",
    "settings": "a setting changed (--time-limit, --encoder or --inference)",
}
_NAMED = 3  # files, sources or topics of one reason that are named


@dataclass(frozen=True, slots=True)
class Reasons:
    """The reasons of a run.

    `made` is what it made, from `inputs`; `last` what the run before it left; `cached` whether results are kept at all.
    """

    made: Made
    inputs: Inputs
    last: LastRun | None
    cached: bool = True

    def lines(self) -> Iterator[str]:
        """Yield a sentence on files, one on sources, one on topics."""
        made = self.made
        now, before = _origins(self.inputs), _origins(self.last.inputs if self.last else ())
        yield _told("file", "read", [(one.name, self._of_file(one, now, before)) for one in made.files])
        read = {page.path for file in made.files if not file.kept for page in file.pages}
        yield _told("source", "searched for facts", [(one.path, self._of_source(one, read)) for one in made.cards])
        searched = {card.source_id for card in made.cards if not card.kept}
        yield _told("topic", "checked", [(one.topic_id, self._of_topic(one, searched)) for one in made.topics])

    @property
    def _general(self) -> str:
        """What holds of everything; "" where nothing does."""
        if not self.cached:
            return "nothing is kept with --no-cache"
        if self.last is None:
            return "no run into this folder is remembered"
        changed = self.made.jobs.recipe.differs(self.last.recipe)
        return _CHANGES[changed] if changed else ""

    def _of_file(self, file: ReadFile, now: Mapping[str, str], before: Mapping[str, str]) -> str:
        if file.kept:
            return ""
        if self._general or file.name not in before:
            return self._general or "new"
        is_same = now[file.name] == before[file.name] != ""
        return "what was kept is gone" if is_same else "the content changed"

    def _of_source(self, card: Card, read: set[str]) -> str:
        if card.kept:
            return ""
        if card.path in read:
            return "the file was read"
        return self._general or "the site or copies changed, or what was kept is gone"

    def _of_topic(self, topic: CheckedTopic, searched: set[str]) -> str:
        if topic.kept:
            return ""
        if searched.intersection(topic.source_ids):
            return "a source was searched"
        return self._general or "its sources are others, or what was kept is gone"


def _origins(inputs: Inputs) -> dict[str, str]:
    return {one.name: one.origin for one in inputs}


def _told(what: str, done: str, reasons: list[tuple[str, str]]) -> str:
    """Tell how many are kept, and for each reason of the others how many, and the first by name."""
    by_reason: defaultdict[str, list[str]] = defaultdict(list)
    for name, reason in reasons:
        if reason:
            by_reason[reason].append(name)
    again = sum(map(len, by_reason.values()))
    because = "; ".join(
        f"{len(names)} because {reason}: {_names(names)}" for reason, names in sorted(by_reason.items())
    )
    many = what if len(reasons) == 1 else f"{what}s"
    return f"{len(reasons)} {many}: {len(reasons) - again} kept, {again} {done}" + (f" ({because})" if because else "")


def _names(names: list[str]) -> str:
    more = len(names) - _NAMED
    return ", ".join(names[:_NAMED]) + (f" and {more} more" if more > 0 else "")
