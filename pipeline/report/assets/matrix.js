// The comparison matrix: a row for each respect, and for each compared thing what every source says of it.

const WIDE = 4; // sources that have a column each
const VALUES = 6; // shown of a cell at once
const LONG = 80; // characters of a value that no concept stands for

const matrixData = (topic) => {
  const data = topicData(topic.number);
  const respects = new Map();
  const at = (aspect, subject) => {
    if (!respects.has(aspect)) respects.set(aspect, { id: aspect, label: data.label(aspect), cells: new Map() });
    const { cells } = respects.get(aspect);
    if (!cells.has(subject)) cells.set(subject, { said: new Map(), kinds: {}, within: {} });
    return cells.get(subject);
  };
  for (const source of topic.sources) {
    for (const one of sourceData(source.number)?.statements ?? []) {
      const { said } = at(one.aspect_id, one.subject_id);
      if (!said.has(source)) said.set(source, []);
      said.get(source).push(one);
    }
  }
  for (const verdict of data.verdicts) {
    const cell = at(verdict.aspect_id, verdict.subject_id);
    const tally = verdict.scope === "cross" ? cell.kinds : cell.within;
    tally[verdict.kind] = (tally[verdict.kind] ?? 0) + 1;
  }
  const hardness = (one) => Math.min(...[...one.cells.values()].map((cell) => ORDER.findIndex((kind) => cell.kinds[kind])).map((place) => (place < 0 ? ORDER.length : place)));
  const breadth = (one) => [...one.cells.values()].reduce((sum, cell) => sum + cell.said.size, 0);
  return [...respects.values()].map((one) => ({ ...one, hardness: hardness(one), breadth: breadth(one) }))
    .sort((one, other) => one.hardness - other.hardness || other.breadth - one.breadth || one.label.localeCompare(other.label, "en"));
};

const matrix = (topic) => {
  const data = topicData(topic.number);
  const wide = topic.sources.length <= WIDE;
  const respects = matrixData(topic);
  const subjects = [...data.subjects, ...new Set(respects.flatMap((one) => [...one.cells.keys()]).filter((id) => !data.subjects.includes(id)))];
  const top = el("tr", {}, el("th", { scope: "col", rowspan: wide ? 2 : 1 }, "Respect"),
    subjects.map((id) => el("th", { scope: wide ? "colgroup" : "col", colspan: wide ? topic.sources.length + 1 : 1, class: "subject" }, capital(data.label(id)))));
  const second = wide ? el("tr", {}, subjects.map(() => [el("th", { scope: "col", class: "verdict-column" }, el("span", { class: "unseen" }, "Verdict")), topic.sources.map((source) => el("th", { scope: "col" }, badge(source)))])) : null;
  const rows = respects.map((one) => ({ one, text: fold(`${one.label} ${[...one.cells].map(([id, cell]) => data.label(id) + [...cell.said.values()].flat().map((said) => ` ${said.value} ${said.value_concept_ids.map(data.label).join(" ")}`).join("")).join(" ")}`),
    row: el("tr", {}, el("th", { scope: "row" }, capital(one.label)),
      subjects.map((id) => matrixCells(topic, one, id, one.cells.get(id), wide))) }));
  onFilter(() => { for (const { text, row } of rows) row.hidden = !finds(text); });
  return [
    el("p", { class: "lead" }, "Respects in which sources contradict each other come first. ", ORDER.map((kind) => [kindMark(kind), " "]), " Each value leads to its passage, each sign to its verdicts."),
    el("div", { class: "scroll tall", tabindex: "0", role: "region", "aria-label": "Comparison matrix" },
      el("table", { class: `matrix ${wide ? "wide" : "counted"}` }, el("thead", {}, top, second), el("tbody", {}, rows.map(({ row }) => row)))),
  ];
};

