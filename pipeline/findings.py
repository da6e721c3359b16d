"""Every finding code, with its severity and its sentence.

Errors are data (as in frictionless): a code, a severity, a sentence that says what is the case and what to do.
An ``error`` keeps its source out of every comparison; a ``warning`` asks for a look; an ``info`` tells how the
dataset was made.
"""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.model import Finding, Severity, Span


@dataclass(frozen=True, slots=True)
class Code:
    """A kind of finding. `template` is filled with named values."""

    severity: Severity
    template: str


CODES: dict[str, Code] = {
    # sources that cannot be used
    "source.empty": Code(Severity.ERROR, "The file holds no text; put the article into it or remove it from raw/."),
    "source.undecodable": Code(
        Severity.ERROR,
        "The bytes are not {encoding} text (first bad byte at {offset}); save the file as UTF-8 and run again.",
    ),
    "source.unreadable": Code(Severity.ERROR, "The file could not be read ({reason}); check its permissions."),
    "source.binary": Code(Severity.ERROR, "The file is binary, not text; export the article as text or HTML."),
    "source.not_comparison": Code(
        Severity.ERROR,
        "No title, heading or table names two things that the text compares; if it is a comparison, give it a "
        "title that names both.",
    ),
    "source.unfinished": Code(
        Severity.WARNING,
        "A tag, comment or script at {offset} is never closed and swallows the rest of the file; mend it there.",
    ),
    "source.duplicate": Code(Severity.WARNING, "The same bytes as {path}; counted once, remove one of the two."),
    "source.failed": Code(Severity.ERROR, "Stage {stage} failed on this source ({reason}); please report it."),
    "source.unknown_language": Code(
        Severity.WARNING, "The language could not be told; only structure was used. A longer text would help."
    ),
    "source.no_language_data": Code(
        Severity.WARNING,
        "There is no language file for {language}; only structure was used. Add pipeline/languages/{language}.toml.",
    ),
    # structure that promises more than it holds
    "section.empty": Code(Severity.WARNING, "The section “{heading}” is empty; its content may be lost."),
    "contents.empty": Code(Severity.INFO, "The contents label “{heading}” has no entries under it."),
    "references.empty": Code(Severity.WARNING, "The section “{heading}” names no reference."),
    "title.repeated": Code(Severity.INFO, "The title stands a second time, as site furniture."),
    "title.suffix": Code(
        Severity.INFO, "The title carries “{suffix}”, which belongs to the site and not to the title."
    ),
    "title.promises_table": Code(
        Severity.INFO, "The title promises a table (“{suffix}”); the text holds {tables} with its markup gone."
    ),
    "title.promised_table_missing": Code(
        Severity.WARNING, "The title promises a table (“{suffix}”) but the text holds none; it may be lost."
    ),
    "table.flattened": Code(
        Severity.INFO, "A table of {rows} rows had lost its markup; its cells were rebuilt, see their confidence."
    ),
    "table.row_label_misfit": Code(
        Severity.WARNING, "The row label “{label}” speaks of {aspect}, which none of its cells mentions."
    ),
    "table.only_in": Code(
        Severity.INFO, "Only {paths} gives a comparison table; its rows are compared with prose and lists elsewhere."
    ),
    "list.items_without_description": Code(
        Severity.INFO, "{bare} of {items} items only name their thing, the others describe it."
    ),
    "list.count_mismatch": Code(Severity.WARNING, "The text states {stated} but lists {listed}."),
    # residue of translation and of sites
    "heading.mistranslated": Code(
        Severity.WARNING, "The heading “{heading}” stands where {role} belongs; it reads like a machine translation."
    ),
    "conjunct.repeated": Code(
        Severity.WARNING, "“{text}” joins a word to itself; two terms may have been translated alike."
    ),
    "boilerplate.found": Code(
        Severity.INFO, "{count} lines of site furniture were labelled and left out of the facts."
    ),
    # how the subjects were told apart
    "subject.several_names": Code(Severity.INFO, "One thing under several names: {names}; they were counted as one."),
    "contrast.former_latter": Code(
        Severity.INFO, "Former and latter were resolved by the order of the contrast: {former}, then {latter}."
    ),
    "contrast.switches": Code(
        Severity.INFO, "The contrast marker “{marker}” switches the subject, each of {times} times."
    ),
    "contrast.keeps_subject": Code(
        Severity.INFO, "The contrast marker “{marker}” does not switch the subject here; it stays {subject}."
    ),
}


def finding(
    code: str, source_id: str = "", span: Span | None = None, other: Span | None = None, **values: object
) -> Finding:
    """Make a finding of a known code.

    Args:
        code: a key of :data:`CODES`.
        source_id: the source it speaks of, or "" for the run.
        span: the passage; `other` a second passage that belongs to it.
        values: what the sentence of the code names.

    Raises:
        KeyError: the code, or a value that its sentence names, is missing: a bug.
    """
    kind = CODES[code]
    return Finding(code, kind.template.format(**values), kind.severity, source_id, span, other)
