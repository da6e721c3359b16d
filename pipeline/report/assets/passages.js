// A source's own words, always with their language and direction, and the way to where they stand.

const AROUND = 70; // characters of the same block shown before and after a short passage, less what is left of a word
const SHORT = 90;

const badge = (source, attributes = {}) =>
  link(placeOf.source(source), { class: "badge", title: `${source.title || source.path} (${languageName(source.language)}; ${source.path})`, ...attributes },
    el("b", {}, source.badge), el("span", {}, source.language || "und"));

const sign = (kind, attributes = {}) =>
  el("span", { class: `sign kind-${kind}`, role: "img", "aria-label": KINDS[kind].name, title: `${KINDS[kind].name}: ${KINDS[kind].meaning}`, ...attributes }, KINDS[kind].sign);
const kindMark = (kind) => el("span", { class: `kind kind-${kind}` }, el("span", { class: "glyph", "aria-hidden": "true" }, KINDS[kind].sign), KINDS[kind].name);

const own = (text, source, tag = "span", attributes = {}) => el(tag, { ...tongue(source.language), ...attributes }, text);

// The block that a passage begins in, and the stretch of it that is shown around the passage.
const around = (row) => {
  const { text, blocks } = sourceData(row.source.number);
  const block = blocks.findLast((one) => one.at <= row.at && row.at < one.to);
  if (!block || row.to > block.to || row.to - row.at > SHORT) return ["", ""];
  const from = Math.max(block.at, row.at - AROUND);
  const until = Math.min(block.to, row.to + AROUND);
  const before = text.slice(from, row.at);
  const after = text.slice(row.to, until);
  return [from > block.at ? `…${before.replace(/^\S{0,20}\s+/, "")}` : before, until < block.to ? `${after.replace(/\s+\S{0,20}$/, "")} …` : after];
};
const passage = (row, tag = "blockquote") => {
  const [before, after] = around(row);
  if (!before && !after) return own(textOf(row), row.source, tag, { class: "passage" });
  return own([el("span", { class: "context" }, before), el("span", { class: "words" }, textOf(row)), el("span", { class: "context" }, after)],
    row.source, tag, { class: "passage" });
};
const toText = (row, text = "in the text") =>
  link(placeOf.row(row), { class: "to-text", "aria-label": `${text}, source ${row.source.badge}, characters ${row.start} to ${row.end}` },
    text, el("span", { class: "position" }, ` ${row.start}–${row.end}`));

// What a statement says in English: the labels of the concepts that its value names.
const concepts = (statement, topic) =>
  statement.value_concept_ids.map((id) => el("span", { class: "concept" }, topicData(topic.number).label(id)));
const force = (statement) => [
  statement.polarity === "negative" && el("span", { class: "force" }, "denied"),
  statement.modality !== "actual" && el("span", { class: "force" }, plain(statement.modality)),
  statement.count !== null && el("span", { class: "force" }, `count: ${statement.count}`),
  statement.open_list && el("span", { class: "force" }, "open list"),
].filter(Boolean);

// A reason in which a file is named: the file becomes the badge of its source.
const reason = (verdict, topic) => {
  const named = topic.sources.filter((source) => verdict.reason.includes(source.path))
    .sort((one, other) => other.path.length - one.path.length);
  let parts = [verdict.reason];
  for (const source of named) {
    parts = parts.flatMap((part) => (typeof part !== "string" ? [part]
      : part.split(source.path).flatMap((piece, place) => (place ? [badge(source), piece] : [piece]))));
  }
  return el("p", { class: "reason" }, parts);
};
const leftOut = (source) => el("p", { class: "left-out" }, `The text of ${source.path} is left out of this page; statements.csv has its passages.`);
