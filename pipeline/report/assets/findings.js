// What is doubtful about the sources, gravest first.

const findingEntry = (row, source = null) => el("li", { class: `finding ${row.severity}` },
  el("span", { class: "severity", title: SEVERITIES[row.severity].meaning }, el("span", { "aria-hidden": "true" }, SEVERITIES[row.severity].sign), el("span", { class: "unseen" }, SEVERITIES[row.severity].name)),
  el("div", {}, el("p", {}, source ? badge(source) : null, ` ${row.message}`), el("p", { class: "rule" }, el("code", {}, row.code), source && row.at !== null ? toText(row) : null)));

const findings = (topic) => {
  const grave = Object.keys(SEVERITIES);
  const rows = topic.sources.flatMap((source) => sourceData(source.number)?.findings ?? []).sort((one, other) => grave.indexOf(one.severity) - grave.indexOf(other.severity) || one.code.localeCompare(other.code));
  const list = el("ul", { class: "findings" });
  const after = el("div");
  const draw = () => {
    const shown = rows.filter((row) => finds(fold(`${row.code} ${row.message} ${row.severity}`)));
    list.replaceChildren();
    after.replaceChildren(paged(shown, CARDS_AT_ONCE, (row) => findingEntry(row, row.source), list).more, shown.length ? "" : el("p", { class: "nothing" }, "None."));
  };
  draw();
  onFilter(draw);
  return [el("p", { class: "lead" }, grave.map((name) => `${many(rows.filter((row) => row.severity === name).length, SEVERITIES[name].name.toLowerCase())}`).join(", "), "."), list, after];
};
