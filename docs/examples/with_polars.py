"""Two questions to a dataset with polars: python docs/examples/with_polars.py [output]."""

import sys
from pathlib import Path

import polars
from polars import col

parquet = Path(sys.argv[1] if len(sys.argv) > 1 else "output") / "parquet"


def table(name: str) -> polars.LazyFrame:
    """Return a table; nothing of it is read before it is needed."""
    return polars.scan_parquet(parquet / f"{name}.parquet")


# Which types of call center does each source name?
types = (
    table("taxonomy_items")
    .filter(col("list_kind") == "types", col("parent_concept_id") == "outsourcing:call-center")
    .join(table("sources"), on="source_id")
    .join(table("concepts"), on="concept_id")
    .group_by("path")
    .agg(col("pref_label").unique().sort())
    .sort("path")
    .collect()
)
print("Types of call center")
for path, labels in types.rows():
    print(f"  {path}: {', '.join(labels)}")

# Where do sources conflict about BPO?
conflicts = (
    table("verdicts")
    .filter(col("verdict") == "conflict", col("scope") == "cross", col("subject_id") == "outsourcing:bpo")
    .join(table("concepts"), left_on="aspect_id", right_on="concept_id")
    .sort("verdict_id")
    .select("pref_label", "strength", "reason")
    .collect()
)
print("Conflicts about BPO")
for aspect, strength, reason in conflicts.rows():
    print(f"  {aspect} ({strength}): {reason}")
