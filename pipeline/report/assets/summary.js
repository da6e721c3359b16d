// The top of a topic: the story in a sentence and in numbers, and the hardest conflicts.

const HARDEST = 3;

// The verdicts across sources in one sentence.
const story = (counts) => {
  const total = ORDER.reduce((sum, kind) => sum + (counts[kind] ?? 0), 0);
  if (!total) return "There is nothing to compare across sources.";
  const clashes = (counts.hard ?? 0) + (counts.soft ?? 0);
  const parts = [
    counts.agree && `${many(counts.agree, "time")} sources agree`,
    (counts.subset || counts.partial) && `${many((counts.subset ?? 0) + (counts.partial ?? 0), "time")} they agree in part`,
    counts.only_in && `${many(counts.only_in, "time")} only one side speaks`,
  ].filter(Boolean);
  const first = clashes ? `Sources contradict each other ${clashes === 1 ? "once" : many(clashes, "time")}${counts.hard ? `, ${counts.hard === clashes ? "" : `${counts.hard} of them `}beyond reconciling` : ", though another way of dividing could reconcile them"}.` : "No source contradicts another.";
  return parts.length ? `${first} ${capital(listed(parts))}.` : first;
};

const summary = (topic) => {
  const data = topicData(topic.number);
  const languages = [...new Set(topic.sources.map((source) => source.language))];
  const originals = topic.sources.filter((source) => !source.derived_from_id || source.derived_from_id === source.source_id).length;
  const hardest = data.verdicts.filter((one) => one.kind === "hard" || one.kind === "soft")
    .sort((one, other) => (one.scope === other.scope ? 0 : one.scope === "cross" ? -1 : 1)).slice(0, HARDEST);
  const within = data.verdicts.filter((one) => one.scope === "within" && (one.kind === "hard" || one.kind === "soft")).length;
  const choose = (kind) => { setFilter({ ...NO_FILTER, kinds: new Set([kind]) }); go(placeOf.section(topic, "verdicts")); };
  return el("section", { class: "hero", id: "summary", "aria-labelledby": "h-summary", tabindex: "-1" },
    el("p", { class: "kicker" }, "The difference between"),
    el("h1", { id: "h-summary" }, titleOf(topic.subjects)),
    el("p", { class: "by" }, `${many(topic.sources.length, "source")} in ${languages.length === 1 ? languageName(languages[0]) : many(languages.length, "language")}`,
      originals < topic.sources.length ? `; ${many(originals, "independent original")}` : "",
      topic.sources.length <= 6 ? el("span", { class: "who" }, topic.sources.map((source) => el("span", {}, badge(source), own(source.title || source.path, source)))) : null),
    el("p", { class: "story" }, story(topic.counts), within ? ` ${capital(many(within, "conflict"))} stand${within === 1 ? "s" : ""} within one source.` : ""),
    kindBar(topic.counts, choose), legend(topic.counts),
    hardest.length ? el("div", { class: "hardest" }, el("h2", {}, "Hardest conflicts"),
      el("ol", {}, hardest.map((verdict) => el("li", {}, verdictCard(topic, verdict, "h3", false))))) : null,
    agreement(topic));
};
