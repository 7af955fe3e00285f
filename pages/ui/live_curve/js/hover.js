// What holds at one share, for every policy: a sentence, then a small table beside the pointer.
import { html, setAttribute, setHidden, setText, svg } from "./dom.js";
import { compared, isPriced } from "./measures.js";
import { MOST_MODELS } from "./lines.js";
import { nearest, valueAt } from "./series.js";
import { valueText } from "./units.js";

const NAMES = { profit: "Profit", roi: "ROI", gains: "Hits found", lift: "Times chance",
  response: "Hit rate", precision: "Hit rate", recall: "Hits found", marginal: "One more earns",
  cost: "Cost" };
const ROWS = MOST_MODELS + 5;
const WIDTH = 304; // pixels of the card, so that it need not be measured
const GAP = 14;

export class Hover {
  constructor() {
    this.cursor = svg("line", { class: "cursor" });
    this.dots = Array.from({ length: MOST_MODELS + 3 }, () => svg("circle", { class: "dot", r: 3.5 }));
    this.node = svg("g", { "aria-hidden": "true", hidden: true }, this.cursor, ...this.dots);
    this.first = html("strong");
    this.second = html("span");
    this.head = ["", "", ""].map(() => html("th", { scope: "col" }));
    this.rows = Array.from({ length: ROWS }, row);
    this.card = html("div", { class: "tip", hidden: true, "data-testid": "tip" }, this.first,
      html("table", {}, html("thead", {}, html("tr", {}, ...this.head)),
        html("tbody", {}, ...this.rows.map(({ node }) => node))), this.second);
  }

  hide() {
    setHidden(this.node, true);
    setHidden(this.card, true);
  }

  /** Show what holds at a share of this view; `room` says where the card may stand. */
  show(view, share, room) {
    const { series, box, x, describe } = view;
    const index = nearest(series.main, share);
    const at = series.main.fraction[index];
    this.index = index;
    setHidden(this.node, false);
    setHidden(this.card, false);
    const px = x(at);
    for (const end of ["x1", "x2"]) setAttribute(this.cursor, end, Math.round(px * 10) / 10);
    setAttribute(this.cursor, "y1", box.top);
    setAttribute(this.cursor, "y2", box.bottom);
    this.#dots(view, at, px);
    const [first, second] = describe(index);
    setText(this.first, first);
    setText(this.second, second ?? "");
    this.#table(view, policiesAt(view, at));
    this.#place(view, px, room);
  }

  #dots({ drawn, box, y }, at, px) {
    const lines = [drawn.random, drawn.perfect, drawn.today, ...drawn.models.toReversed()];
    this.dots.forEach((dot, i) => {
      const line = lines[i];
      const value = line ? y(reading(line, at)) : NaN;
      const seen = value >= box.top - 1 && value <= box.bottom + 1;
      setHidden(dot, !seen);
      if (!seen) return;
      setAttribute(dot, "class", `dot ${line.kind}`);
      setAttribute(dot, "cx", Math.round(px * 10) / 10);
      setAttribute(dot, "cy", Math.round(value * 10) / 10);
    });
  }

  #table({ metric, symbol }, policies) {
    const other = metric === "profit" ? "roi" : "profit";
    const titles = ["", NAMES[metric], NAMES[other]];
    this.head.forEach((node, i) => setText(node, titles[i]));
    this.rows.forEach((line, i) => {
      const policy = policies[i];
      setHidden(line.node, !policy);
      if (!policy) return;
      setAttribute(line.swatch, "class", `swatch ${policy.kind}`);
      setText(line.name, policy.title);
      setText(line.value, valueText(metric, policy.value, symbol));
      setText(line.other, valueText(other, policy[other], symbol));
    });
  }

  /** Beside the pointer, on the side with more room; on a narrow screen above or below the plot. */
  #place({ box, width }, px, { narrow, above }) {
    const { style } = this.card;
    const wide = Math.min(WIDTH, width - 8);
    const right = px + GAP + wide <= width - 4;
    const left = right ? px + GAP : px - GAP - wide;
    const shift = narrow || left < 4 ? Math.max(4, Math.min(px - wide / 2, width - wide - 4)) : left;
    style.width = `${wide}px`;
    style.transform = `translateX(${Math.round(shift)}px)`;
    style.top = narrow ? (above ? "auto" : `${box.bottom + 18}px`) : `${box.top - 4}px`;
    style.bottom = narrow && above ? `calc(100% - ${box.top - 18}px)` : "auto";
  }
}

function row() {
  const swatch = svg("line", { x1: 1, x2: 19, y1: 5, y2: 5 });
  const name = html("span");
  const [value, other] = [html("td"), html("td")];
  const node = html("tr", {}, html("th", { scope: "row" },
    svg("svg", { width: 20, height: 10, "aria-hidden": "true" }, swatch), name), value, other);
  return { node, swatch, name, value, other };
}

const reading = (line, share) => (line.counts ? line.values[nearest(line, share)] : valueAt(line, share));

/** Every policy at a share, drawn or not. */
export function policiesAt({ series, metric, answer }, share) {
  const { models, today, random, perfect, everybody, rate } = series;
  const lines = [...models, today?.fraction && today, random, perfect].filter(Boolean);
  const rows = lines.map((line) => ({ title: line.title, kind: line.kind,
    value: valueOf(line, metric, share, rate),
    profit: priced(line, "profit", share), roi: priced(line, "roi", share) }));
  if (today?.point) {
    rows.splice(models.length, 0, { ...today.point, title: today.title, kind: "today",
      value: today.value });
  }
  const all = answer.everybody;
  rows.push({ title: "everybody", kind: "everybody", value: everybody, profit: all.profit, roi: all.roi });
  return rows;
}

/** The drawn value, but exact between the corners of a line that is only there to compare. */
function valueOf(line, metric, share, rate) {
  if (line.counts || metric === "marginal") return reading(line, share);
  return isPriced(metric) ? priced(line, metric, share) : compared(metric, line.kind, share, rate);
}

/** Money of a line at a share; between corners profit and cost are straight, their ratio is not. */
function priced({ counts, curve }, column, share) {
  if (counts) return curve[column][nearest(curve, share)];
  const at = (name) => valueAt({ fraction: curve.fraction, values: curve[name] }, share);
  return column === "roi" ? at("profit") / at("cost") : at(column);
}
