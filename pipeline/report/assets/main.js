// Which topic is shown, and where on it. Every place has an address after the #, so that the browser's back leads back.

const SECTIONS = [["taxonomy", "Taxonomy", taxonomy], ["matrix", "Matrix", matrix], ["verdicts", "Verdicts", verdicts], ["sources", "Sources", sources], ["findings", "Findings", findings]];
const main = document.getElementById("main");
let shown = null; // the number of the topic shown, or "overview"
let pending = []; // sections not drawn yet

const lazily = (topic, name, title, draw) => {
  const section = el("section", { id: name, class: "lazy", "aria-labelledby": `h-${name}`, tabindex: "-1" }, el("h2", { id: `h-${name}` }, title));
  section.fill = () => {
    if (!pending.includes(section)) return;
    pending = pending.filter((one) => one !== section);
    section.classList.remove("lazy");
    section.append(...draw(topic).filter(Boolean));
  };
  pending.push(section);
  return section;
};
const nearing = new IntersectionObserver((entries) => {
  for (const entry of entries) if (entry.isIntersecting) { nearing.unobserve(entry.target); entry.target.fill(); }
}, { rootMargin: "600px" });

// Draw all sections up to one, so that nothing moves when it is scrolled to.
const fillUntil = (name) => { for (const section of [...pending]) { section.fill(); if (section.id === name) return; } };

// Mark in the bar the section that is read.
const reading = new IntersectionObserver((entries) => {
  for (const entry of entries) {
    const item = document.querySelector(`#sections a[href$="/${entry.target.id}"]`);
    if (entry.isIntersecting) item?.setAttribute("aria-current", "true"); else item?.removeAttribute("aria-current");
  }
}, { rootMargin: "-30% 0px -69% 0px" });

const showTopic = (number) => {
  if (shown === number) return;
  shown = number;
  forget();
  pending = [];
  Object.assign(filter, NO_FILTER);
  document.getElementById("search").value = "";
  const topic = TOPICS[number];
  document.title = `${titleOf(topic.subjects)} · Tertium`;
  main.replaceChildren(summary(topic), ...SECTIONS.map(([name, title, draw]) => lazily(topic, name, title, draw)),
    ...(TOPICS.length === 1 ? [aside(), leftOutNotice(), runFindings()] : []).filter(Boolean));
  for (const section of pending) nearing.observe(section);
  navigation(topic);
  for (const section of main.querySelectorAll("section[id]")) reading.observe(section);
};
const showOverview = () => {
  if (shown === "overview") return;
  shown = "overview";
  forget();
  pending = [];
  Object.assign(filter, NO_FILTER);
  document.title = "What the sources say · Tertium";
  main.replaceChildren(...overview().filter(Boolean));
  navigation(null);
};
const navigation = (topic) => {
  const places = topic ? [["summary", "Summary"], ...SECTIONS] : [];
  document.getElementById("sections").replaceChildren(...places.map(([name, title]) => el("li", {}, link(placeOf.section(topic, name), {}, title))));
  document.getElementById("search").placeholder = topic ? "Search this topic" : "Search topics";
  document.getElementById("topic").value = topic ? String(topic.number) : "";
};

const arrive = (element, quiet = false) => {
  if (!element) return;
  if (!element.matches("summary, a, button, .mark") && element.tabIndex < 0) element.tabIndex = -1;
  if (element.matches(".card")) {
    for (const old of document.querySelectorAll(".target")) old.classList.remove("target");
    element.classList.add("target");
  }
  const large = element.getBoundingClientRect().height > innerHeight / 2 || element.matches("section");
  element.scrollIntoView({ block: large ? "start" : "center" });
  if (!quiet) element.focus({ preventScroll: true });
};

const go = (place) => { if (location.hash === `#${place}`) route(); else location.hash = place; };

