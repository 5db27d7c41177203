// Sliders and strategies over ensembles that were run beforehand: a change shows at once, beside the first picture.
"use strict";

/** The step of the grid; the first picture is that of the option that was chosen, everything else as in the scenario. */
function showGrid(holder, option, drawn) {
  const first = DATA.bases[option], state = { option, levels: DATA.switches.map((one) => one.own), score: 0 };
  const chart = make("div", { class: "chart", id: "grid-chart" }), told = make("p", { class: "told", id: "told", role: "status" });
  const [marks, outcomes, below] = [1, 2, 3].map(() => make("div")), sliders = DATA.switches.map((one, k) => slider(one, k, state, show));
  const radios = make("div", { class: "choices" }, DATA.options.map((one, k) => radio(one, k, state, show)));
  const select = make("select", { id: "score" }, DATA.scores.map((one, k) => spoken("option", one.label, one.lang, { value: k })));
  const reset = make("button", { type: "button" }, say("grid.reset"));
  select.addEventListener("change", () => { state.score = Number(select.value); show(); });
  reset.addEventListener("click", () => {
    Object.assign(state, { option, levels: DATA.switches.map((one) => one.own) });
    radios.querySelectorAll("input")[option].checked = true;
    sliders.forEach((one) => one.reset());
    show();
  });

  function show() {
    const cell = cellOf(state), score = DATA.scores[state.score], now = bands(cell, state.score), before = bands(first, state.score);
    const words = sentence(cell, first, option, state.score);
    const one = frame(chart, score, score.label, words, innerWidth < 640 ? 0.34 : 0.55);
    one.root.append(area(one, now[0], now[4], "most"), area(one, now[1], now[3], "half"), area(one, before[0], before[4], "first"),
      line(one, before[2], "first-mean"), line(one, now[2], "mean"), state.score ? "" : line(one, drawn, "yours"));
    const kinds = [["most", "grid.now", "line.most"], ["half", "grid.now", "line.half"], ["mean", "grid.now", "line.mean"],
      ["first", "grid.first", "line.most"], ["first-mean", "grid.first", "line.mean"]].map(([mark, when, what]) => [mark, `${say(when)}: ${say(what)}`]);
    marks.replaceChildren(legend(state.score ? kinds : [...kinds, ["yours", say("line.yours")]]));
    told.textContent = words;
    outcomes.replaceChildren(table(say("grid.outcomes", DATA.facts), [say("col.outcome"), say("col.first"), say("col.now"), say("col.gap")],
      DATA.outcomes.map((_, k) => row(k, cell, first, option))));
    below.replaceChildren(caption(state.option, score));
  }

  const switches = make("div", { class: "switches" }, sliders.map((one) => one.element));
  const controls = make("div", { class: "controls" },
    make("fieldset", {}, make("legend", {}, say("grid.strategy", { state: DATA.facts.actor })), radios),
    sliders.length ? make("fieldset", {}, make("legend", {}, say("grid.switches")), switches) : "",
    make("div", { class: "look" }, make("label", {}, make("b", {}, say("grid.score")), select), reset));
  holder.replaceChildren(
    make("p", {}, say("grid.intro", DATA.facts)), make("div", { class: "bench" },
      make("div", { class: "beside" }, make("div", { class: "picture" }, chart), make("div", { class: "under" }, marks, told, below)), controls),
    make("h3", {}, say("grid.outcomes", DATA.facts)), outcomes, make("p", { class: "people" }, say("grid.ask", DATA.facts)));
  show();
  return show;
}

/** Which ensemble it is: strategies outermost, the last switch innermost. */
function cellOf(state) {
  return DATA.switches.reduce((place, one, k) => place * one.levels.length + state.levels[k], state.option);
}

function radio(option, k, state, show) {
  const input = make("input", { type: "radio", name: "strategy", value: k });
  input.checked = k === state.option;
  input.addEventListener("change", () => { state.option = k; show(); });
  return make("label", {}, input, spoken("span", option.label, option.lang));
}

/** A slider with a stop for each level. */
function slider(one, k, state, show) {
  const id = `switch-${k}`, output = make("output", { for: id }), word = (n) => say(`level.${one.levels[n].word}`);
  const input = make("input", { type: "range", id, min: 0, max: one.levels.length - 1, step: 1, value: one.own, "aria-describedby": `${id}-line` });
  const tell = () => {
    const n = Number(input.value), text = say("level.value", { word: word(n), value: one.levels[n].text });
    state.levels[k] = n;
    output.textContent = text;
    input.setAttribute("aria-valuetext", text);
  };
  input.addEventListener("input", () => { tell(); show(); });
  tell();
  const ends = [0, one.levels.length - 1].map((n) => make("span", { "aria-hidden": "true" }, one.levels[n].text));
  const source = make("details", {}, make("summary", {}, say("col.source")), spoken("p", one.source, "en", { class: "note" }));
  const element = make("div", { class: "switch" }, spoken("label", one.label, one.lang, { for: id }), output, input,
    make("div", { class: "ends" }, ends), spoken("p", one.line, one.lang, { class: "note", id: `${id}-line` }), one.source ? source : "");
  return { element, reset() { input.value = one.own; tell(); } };
}

/** The picture in a sentence, for who listens. */
function sentence(cell, first, option, k) {
  const score = DATA.scores[k], [mean, , , low, high] = DATA.cells[cell].o[k].map((value) => figure(value, score.places));
  const told = say("grid.told", { ...DATA.facts, score: score.label, date: day(DATES[LAST]), mean, low, high, unit: score.unit });
  const apart = gap(cell, first, option, k);
  return `${told} ${cell === first ? apart : say("grid.gap", { gap: apart })}`;
}

/** The paired difference of an outcome from the first picture, with its interval. */
function gap(cell, first, option, k) {
  if (cell === first) return say("gap.first");
  const found = DATA.cells[cell].d[option][k], places = DATA.outcomes[k].places + 1;
  if (found === 0) return say("gap.same", DATA.facts);
  const [middle, low, high] = found.map((value) => figure(value, places, true));
  return low === "" ? middle : `${middle} (${low} … ${high})`;
}

/** An outcome in the first picture and in this one. */
function row(k, cell, first, option) {
  const { label, lang, unit, places } = DATA.outcomes[k];
  const mean = ([middle, low, high]) => `${figure(middle, places)} (${figure(low, places)} … ${figure(high, places)})`;
  const head = make("th", { scope: "row" }, spoken("span", label, lang), ` (${unit})`);
  return [head, mean(DATA.cells[first].o[k]), mean(DATA.cells[cell].o[k]), gap(cell, first, option, k)];
}
