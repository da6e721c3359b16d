// What the page calls things. Every kind of verdict has a sign and a word besides its colour.

const KINDS = {
  hard: { sign: "✕", name: "Conflict, hard", plain: "contradict each other", meaning: "Both cannot hold." },
  soft: { sign: "≠", name: "Conflict, soft", plain: "clash, but could be reconciled", meaning: "Another criterion of division could reconcile them." },
  partial: { sign: "≈", name: "Partial", plain: "overlap in part", meaning: "They overlap, or say the same with different force." },
  subset: { sign: "⊂", name: "Subset", plain: "say the same, one of them less", meaning: "What one names is among what the other names." },
  agree: { sign: "=", name: "Agree", plain: "agree", meaning: "They say the same." },
  only_in: { sign: "·", name: "Only in one", plain: "are told by one side only", meaning: "The other side is silent, which is no conflict." },
};
const ORDER = Object.keys(KINDS);
const SEVERITIES = {
  error: { sign: "✕", name: "Error", meaning: "keeps the source out of every comparison" },
  warning: { sign: "!", name: "Warning", meaning: "asks for a look" },
  info: { sign: "i", name: "Note", meaning: "tells how something was read" },
};
const LAYERS = {
  table_cells: { name: "Table cells", one: "Table cell", short: "cell" },
  taxonomy_items: { name: "List items", one: "List item", short: "item" },
  statements: { name: "Statements", one: "Statement", short: "statement" },
  findings: { name: "Findings", one: "Finding", short: "finding" },
  mentions: { name: "Concepts named", one: "Concept named", short: "mention" },
  subjects: { name: "Compared things", one: "Compared thing", short: "subject" },
};
const plain = (name) => String(name).replaceAll("_", " ");
const capital = (text) => text.charAt(0).toLocaleUpperCase("en") + text.slice(1);
const titleOf = (subjects) => capital(listed(subjects));

const languageNames = new Intl.DisplayNames("en", { type: "language", fallback: "code" });
const languageName = (code) => {
  if (!code || code === "und") return "unknown language";
  try { return languageNames.of(code); } catch { return code; }
};
const langOf = (code) => (!code || code === "und" ? "" : code);

// The direction of a language, by the script it is written in. The first strong letter would not tell: a Persian
// paragraph may begin with the name of a product.
const LEFTWARD = new Set(["Adlm", "Arab", "Hebr", "Mand", "Mend", "Nkoo", "Rohg", "Samr", "Syrc", "Thaa", "Yezi"]);
const dirOf = remembered((code) => {
  if (!langOf(code)) return "auto";
  try { return LEFTWARD.has(new Intl.Locale(code).maximize().script) ? "rtl" : "ltr"; } catch { return "auto"; }
});
const tongue = (code) => ({ lang: langOf(code), dir: dirOf(code) });
const percent = (share) => `${Math.round(100 * share)} %`;
const listed = (texts) => (texts.length < 2 ? texts.join("") : `${texts.slice(0, -1).join(", ")} and ${texts.at(-1)}`);
