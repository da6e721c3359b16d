// Making elements. A text only ever becomes a text node: nothing here reads markup.

const make = (element, attributes, children) => {
  for (const [name, value] of Object.entries(attributes)) {
    if (value === undefined || value === null || value === false) continue;
    if (name === "on") for (const [event, listener] of Object.entries(value)) element.addEventListener(event, listener);
    else if (name === "share") element.style.setProperty("--share", String(value));
    else element.setAttribute(name, value === true ? "" : String(value));
  }
  element.append(...children.flat(3).filter((child) => child !== null && child !== undefined && child !== false && child !== ""));
  return element;
};
const el = (tag, attributes = {}, ...children) => make(document.createElement(tag), attributes, children);
const svg = (tag, attributes = {}, ...children) =>
  make(document.createElementNS("http://www.w3.org/2000/svg", tag), attributes, children);

// A link inside the page; there are no others.
const link = (place, attributes, ...children) => el("a", { href: `#${place}`, ...attributes }, ...children);
const many = (count, one, more = `${one}s`) => `${count.toLocaleString("en")} ${count === 1 ? one : more}`;
const groupBy = (rows, key) => {
  const groups = new Map();
  for (const row of rows) {
    const name = key(row);
    if (!groups.has(name)) groups.set(name, []);
    groups.get(name).push(row);
  }
  return groups;
};
const say = (text) => { document.getElementById("status").textContent = text; };

// A list that shows its first rows, and more on demand.
const paged = (rows, size, draw, container) => {
  const more = el("button", { type: "button", class: "more" });
  let shown = 0;
  const show = (count) => {
    for (const row of rows.slice(shown, shown + count)) container.append(draw(row));
    shown = Math.min(rows.length, shown + count);
    more.hidden = shown >= rows.length;
    more.textContent = `Show ${Math.min(size, rows.length - shown)} more of ${(rows.length - shown).toLocaleString("en")}`;
  };
  more.addEventListener("click", () => {
    const first = shown;
    show(size);
    container.children[first]?.querySelector("a, button, summary")?.focus({ preventScroll: true });
  });
  show(size);
  return { more, until: (place) => { if (place >= shown) show(place + 1 - shown); }, all: () => show(rows.length) };
};
