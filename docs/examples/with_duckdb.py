"""Two questions to a dataset with SQL: python docs/examples/with_duckdb.py [output]."""

import sys
from pathlib import Path

import duckdb

folder = Path(sys.argv[1] if len(sys.argv) > 1 else "output")
database = duckdb.connect(folder / "dataset.duckdb", read_only=True)

# Which types of call center does each source name?
types = """
    SELECT path, string_agg(DISTINCT pref_label, ', ' ORDER BY pref_label)
    FROM taxonomy_items JOIN sources USING (source_id) JOIN concepts USING (concept_id)
    WHERE list_kind = 'types' AND parent_concept_id = 'outsourcing:call-center'
    GROUP BY path ORDER BY path
"""
print("Types of call center")
for path, labels in database.sql(types).fetchall():
    print(f"  {path}: {labels}")

# Where do sources conflict about BPO?
conflicts = """
    SELECT DISTINCT verdict_id, pref_label, strength, reason
    FROM verdict_passages JOIN concepts ON concept_id = aspect_id
    WHERE verdict = 'conflict' AND scope = 'cross' AND subject_id = 'outsourcing:bpo'
    ORDER BY verdict_id
"""
print("Conflicts about BPO")
for _, aspect, strength, reason in database.sql(conflicts).fetchall():
    print(f"  {aspect} ({strength}): {reason}")
