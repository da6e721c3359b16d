// The data elements, each parsed when it is first asked for. Rows carry the names of the dataset's columns.

const raw = (name) => {
  const element = document.getElementById(`data-${name}`);
  return element ? JSON.parse(element.textContent) : null;
};
const remembered = (make) => {
  const known = new Map();
  return (key) => {
    if (!known.has(key)) known.set(key, make(key));
    return known.get(key);
  };
};
const INDEX = raw("index");
const unpack = (table, rows) => {
  const columns = INDEX.columns[table];
  return rows.map((row) => {
    const record = { table };
    for (let place = 0; place < columns.length; place += 1) record[columns[place]] = row[place];
    return record;
  });
};
const SOURCES = unpack("sources", INDEX.sources).map((source, number) =>
  ({ ...source, number, held: number < INDEX.held, badge: "", topic: null }));
const TOPICS = INDEX.topics.map((topic, number) =>
  ({ ...topic, number, sources: topic.sources.map((place) => SOURCES[place]) }));
for (const topic of TOPICS) {
  topic.sources.forEach((source, place) => Object.assign(source, { badge: String(place + 1), topic }));
}
const ASIDE = SOURCES.filter((source) => !source.topic);
ASIDE.forEach((source, place) => { source.badge = `–${place + 1}`; });
const SOURCE_OF = new Map(SOURCES.map((source) => [source.source_id, source]));
const TABLES = ["subjects", "table_cells", "taxonomy_items", "statements", "mentions", "findings"];
const KEYS = { subjects: "subject_id", table_cells: "cell_id", taxonomy_items: "item_id", statements: "statement_id",
  mentions: "mention_id", findings: "finding_id", blocks: "block_id" };

// A source: its text, its blocks, and every row that points into it, in the order of the text.
const sourceData = remembered((number) => {
  const data = raw(`source-${number}`);
  if (!data) return null;
  const source = SOURCES[number];
  const tables = Object.fromEntries(
    ["blocks", ...TABLES].map((name) => [name, unpack(name, data[name]).map((row) => ({ ...row, id: row[KEYS[name]], source }))]));
  tables.blocks.sort((one, other) => one.at - other.at || one.to - other.to);
  const rows = TABLES.flatMap((name) => tables[name]).sort((one, other) => one.at - other.at || other.to - one.to);
  const byId = new Map([...tables.blocks, ...rows].map((row) => [row.id, row]));
  return { text: data.text, ...tables, rows, byId };
});
const sourceOfRow = (id) => SOURCE_OF.get(id.split(".", 1)[0]);
const rowOf = (id) => {
  const source = sourceOfRow(id);
  return source ? sourceData(source.number)?.byId.get(id) ?? null : null;
};
const textOf = (row) => sourceData(row.source.number).text.slice(row.at, row.to);

// A topic: its verdicts, hardest first, and its concepts by their identifiers.
const topicData = remembered((number) => {
  const data = raw(`topic-${number}`);
  const verdicts = unpack("verdicts", data.verdicts).map((one) => ({ ...one, id: one.verdict_id, kind: kindOf(one) }));
  const concepts = new Map(unpack("concepts", data.concepts).map((one) => [one.concept_id, one]));
  const using = new Map();
  for (const verdict of verdicts) {
    for (const id of verdict.statement_ids) {
      if (!using.has(id)) using.set(id, []);
      using.get(id).push(verdict);
    }
  }
  const label = (id) => concepts.get(id)?.pref_label ?? id;
  return { ...data, verdicts, concepts, label, verdictsOf: (id) => using.get(id) ?? [],
    verdictById: new Map(verdicts.map((one) => [one.id, one])) };
});
const kindOf = (verdict) => (verdict.verdict === "conflict" ? verdict.strength || "soft" : verdict.verdict);

// Where things are shown.
const placeOf = {
  topic: (topic) => `t${topic.number}`,
  section: (topic, name) => `t${topic.number}/${name}`,
  verdict: (topic, verdict) => `t${topic.number}/verdict/${verdict.id}`,
  source: (source) => (source.topic ? `t${source.topic.number}/source/${source.number}` : `aside/source/${source.number}`),
  row: (row) => `${placeOf.source(row.source)}/${encodeURIComponent(row.id)}`,
};
