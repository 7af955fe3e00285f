// The chart of the money so far: one line for the case, its range, other scenarios to compare, and
// the level of doing nothing. Drawn by hand, because it moves with the hand.
import { Axes } from "../../live_curve/js/axes.js";
import { html, pool, setAttribute, setHidden, setText, svg } from "../../live_curve/js/dom.js";
import { placeLabels } from "../../live_curve/js/labels.js";
import { edge, round, Trace } from "../../live_curve/js/paths.js";
import { linear } from "../../live_curve/js/scales.js";
import { textWidth, useFont } from "../../live_curve/js/textwidth.js";
import { FlowHover } from "./flowhover.js";
import { labelsOf } from "./flowlabels.js";
import { steady, ticksOf, wanted } from "./months.js";

const WIDE = 560;
const USUAL = 16; // pixels of the page's font that the chart is drawn for
let made = 0;

export class FlowChart {
  constructor() {
    made += 1;
    const clipId = `lepton-flow-${made}`;
    this.axes = new Axes();
    this.clip = svg("rect");
    this.building = svg("rect", { class: "building" });
    this.band = svg("path", { class: "band", "data-testid": "flow-band" });
    this.others = svg("g");
    this.line = svg("path", { class: "model flow", "data-testid": "flow-line" });
    this.stem = svg("line", { class: "stem" });
    this.point = svg("circle", { class: "point payback", r: 5.5, "data-testid": "flow-payback" });
    this.names = svg("g", { class: "names" });
    this.hover = new FlowHover();
    this.svg = svg("svg", { role: "img", "data-testid": "flow-chart" },
      svg("defs", {}, svg("clipPath", { id: clipId }, this.clip)), this.building, this.axes.node,
      svg("g", { "clip-path": `url(#${clipId})`, "aria-hidden": "true" }, this.band, this.others,
        this.line), this.hover.node, this.stem, this.point, this.names);
    this.node = html("div", { class: "chart" }, this.svg, this.hover.card);
    this.width = 0; // told by whoever watches the size
    this.memory = new Map();
    this.traces = [];
    this.#listen();
  }

  /** Draw one scene: { shown, others, band, symbol, alternative }. */
  draw(spec, inGesture) {
    const view = this.#view(spec, inGesture);
    this.view = view;
    const { width, height, scale, box, x, y } = view;
    setAttribute(this.svg, "width", width * scale);
    setAttribute(this.svg, "height", height * scale);
    setAttribute(this.svg, "viewBox", `0 0 ${width} ${height}`);
    setAttribute(this.svg, "aria-label", spec.alternative);
    this.#frame(box);
    this.axes.draw(view);
    this.#building(view);
    this.#lines(view);
    this.#payback(view, x, y);
    this.#names(view);
    if (this.pointer) this.#read();
  }

