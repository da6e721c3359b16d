"""Two questions to a dataset with pandas: python docs/examples/with_pandas.py [output]."""

import sys

import pipeline

CALL_CENTER, BPO = "outsourcing:call-center", "outsourcing:bpo"

dataset = pipeline.load(sys.argv[1] if len(sys.argv) > 1 else "output")

# Which types of call center does each source name?
items = dataset.taxonomy_items
types = items[(items.list_kind == "types") & (items.parent_concept_id == CALL_CENTER)]
named = types.merge(dataset.sources, on="source_id").merge(dataset.concepts, on="concept_id")
print("Types of call center")
for path, labels in named.groupby("path").pref_label:
    print(f"  {path}: {', '.join(sorted(labels.unique()))}")

# Where do sources conflict about BPO?
verdicts = dataset.verdicts
conflicts = verdicts[(verdicts.verdict == "conflict") & (verdicts.scope == "cross") & (verdicts.subject_id == BPO)]
aspects = conflicts.merge(dataset.concepts, left_on="aspect_id", right_on="concept_id")
print("Conflicts about BPO")
for conflict in aspects.sort_values("verdict_id").itertuples():
    print(f"  {conflict.pref_label} ({conflict.strength}): {conflict.reason}")
