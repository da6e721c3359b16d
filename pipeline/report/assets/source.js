// A source in full: its blocks, what was read from them, and the way from each passage to its rows and back.

const MARKED = ["table_cells", "taxonomy_items", "statements", "findings", "mentions"];
const SHOWN_FIRST = new Set(["table_cells", "taxonomy_items", "statements"]);
const SOURCES_AT_ONCE = 50;
let sourcePages = null;

const sources = (topic) => {
  const list = el("div", { class: "sources" });
  const hits = el("div", { class: "hits" });
  const page = paged(topic.sources, SOURCES_AT_ONCE, sourceEntry, list);
  sourcePages = page;
  onFilter(() => hits.replaceChildren(...found(topic)));
  return [el("p", { class: "lead" }, "Each source as it was read. Site furniture is grey; what is underlined was read: choose it, or go through with the arrow keys, to see the rows made of it."), hits, list, page.more];
};

// The passages of all sources that have the words of the search.
const HITS = 12;
const found = (topic) => {
  if (!filter.text) return [];
  const blocks = topic.sources.flatMap((source) => (sourceData(source.number)?.blocks ?? []).filter((block) => finds(fold(textOf(block)))));
  if (filter.text) say(many(blocks.length, "passage"));
  return [el("h3", {}, blocks.length ? `${many(blocks.length, "passage")} with these words` : "No passage has these words"),
    el("ul", {}, blocks.slice(0, HITS).map((block) => el("li", {}, badge(block.source), link(placeOf.row(block), { class: "own", ...tongue(block.language || block.source.language) }, excerpt(textOf(block)))))),
    blocks.length > HITS ? el("p", {}, `and ${blocks.length - HITS} more`) : ""];
};
const excerpt = (text) => {
  const word = fold(filter.text).split(/\s+/).find(Boolean) ?? "";
  const at = Math.max(0, fold(text).indexOf(word) - 60);
  return (at ? "…" : "") + text.slice(at, at + 180) + (at + 180 < text.length ? "…" : "");
};

const sourceEntry = (source) => {
  const body = el("div", { class: "source-body" });
  const details = el("details", { class: "source", id: `source-${source.number}` },
    el("summary", {}, el("span", { class: "badge" }, el("b", {}, source.badge), el("span", {}, source.language)), own(source.title || source.path, source, "span", { class: "source-title" }),
      el("span", { class: "source-facts" }, `${languageName(source.language)} · ${source.path} · ${many(source.n_characters, "character")}`,
        source.n_characters && source.boilerplate_characters ? ` · ${percent(source.boilerplate_characters / source.n_characters)} site furniture` : "",
        source.derived_from_id && source.derived_from_id !== source.source_id ? ` · renders the same original as ${SOURCE_OF.get(source.derived_from_id)?.badge ?? source.derived_from_id}` : "")), body);
  details.fill = () => { if (!body.firstChild) body.append(...sourceBody(source)); };
  details.addEventListener("toggle", () => { if (details.open) details.fill(); });
  return details;
};

const sourceBody = (source) => {
  const data = sourceData(source.number);
  if (!data) return [leftOut(source)];
  const panel = el("aside", { class: "panel", "aria-label": `What was read in source ${source.badge}`, "aria-live": "polite" }, el("p", { class: "nothing" }, "Choose an underlined passage to see what was read from it."));
  const article = el("div", { class: "text", role: "group", "aria-label": `Text of source ${source.badge}` });
  for (const name of SHOWN_FIRST) article.classList.add(`show-${LAYERS[name].short}`);
  const toggles = MARKED.filter((name) => data[name].length).map((name) => el("label", { class: `layer layer-${LAYERS[name].short}` },
    el("input", { type: "checkbox", ...(SHOWN_FIRST.has(name) ? { checked: true } : {}), on: { change: (event) => article.classList.toggle(`show-${LAYERS[name].short}`, event.target.checked) } }), ` ${LAYERS[name].name} `, el("span", { class: "times" }, String(data[name].length))));
  fillText(source, data, article, panel);
  return [
    source.url ? el("p", { class: "url" }, "From ", el("span", { class: "url-text" }, source.url)) : null,
    el("fieldset", { class: "layers" }, el("legend", {}, "Underline"), toggles),
    el("div", { class: "reading-room" }, article, panel),
    ...rebuilt(source, data), rowsTable(source, data),
  ].filter(Boolean);
};

