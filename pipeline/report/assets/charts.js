// Two pictures: how the verdicts are divided, and how far each two sources agree. Drawn here, since a plotting library
// would weigh more than the page; both say in words and numbers what they show.

// A bar of kinds; a click on a part chooses its kind.
const kindBar = (counts, choose) => {
  const total = ORDER.reduce((sum, kind) => sum + (counts[kind] ?? 0), 0);
  if (!total) return null;
  const parts = ORDER.filter((kind) => counts[kind]);
  return el("div", { class: "kind-bar", role: "group", "aria-label": "Verdicts by kind" }, parts.map((kind) =>
    el("button", { type: "button", class: `kind-${kind}`, share: counts[kind] / total, title: `${KINDS[kind].name}: ${counts[kind]}`,
      "aria-label": `${KINDS[kind].name}: ${counts[kind]} of ${total}; show them`, on: { click: () => choose(kind) } },
    el("span", { "aria-hidden": "true" }, `${KINDS[kind].sign} ${counts[kind]}`))));
};

// What the signs mean, of those kinds that there are.
const legend = (counts) => el("ul", { class: "legend" }, ORDER.filter((kind) => counts[kind]).map((kind) =>
  el("li", { class: `kind-${kind}`, title: KINDS[kind].meaning }, el("span", { class: "glyph", "aria-hidden": "true" }, KINDS[kind].sign), ` ${KINDS[kind].name}`)));

const PAIRED = 40; // sources: with more the squares are too small to meet
const SQUARE = 22;

// Each two sources as a square: the darker, the more of what both speak of they agree on; a sign where they contradict.
const agreement = (topic) => {
  const sources = topic.sources.slice(0, PAIRED);
  if (sources.length < 3) return null;
  const room = SQUARE * sources.length;
  const found = new Map(topicData(topic.number).pairs.map(([one, other, ...counts]) => [`${one} ${other}`, counts]));
  const squares = sources.flatMap((one, row) => sources.slice(0, row).map((other, column) => {
    const [alike, overlapping, clashing] = found.get(`${other.number} ${one.number}`) ?? [0, 0, 0];
    const total = alike + overlapping + clashing;
    const words = total ? `${other.badge} and ${one.badge}: ${alike} alike, ${overlapping} in part, ${clashing} in conflict` : `${other.badge} and ${one.badge}: nothing in common`;
    return svg("g", {}, svg("title", {}, words),
      svg("rect", { x: column * SQUARE + 1, y: (row - 1) * SQUARE + 1, width: SQUARE - 2, height: SQUARE - 2, rx: 3,
        class: "square", "fill-opacity": total ? (0.12 + 0.88 * alike / total).toFixed(2) : 0 }),
      clashing ? svg("text", { x: column * SQUARE + SQUARE / 2, y: (row - 0.5) * SQUARE + 4.5, class: "clash" }, KINDS.soft.sign) : null);
  }));
  const names = sources.flatMap((source, place) => [
    place > 0 && svg("text", { x: -6, y: (place - 0.5) * SQUARE + 4, class: "name end" }, source.badge),
    place < sources.length - 1 && svg("text", { x: (place + 0.5) * SQUARE, y: room - SQUARE + 16, class: "name" }, source.badge)]).filter(Boolean);
  const cut = topic.sources.length > PAIRED ? ` The first ${PAIRED} of ${topic.sources.length} sources are shown.` : "";
  return el("figure", { class: "agreement" },
    svg("svg", { viewBox: `-34 0 ${room + 14} ${room + 2}`, width: room + 14, height: room + 2, role: "img", "aria-label": "How far each two sources agree" }, squares, names),
    el("figcaption", {}, el("strong", {}, "Agreement of each two sources. "), `The darker a square, the more two sources agree in what both speak of; ≠ marks pairs with a conflict.${cut}`));
};
