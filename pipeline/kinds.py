"""The closed sets of words that the model uses: kinds of blocks, roles, verdicts …"""

from __future__ import annotations

from enum import StrEnum


class BlockKind(StrEnum):
    """What a block is by its layout."""

    TITLE = "title"
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    LIST_ITEM = "list_item"
    TABLE_HEADER = "table_header"
    TABLE_ROW = "table_row"
    CAPTION = "caption"


class Role(StrEnum):
    """What a block or a section is for. The phrases that announce a role are language data."""

    TITLE = "title"
    INTRODUCTION = "introduction"
    KEY_DIFFERENCE = "key_difference"
    COMPARISON_TABLE = "comparison_table"
    DEFINITION = "definition"
    TYPES = "types"
    ADVANTAGES = "advantages"
    DISADVANTAGES = "disadvantages"
    SIMILARITIES = "similarities"
    FEATURES = "features"
    USES = "uses"
    EXAMPLES = "examples"
    HISTORY = "history"
    SUMMARY = "summary"
    CONCLUSION = "conclusion"
    REFERENCES = "references"
    CONTENTS = "contents"
    BYLINE = "byline"
    FAQ = "faq"
    RELATED = "related"
    SHARE = "share"
    NAVIGATION = "navigation"
    VIDEO = "video"
    LIST_INTRO = "list_intro"
    BODY = "body"


class ListKind(StrEnum):
    """What the items of a list are to its parent."""

    TYPES = "types"
    ADVANTAGES = "advantages"
    DISADVANTAGES = "disadvantages"
    DIFFERENCES = "differences"
    FEATURES = "features"
    USES = "uses"
    SUMMARY = "summary"
    STEPS = "steps"
    OTHER = "other"


class CellKind(StrEnum):
    """What a cell of a comparison table is for: it names a subject (or nothing), names an aspect, or says something."""

    HEADER = "header"
    ASPECT = "aspect"
    VALUE = "value"


class Origin(StrEnum):
    """The structure a statement was read from."""

    TABLE = "table"
    LIST = "list"
    DEFINITION = "definition"
    KEY_DIFFERENCE = "key_difference"
    SUMMARY = "summary"
    PROSE = "prose"


class Polarity(StrEnum):
    """Whether a statement affirms or denies its value."""

    POSITIVE = "positive"
    NEGATIVE = "negative"


class Modality(StrEnum):
    """With what force a statement is made."""

    ACTUAL = "actual"
    TYPICAL = "typical"
    POSSIBLE = "possible"
    NECESSARY = "necessary"


class Match(StrEnum):
    """How a mention was recognized as a concept."""

    EXACT = "exact"
    STEM = "stem"
    ACRONYM = "acronym"
    COMPOUND = "compound"
    EMBEDDING = "embedding"


class Relation(StrEnum):
    """The verdict on two positions about one subject in one respect."""

    AGREE = "agree"
    SUBSET = "subset"
    PARTIAL = "partial"
    CONFLICT = "conflict"
    ONLY_IN = "only_in"


class Justification(StrEnum):
    """Why two concepts are held to be one: terms of the Semantic Mapping Vocabulary (semapv)."""

    LEXICAL = "semapv:LexicalMatching"
    COGNATE = "semapv:LexicalSimilarityThresholdMatching"
    POSITION = "semapv:StructuralMatching"
    ENCODER = "semapv:SemanticSimilarityThresholdMatching"
    COMPOSITE = "semapv:CompositeMatching"
    MANUAL = "semapv:ManualMappingCuration"


class Scope(StrEnum):
    """Whether a verdict compares sources, or passages of one source."""

    CROSS = "cross"
    WITHIN = "within"


class Severity(StrEnum):
    """How much a finding matters to a reader of the dataset."""

    INFO = "info"
    WARNING = "warning"
    ERROR = "error"
