// The frame of the chart: grid, ticks, the zero line. Redrawn only when a range or the width changes.
import { thresholdAt } from "./counting.js";
import { pool, setAttribute, setText, svg } from "./dom.js";
import { count, money, percent, score } from "./format.js";
import { indexAtFraction } from "./formula.js";
import { niceStep, ticksOf } from "./scales.js";
import { textWidth } from "./textwidth.js";
import { tickText } from "./units.js";

const SHARES = [0, 0.2, 0.4, 0.6, 0.8, 1];
const FEWER = [0, 0.25, 0.5, 0.75, 1];
const MANY = 10_000; // from here on counts are written briefly

export class Axes {
  constructor() {
    this.grid = svg("g", { class: "grid" });
    this.zero = svg("line", { class: "zero" });
    this.yTicks = svg("g", { class: "ticks y" });
    this.xTicks = svg("g", { class: "ticks x" });
    this.titles = [0, 1].map(() => svg("text", { class: "axis-title", "text-anchor": "middle" }));
    this.node = svg("g", { "aria-hidden": "true" }, this.grid, this.zero, this.yTicks,
      this.xTicks, ...this.titles);
    this.drawn = "";
  }

  /** Draw for this box and range, unless just that is drawn already. */
  draw({ box, range, x, y, metric, symbol, ticks, titles }) {
    const key = [box.left, box.right, box.bottom, range.low, range.high, range.step, metric, symbol,
      titles, ticks].join("|");
    if (key === this.drawn) return;
    this.drawn = key;
    const values = ticksOf(range);
    this.#lines(values, box, y);
    this.#yLabels(values, box, y, tickText(metric, symbol, range));
    this.#xLabels(box, x, ticks);
    this.#titles(box, titles);
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
      setAttribute(texts[i], "x", box.left - 10);
      setAttribute(texts[i], "y", Math.round(y(value)) + 4);
      setAttribute(texts[i], "text-anchor", "end");
    });
  }

  #xLabels(box, x, ticks) {
    const texts = pool(this.xTicks, "text", ticks.length);
    ticks.forEach(([share, text], i) => {
      const half = textWidth(text) / 2;
      setText(texts[i], text);
      setAttribute(texts[i], "x", Math.round(Math.min(x(share), box.right + 14 - half)));
      setAttribute(texts[i], "y", box.bottom + 30);
      setAttribute(texts[i], "text-anchor", "middle");
    });
  }

  #titles(box, titles) {
    this.titles.forEach((node, i) => {
      setText(node, titles[i] ?? "");
      setAttribute(node, "x", Math.round((box.left + box.right) / 2));
      setAttribute(node, "y", box.bottom + 50 + 16 * i);
    });
  }
}

/** Where the ticks of the lower axis stand, as shares, and what they say. */
export function ticksAlong(kind, { counts, decisions, symbol, shift }, wide) {
  if (kind === "number") {
    const step = Math.max(1, niceStep(decisions / (wide ? 6 : 3.5)));
    const many = Math.floor(decisions / step + 1e-9);
    return Array.from({ length: many + 1 }, (_, i) =>
      [(i * step) / decisions, count(i * step, { brief: i * step >= MANY })]);
  }
  const shares = wide ? SHARES : FEWER;
  if (kind !== "threshold") return shares.map((share) => [share, percent(share, { digits: 0 })]);
  const at = (share) => Math.min(counts.size - 1, Math.max(1, indexAtFraction(counts, share, shift)));
  const text = counts.rankedBy === "gain" ? (value) => money(value, symbol) : score;
  return shares.map((share) => [share, text(thresholdAt(counts, shift, at(share)))]);
}

/** What the lower axis shows, in words; scores stand at even shares, so it is said. */
export function axisTitle(kind, { units, acted }, { rankedBy }) {
  const ranked = rankedBy === "gain" ? "expected gain" : "score";
  if (kind === "number") return `${units} ${acted} a month, highest ${ranked} first`;
  if (kind === "threshold") return `cut-off ${ranked}, falling; equal steps are equal shares of ${units}`;
  return `share of ${units} ${acted}, highest ${ranked} first`;
}

/** One line, or two where one is too long. */
export function wrapped(text, width) {
  if (textWidth(text) <= width) return [text];
  const middle = text.length / 2;
  const gaps = [...text.matchAll(/ /g)].map(({ index }) => index);
  const cut = gaps.sort((a, b) => Math.abs(a - middle) - Math.abs(b - middle))[0] ?? text.length;
  return [text.slice(0, cut), text.slice(cut + 1)];
}

function place(line, x1, y1, x2, y2) {
  setAttribute(line, "x1", x1);
  setAttribute(line, "x2", x2);
  setAttribute(line, "y1", Math.round(y1) + 0.5);
  setAttribute(line, "y2", Math.round(y2) + 0.5);
}
