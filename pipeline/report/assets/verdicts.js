// The verdicts, hardest first, each with its passages side by side.

const CARDS_AT_ONCE = 20;
const PASSAGES = 4; // of one source shown at once

const verdictCard = (topic, verdict, heading = "h3", anchored = true) => {
  const { label } = topicData(topic.number);
  const sides = groupBy(verdict.statement_ids, sourceOfRow);
  return el("article", { class: `card kind-${verdict.kind}`, id: anchored ? `card-${verdict.id}` : null, tabindex: "-1" },
    el("header", {}, kindMark(verdict.kind), el(heading, {}, el("span", { class: "about" }, capital(label(verdict.subject_id))), el("span", { class: "arrow", "aria-hidden": "true" }, " › "), label(verdict.aspect_id)),
      link(placeOf.verdict(topic, verdict), { class: "id", "aria-label": `Verdict ${verdict.id}` }, verdict.id)),
    reason(verdict, topic),
    el("div", { class: "sides" }, [...sides].map(([source, ids]) => side(topic, source, ids))),
    el("p", { class: "rule" }, `${verdict.scope === "within" ? "Within one source · " : ""}rule `, el("code", {}, verdict.rule), ` · confidence ${percent(verdict.confidence)}`));
};

const side = (topic, source, ids) => {
  const held = ids.map(rowOf).filter(Boolean);
  const shown = held.map((row) => el("div", { class: "said" }, passage(row),
    el("p", { class: "reading" }, concepts(row, topic), force(row), el("span", { class: "origin" }, plain(row.origin)), toText(row))));
  return el("div", { class: "side", role: "group", "aria-label": `Source ${source.badge}` },
    el("p", { class: "side-name" }, badge(source), el("span", {}, languageName(source.language)), source.derived_from_id && source.derived_from_id !== source.source_id ? el("span", { class: "force" }, "renders another source") : null),
    shown.slice(0, PASSAGES), held.length < ids.length ? leftOut(source) : null,
    shown.length > PASSAGES ? el("details", { class: "rest" }, el("summary", {}, `${shown.length - PASSAGES} more passages`), shown.slice(PASSAGES)) : null);
};

let verdictPages = { shown: [], page: { until: () => {}, all: () => {} } };

const verdicts = (topic) => {
  const data = topicData(topic.number);
  if (!data.n_verdicts) return [el("p", { class: "nothing" }, "There was nothing to compare.")];
  const text = verdictText(topic);
  const list = el("div", { class: "cards" });
  const after = el("div");
  const count = el("p", { class: "count", role: "status" });
  const passes = (one, but = "") => (but === "kinds" || !filter.kinds || filter.kinds.has(one.kind))
    && (!filter.scope || one.scope === filter.scope) && (!filter.subject || one.subject_id === filter.subject)
    && (!filter.aspect || one.aspect_id === filter.aspect) && (!filter.source || one.source_ids.includes(filter.source)) && (!filter.text || finds(text(one)));
  const bar = filterBar(topic, data, (kind) => data.verdicts.filter((one) => one.kind === kind && passes(one, "kinds")).length);
  const draw = () => {
    const shown = data.verdicts.filter((one) => passes(one));
    list.replaceChildren();
    const page = paged(shown, CARDS_AT_ONCE, (one) => verdictCard(topic, one), list);
    verdictPages = { shown, page };
    after.replaceChildren(page.more);
    count.textContent = shown.length ? `${many(shown.length, "verdict")} of ${data.n_verdicts.toLocaleString("en")}` : "No verdict passes these filters.";
    bar.update();
  };
  draw();
  onFilter(draw);
  const kept = data.verdicts.length < data.n_verdicts ? el("p", { class: "notice" }, `Of ${many(data.n_verdicts, "verdict")} the page holds the ${data.verdicts.length.toLocaleString("en")} hardest; verdicts.csv has all.`) : null;
  return [kept, bar.element, count, list, after];
};

const filterBar = (topic, data, counted) => {
  const kinds = new Map(ORDER.map((kind) => [kind, el("button", { type: "button", class: `choice kind-${kind}`, title: KINDS[kind].meaning, on: { click: () => {
    const chosen = new Set(filter.kinds ?? []);
    if (!chosen.delete(kind)) chosen.add(kind);
    setFilter({ kinds: chosen.size ? chosen : null });
  } } })]));
  const choice = (name, field, options) => {
    const select = el("select", { on: { change: (event) => setFilter({ [field]: event.target.value }) } }, options.map(([value, label]) => el("option", { value }, label)));
    return { field, select, element: el("label", {}, el("span", {}, name), select) };
  };
  const labels = (ids) => [...new Set(ids)].map((id) => [id, data.label(id)]).sort((one, other) => one[1].localeCompare(other[1], "en"));
  const choices = [
    choice("Compared", "scope", [["cross", "across sources"], ["within", "within one source"], ["", "both"]]),
    choice("Thing", "subject", [["", "all"], ...labels(data.verdicts.map((one) => one.subject_id))]),
    choice("Respect", "aspect", [["", "all"], ...labels(data.verdicts.map((one) => one.aspect_id))]),
    choice("Source", "source", [["", "all"], ...topic.sources.map((source) => [source.source_id, `${source.badge} ${source.language} ${source.path}`])]),
  ];
  const reset = el("button", { type: "button", class: "reset", on: { click: () => { document.getElementById("search").value = ""; setFilter(NO_FILTER); } } }, "Clear filters");
  const update = () => {
    for (const [kind, button] of kinds) {
      button.setAttribute("aria-pressed", String(Boolean(filter.kinds?.has(kind))));
      button.replaceChildren(el("span", { class: "glyph", "aria-hidden": "true" }, KINDS[kind].sign), ` ${KINDS[kind].name} `, el("span", { class: "times" }, String(counted(kind))));
    }
    for (const { field, select } of choices) select.value = filter[field];
    reset.hidden = Object.keys(NO_FILTER).every((name) => filter[name] === NO_FILTER[name]);
  };
  return { update, element: el("div", { class: "filters", role: "group", "aria-label": "Filter the verdicts" }, el("div", { class: "choices" }, [...kinds.values()]), el("div", { class: "selects" }, choices.map((one) => one.element), reset)) };
};

// Bring a verdict on the page, whatever the filters hide.
const showVerdict = (topic, id) => {
  const verdict = topicData(topic.number).verdictById.get(id);
  if (!verdict) return null;
  if (!verdictPages.shown.includes(verdict)) {
    document.getElementById("search").value = "";
    setFilter({ ...NO_FILTER, scope: verdict.scope });
  }
  verdictPages.page.until(verdictPages.shown.indexOf(verdict));
  return document.getElementById(`card-${id}`);
};
