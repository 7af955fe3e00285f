// The curves: four paths whose points are rewritten in every frame.
import { setAttribute, setHidden, svg } from "./dom.js";

let made = 0;

export class Lines {
  constructor() {
    made += 1;
    this.toneId = `lepton-tone-${made}`;
    this.clipId = `lepton-plot-${made}`;
    this.stops = ["gain", "gain", "loss", "loss"].map((kind) => svg("stop", { class: kind }));
    this.tone = svg("linearGradient",
      { id: this.toneId, gradientUnits: "userSpaceOnUse", x1: 0, x2: 0 }, ...this.stops);
    this.clip = svg("rect");
    this.area = svg("path", { class: "area", fill: `url(#${this.toneId})` });
    this.everybody = svg("line", { class: "compared everybody", "data-testid": "line-everybody" });
    this.random = svg("path", { class: "compared random", "data-testid": "line-random" });
    this.perfect = svg("path", { class: "compared perfect", "data-testid": "line-perfect" });
    this.model = svg("path",
      { class: "model", stroke: `url(#${this.toneId})`, "data-testid": "line-model" });
    this.node = svg("g", { "aria-hidden": "true" },
      svg("defs", {}, this.tone, svg("clipPath", { id: this.clipId }, this.clip)),
      svg("g", { "clip-path": `url(#${this.clipId})` },
        this.area, this.everybody, this.random, this.perfect, this.model));
    this.pixels = { xs: new Float64Array(0), ys: new Float64Array(0), size: 0 };
  }

  draw({ box, x, y, metric, curve, random, perfect, everybody }) {
    this.#frame(box, y(0));
    const path = trace(curve, metric, x, y, this.#room(curve.size));
    setAttribute(this.model, "d", path);
    const { xs, size } = this.pixels;
    setAttribute(this.area, "d",
      size ? `${path}L${round(xs[size - 1])} ${round(y(0))}L${round(xs[0])} ${round(y(0))}Z` : "");
    setAttribute(this.random, "d", trace(random, metric, x, y));
    setHidden(this.perfect, !perfect);
    if (perfect) setAttribute(this.perfect, "d", trace(perfect, metric, x, y));
    this.#level(box, y(everybody));
  }

  #room(size) {
    if (this.pixels.xs.length < size) {
      this.pixels = { xs: new Float64Array(size), ys: new Float64Array(size), size: 0 };
    }
    return this.pixels;
  }

  /** Above zero in the accent, below in red: one path, one gradient with a hard edge at zero. */
  #frame(box, zero) {
    const edge = Math.min(1, Math.max(0, (zero - box.top) / (box.bottom - box.top)));
    setAttribute(this.tone, "y1", box.top);
    setAttribute(this.tone, "y2", box.bottom);
    [0, edge, edge, 1].forEach((at, i) => setAttribute(this.stops[i], "offset", at));
    setAttribute(this.clip, "x", box.left);
    setAttribute(this.clip, "y", box.top - 2);
    setAttribute(this.clip, "width", Math.max(0, box.right - box.left + 2));
    setAttribute(this.clip, "height", Math.max(0, box.bottom - box.top + 4));
  }

  #level(box, at) {
    const known = Number.isFinite(at);
    setHidden(this.everybody, !known);
    if (!known) return;
    setAttribute(this.everybody, "x1", box.left);
    setAttribute(this.everybody, "x2", box.right);
    setAttribute(this.everybody, "y1", round(at));
    setAttribute(this.everybody, "y2", round(at));
  }
}

const round = (pixel) => Math.round(pixel * 10) / 10;
const FAR = 20_000; // pixels: what lies further out is clipped anyway, and huge numbers draw badly
const APART = 1.2; // pixels: closer points cannot be told apart, and each one costs time to draw

/** A path through the finite points; `pixels` gets the points that were drawn, for hit tests. */
function trace(curve, metric, x, y, pixels = null) {
  const column = curve[metric];
  const last = column.length - 1;
  let [path, size, beforeX, beforeY] = ["", 0, -FAR, -FAR];
  for (let i = 0; i <= last; i += 1) {
    if (!Number.isFinite(column[i])) continue;
    const px = x(curve.fraction[i]);
    const py = Math.max(-FAR, Math.min(FAR, y(column[i])));
    if (i < last && px - beforeX < APART && Math.abs(py - beforeY) < APART) continue;
    [beforeX, beforeY] = [px, py];
    path += `${size ? "L" : "M"}${round(px)} ${round(py)}`;
    if (pixels) {
      pixels.xs[size] = px;
      pixels.ys[size] = py;
    }
    size += 1;
  }
  if (pixels) pixels.size = size;
  return path;
}
