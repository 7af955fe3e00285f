// The curves: paths that are made once and whose points are rewritten in every frame.
import { Band } from "./band.js";
import { setAttribute, setHidden, svg } from "./dom.js";
import { round, Trace } from "./paths.js";

export const MOST_MODELS = 5;
const LEVELLED = new Set(["profit", "roi"]); // what acting on everybody is worth is one level
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
    this.band = new Band();
    this.everybody = svg("line", { class: "compared everybody", "data-testid": "line-everybody" });
    const path = (id, kind) => svg("path", { class: kind, "data-testid": `line-${id}` });
    this.paths = { random: path("random", "compared random"),
      perfect: path("perfect", "compared perfect"), today: path("today", "compared today") };
    this.models = Array.from({ length: MOST_MODELS }, (_, i) =>
      path(i ? `model-${i + 1}` : "model", i ? `model m${i}` : "model"));
    setAttribute(this.models[0], "stroke", `url(#${this.toneId})`);
    this.traces = new Map();
    const { random, perfect, today } = this.paths;
    const [main, ...others] = this.models;
    this.node = svg("g", { "aria-hidden": "true" },
      svg("defs", {}, this.tone, svg("clipPath", { id: this.clipId }, this.clip)),
      svg("g", { "clip-path": `url(#${this.clipId})` }, this.area, this.band.node,
        this.everybody, random, perfect, today, ...others.reverse(), main));
  }

  draw(view) {
    const { box, y, series, drawn, metric } = view;
    this.#frame(box, y(0));
    this.band.draw(view);
    this.models.forEach((node, i) => this.#line(node, `m${i}`, drawn.models[i], view));
    for (const id of ["random", "perfect", "today"]) this.#line(this.paths[id], id, drawn[id], view);
    this.#area(this.#trace("m0"), y(0), metric === "profit" && !this.band.drawn && series.models.length < 2);
    this.#level(box, y(series.everybody), drawn.everybody);
  }

  /** What is drawn, the model's own first, for labels that must not lie on it. */
  get drawn() {
    return [...this.traces.values()].filter((trace) => trace.size > 0);
  }

  #trace(id) {
    if (!this.traces.has(id)) this.traces.set(id, new Trace());
    return this.traces.get(id);
  }

  #line(node, id, line, { x, y, keep }) {
    const trace = this.#trace(id);
    setHidden(node, !line);
    if (!line) return trace.clear();
    trace.draw(line, x, y, line.main ? keep : []);
    return setAttribute(node, "d", trace.path);
  }

  #area({ path, xs, size }, zero, wanted) {
    setHidden(this.area, !wanted || !size);
    if (!wanted || !size) return;
    setAttribute(this.area, "d",
      `${path}L${round(xs[size - 1])} ${round(zero)}L${round(xs[0])} ${round(zero)}Z`);
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

  #level(box, at, wanted) {
    setHidden(this.everybody, !wanted);
    if (!wanted) return;
    setAttribute(this.everybody, "x1", box.left);
    setAttribute(this.everybody, "x2", box.right);
    setAttribute(this.everybody, "y1", round(at));
    setAttribute(this.everybody, "y2", round(at));
  }
}

/** Which of the series are drawn; all of them are read by the hover. */
export function drawnOf({ series, shown, metric }) {
  const wanted = (id) => shown[id] !== false;
  const chosen = ({ main, id }) => main
    || (Array.isArray(shown.models) ? shown.models.includes(id) : wanted("models"));
  return {
    models: series.models.slice(0, MOST_MODELS).map((model) => (chosen(model) ? model : null)),
    random: wanted("random") ? series.random : null,
    perfect: wanted("perfect") ? series.perfect : null,
    today: wanted("today") && series.today?.fraction ? series.today : null,
    todayPoint: wanted("today") && series.today?.point ? series.today : null,
    everybody: wanted("everybody") && LEVELLED.has(metric) && Number.isFinite(series.everybody),
  };
}