  #view(spec, inGesture) {
    if (!this.font) {
      this.font = getComputedStyle(this.svg).fontFamily; // once: asking may lay the page out
      this.scale = parseFloat(getComputedStyle(document.documentElement).fontSize) / USUAL || 1;
    }
    useFont(this.font);
    const { scale } = this;
    const width = (this.width || 600) / scale;
    const wide = width >= WIDE;
    const height = wide ? 400 : 320;
    const box = { left: wide ? 64 : 54, top: 22, right: width - 18, bottom: height - 56 };
    const horizon = spec.shown.v.horizon_months;
    this.range = steady(this.range, wanted(spec), inGesture, wide ? 6 : 4);
    const x = linear([0, 1], [box.left, box.right]);
    return { ...spec, scale, width, height, wide, box, horizon, range: this.range, x,
      y: linear([this.range.low, this.range.high], [box.bottom, box.top]),
      metric: "profit", titles: ["time from today"], ticks: ticksOf(horizon, wide ? 8 : 4) };
  }

  #frame(box) {
    setAttribute(this.clip, "x", box.left);
    setAttribute(this.clip, "y", box.top - 4);
    setAttribute(this.clip, "width", Math.max(0, box.right - box.left + 4));
    setAttribute(this.clip, "height", Math.max(0, box.bottom - box.top + 8));
  }

  /** Until it is in use, nothing is earned. */
  #building({ box, x, horizon, shown: { v } }) {
    const share = Math.min(1, v.build_months / horizon);
    setAttribute(this.building, "x", box.left);
    setAttribute(this.building, "y", box.top);
    setAttribute(this.building, "width", Math.max(0, round(x(share) - box.left)));
    setAttribute(this.building, "height", box.bottom - box.top);
  }

  #lines({ shown, others, band, horizon, x, y }) {
    const shares = sharesOf(shown.flow, horizon);
    this.trace = this.#trace(0).draw({ fraction: shares, values: shown.flow.cumulative }, x, y);
    setAttribute(this.line, "d", this.trace.path);
    const paths = pool(this.others, "path", others.length);
    others.forEach(({ flow }, i) => {
      const line = { fraction: sharesOf(flow, horizon), values: flow.cumulative };
      setAttribute(paths[i], "class", `compared scenario s${i % 4}`);
      setAttribute(paths[i], "d", this.#trace(i + 1).draw(line, x, y).path);
    });
    setHidden(this.band, !band);
    if (!band) return;
    const over = sharesOf({ cumulative: band.high }, horizon);
    setAttribute(this.band, "d", `${edge(over, band.high, x, y)}${
      edge(over, band.low, x, y, { back: true, first: "L" })}Z`);
    setAttribute(this.band, "data-updating", band.updating);
  }

  #trace(i) {
    this.traces[i] ??= new Trace();
    return this.traces[i];
  }

  #payback({ shown: { payback }, horizon, box }, x, y) {
    const there = payback !== null && payback > 0;
    for (const node of [this.stem, this.point]) setHidden(node, !there);
    if (!there) return;
    const px = round(x(payback / horizon));
    setAttribute(this.point, "cx", px);
    setAttribute(this.point, "cy", round(y(0)));
    for (const end of ["x1", "x2"]) setAttribute(this.stem, end, px);
    setAttribute(this.stem, "y1", round(y(0)));
    setAttribute(this.stem, "y2", box.bottom);
  }

  #names(view) {
    const lines = [this.trace, ...this.traces.slice(1, view.others.length + 1)];
    const placed = placeLabels(labelsOf(view, textWidth), { frame: frameOf(view), taken: [],
      avoided: [], lines, memory: this.memory });
    const texts = pool(this.names, "text", placed.length);
    placed.forEach(({ id, kind, text, place }, i) => {
      setHidden(texts[i], !place);
      if (!place) return;
      setText(texts[i], text);
      setAttribute(texts[i], "class", `label ${kind}`);
      setAttribute(texts[i], "data-testid", `flow-label-${id}`);
      setAttribute(texts[i], "x", round(place.x));
      setAttribute(texts[i], "y", round(place.y));
      setAttribute(texts[i], "text-anchor", place.anchor);
    });
  }

  #listen() {
    for (const kind of ["pointermove", "pointerdown"]) {
      this.node.addEventListener(kind, (event) => this.#point(event));
    }
    this.node.addEventListener("pointerleave", (event) => {
      if (event.pointerType !== "touch") this.leave(); // a finger is gone before one has read
    });
  }

  #point({ clientX, clientY }) {
    if (!this.view) return;
    const { left, top } = this.node.getBoundingClientRect();
    this.pointer = { x: (clientX - left) / this.scale, y: (clientY - top) / this.scale };
    this.#read();
  }

  /** Hide what was said about the place under the pointer. */
  leave() {
    this.pointer = null;
    this.hover.hide();
  }

  #read() {
    const { box, x, horizon } = this.view;
    const inside = this.pointer.x >= box.left - 8 && this.pointer.x <= box.right + 8
      && this.pointer.y >= box.top - 10 && this.pointer.y <= box.bottom + 4;
    if (!inside) this.hover.hide();
    else this.hover.show(this.view, Math.round(x.invert(this.pointer.x) * horizon));
  }
}

/** Where each month of a flow stands, as shares of the horizon that is drawn. */
const sharesOf = ({ cumulative }, horizon) => cumulative.map((_, month) => month / horizon);

const frameOf = ({ box, width }) => ({ left: box.left, right: width, top: box.top - 18,
  bottom: box.bottom - 2 });