const route = () => {
  const [first, section, ...rest] = location.hash.slice(1).split("/");
  if (first === "row") { find(decodeURIComponent(section ?? "")); return; }
  if (first === "aside") { start(); arrive(showRow(SOURCES[Number(rest[0])], decodeURIComponent(rest[1] ?? ""))); return; }
  const number = /^t\d+$/.test(first) ? Number(first.slice(1)) : NaN;
  if (!TOPICS[number]) { start(); scrollTo(0, 0); return; }
  showTopic(number);
  if (section === "verdict") { fillUntil("verdicts"); arrive(showVerdict(TOPICS[number], decodeURIComponent(rest[0] ?? ""))); }
  else if (section === "source") {
    fillUntil("sources");
    const source = SOURCES[Number(rest[0])];
    if (source?.topic === TOPICS[number]) { sourcePages.until(TOPICS[number].sources.indexOf(source)); arrive(showRow(source, decodeURIComponent(rest[1] ?? ""))); }
  } else if (section) { fillUntil(section); arrive(document.getElementById(section)); }
  else scrollTo(0, 0);
};
const start = () => { if (TOPICS.length === 1) showTopic(0); else showOverview(); };

// #row/ID leads to any row of the dataset.
const find = (id) => {
  const source = sourceOfRow(id);
  const inside = source ?? SOURCES.find((one) => sourceData(one.number)?.byId.has(id));
  if (inside) { location.replace(`#${placeOf.source(inside)}/${encodeURIComponent(id)}`); return; }
  const topic = TOPICS.find((one) => topicData(one.number).verdictById.has(id));
  if (topic) location.replace(`#${placeOf.verdict(topic, { id })}`); else { start(); say(`No row ${id} on this page`); }
};

// Colours: as the system has them, or as chosen here.
const THEMES = { "": ["◐", "as the system"], light: ["☀", "light"], dark: ["☾", "dark"] };
const themeButton = document.getElementById("theme");
const setTheme = (theme) => {
  if (theme) document.documentElement.dataset.theme = theme; else delete document.documentElement.dataset.theme;
  const [glyph, name] = THEMES[theme];
  themeButton.textContent = glyph;
  themeButton.setAttribute("aria-label", `Colours: ${name}`);
  themeButton.title = `Colours: ${name}`;
  try { localStorage.setItem("tertium-theme", theme); } catch { /* a page from a file may have no storage */ }
};
const storedTheme = () => { try { const theme = localStorage.getItem("tertium-theme"); return theme in THEMES ? theme : ""; } catch { return ""; } };
themeButton.addEventListener("click", () => {
  const names = Object.keys(THEMES);
  setTheme(names[(names.indexOf(document.documentElement.dataset.theme ?? "") + 1) % names.length]);
});
setTheme(storedTheme());

document.getElementById("skip").addEventListener("click", (event) => { event.preventDefault(); main.focus(); });

let waiting = 0;
document.getElementById("search").addEventListener("input", (event) => {
  clearTimeout(waiting);
  waiting = setTimeout(() => { if (typeof shown === "number") fillUntil("findings"); setFilter({ text: event.target.value.trim() }); }, 150);
});
if (TOPICS.length > 1) {
  document.querySelector(".topic-choice").hidden = false;
  document.getElementById("topic").append(el("option", { value: "" }, "All topics"), ...TOPICS.map((topic) => el("option", { value: topic.number }, titleOf(topic.subjects))));
  document.getElementById("topic").addEventListener("change", (event) => { location.hash = event.target.value === "" ? "" : `t${event.target.value}`; });
}
const PRINTED = 12; // sources whose whole text goes on paper
addEventListener("beforeprint", () => {
  if (typeof shown === "number") {
    fillUntil("findings");
    verdictPages.page.all();
  }
  for (const details of [...document.querySelectorAll("details.source")].slice(0, PRINTED)) { details.open = true; details.fill(); }
});
addEventListener("hashchange", route);
route();
document.documentElement.dataset.ready = "true";
