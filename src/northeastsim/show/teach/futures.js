// After the prediction: the band beside the student's line, in words too, and two stories.
"use strict";

/** The step of the futures for an option and a line that was drawn; nothing of it is on the page before. */
function showFutures(holder, option, drawn) {
  const score = DATA.scores[0], chosen = DATA.options[option], future = DATA.futures[option];
  const chart = make("div", { class: "chart", id: "futures-chart" });
  const [p05, p25, mean, p75, p95] = bands(DATA.bases[option], 0), frozen = DATES.map(() => mean[0]), scale = 10 ** score.places;
  const shown = (value) => figure(value * scale, score.places);
  const path = (story) => story.values[0].map((value) => value / scale);
  const [middle, low, high, still] = [mean, p05, p95, frozen].map((values) => shown(values[LAST]));
  const ends = { ...DATA.facts, date: day(DATES[LAST]), mean: middle, low, high, frozen: still, unit: score.unit };
  const words = [where(drawn, p05, p95), say("horizon", ends)];
  const draw = () => {
    const one = frame(chart, score, `${score.label}: ${say("futures", DATA.facts)}`, words.join(" "));
    one.root.append(area(one, p05, p95, "most"), area(one, p25, p75, "half"), line(one, frozen, "frozen"), line(one, path(future.typical), "typical"),
      line(one, path(future.extreme), "extreme"), line(one, mean, "mean"), line(one, drawn, "yours"));
  };
  const kinds = ["yours", "most", "half", "mean", "frozen", "typical", "extreme"];
  const heads = [say("col.date"), say("line.yours"), "5 %", "25 %", say("line.mean"), "75 %", "95 %", say("line.frozen")];
  const rows = DATES.map((date, k) => [day(date), ...[drawn, p05, p25, mean, p75, p95, frozen].map((values) => shown(values[k]))]);
  holder.replaceChildren(
    make("p", { class: "score" }, spoken("strong", score.label, score.lang), " · ", spoken("span", chosen.label, chosen.lang)),
    chart, legend(kinds.map((kind) => [kind, say(`line.${kind}`)])), caption(option, score),
    make("p", { class: "told mine", id: "where", role: "status" }, words[0]), make("p", {}, words[1]),
    make("p", { class: "note" }, say("where.note")),
    make("details", {}, make("summary", {}, say("numbers")), table(say("numbers"), heads, rows)),
    make("h3", {}, say("stories")), make("div", { class: "sides" }, story("typical", future), story("extreme", future)),
    make("p", {}, say("story.one")), make("p", { class: "people" }, say("story.people")));
  draw();
  return draw;
}

/** At how many dates the line lies inside the band, above and below: told, not scored. */
function where(drawn, lows, highs) {
  const dates = drawn.slice(1), above = dates.filter((value, k) => value > highs[k + 1]).length;
  const below = dates.filter((value, k) => value < lows[k + 1]).length;
  return say("where", { ...DATA.facts, all: dates.length, inside: dates.length - above - below, above, below });
}

/** A replication in dated sentences. */
function story(kind, future) {
  const one = future[kind], far = kind === "extreme", values = { ...DATA.facts, k: one.number };
  return make("article", { class: "story" }, make("h4", {}, say(far ? "story.extreme" : "story.typical")),
    make("p", { class: "note" }, say(far ? "story.far" : "story.near", values), far ? " " : "", far ? spoken("span", ...future.apart) : ""),
    make("ol", {}, one.dated.map(([date, text, lang]) => make("li", {}, make("time", { datetime: date }, day(date)), spoken("span", text, lang)))),
    one.after.map(([text, lang]) => spoken("p", text, lang, { class: "note" })));
}
