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
    "source.outside": Code(
        Severity.ERROR,
        "The link leads out of the folder, or nowhere; it was not followed. Put the file itself into the folder.",
    ),
    "source.changed": Code(
        Severity.ERROR, "The file was written to while it was read, twice; run again when it is finished."
    ),
    "source.too_large": Code(
        Severity.ERROR,
        "It holds more than {limit} MB, unpacked; cut it into articles, remove it from raw/, or raise --max-size.",
    ),
    "source.too_many_blocks": Code(
        Severity.ERROR, "It has {count} lines or blocks, more than {limit}; cut it into articles, or remove it."
    ),
    "source.broken": Code(
        Severity.ERROR, "The {kind} file is damaged ({reason}); fetch it again, or save the article as text."
    ),
    "source.needs_extra": Code(
        Severity.ERROR, "{kind} are read with an extra that is not installed: make extras EXTRAS={extra}."
    ),
    "source.binary": Code(Severity.ERROR, "The file is binary, not text; export the article as text or HTML."),
    "source.not_comparison": Code(
        Severity.ERROR,
        "No title, heading or table names two things that the text compares; if it is a comparison, give it a "
        "title that names both.",
    ),
    # how a source was read
    "source.encoding_told": Code(
        Severity.INFO, "The file says no encoding and is not UTF-8; {encoding} makes text of a known language of it."
    ),
    "source.encoding_doubtful": Code(
        Severity.WARNING,
        "{encoding} and {rival} make equally good text of the bytes; {encoding} was taken. Save the file as UTF-8.",
    ),
    "source.damaged": Code(
        Severity.WARNING,
        "{count} places are not {encoding} (first bad byte at {offset}); each was read as one “�”. Fetch it again.",
    ),
    "source.mojibake": Code(
        Severity.WARNING,
        "{count} characters were once decoded with the wrong encoding ({bad} for {good}); they were read through.",
    ),
    "source.mojibake_kept": Code(
        Severity.WARNING,
        "The text looks as if it was once decoded with the wrong encoding, but not so that it can be undone for "
        "certain; it was read as it stands. Fetch it again.",
    ),
    "source.invisible": Code(
        Severity.INFO,
        "{count} characters that nobody sees (direction overrides, zero-width blanks; first at {offset}) were kept.",
    ),
    "source.suffix_lies": Code(Severity.INFO, "The file's suffix says otherwise, but it holds {told} and was read so."),
    "source.converted": Code(
        Severity.INFO, "Converted by {converter}; positions count in the text that it gives, not in the file."
    ),
    "source.pages_left_out": Code(
        Severity.WARNING, "It has more than {limit} pages; the first {limit} were read. Cut it into articles."
    ),
    "source.unfinished": Code(
        Severity.WARNING,
        "A tag, comment or script at {offset} is never closed and swallows the rest of the file; mend it there.",
    ),
    "source.duplicate": Code(Severity.WARNING, "The same bytes as {path}; counted once, remove one of the two."),
    "source.derived": Code(
        Severity.INFO,
        "{passages} passages in the same order render those of {path}: both go back to one original and count once.",
    ),
    "source.failed": Code(Severity.ERROR, "Stage {stage} failed on this source ({reason}); please report it."),
    "source.too_slow": Code(
        Severity.ERROR,
        "Stage {stage} took more than {seconds} s of processor time; raise --time-limit, or cut the file.",
    ),
    "source.lost": Code(Severity.ERROR, "It could not be read: {reason}. Remove it from raw/ and report it, please."),
    "topic.lost": Code(Severity.WARNING, "The topic {topic} could not be checked: {reason}. Report it, please."),
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
    "table.ambiguous_row": Code(
        Severity.INFO,
        "The row could also be cut as {runner_up}; the cut that was kept has a confidence of {confidence}.",
    ),
    "table.row_label_misfit": Code(
        Severity.WARNING, "The row label “{label}” speaks of {aspect}, which none of its cells mentions."
    ),
    "table.only_in": Code(
        Severity.INFO, "Only {paths} gives a comparison table; its rows are compared with prose and lists elsewhere."
    ),
    "topic.sampled": Code(
        Severity.INFO,
        "{count} independent sources speak of this topic; where more than {most} speak in one respect, each was "
        "compared with what most say and with those that say the same, not with every other.",
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
    "boilerplate.found": Code(Severity.INFO, "Site furniture, labelled and left out of the facts: {count} blocks."),
    # how the subjects were told apart
    "subject.by_structure": Code(
        Severity.INFO,
        "No title words the comparison; headings, a table or repetition name the things. A title would make it sure.",
    ),
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
