// The merged taxonomy: every type that a source lists, below what it is a type of, and who names it how.

const FEW = 6; // sources that have a column each; with more they are counted

const taxonomyData = (topic) => {
  const data = topicData(topic.number);
  const nodes = new Map();
  const node = (id) => {
    if (!nodes.has(id)) nodes.set(id, { id, label: data.label(id), parents: new Set(), listed: new Map(), named: new Map() });
    return nodes.get(id);
  };
  const add = (map, source, row) => { if (!map.has(source)) map.set(source, []); map.get(source).push(row); };
  for (const source of topic.sources) {
    const read = sourceData(source.number);
    if (!read) continue;
    for (const item of read.taxonomy_items) {
      if (item.list_kind !== "types" || !item.concept_id || item.concept_id === item.parent_concept_id) continue;
      add(node(item.concept_id).listed, source, item);
      if (item.parent_concept_id) node(item.concept_id).parents.add(item.parent_concept_id);
    }
  }
  for (const source of topic.sources) {
    for (const mention of sourceData(source.number)?.mentions ?? []) if (nodes.has(mention.concept_id)) add(nodes.get(mention.concept_id).named, source, mention);
  }
  const children = new Map();
  for (const one of nodes.values()) {
    const broader = data.concepts.get(one.id)?.broader_id;
    const parents = broader && (nodes.has(broader) || data.subjects.includes(broader)) ? [broader] : [...one.parents];
    for (const parent of parents.length ? parents : [""]) {
      if (!children.has(parent)) children.set(parent, []);
      children.get(parent).push(one);
    }
  }
  for (const group of children.values()) group.sort((one, other) => other.listed.size - one.listed.size || one.label.localeCompare(other.label, "en"));
  const reached = new Set();
  const walk = (id) => { for (const child of children.get(id) ?? []) if (!reached.has(child.id)) { reached.add(child.id); walk(child.id); } };
  const roots = [...data.subjects];
  roots.forEach(walk);
  for (const id of children.keys()) if (!roots.includes(id) && !reached.has(id) && !nodes.has(id)) { roots.push(id); walk(id); }
  for (const one of nodes.values()) if (!reached.has(one.id)) { children.set("", [...new Set([...(children.get("") ?? []), one])]); if (!roots.includes("")) roots.push(""); }
  return { nodes, children, roots: roots.filter((id) => children.has(id) || data.subjects.includes(id)) };
};

const taxonomy = (topic) => {
  const data = topicData(topic.number);
  const { children, roots } = taxonomyData(topic);
  if (!children.size) return [el("p", { class: "nothing" }, "No source lists types of what is compared.")];
  const few = topic.sources.length <= FEW;
  const rows = [];
  const grow = (id, depth, path) => {
    for (const one of children.get(id) ?? []) {
      if (path.includes(one.id)) continue;
      rows.push(treeRow(topic, one, depth, few));
      grow(one.id, depth + 1, [...path, one.id]);
    }
  };
  for (const root of roots) {
    rows.push({ text: "", row: el("tr", { class: "root" }, el("th", { scope: "rowgroup", colspan: few ? topic.sources.length + 1 : 2 }, root ? capital(data.label(root)) : "Of something else",
      children.has(root) ? null : el("span", { class: "nothing" }, " no source lists types of it"))) });
    grow(root, 1, [root]);
  }
  const head = el("tr", {}, el("th", { scope: "col" }, "Type"), few ? topic.sources.map((source) => el("th", { scope: "col" }, badge(source))) : el("th", { scope: "col" }, "Listed by"));
  onFilter(() => { for (const one of rows) one.row.hidden = Boolean(one.text) && !finds(one.text); });
  return [
    el("p", { class: "lead" }, "Every type that a source lists, under what it is a type of. ", el("span", { class: "dot listed" }, "●"), " lists it, with the words it uses; ", el("span", { class: "dot named" }, "○"), " only speaks of it; ", el("span", { class: "dot" }, "–"), " is silent."),
    el("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": "Table of types" }, el("table", { class: "tree" }, el("thead", {}, head), el("tbody", {}, rows.map((one) => one.row)))),
  ];
};

const treeRow = (topic, one, depth, few) => {
  const words = [...one.listed.values()].flat().map((item) => item.label);
  const cell = (source) => {
    const items = one.listed.get(source);
    if (items) {
      const distinct = [...groupBy(items, (item) => item.label).values()].map((same) => same[0]);
      return el("td", {}, el("span", { class: "dot listed", role: "img", "aria-label": "lists it:" }, "●"), distinct.slice(0, 3).map((item) => link(placeOf.row(item), { class: "own", ...tongue(source.language) }, item.label)));
    }
    const named = one.named.get(source);
    return named ? el("td", {}, el("span", { class: "dot named", role: "img", "aria-label": "speaks of it:" }, "○"), link(placeOf.row(named[0]), { class: "own", ...tongue(source.language) }, textOf(named[0])))
      : el("td", {}, el("span", { class: "dot", role: "img", "aria-label": "silent" }, source.held ? "–" : "?"));
  };
  const share = one.listed.size / topic.sources.length;
  const counted = el("td", {}, el("details", { class: "who-lists" }, el("summary", {}, el("span", { class: "meter", share }), ` ${one.listed.size} of ${topic.sources.length}`),
    el("p", {}, [...one.listed].slice(0, 60).map(([source, items]) => [badge(source), link(placeOf.row(items[0]), { class: "own", ...tongue(source.language) }, items[0].label), " "]))));
  return { text: fold(`${one.label} ${one.id} ${words.join(" ")}`),
    row: el("tr", {}, el("th", { scope: "row", class: `depth-${Math.min(depth, 4)}` }, one.label), few ? topic.sources.map(cell) : counted) };
};
