"""The tables of the dataset: their columns, types, keys and meanings.

People load these tables: a change here needs its tests and a line in CHANGELOG.md.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

from pipeline.model import (
    BlockKind,
    CellKind,
    ListKind,
    Match,
    Modality,
    Origin,
    Polarity,
    Relation,
    Role,
    Scope,
    Severity,
)


@dataclass(frozen=True, slots=True)
class Column:
    """A column: `type` is string, integer, number, boolean or list (of strings); numbers lie within their bounds."""

    name: str
    type: str
    description: str
    enum: tuple[str, ...] = ()
    required: bool = False
    minimum: int | None = None
    maximum: int | None = None


@dataclass(frozen=True, slots=True)
class ForeignKey:
    """A column whose values are keys of another table."""

    column: str
    table: str
    target: str


@dataclass(frozen=True, slots=True)
class TableSchema:
    """A table: what a row is, its columns in order, its key, and where its columns lead."""

    name: str
    row: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    foreign_keys: tuple[ForeignKey, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """The column names in order."""
        return tuple(column.name for column in self.columns)

    @property
    def optional(self) -> frozenset[str]:
        """The text columns whose empty text means that there is nothing: closed lists of values, and references."""
        names = {column.name for column in self.columns if column.enum} | {key.column for key in self.foreign_keys}
        return frozenset(names - {column.name for column in self.columns if column.required})


def _values(enum: type[Enum]) -> tuple[str, ...]:
    return tuple(member.value for member in enum)


def _id(name: str, description: str) -> Column:
    return Column(name, "string", description, required=True)


def _text(name: str, description: str) -> Column:
    return Column(name, "string", description)


def _count(name: str, description: str, required: bool = True) -> Column:
    return Column(name, "integer", description, required=required, minimum=0)


def _one_of(name: str, enum: type[Enum], description: str) -> Column:
    return Column(name, "string", description, _values(enum), required=True)


_SOURCE = _id("source_id", "The source: the first 12 hexadecimal digits of the SHA-256 of its bytes.")
_SPAN = (
    _count("start", "Where the passage begins, in code points of the decoded file."),
    _count("end", "Where it ends, exclusive."),
    _text("quote", "The raw slice from start to end."),
)
_MAYBE_SPAN = (
    _count("start", "Where the passage begins, in code points of the decoded file; empty where there is none.", False),
    _count("end", "Where it ends, exclusive.", False),
    _text("quote", "The raw slice from start to end."),
)
_CONFIDENCE = Column("confidence", "number", "How sure it is, 0 to 1.", required=True, minimum=0, maximum=1)
_TO_SOURCE = ForeignKey("source_id", "sources", "source_id")


def _to_concept(column: str) -> ForeignKey:
    return ForeignKey(column, "concepts", "concept_id")


SCHEMAS: tuple[TableSchema, ...] = (
    TableSchema(
        "sources",
        "a source",
        (
            _SOURCE,
            _id("path", "The file, relative to the folder that was given."),
            _id("sha256", "The SHA-256 of its bytes; of what was packed or converted, of what came out."),
            _text("media_type", "text/plain, text/markdown or text/html."),
            _text("encoding", "The encoding it was decoded with."),
            _text("language", "BCP 47 code; und where it could not be told."),
            Column("language_confidence", "number", "How sure the language is, 0 to 1.", minimum=0, maximum=1),
            _text("title", "The title as it reads; empty where none was found."),
            _text("topic_id", "The topic it belongs to; empty for a quarantined source."),
            Column("subject_ids", "list", "The concepts it compares, in the order of the title."),
            _text("url", "Where it comes from, as sources.csv says, or else its archive or its page."),
            _count("n_characters", "Its length in code points."),
            _count("n_blocks", "How many blocks it has."),
            _count("boilerplate_characters", "How many characters are site furniture."),
            _text("derived_from_id", "The source that stands for it and for all others that render the same original."),
            _text("variant", "BCP 47 code of its national norm (pt-BR) where its words tell; else the language."),
        ),
        ("source_id",),
        (ForeignKey("derived_from_id", "sources", "source_id"),),
    ),
    TableSchema(
        "blocks",
        "a block",
        (
            _id("block_id", "The block."),
            _SOURCE,
            _count("position", "Its place among the blocks of the source, from 0."),
            _one_of("kind", BlockKind, "What it is by its layout."),
            _one_of("role", Role, "What it is for."),
            _one_of("section_role", Role, "What its section is for."),
            Column("boilerplate", "boolean", "Whether it is site furniture.", required=True),
            _text("boilerplate_rule", "The rule that labelled it so."),
            _text("language", "BCP 47 code; und where it could not be told."),
            _text("parent_block_id", "The heading it stands under."),
            *_SPAN,
            _text("role_rule", "likeness where an encoder found the role by headings of other languages; else empty."),
            Column("role_confidence", "number", "How often such a role is right, 0 to 1.", minimum=0, maximum=1),
        ),
        ("block_id",),
        (_TO_SOURCE, ForeignKey("parent_block_id", "blocks", "block_id")),
    ),
    TableSchema(
        "subjects",
        "a compared thing in a source",
        (
            _id("subject_id", "Its concept."),
            _SOURCE,
            _count("position", "Its place in the title, from 0."),
            _text("label", "Its name as the source writes it."),
            _id("concept_id", "Its concept, the same as subject_id."),
            _text("expansion", "What a short name stands for, as the source explains it."),
            *_SPAN,
        ),
        ("source_id", "position"),
        (_TO_SOURCE, _to_concept("concept_id")),
    ),
    TableSchema(
        "table_cells",
        "a cell of a comparison table",
        (
            _id("cell_id", "The cell."),
            _SOURCE,
            _id("table_id", "The table it belongs to."),
            _count("row", "Its row; 0 is the header."),
            _count("column", "Its column, from 0."),
            _one_of("cell_kind", CellKind, "Header, aspect (label of a row, or of a column) or value."),
            _text("subject_id", "The concept its column speaks of, or its row; empty where none is named."),
            _text("aspect_id", "The aspect its row speaks of, or its column; empty in other headers."),
            _text("text", "The cell as it reads."),
            _text("method", "How it was told: joint (rows cut together), delimiter, drawn, lines, lists or markup."),
            _CONFIDENCE,
            Column("ambiguous", "boolean", "Whether another cut was nearly as good.", required=True),
            *_SPAN,
        ),
        ("cell_id",),
        (_TO_SOURCE, _to_concept("subject_id"), _to_concept("aspect_id")),
    ),
    TableSchema(
        "taxonomy_items",
        "an item of a list",
        (
            _id("item_id", "The item."),
            _SOURCE,
            _id("list_id", "The list it belongs to."),
            _one_of("list_kind", ListKind, "What the items are to their parent."),
            _text("parent_label", "What the list is of, as the source writes it."),
            _text("parent_concept_id", "The concept of the parent."),
            _count("position", "Its place in the list, from 0."),
            _text("marker", "The bullet or number; empty in cells and prose."),
            _text("label", "What it names."),
            _text("description", "What it says of it."),
            _text("concept_id", "The concept that it names."),
            *_SPAN,
        ),
        ("item_id",),
        (_TO_SOURCE, _to_concept("parent_concept_id"), _to_concept("concept_id")),
    ),
    TableSchema(
        "concepts",
        "a concept",
        (
            _id("concept_id", "The concept, the same whatever the language of the source."),
            Column("kind", "string", "What it is.", ("subject", "aspect", "type", "value"), required=True),
            _text("pref_label", "Its English label, or the source's own."),
            _text("broader_id", "The concept it is narrower than."),
            _text("scheme", "The vocabulary it belongs to."),
            Column("defined_by", "string", "Who defines it.", ("vocabulary", "source"), required=True),
        ),
        ("concept_id",),
        (_to_concept("broader_id"),),
    ),
    TableSchema(
        "labels",
        "a label of a concept",
        (
            _id("concept_id", "The concept."),
            _id("language", "BCP 47 code of the label."),
            _id("label", "The label."),
            Column("label_kind", "string", "Who gives it.", ("pref", "alt", "observed"), required=True),
            _count("n_mentions", "How often sources name the concept so."),
        ),
        ("concept_id", "language", "label"),
        (_to_concept("concept_id"),),
    ),
    TableSchema(
        "mentions",
        "a concept named in a source",
        (
            _id("mention_id", "The mention."),
            _SOURCE,
            _id("concept_id", "The concept named."),
            _one_of("match", Match, "How it was recognized."),
            _CONFIDENCE,
            *_SPAN,
        ),
        ("mention_id",),
        (_TO_SOURCE, _to_concept("concept_id")),
    ),
    TableSchema(
        "statements",
        "a statement",
        (
            _id("statement_id", "The statement."),
            _SOURCE,
            _id("topic_id", "The topic of its source."),
            _id("subject_id", "What it is about."),
            _id("aspect_id", "In which respect."),
            _text("value", "What it says, as it reads."),
            Column("value_concept_ids", "list", "The concepts that its value names."),
            _one_of("polarity", Polarity, "Whether it affirms or denies."),
            _one_of("modality", Modality, "With what force."),
            _count("count", "The number that it states or lists.", False),
            Column("open_list", "boolean", "Whether it leaves its list open (etc., most common).", required=True),
            _one_of("origin", Origin, "The structure it was read from."),
            _CONFIDENCE,
            *_SPAN,
        ),
        ("statement_id",),
        (_TO_SOURCE, _to_concept("subject_id"), _to_concept("aspect_id")),
    ),
    TableSchema(
        "verdicts",
        "a comparison",
        (
            _id("verdict_id", "The verdict."),
            _id("topic_id", "The topic."),
            _one_of("scope", Scope, "Across sources, or within one."),
            _id("subject_id", "What the statements are about."),
            _id("aspect_id", "In which respect."),
            _one_of("verdict", Relation, "What the comparison found."),
            Column("strength", "string", "Hard where both cannot hold, else soft; for conflicts.", ("hard", "soft")),
            Column("source_ids", "list", "The sources compared; of only_in, the one that speaks."),
            Column("statement_ids", "list", "The statements compared."),
            _id("rule", "The rule that decided; docs/verdicts.md lists them."),
            _text("reason", "Why, in plain English."),
            _CONFIDENCE,
        ),
        ("verdict_id",),
        (_to_concept("subject_id"), _to_concept("aspect_id")),
    ),
    TableSchema(
        "findings",
        "a defect, or a fact about the making",
        (
            _id("finding_id", "The finding."),
            _text("source_id", "The source it speaks of; empty for the run."),
            _id("code", "Its code; docs/findings.md lists them."),
            _one_of("severity", Severity, "Error keeps the source out of every comparison."),
            _text("message", "What is the case and what to do."),
            *_MAYBE_SPAN,
        ),
        ("finding_id",),
        (_TO_SOURCE,),
    ),
)  # fmt: skip


def schema(name: str) -> TableSchema:
    """Return the schema of a table by its name.

    Raises:
        KeyError: there is no such table.
    """
    return {one.name: one for one in SCHEMAS}[name]


def concept_columns() -> Iterator[tuple[TableSchema, str]]:
    """Yield every column that holds the identifier of a concept, with its table."""
    for table in SCHEMAS:
        for key in table.foreign_keys:
            if key.table == "concepts":
                yield table, key.column
