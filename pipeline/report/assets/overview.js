// The start of a page with several topics: a row each, hardest conflicts first.

const TOPICS_AT_ONCE = 50;

const overview = () => {
  const totals = {};
  for (const topic of TOPICS) for (const [kind, count] of Object.entries(topic.counts)) totals[kind] = (totals[kind] ?? 0) + count;
  const languages = new Set(SOURCES.map((source) => source.language));
  const body = el("tbody");
  const head = el("tr", {}, ["Topic", "Sources", "Languages", "Verdicts across sources"].map((name) => el("th", { scope: "col" }, name)));
  const after = el("div");
  const draw = () => {
    const shown = TOPICS.filter((topic) => finds(fold([topic.id, ...topic.subjects, ...topic.sources.map((one) => `${one.title} ${one.path}`)].join(" "))));
    body.replaceChildren();
    const page = paged(shown, TOPICS_AT_ONCE, topicRow, body);
    after.replaceChildren(page.more, shown.length ? "" : el("p", { class: "nothing" }, "No topic has these words."));
    if (filter.text) say(many(shown.length, "topic"));
  };
  draw();
  onFilter(draw);
  return [
    el("section", { class: "hero", "aria-labelledby": "h-overview" },
      el("p", { class: "kicker" }, "What the sources say"),
      el("h1", { id: "h-overview" }, `${many(TOPICS.length, "comparison")} from ${many(SOURCES.length, "source")}`),
      el("p", { class: "story" }, `In ${many(languages.size, "language")}. ${story(totals)}`),
      kindBar(totals, () => body.querySelector("a")?.focus()), legend(totals)),
    el("section", { "aria-label": "Topics" },
      el("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": "Table of topics" }, el("table", { class: "topics" }, el("thead", {}, head), body)), after),
    aside(), leftOutNotice(), runFindings(),
  ];
};

const topicRow = (topic) => el("tr", {},
  el("th", { scope: "row" }, link(placeOf.topic(topic), {}, titleOf(topic.subjects))),
  el("td", { class: "number" }, String(topic.sources.length)),
  el("td", {}, [...new Set(topic.sources.map((source) => source.language))].sort().join(", ")),
  el("td", {}, ORDER.filter((kind) => topic.counts[kind]).map((kind) => el("span", { class: "tally" }, sign(kind), ` ${topic.counts[kind]} `))));

const leftOutNotice = () => {
  const count = SOURCES.length - INDEX.held;
  return count > 0 ? el("p", { class: "notice" }, `To open fast this page holds the texts of ${INDEX.held.toLocaleString("en")} sources, of the topics with the hardest conflicts and most sources. ${many(count, "source")} ${count === 1 ? "is" : "are"} counted but not shown in full; the tables have all.`) : null;
};

// Sources that no topic has: in quarantine, or no comparison.
const aside = () => (ASIDE.length ? el("section", { "aria-labelledby": "h-aside" },
  el("h2", { id: "h-aside" }, "Set aside"),
  el("p", { class: "lead" }, "No comparison could be made with these; the findings say why."),
  el("div", { class: "sources" }, ASIDE.slice(0, TOPICS_AT_ONCE).map(sourceEntry)),
  ASIDE.length > TOPICS_AT_ONCE && el("p", {}, `and ${many(ASIDE.length - TOPICS_AT_ONCE, "other")}, in findings.csv.`)) : null);

const runFindings = () => {
  const rows = unpack("findings", INDEX.findings);
  return rows.length ? el("section", { "aria-labelledby": "h-run" }, el("h2", { id: "h-run" }, "Findings of the run"), el("ul", { class: "findings" }, rows.map((row) => findingEntry(row)))) : null;
};