// The text block by block; each block is cut where a passage begins or ends.
const fillText = (source, data, article, panel) => {
  const rows = MARKED.flatMap((name) => data[name]).concat(data.subjects).filter((row) => row.at !== null && row.to > row.at).sort((one, other) => one.at - other.at);
  const open = [];
  let next = 0;
  let last = "";
  for (const block of data.blocks) {
    while (next < rows.length && rows[next].at < block.to) { open.push(rows[next]); next += 1; }
    const here = open.filter((row) => row.to > block.at && row.at < block.to);
    open.splice(0, open.length, ...open.filter((row) => row.to > block.to));
    const note = block.boilerplate ? `site furniture: ${plain(block.boilerplate_rule || block.role)}` : block.role !== "body" ? plain(block.role) : "";
    article.append(el("div", { class: "line" }, el("span", { class: "role" }, note === last ? "" : note), blockElement(source, data, block, here)));
    last = note;
  }
  const marks = () => [...article.querySelectorAll(".mark")];
  const first = marks()[0];
  if (first) first.tabIndex = 0;
  const choose = (mark, focus, asked = null) => {
    for (const one of article.querySelectorAll(".mark[tabindex='0'], .mark.chosen")) { one.tabIndex = -1; one.classList.remove("chosen"); }
    mark.tabIndex = 0;
    mark.classList.add("chosen");
    if (focus) mark.focus();
    panel.replaceChildren(el("h3", {}, "Read here"), ...mark.rows.toSorted((one, other) => (other === asked) - (one === asked)).map((row) => rowFacts(row, row === asked)));
  };
  article.addEventListener("click", (event) => { const mark = event.target.closest(".mark"); if (mark && !String(getSelection())) choose(mark, false); });
  article.addEventListener("keydown", (event) => {
    const mark = event.target.closest(".mark");
    if (!mark) return;
    if (event.key === "Enter" || event.key === " ") { event.preventDefault(); choose(mark, false); panel.querySelector("a")?.focus(); return; }
    const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    if (!step) return;
    event.preventDefault();
    const all = marks().filter((one) => getComputedStyle(one).textDecorationLine !== "none" || one.classList.contains("target"));
    const place = all.indexOf(mark);
    const other = all[Math.min(all.length - 1, Math.max(0, (place < 0 ? 0 : place) + step))];
    if (other) choose(other, true);
  });
  panel.addEventListener("keydown", (event) => { if (event.key === "Escape") article.querySelector(".mark.chosen")?.focus(); });
  article.choose = choose;
};

const blockElement = (source, data, block, rows) => {
  const cuts = [...new Set([block.at, block.to, ...rows.flatMap((row) => [row.at, row.to]).filter((at) => block.at < at && at < block.to)])].sort((one, other) => one - other);
  const pieces = cuts.slice(0, -1).map((at, place) => {
    const to = cuts[place + 1];
    const here = rows.filter((row) => row.at <= at && to <= row.to);
    const text = data.text.slice(at, to);
    if (!here.length || !text.trim()) return text;
    const mark = el("span", { class: `mark ${[...new Set(here.map((row) => `in-${LAYERS[row.table].short}`))].join(" ")}`, tabindex: "-1", role: "button" }, text);
    mark.rows = here.sort((one, other) => (one.to - one.at) - (other.to - other.at));
    return mark;
  });
  return el("div", { class: `block block-${block.kind}${block.boilerplate ? " furniture" : ""}`, id: `b-${block.id}`, tabindex: "-1", ...tongue(block.language || source.language) }, pieces);
};

// What a row says, with the verdicts that rest on it.
const rowFacts = (row, asked) => {
  const topic = row.source.topic;
  const label = (id) => (topic ? topicData(topic.number).label(id) : id);
  const [kind, ...pairs] = {
    table_cells: () => [plain(row.cell_kind), row.subject_id && ["Thing", label(row.subject_id)], row.aspect_id && ["Respect", label(row.aspect_id)], ["Method", `${plain(row.method)}, ${percent(row.confidence)}${row.ambiguous ? ", ambiguous" : ""}`]],
    taxonomy_items: () => [plain(row.list_kind), row.parent_concept_id && ["Of", label(row.parent_concept_id)], row.concept_id && ["Concept", label(row.concept_id)]],
    statements: () => [plain(row.origin), ["Thing", label(row.subject_id)], ["Respect", label(row.aspect_id)], row.value_concept_ids.length && ["Value", row.value_concept_ids.map(label).join(", ")], ["Force", [plain(row.polarity), plain(row.modality), row.open_list && "open list"].filter(Boolean).join(", ")]],
    mentions: () => ["", ["Concept", label(row.concept_id)], ["Match", `${row.match}, ${percent(row.confidence)}`]],
    subjects: () => ["", ["Concept", label(row.concept_id)]],
    findings: () => [SEVERITIES[row.severity].name, ["Finding", row.message]],
  }[row.table]();
  const used = topic && row.table === "statements" ? topicData(topic.number).verdictsOf(row.id) : [];
  return el("div", { class: `facts layer-${LAYERS[row.table].short}${asked ? " asked" : ""}` },
    el("p", { class: "facts-name" }, el("strong", {}, LAYERS[row.table].one), kind ? ` ${kind}` : "", el("code", {}, row.id)),
    el("dl", {}, pairs.filter(Boolean).map(([name, value]) => [el("dt", {}, name), el("dd", {}, value)])),
    used.length ? el("ul", { class: "used" }, used.map((verdict) => el("li", {}, link(placeOf.verdict(topic, verdict), { class: `kind-${verdict.kind}` }, el("span", { class: "glyph", "aria-hidden": "true" }, KINDS[verdict.kind].sign), ` ${KINDS[verdict.kind].name}: ${label(verdict.aspect_id)}`, verdict.scope === "within" ? " (within)" : "")))) : null);
};

