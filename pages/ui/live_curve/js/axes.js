// The frame of the chart: grid, ticks, the zero line. Redrawn only when a range or the width changes.
import { pool, setAttribute, setText, svg } from "./dom.js";
import { count, money, percent } from "./format.js";
import { ticksOf } from "./scales.js";

const SHARES = [0, 0.2, 0.4, 0.6, 0.8, 1];

export class Axes {
  constructor() {
    this.grid = svg("g", { class: "grid" });
    this.zero = svg("line", { class: "zero" });
    this.yTicks = svg("g", { class: "ticks y" });
    this.xTicks = svg("g", { class: "ticks x" });
    this.xTitle = svg("text", { class: "axis-title", "text-anchor": "middle" });
    this.node = svg("g", { "aria-hidden": "true" }, this.grid, this.zero, this.yTicks,
      this.xTicks, this.xTitle);
    this.drawn = "";
  }

  /** Draw for this box and range, unless just that is drawn already. */
  draw({ box, range, x, y, metric, symbol, xTitle }) {
    const key = [box.right, box.bottom, range.low, range.high, metric, symbol, xTitle].join("|");
    if (key === this.drawn) return;
    this.drawn = key;
    const values = ticksOf(range);
    this.#lines(values, box, y);
    this.#yLabels(values, box, y, tickWords(metric, symbol, range));
    this.#xLabels(box, x, xTitle);
  }

  #lines(values, box, y) {
    const lines = pool(this.grid, "line", values.length);
    values.forEach((value, i) => place(lines[i], box.left, y(value), box.right, y(value)));
    place(this.zero, box.left, y(0), box.right, y(0));
  }

  #yLabels(values, box, y, words) {
    const texts = pool(this.yTicks, "text", values.length);
    values.forEach((value, i) => {
      setText(texts[i], words(value));
      setAttribute(texts[i], "x", box.left - 12);
      setAttribute(texts[i], "y", Math.round(y(value)) + 4);
      setAttribute(texts[i], "text-anchor", "end");
    });
  }

  #xLabels(box, x, title) {
    const texts = pool(this.xTicks, "text", SHARES.length);
    SHARES.forEach((share, i) => {
      setText(texts[i], percent(share, { digits: 0 }));
      setAttribute(texts[i], "x", x(share));
      setAttribute(texts[i], "y", box.bottom + 30);
      setAttribute(texts[i], "text-anchor", i === SHARES.length - 1 ? "end" : "middle");
    });
    setText(this.xTitle, title);
    setAttribute(this.xTitle, "x", (box.left + box.right) / 2);
    setAttribute(this.xTitle, "y", box.bottom + 50);
  }
}

function place(line, x1, y1, x2, y2) {
  setAttribute(line, "x1", x1);
  setAttribute(line, "x2", x2);
  setAttribute(line, "y1", Math.round(y1) + 0.5);
  setAttribute(line, "y2", Math.round(y2) + 0.5);
}

/** Ticks share one unit, so that they compare at a glance. */
function tickWords(metric, symbol, range) {
  if (metric === "roi") {
    const digits = range.step < 0.01 ? 1 : 0;
    return (value) => percent(value, { digits });
  }
  return (value) => (value === 0 ? `${symbol}0` : money(value, symbol, { brief: exactly(value) }));
}

/** Two significant figures are enough for this tick. */
function exactly(value) {
  const digits = count(Math.abs(value)).replace(/,/g, "").replace(/0+$/, "");
  return digits.length <= 2 || Math.abs(value) < 1;
}
