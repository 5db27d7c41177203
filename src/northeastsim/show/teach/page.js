// The steps: choose, draw, look, change, doubt. A step opens when the one before it is done.
"use strict";
const at = (id) => document.getElementById(id);
const steps = [1, 2, 3, 4, 5].map((k) => at(`step-${k}`)), doors = [...document.querySelectorAll("[data-go]")];
const options = [...document.querySelectorAll("[data-option]")], score = DATA.scores[0];
let chosen = null, redraw = [];
let pad = new Pad(at("pad"), at("inputs"), score, told);

/** Go to a step and read it from its heading. */
function go(k) {
  steps.forEach((step, n) => { step.hidden = n + 1 !== k; });
  doors.forEach((door, n) => (n + 1 === k ? door.setAttribute("aria-current", "step") : door.removeAttribute("aria-current")));
  doors[k - 1].disabled = false;
  refresh();
  scrollTo(0, 0);
  at(`title-${k}`).focus({ preventScroll: true });
}

/** Draw what is open anew, at the width that it has now. */
function refresh() {
  pad.draw();
  redraw.forEach((draw) => draw());
}

/** Say what is still to draw. */
function told() {
  const left = pad.left;
  at("left").textContent = left.length ? say("draw.left", { dates: left.map((date) => day(date, true)).join(", ") }) : say("draw.ready");
  at("commit").disabled = pad.done || left.length > 0;
}

/** Go on to a step from below the one before it. */
function onward(holder, key, k) {
  const button = make("button", { type: "button", class: "main" }, say(key));
  button.addEventListener("click", () => go(k));
  holder.append(make("p", { class: "buttons screen" }, button));
}

function choose(k) {
  chosen = k;
  options.forEach((button, n) => button.setAttribute("aria-pressed", n === k));
  const { label, lang } = DATA.options[k], text = say("draw.choice", { option: "\n" }).split("\n");
  at("choice").replaceChildren(text[0], spoken("strong", label, lang), text[1]);
  told();
  go(2);
}

/** The prediction is made: now, and not before, the futures come onto the page. */
function commit() {
  if (pad.left.length || pad.done) return;
  pad.close();
  at("commit").disabled = at("clear").disabled = true;
  options.forEach((button) => { button.disabled = true; });
  at("again").hidden = false;
  redraw = [showFutures(at("futures"), chosen, pad.values), showGrid(at("grid"), chosen, pad.values)];
  onward(at("futures"), "go.grid", 4);
  onward(at("grid"), "go.end", 5);
  doors.forEach((door) => { door.disabled = false; });
  go(3);
}

/** Begin anew: another choice, an empty chart. */
function restart() {
  chosen = null;
  redraw = [];
  at("futures").replaceChildren();
  at("grid").replaceChildren();
  pad = new Pad(at("pad"), at("inputs"), score, told);
  options.forEach((button) => { button.disabled = false; button.setAttribute("aria-pressed", "false"); });
  doors.slice(1).forEach((door) => { door.disabled = true; });
  at("again").hidden = true;
  at("clear").disabled = false;
  go(1);
}

options.forEach((button, k) => button.addEventListener("click", () => choose(k)));
doors.forEach((door, k) => door.addEventListener("click", () => go(k + 1)));
at("clear").addEventListener("click", () => pad.clear());
at("commit").addEventListener("click", commit);
at("again").addEventListener("click", restart);
at("restart").addEventListener("click", restart);
addEventListener("resize", refresh);
addEventListener("beforeprint", () => { onPaper = true; refresh(); });
addEventListener("afterprint", () => { onPaper = false; refresh(); });
at("task").textContent = say("draw.task", { date: day(DATES[LAST]) });
document.querySelectorAll(".news time").forEach((time) => { time.textContent = `${day(time.dateTime)}:`; });
told();
