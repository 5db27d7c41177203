// What all parts of the page draw with. Text is only ever set as text: markup in a name stays a name.
"use strict";
const DATA = JSON.parse(document.getElementById("data").textContent);
const DATES = DATA.dates, LAST = DATA.dates.length - 1;
let onPaper = false;

/** A text of the page, with values in the places that carry their names. */
function say(key, values = {}) {
  return DATA.words[key].replace(/\{(\w+)\}/g, (all, name) => (name in values ? String(values[name]) : all));
}

/** An element with attributes and children; what is no element becomes text. */
function make(tag, attributes = {}, ...children) {
  return filled(document.createElement(tag), attributes, children);
}

/** The same for a drawing. */
function shape(tag, attributes = {}, ...children) {
  return filled(document.createElementNS("http://www.w3.org/2000/svg", tag), attributes, children);
}

function filled(element, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) if (value !== undefined && value !== "") element.setAttribute(name, value);
  element.append(...children.flat());
  return element;
}

/** What is said in another language than the page, marked as such. */
function spoken(tag, text, lang, attributes = {}) {
  return make(tag, { ...attributes, lang: lang === document.documentElement.lang ? "" : lang }, text);
}

/** A whole number of last digits as people write it; nothing where there is none. */
function figure(value, places, signed = false) {
  if (value === null || value === undefined) return "";
  const text = Math.abs(value / 10 ** places).toFixed(places);
  const sign = Number(text) === 0 ? "" : value < 0 ? "−" : signed ? "+" : "";
  return sign + text;
}

/** A day as the language writes it: the year alone where it is the first of January. */
function day(date, brief = false) {
  if (brief && date.endsWith("-01-01")) return date.slice(0, 4);
  const style = brief ? { year: "numeric", month: "short" } : { year: "numeric", month: "long", day: "numeric" };
  const language = document.documentElement.lang;
  return new Date(`${date}T00:00:00Z`).toLocaleDateString(language === "en" ? "en-GB" : language, { ...style, timeZone: "UTC" });
}

/** An empty chart of a score: axes and scales. `title` and `desc` are for who cannot see it, `room` is its part of the screen. */
function frame(holder, score, title, desc, room = 0.5) {
  const rem = onPaper ? 15 : parseFloat(getComputedStyle(document.documentElement).fontSize);
  const width = (!onPaper && holder.clientWidth) || 680, text = rem * 0.85;
  const height = Math.round(Math.min(Math.max(width * 0.55, 14 * rem), Math.max(onPaper ? 400 : innerHeight * room, 14 * rem)));
  const [low, high, step] = score.axis, left = text * 3.4, right = width - text * 1.6, top = text, bottom = height - text * 1.9;
  const days = DATES.map((date) => Date.parse(date));
  const x = (k) => left + ((days[k] - days[0]) / (days[LAST] - days[0])) * (right - left);
  const y = (value) => bottom - ((value - low) / (high - low)) * (bottom - top);
  const id = `${holder.id}-title`;
  const root = shape("svg", { viewBox: `0 0 ${width} ${height}`, role: "img", "aria-labelledby": `${id} ${holder.id}-desc` },
    shape("title", { id }, title), shape("desc", { id: `${holder.id}-desc` }, desc));
  const digits = Math.max(0, -Math.floor(Math.log10(step) + 1e-9));
  for (let n = 0; low + n * step <= high + step / 1e6; n += 1) {
    const value = low + n * step;
    root.append(shape("line", { class: "grid-line", x1: left, x2: right, y1: y(value), y2: y(value) }),
      shape("text", { x: left - text * 0.5, y: y(value) + text * 0.35, "text-anchor": "end", "font-size": text }, value.toFixed(digits)));
  }
  const every = Math.ceil((LAST * text * 2.9) / (right - left));
  DATES.forEach((date, k) => {
    root.append(shape("line", { class: "grid-line", x1: x(k), x2: x(k), y1: top, y2: bottom }),
      shape("line", { class: "axis-line", x1: x(k), x2: x(k), y1: bottom, y2: bottom + text * 0.3 }));
    const place = { x: x(k), y: bottom + text * 1.5, "text-anchor": "middle", "font-size": text };
    if (k % every === 0) root.append(shape("text", place, date.slice(0, 4)));
  });
  root.append(shape("line", { class: "axis-line", x1: left, x2: right, y1: bottom, y2: bottom }));
  holder.replaceChildren(root);
  return { root, x, y, left, right, top, bottom, width, height, low, high };
}

/** A line through values, one for each date; it ends where there is none. */
function line(chart, values, name) {
  const points = values.map((value, k) => (value === null ? "" : `${chart.x(k).toFixed(1)},${chart.y(value).toFixed(1)}`));
  return shape("polyline", { class: name, points: points.filter(Boolean).join(" "), fill: "none" });
}

/** The area between two rows of values. */
function area(chart, lows, highs, name) {
  const up = highs.map((value, k) => [k, value]), down = lows.map((value, k) => [k, value]).reverse();
  const points = [...up, ...down].map(([k, value]) => `${chart.x(k).toFixed(1)},${chart.y(value).toFixed(1)}`);
  return shape("polygon", { class: name, points: points.join(" ") });
}

/** The bands of an ensemble for a score, as values: p05, p25, mean, p75, p95. */
function bands(cell, k) {
  const scale = 10 ** DATA.scores[k].places;
  return DATA.cells[cell].b[k].map((row) => row.map((value) => value / scale));
}

/** What the marks of a chart are; the inner band lies on the outer one, as in the chart. */
function legend(entries) {
  const box = (name) => shape("rect", { class: name, x: 1, y: 3, width: 46, height: 14 });
  const stroke = (name) => shape("line", { class: name, x1: 0, x2: 48, y1: 10, y2: 10 });
  const marks = { most: [box("most")], half: [box("most"), box("half")], first: [box("first")] };
  const sample = (name) => shape("svg", { viewBox: "0 0 48 20", "aria-hidden": "true" }, marks[name] ?? [stroke(name)]);
  return make("ul", { class: "legend" }, entries.map(([name, text]) => make("li", {}, sample(name), make("span", {}, text))));
}

/** A table that scrolls by itself where it is too wide. */
function table(caption, heads, rows) {
  const head = (first) => (first instanceof Node ? first : make("th", { scope: "row" }, first));
  const body = rows.map(([first, ...cells]) => make("tr", {}, head(first), cells.map((cell) => make("td", {}, cell))));
  return make("div", { class: "wide", tabindex: 0, role: "region", "aria-label": caption },
    make("table", {}, make("thead", {}, make("tr", {}, heads.map((head) => make("th", { scope: "col" }, head)))), make("tbody", {}, body)));
}

/** What stands below every chart: of which ensemble, how many, until when, from which seed. */
function caption(option, score) {
  return make("p", { class: "note" }, say("caption", { ...DATA.facts, option: DATA.options[option].label, unit: score.unit }));
}
