// One search and one set of filters for the whole topic; sections listen.

// Letters that no decomposition takes to those which people type for them.
const LETTERS = { ı: "i", ø: "o", ł: "l", đ: "d", ð: "d", þ: "th", æ: "ae", œ: "oe", ß: "ss" };
const fold = (text) => String(text).toLowerCase().normalize("NFKD").replace(/\p{M}/gu, "").replace(/[ıøłđðþæœß]/g, (letter) => LETTERS[letter]);
const NO_FILTER = { text: "", kinds: null, scope: "cross", subject: "", aspect: "", source: "" };
const filter = { ...NO_FILTER };
let listeners = [];
const onFilter = (listener) => { listeners.push(listener); };
const forget = () => { listeners = []; };
const setFilter = (change) => {
  Object.assign(filter, change);
  for (const listener of listeners) listener();
};
const finds = (folded) => !filter.text || fold(filter.text).split(/\s+/).filter(Boolean).every((word) => folded.includes(word));

// The text by which a verdict is found: what it is about, why, and what its passages say.
const verdictText = (topic) => remembered((verdict) => {
  const { label } = topicData(topic.number);
  const words = verdict.statement_ids.map(rowOf).filter(Boolean).map((row) => `${row.value} ${textOf(row)} ${row.value_concept_ids.map(label).join(" ")}`);
  return fold([verdict.id, KINDS[verdict.kind].name, label(verdict.subject_id), label(verdict.aspect_id), verdict.reason, verdict.rule, ...words].join(" "));
});
