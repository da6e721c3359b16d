// The top of a topic: the story in a sentence and in numbers, and the hardest conflicts.

const HARDEST = 3;

// The verdicts across sources in two sentences.
const times = (count) => (count === 1 ? "once" : many(count, "time"));
const story = (counts) => {
  const { hard = 0, soft = 0, partial = 0, subset = 0, agree = 0, only_in: alone = 0 } = counts;
  const clashes = hard + soft;
  if (!clashes && !partial && !subset && !agree && !alone) return "There is nothing to compare across sources.";
  const beyond = hard === clashes ? "beyond reconciling" : hard ? `${times(hard)} beyond reconciling` : "though another way of dividing could reconcile them";
  const first = clashes ? `The sources contradict each other ${times(clashes)}, ${beyond}.` : "No source contradicts another.";
  const shared = [agree && `agree ${times(agree)}`, partial + subset && `agree in part ${times(partial + subset)}`].filter(Boolean);
  const rest = [shared.length && `they ${listed(shared)}`, alone && `${times(alone)} only one side speaks`].filter(Boolean);
  return rest.length ? `${first} ${capital(rest.join("; "))}.` : first;
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
    el("p", { class: "story" }, story(topic.counts), within ? ` ${many(within, "conflict stands", "conflicts stand")} within a single source.` : ""),
    kindBar(topic.counts, choose), legend(topic.counts),
    hardest.length ? el("div", { class: "hardest" }, el("h2", {}, "Hardest conflicts"),
      el("ol", {}, hardest.map((verdict) => el("li", {}, verdictCard(topic, verdict, "h3", false))))) : null,
    agreement(topic));
};