const verdictTally = (topic, respect, subject, cell) => {
  const kinds = ORDER.filter((kind) => cell.kinds[kind]);
  const inside = ["hard", "soft"].filter((kind) => cell.within[kind]);
  const choose = (kind, scope) => (event) => {
    event.preventDefault();
    setFilter({ ...NO_FILTER, kinds: new Set([kind]), scope, subject, aspect: respect.id });
    go(placeOf.section(topic, "verdicts"));
  };
  const part = (kind, count, scope) => link(placeOf.section(topic, "verdicts"), { class: `tally kind-${kind}`, title: `${KINDS[kind].name}${scope === "within" ? " within one source" : ""}`, "aria-label": `${KINDS[kind].name}${scope === "within" ? " within one source" : ""}: ${count}; show`, on: { click: choose(kind, scope) } },
    el("span", { class: "glyph", "aria-hidden": "true" }, KINDS[kind].sign), ` ${count}`, scope === "within" ? " within" : "");
  return [kinds.map((kind) => part(kind, cell.kinds[kind], "cross")), inside.map((kind) => part(kind, cell.within[kind], "within"))];
};

const matrixCells = (topic, respect, subject, cell, wide) => {
  const width = wide ? topic.sources.length + 1 : 1;
  if (!cell) return el("td", { class: "silent", colspan: width }, el("span", { class: "unseen" }, "silent"));
  const tally = verdictTally(topic, respect, subject, cell);
  const worst = ORDER.find((kind) => cell.kinds[kind]);
  if (!wide) return el("td", { class: worst ? `edge kind-${worst}` : "" }, el("div", { class: "tallies" }, tally), countedValues(topic, cell));
  return [el("td", { class: `verdict-column ${worst ? `edge kind-${worst}` : ""}` }, tally), topic.sources.map((source) => {
    const said = cell.said.get(source);
    return said ? el("td", {}, values(topic, source, said)) : el("td", { class: "silent" }, el("span", { class: "unseen" }, source.held ? "silent" : "left out"));
  })];
};

// The values that statements give, each once: [label, is it a concept, statements].
const valuesOf = (topic, statements) => {
  const found = new Map();
  const add = (key, label, known, said) => { if (!found.has(key)) found.set(key, { label, known, said: [] }); found.get(key).said.push(said); };
  for (const one of statements) {
    if (!one.value_concept_ids.length) add(fold(one.value), one.value, false, one);
    for (const id of one.value_concept_ids) add(`${one.polarity} ${id}`, (one.polarity === "negative" ? "not " : "") + topicData(topic.number).label(id), true, one);
  }
  return [...found.values()].sort((one, other) => other.known - one.known || other.said.length - one.said.length);
};
const clipped = (text) => (text.length > LONG ? `${text.slice(0, LONG).trimEnd()}…` : text);
const folding = (items) => (items.length <= VALUES ? el("ul", { class: "values" }, items) : [
  el("ul", { class: "values" }, items.slice(0, VALUES)),
  el("details", { class: "rest" }, el("summary", {}, `${items.length - VALUES} more`), el("ul", { class: "values" }, items.slice(VALUES)))]);

const values = (topic, source, said) => folding(valuesOf(topic, said).map(({ label, known, said: [first] }) =>
  el("li", {}, known ? link(placeOf.row(first), { class: "concept" }, label)
    : link(placeOf.row(first), { class: "own", ...tongue(source.language) }, clipped(label)))));

const countedValues = (topic, cell) => {
  const all = valuesOf(topic, [...cell.said.values()].flat()).map((one) => ({ ...one, by: groupBy(one.said, (said) => said.source) }))
    .sort((one, other) => other.by.size - one.by.size || other.known - one.known);
  return folding(all.map(({ label, known, by }) => el("li", {}, el("details", { class: "value" },
    el("summary", {}, known ? el("span", { class: "concept" }, label) : own(clipped(label), [...by.keys()][0], "span", { class: "own" }), by.size > 1 ? el("span", { class: "times" }, ` ×${by.size}`) : null),
    el("p", {}, [...by].slice(0, 60).map(([source, said]) => [link(placeOf.row(said[0]), { class: "badge", title: source.title || source.path }, el("b", {}, source.badge), el("span", {}, source.language)), " "]))))));
};
