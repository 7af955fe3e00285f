// The chart: axes, lines, points, the grip and a hover that reads as a sentence.
import { Axes } from "./axes.js";
import { html, setAttribute, setHidden, setText, svg } from "./dom.js";
import { indexAtFraction } from "./formula.js";
import { Grip } from "./grip.js";
import { Lines } from "./lines.js";
import { Marks } from "./marks.js";
import { linear, steadyRange, wantedProfit, wantedRoi } from "./scales.js";

const MARGIN = { left: 64, right: 18, top: 26, bottom: 58 };
const WIDE = 560;

export class Chart {
  constructor(on) {
    this.axes = new Axes();
    this.lines = new Lines();
    this.marks = new Marks();
    this.grip = new Grip(on);
    this.cursor = svg("line", { class: "cursor", hidden: true });
    this.dot = svg("circle", { class: "dot", r: 4, hidden: true });
    this.svg = svg("svg", { role: "img", "data-testid": "chart" }, this.axes.node,
      this.lines.node, this.cursor, this.marks.node, this.dot);
    this.tip = html("div", { class: "tip", hidden: true, "data-testid": "tip" },
      html("strong"), html("span"));
    this.node = html("div", { class: "chart" }, this.svg, this.grip.node, this.tip);
    this.ranges = {};
    this.width = 0; // told by whoever watches the size: asking here would lay the page out twice
    this.node.addEventListener("pointermove", (event) => this.#hover(event));
    this.node.addEventListener("pointerdown", (event) => this.#hover(event));
    this.node.addEventListener("pointerleave", (event) => {
      if (event.pointerType !== "touch") this.leave(); // a finger is gone before one has read
    });
  }

  /** Draw one scene; while a gesture lasts the axes stay put. */
  draw(scene, inGesture) {
    const width = this.width || 600;
    const height = width < WIDE ? 320 : 430;
    const box = { left: MARGIN.left, top: MARGIN.top, right: width - MARGIN.right,
      bottom: height - MARGIN.bottom };
    const range = this.#range(scene, inGesture, width < WIDE ? 4 : 6);
    const view = { ...scene, box, range,
      everybody: scene.answer.everybody[scene.metric],
      x: linear([0, 1], [box.left, box.right]),
      y: linear([range.low, range.high], [box.bottom, box.top]) };
    this.view = view;
    setAttribute(this.svg, "width", width);
    setAttribute(this.svg, "height", height);
    setAttribute(this.svg, "aria-label", scene.alternative);
    this.axes.draw(view);
    this.lines.draw(view);
    this.marks.draw(view, this.lines.pixels);
    this.grip.draw({ box, x: view.x, share: scene.share, label: scene.gripLabel,
      valueText: scene.valueText });
    if (this.pointer) this.#point(this.pointer);
  }

  #range({ metric, curve, perfect, answer }, inGesture, ticks) {
    const wanted = metric === "roi"
      ? wantedRoi(curve, answer.best, perfect)
      : wantedProfit(curve, perfect);
    this.ranges[metric] = steadyRange(this.ranges[metric], wanted, inGesture, ticks);
    return this.ranges[metric];
  }

  #hover(event) {
    if (!this.view) return;
    const { left, top } = this.node.getBoundingClientRect();
    this.pointer = { x: event.clientX - left, y: event.clientY - top };
    this.#point(this.pointer);
  }

  /** Hide what was said about the place under the pointer. */
  leave() {
    this.pointer = null;
    for (const node of [this.cursor, this.dot, this.tip]) setHidden(node, true);
  }

  /** Show what holds under the pointer. */
  #point(pointer) {
    const { box, x, y, metric, curve, counts } = this.view;
    const within = pointer.x >= box.left - 8 && pointer.x <= box.right + 8
      && pointer.y >= box.top - 10 && pointer.y <= box.bottom + 4;
    const share = Math.min(1, Math.max(0, x.invert(pointer.x)));
    const index = nearest(counts, curve, share);
    const value = curve[metric][index];
    const shown = within && Number.isFinite(value);
    for (const node of [this.cursor, this.dot, this.tip]) setHidden(node, !shown);
    if (!shown) return;
    const px = x(curve.fraction[index]);
    const py = Math.min(box.bottom, Math.max(box.top, y(value)));
    setAttribute(this.cursor, "x1", px);
    setAttribute(this.cursor, "x2", px);
    setAttribute(this.cursor, "y1", box.top);
    setAttribute(this.cursor, "y2", box.bottom);
    setAttribute(this.dot, "cx", px);
    setAttribute(this.dot, "cy", py);
    this.#tip(index, px, box);
  }

  /** Along the top, where the curve is not. */
  #tip(index, px, box) {
    const [first, second] = this.view.describe(index);
    setText(this.tip.firstChild, first);
    setText(this.tip.lastChild, second);
    const most = box.right + MARGIN.right - this.tip.offsetWidth;
    const left = Math.max(4, Math.min(px - this.tip.offsetWidth / 2, most));
    this.tip.style.transform = `translate(${Math.round(left)}px, ${box.top - 22}px)`;
  }
}

function nearest(counts, curve, share) {
  const below = indexAtFraction(counts, share);
  const above = Math.min(below + 1, counts.size - 1);
  return curve.fraction[above] - share < share - curve.fraction[below] ? above : below;
}
