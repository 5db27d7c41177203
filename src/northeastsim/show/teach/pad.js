// The empty chart on which a student draws: with a finger, a mouse, the keyboard, or by typing.
"use strict";

class Pad {
  /** `changed` is called after each change; the first value is known and stays. */
  constructor(holder, inputs, score, changed) {
    Object.assign(this, { holder, inputs, score, changed, done: false, scale: 10 ** score.places });
    this.values = DATES.map((_, k) => (k ? null : score.start / this.scale));
    this.fields = DATES.map((date, k) => (k ? this.field(date, k) : null));
    inputs.replaceChildren(make("div", { class: "inputs" }, this.fields.filter(Boolean).map((field) => field.parentNode)));
    this.draw();
  }

  get left() { return DATES.filter((_, k) => this.values[k] === null); }

  field(date, k) {
    const [low, high, step] = this.score.axis;
    const input = make("input", { type: "number", min: low, max: high, step: step / 10, inputmode: "decimal" });
    input.addEventListener("change", () => this.set(k, input.value === "" ? null : Number(input.value)));
    make("label", {}, day(date), input);
    return input;
  }

  /** Set one value, within the axis, to a tenth of a tick. */
  set(k, value) {
    if (this.done || k < 1 || k > LAST) return;
    const [low, high, step] = this.score.axis, fine = step / 10;
    this.values[k] = value === null ? null : Number(Math.min(high, Math.max(low, Math.round(value / fine) * fine)).toFixed(6));
    this.update();
    this.changed();
  }

  clear() {
    if (this.done) return;
    this.values = this.values.map((value, k) => (k ? null : value));
    this.update();
    this.changed();
  }

  close() {
    this.done = true;
    this.fields.forEach((field) => field && (field.disabled = true));
    this.draw();
  }

  draw() {
    const focused = this.handles?.indexOf(document.activeElement) ?? -1;
    const { label } = this.score, ends = { score: label, start: day(DATES[0]), end: day(DATES[LAST]) };
    const known = say("draw.known", { value: figure(this.score.start, this.score.places) });
    this.chart = frame(this.holder, this.score, say("draw.chart", ends), known, 0.43);
    const { root, x, y } = this.chart;
    root.setAttribute("class", this.done ? "pad done" : "pad");
    root.setAttribute("role", "group");
    this.path = shape("polyline", { class: "yours" });
    this.handles = DATES.map((date, k) => (k ? this.handle(date, k) : shape("circle", { class: "known", cx: x(0), cy: y(this.values[0]), r: 7 })));
    root.append(this.path, ...this.handles);
    if (!this.done) this.listen(root);
    this.update();
    if (focused > 0) this.handles[focused].focus();
  }

  handle(date, k) {
    const [low, high] = this.score.axis;
    const point = shape("circle", { r: 7, role: "slider", tabindex: k === 1 && !this.done ? 0 : -1,
      "aria-label": say("draw.point", { date: day(date) }), "aria-valuemin": low, "aria-valuemax": high,
      "aria-orientation": "vertical", "aria-disabled": this.done ? "true" : "" });
    point.addEventListener("keydown", (event) => this.key(event, k));
    return point;
  }

  update() {
    const { x, y, bottom } = this.chart;
    this.path.setAttribute("points", this.values.map((value, k) => (value === null ? "" : `${x(k)},${y(value)}`)).filter(Boolean).join(" "));
    this.handles.forEach((point, k) => {
      if (!k) return;
      const value = this.values[k], text = value === null ? say("draw.empty") : figure(value * this.scale, this.score.places);
      point.setAttribute("class", value === null ? "handle empty" : "handle");
      point.setAttribute("cx", x(k));
      point.setAttribute("cy", value === null ? bottom : y(value));
      point.setAttribute("aria-valuenow", value ?? this.score.axis[0]);
      point.setAttribute("aria-valuetext", text);
      if (document.activeElement !== this.fields[k]) this.fields[k].value = value ?? "";
    });
  }

  /** Up and down change a value, Page keys by a whole tick; left and right go to another date. */
  key(event, k) {
    const step = this.score.axis[2];
    const by = { ArrowUp: step / 10, ArrowDown: -step / 10, PageUp: step, PageDown: -step }[event.key];
    const to = { ArrowRight: k + 1, ArrowLeft: k - 1, Home: 1, End: LAST }[event.key];
    if (by !== undefined && !this.done) {
      const before = this.values[k] ?? this.values.slice(0, k).reverse().find((value) => value !== null);
      this.set(k, before + by);
    } else if (to >= 1 && to <= LAST) {
      this.handles[k].setAttribute("tabindex", -1);
      this.handles[to].setAttribute("tabindex", 0);
      this.handles[to].focus();
    } else if (event.key === "Delete" || event.key === "Backspace") {
      this.set(k, null);
    } else return;
    event.preventDefault();
  }

  /** A stroke sets every date that it passes; a touch sets the nearest. */
  listen(root) {
    let last = null;
    const place = (event) => {
      const box = root.getBoundingClientRect(), { low, high, top, bottom, width, height } = this.chart;
      const across = ((event.clientX - box.left) / box.width) * width, down = ((event.clientY - box.top) / box.height) * height;
      return { x: across, value: low + ((bottom - down) / (bottom - top)) * (high - low) };
    };
    const nearest = (at) => DATES.reduce((best, _, k) => (Math.abs(this.chart.x(k) - at) < Math.abs(this.chart.x(best) - at) ? k : best), 1);
    const move = (event) => {
      const now = place(event), from = last ?? now;
      for (let k = 1; k <= LAST; k += 1) {
        const share = (this.chart.x(k) - from.x) / (now.x - from.x);
        if (share > 0 && share < 1) this.set(k, from.value + share * (now.value - from.value));
      }
      this.set(nearest(now.x), now.value);
      last = now;
    };
    root.addEventListener("pointerdown", (event) => { last = null; root.setPointerCapture(event.pointerId); move(event); event.preventDefault(); });
    root.addEventListener("pointermove", (event) => { if (root.hasPointerCapture(event.pointerId)) move(event); });
  }
}