// The tables of a source as they were rebuilt, each cell leading to its passage.
const rebuilt = (source, data) => [...groupBy(data.table_cells, (cell) => cell.table_id).values()].map((cells, number, all) => {
  const lines = [...groupBy(cells, (cell) => cell.row)].sort((one, other) => one[0] - other[0]);
  const confidence = Math.min(...cells.map((cell) => cell.confidence));
  const shape = (cell) => {
    const words = link(placeOf.row(cell), { class: "own", ...tongue(source.language) }, cell.text);
    const doubt = cell.ambiguous ? el("span", { class: "force", title: "Another cut was nearly as good" }, " ambiguous") : null;
    return el(cell.cell_kind === "value" ? "td" : "th", cell.cell_kind === "value" ? {} : { scope: cell.row ? "row" : "col" }, words, doubt);
  };
  return el("details", { class: "all-rows", open: true }, el("summary", {}, `${all.length > 1 ? `Table ${number + 1}` : "The comparison table"} as it was rebuilt`, el("span", { class: "times" }, ` · ${plain(cells[0].method)}, cells ${percent(confidence)} sure or more`)),
    el("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": `Rebuilt table ${number + 1} of source ${source.badge}` }, el("table", { class: "rebuilt" }, el("tbody", {}, lines.map(([, line]) => el("tr", {}, line.sort((one, other) => one.column - other.column).map(shape)))))));
});

const ROWS_AT_ONCE = 100;
const rowsTable = (source, data) => {
  const body = el("tbody");
  const place = el("div");
  const details = el("details", { class: "all-rows" }, el("summary", {}, `All ${many(data.rows.length, "row")} made of this source`), el("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": `Rows of source ${source.badge}` },
    el("table", {}, el("thead", {}, el("tr", {}, ["Passage", "Row", "Says", "Concept", "Verdicts"].map((name) => el("th", { scope: "col" }, name)))), body)), place);
  const label = (id) => (source.topic ? topicData(source.topic.number).label(id) : id);
  const line = (row) => {
    const used = source.topic && row.table === "statements" ? topicData(source.topic.number).verdictsOf(row.id) : [];
    const named = row.value_concept_ids ?? [row.concept_id ?? row.subject_id].filter(Boolean);
    return el("tr", {}, el("td", {}, row.at === null ? "–" : link(placeOf.row(row), {}, `${row.start}–${row.end}`)), el("td", {}, LAYERS[row.table].one),
      row.table === "findings" ? el("td", {}, row.message) : own(clipped(row.value ?? row.label ?? row.text ?? textOf(row)), source, "td", { class: "own" }),
      el("td", {}, named.map(label).join(", ")), el("td", {}, used.map((verdict) => link(placeOf.verdict(source.topic, verdict), { "aria-label": `${KINDS[verdict.kind].name} ${verdict.id}` }, sign(verdict.kind)))));
  };
  details.addEventListener("toggle", () => { if (details.open && !body.firstChild) place.append(paged(data.rows, ROWS_AT_ONCE, line, body).more); });
  return details;
};

// Open a source at a row and choose its passage.
const showRow = (source, id) => {
  const details = document.getElementById(`source-${source.number}`);
  if (!details) return null;
  details.open = true;
  details.fill();
  for (const old of document.querySelectorAll(".target")) old.classList.remove("target");
  const data = sourceData(source.number);
  const row = id && data ? data.byId.get(id) : null;
  if (!row) return details.querySelector("summary");
  const article = details.querySelector(".text");
  const marks = [...article.querySelectorAll(".mark")].filter((mark) => mark.rows.includes(row));
  for (const mark of marks) mark.classList.add("target");
  if (marks[0]) { article.choose(marks[0], false, row); return marks[0]; }
  const block = row.table === "blocks" ? document.getElementById(`b-${row.id}`) : null;
  block?.classList.add("target");
  return block ?? details.querySelector("summary");
};
