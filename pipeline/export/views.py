"""The views of the database: the questions that are asked of every dataset, answered in SQL."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class View:
    """A view: what a row is, and its query."""

    name: str
    row: str
    query: str


VIEWS: tuple[View, ...] = (
    View(
        "taxonomy_tree",
        "a concept in its place in the tree: its depth, the labels on the way to it, and the sources that name it",
        """
        WITH RECURSIVE tree AS (
            SELECT concept_id, broader_id, kind, pref_label, 0 AS depth, [pref_label] AS path, concept_id AS root_id
            FROM concepts WHERE broader_id IS NULL
            UNION ALL
            SELECT one.concept_id, one.broader_id, one.kind, one.pref_label, tree.depth + 1,
                   list_append(tree.path, one.pref_label), tree.root_id
            FROM concepts AS one JOIN tree ON one.broader_id = tree.concept_id
        ), named AS (
            SELECT concept_id, list(DISTINCT source_id ORDER BY source_id) AS source_ids, count(*) AS n_mentions
            FROM mentions GROUP BY concept_id
        ), listed AS (
            SELECT concept_id, list(DISTINCT source_id ORDER BY source_id) AS source_ids
            FROM taxonomy_items WHERE concept_id IS NOT NULL GROUP BY concept_id
        )
        SELECT tree.root_id, tree.concept_id, tree.broader_id, tree.kind, tree.depth, tree.pref_label, tree.path,
               coalesce(named.source_ids, []) AS named_by, coalesce(listed.source_ids, []) AS listed_by,
               coalesce(named.n_mentions, 0) AS n_mentions
        FROM tree LEFT JOIN named USING (concept_id) LEFT JOIN listed USING (concept_id)
        ORDER BY tree.path, tree.concept_id
        """,
    ),
    View(
        "comparison_matrix",
        "what a source says of a subject in one respect, all its statements together",
        """
        SELECT said.topic_id, said.aspect_id, aspect.pref_label AS aspect, said.subject_id,
               subject.pref_label AS subject, said.source_id, source.path, source.language,
               list(DISTINCT said.value ORDER BY said.value) AS "values",
               list(said.statement_id ORDER BY said.start, said.statement_id) AS statement_ids
        FROM statements AS said
        JOIN concepts AS aspect ON aspect.concept_id = said.aspect_id
        JOIN concepts AS subject ON subject.concept_id = said.subject_id
        JOIN sources AS source ON source.source_id = said.source_id
        GROUP BY ALL
        ORDER BY said.topic_id, said.aspect_id, said.subject_id, said.source_id
        """,
    ),
    View(
        "verdict_passages",
        "a passage that a verdict rests on",
        """
        SELECT one.verdict_id, one.topic_id, one.scope, one.verdict, one.strength, one.subject_id, one.aspect_id,
               one.rule, one.reason, said.statement_id, said.source_id, source.path, source.language, said.value,
               said.start, said."end", said.quote
        FROM (SELECT *, unnest(statement_ids) AS statement_id FROM verdicts) AS one
        JOIN statements AS said ON said.statement_id = one.statement_id
        JOIN sources AS source ON source.source_id = said.source_id
        ORDER BY one.verdict_id, said.source_id, said.start, said.statement_id
        """,
    ),
)
