// What holds in one month: of the case, its range, and the other scenarios.
import { html, setAttribute, setHidden, setText, svg } from "../../live_curve/js/dom.js";
import { money } from "../../live_curve/js/format.js";
import { stretch } from "./span.js";

const MOST = 6; // scenarios beside the one that is shown
const WIDTH = 250;
const GAP = 14;

export class FlowHover {
  constructor() {
    this.cursor = svg("line", { class: "cursor" });
    this.dot = svg("circle", { class: "dot m0", r: 4 });
    this.node = svg("g", { "aria-hidden": "true", hidden: true }, this.cursor, this.dot);
    this.first = html("strong");
    this.second = html("span");
    this.rows = Array.from({ length: MOST }, () => {
      const [name, value] = [html("th", { scope: "row" }), html("td")];
      return { name, value, node: html("tr", {}, name, value) };
    });
    this.card = html("div", { class: "tip", hidden: true, "data-testid": "flow-tip" }, this.first,
      this.second, html("table", {}, html("tbody", {}, ...this.rows.map(({ node }) => node))));
  }

  hide() {
    for (const node of [this.node, this.card]) setHidden(node, true);
  }

  show(view, wanted) {
    const { shown, x, y, box, horizon, symbol, band } = view;
    const month = Math.max(0, Math.min(horizon, wanted));
    const px = x(month / horizon);
    for (const node of [this.node, this.card]) setHidden(node, false);
    for (const end of ["x1", "x2"]) setAttribute(this.cursor, end, px);
    setAttribute(this.cursor, "y1", box.top);
    setAttribute(this.cursor, "y2", box.bottom);
    setAttribute(this.dot, "cx", px);
    setAttribute(this.dot, "cy", y(shown.flow.cumulative[month]));
    setText(this.first, `${month ? `After ${stretch(month)}` : "Today"}: ${
      money(shown.flow.cumulative[month], symbol)}`);
    setText(this.second, month ? `${money(shown.flow.net[month], symbol)} in this month` : "");
    this.#table([...rangeOf(band, month, symbol), ...othersOf(view, month)]);
    this.#place(view, px);
  }

  #table(lines) {
    this.rows.forEach(({ name, value, node }, i) => {
      setHidden(node, !lines[i]);
      if (!lines[i]) return;
      setText(name, lines[i][0]);
      setText(value, lines[i][1]);
    });
  }

  #place({ width, scale, box }, px) {
    const wide = Math.min(WIDTH, width - 8);
    const right = px + GAP + wide <= width - 4;
    const left = Math.max(4, right ? px + GAP : px - GAP - wide);
    this.card.style.width = `${wide * scale}px`;
    this.card.style.transform = `translateX(${Math.round(left * scale)}px)`;
    this.card.style.top = `${box.top * scale}px`;
  }
}

function rangeOf(band, month, symbol) {
  if (!band || band.low[month] === undefined) return [];
  const ends = [band.low, band.high].map((line) => money(line[month], symbol, { brief: true }));
  return [["8 of 10 trials", `${ends[0]} to ${ends[1]}`]];
}

function othersOf({ others, symbol }, month) {
  return others.filter(({ flow }) => flow.cumulative[month] !== undefined)
    .map(({ name, flow }) => [name, money(flow.cumulative[month], symbol)]);
}
