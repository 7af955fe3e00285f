// The chart: axes, areas, lines, points, the grip, and a hover that reads every policy.
import { Axes, axisTitle, ticksAlong, wrapped } from "./axes.js";
import { html, setAttribute, svg } from "./dom.js";
import { Grip } from "./grip.js";
import { Hover } from "./hover.js";
import { drawnOf, Lines } from "./lines.js";
import { Marks } from "./marks.js";
import { shiftOf } from "./measures.js";
import { capOf, linear, steadyRange, wantedRange } from "./scales.js";
import { Series } from "./series.js";
import { Strip } from "./strip.js";
import { useFont } from "./textwidth.js";
import { Zones, zonesOf } from "./zones.js";

const WIDE = 560;
const CARD = 250; // pixels of the hover's card and of what lies above the page, roughly

export class Chart {
  /** `on` has begin(), move(share) and end(moved), called when the share is pulled. */
  constructor(on) {
    this.axes = new Axes();
    this.series = new Series();
    this.zones = new Zones();
    this.lines = new Lines();
    this.marks = new Marks();
    this.hover = new Hover();
    this.strip = new Strip();
    this.svg = svg("svg", { role: "img", "data-testid": "chart" }, this.zones.node, this.axes.node,
      this.lines.node, this.hover.node, this.marks.node);
    this.grip = new Grip(on, this.svg);
    this.node = html("div", { class: "chart" }, this.svg, this.strip.node, this.grip.node, this.hover.card);
    this.reset();
    this.width = 0; // told by whoever watches the size: asking here would lay the page out twice
    this.#listen();
  }

  /** Forget the axes and where names stood: for another measure or other data. */
  reset() {
    this.ranges = {};
    this.marks.memory.clear();
    this.font = null;
  }

  /** The nodes that make up a picture of the chart, from top to bottom. */
  get pictures() {
    return this.strip.shown ? [this.svg, this.strip.svg] : [this.svg];
  }

  /** Draw one scene; while a gesture lasts the axes stay put. */
  draw(spec, inGesture) {
    const view = this.#view(spec, inGesture);
    this.view = view;
    setAttribute(this.svg, "width", view.width);
    setAttribute(this.svg, "height", view.height);
    setAttribute(this.svg, "aria-label", spec.alternative);
    this.axes.draw(view);
    this.zones.draw(view);
    this.lines.draw(view);
    this.marks.draw(view, this.lines.drawn);
    this.strip.draw(view);
    this.grip.draw(view);
    this.#read();
  }

  #view(spec, inGesture) {
    this.font ??= getComputedStyle(this.svg).fontFamily; // once: asking may lay the page out
    useFont(this.font);
    const width = this.width || 600;
    const wide = width >= WIDE;
    const models = [...spec.models].sort((a, b) => Number(b.main ?? false) - Number(a.main ?? false));
    const titles = wrapped(spec.xTitle ?? axisTitle(spec.x, spec.words, models[0].counts), width - 24);
    const height = (wide ? 430 : 320) + 16 * (titles.length - 1);
    const box = { left: wide ? 64 : 54, top: 26, right: width - (wide ? 18 : 14),
      bottom: height - 58 - 16 * (titles.length - 1) };
    const { counts } = models[0];
    const scene = { ...spec, models, counts, decisions: spec.decisions ?? counts.total,
      shift: shiftOf(counts, spec.answer.everybody), fixed: fixedOf(spec.random) };
    scene.series = this.series.of(scene);
    scene.drawn = drawnOf(scene);
    scene.range = this.#range(scene, inGesture, wide ? 6 : 4);
    return { ...scene, ...noted(scene), width, height, wide, box, titles,
      ticks: ticksAlong(spec.x, scene, wide),
      x: linear([0, 1], [box.left, box.right]),
      y: linear([scene.range.low, scene.range.high], [box.bottom, box.top]) };
  }

  #range({ metric, drawn, answer, band, shown }, inGesture, ticks) {
    const wanted = wantedRange(metric, drawn, answer, shown.band === false ? null : band);
    this.ranges[metric] = steadyRange(this.ranges[metric], wanted, inGesture, ticks, capOf(metric));
    return this.ranges[metric];
  }

  #listen() {
    const { node, grip } = this;
    for (const kind of ["pointermove", "pointerdown"]) {
      node.addEventListener(kind, (event) => this.#point(event));
    }
    node.addEventListener("pointerleave", (event) => {
      if (event.pointerType !== "touch") this.leave(); // a finger is gone before one has read
    });
    grip.node.addEventListener("focus", () => {
      this.held = grip.node.matches(":focus-visible") && !grip.pulling;
      if (this.view) this.#read();
    });
    grip.node.addEventListener("blur", () => this.leave());
  }

  #point(event) {
    if (!this.view) return;
    const { left, top } = this.node.getBoundingClientRect();
    this.pointer = { x: event.clientX - left, y: event.clientY - top };
    this.above = top + this.view.box.bottom + CARD > window.innerHeight && top > CARD;
    this.#read();
  }

  /** Hide what was said about the place under the pointer. */
  leave() {
    this.pointer = null;
    this.held = this.held && this.grip.node.matches(":focus-visible");
    if (this.view) this.#read();
  }

  /** Say what holds under the pointer, or at the grip while keys hold it. */
  #read() {
    const { box, x, wide, share } = this.view;
    if (!wide && this.grip.pulling) { // the card would lie on what the hand changes
      this.hover.hide();
      return;
    }
    const at = this.pointer && within(this.pointer, box)
      ? Math.min(1, Math.max(0, x.invert(this.pointer.x)))
      : this.held && !this.pointer ? share : null;
    if (at === null) this.hover.hide();
    else this.hover.show(this.view, at, { narrow: !wide, above: this.above ?? false });
  }
}

/** What acting costs before anybody is reached: the profit at random, prolonged to nobody. */
function fixedOf({ fraction, profit }) {
  const last = fraction.length - 1;
  const slope = (profit[last] - profit[0]) / (fraction[last] - fraction[0]);
  return slope * fraction[0] - profit[0];
}

const within = ({ x, y }, box) => x >= box.left - 8 && x <= box.right + 8
  && y >= box.top - 10 && y <= box.bottom + 4;

/** What several parts of the chart need to know of the answer. */
function noted(scene) {
  const { answer } = scene;
  return { zones: zonesOf(scene), keep: keepOf(answer),
    apparent: Boolean(answer.chosen_elsewhere) && answer.honest?.index !== answer.best.index };
}

const KEPT = ["best", "chosen", "honest", "best_roi", "f1"];

/** Cut-offs with a point on them must be corners of the drawn line. */
function keepOf(answer) {
  const every = KEPT.map((id) => answer[id]?.index).filter((index) => Number.isInteger(index));
  return every.sort((a, b) => a - b);
}
