// Points that have a name (most profit, most ROI, today's rule, the chosen one) and all the names.
import { setAttribute, setHidden, setText, svg } from "./dom.js";
import { placeLabels } from "./labels.js";
import { MOST_MODELS } from "./lines.js";
import { measureOf } from "./measures.js";
import { namesOf } from "./names.js";
import { valueAt } from "./series.js";

const POINTS = ["f1", "best", "best_roi", "honest", "today", "chosen"]; // the last lies on top
const ROWS = 30; // evaluation rows that the highest ROI must stand on
const MODELS = Array.from({ length: MOST_MODELS }, (_, i) => `m${i}`);
const LABELS = [...POINTS, ...MODELS, "limit", "plateau", "perfect", "random", "everybody", "nobody"];

export class Marks {
  constructor() {
    this.stem = svg("line", { class: "stem" });
    this.points = Object.fromEntries(POINTS.map((id) => [id, shape(id)]));
    this.texts = Object.fromEntries(LABELS.map((id) => [id, svg("text",
      { class: `label ${id === "m0" ? "model" : id}`,
        "data-testid": `label-${id === "m0" ? "model" : id}` })]));
    this.node = svg("g", { "aria-hidden": "true" }, this.stem,
      ...POINTS.map((id) => this.points[id]), ...LABELS.map((id) => this.texts[id]));
    this.memory = new Map();
  }

  draw(view, lines) {
    const { box, x, answer } = view;
    const points = Object.fromEntries(POINTS.map((id) => [id, this.#point(id, view)]));
    const stem = x(view.share);
    setAttribute(this.stem, "x1", stem);
    setAttribute(this.stem, "x2", stem);
    setAttribute(this.stem, "y1", height(view));
    setAttribute(this.stem, "y2", box.bottom);
    setAttribute(this.points.best, "data-apparent", view.apparent);
    setAttribute(this.texts.best, "data-apparent", view.apparent);
    setAttribute(this.texts.m0, "data-loss", !answer.profitable && view.metric === "profit");
    const taken = Object.values(points).filter(Boolean).map(around);
    const frame = { left: box.left + 2, right: box.right + 4, top: box.top - 14, bottom: box.bottom - 2 };
    this.#write(placeLabels(namesOf(view, points),
      { frame, taken, avoided: straightLines(view, stem), lines, memory: this.memory }));
  }

  #point(id, view) {
    const { box, x, y } = view;
    const found = standing(id, view);
    setHidden(this.points[id], !found);
    if (!found) return null;
    const at = y(found.value);
    const place = { x: x(found.fraction), y: Math.min(box.bottom, Math.max(box.top, at)) };
    place.beyond = at < box.top - 1 ? " ↑" : at > box.bottom + 1 ? " ↓" : "";
    setAttribute(this.points[id], "transform",
      `translate(${Math.round(place.x * 10) / 10} ${Math.round(place.y * 10) / 10})`);
    return place;
  }

  #write(labels) {
    const placed = new Map(labels.map((label) => [label.id, label]));
    for (const id of LABELS) {
      const label = placed.get(id);
      const place = label?.place;
      setHidden(this.texts[id], !place);
      if (!place) continue;
      setText(this.texts[id], place.text ?? label.text);
      setAttribute(this.texts[id], "x", Math.round(place.x));
      setAttribute(this.texts[id], "y", Math.round(place.y));
      setAttribute(this.texts[id], "text-anchor", place.anchor);
    }
  }
}

/** A circle; a diamond for today's rule, so that it is told apart without colour too. */
function shape(id) {
  const marks = { class: `point ${id}`, "data-testid": `point-${id}` };
  return id === "today"
    ? svg("path", { ...marks, d: "M0 -7L7 0L0 7L-7 0Z" })
    : svg("circle", { ...marks, r: id === "chosen" ? 6 : 5 });
}

/** Where a point stands: { fraction, value }, or null if it is not to be shown. */
function standing(id, view) {
  const { answer, metric, series, shown, drawn } = view;
  if (id === "today") {
    const { point, value } = drawn.todayPoint ?? {};
    return point && Number.isFinite(value) ? { fraction: point.fraction, value } : null;
  }
  const point = answer[id];
  if (!point || !(point.n > 0) || !wanted[id](view, point, shown)) return null;
  const value = metric === "marginal" ? valueAt(series.main, point.fraction)
    : measureOf(metric, point, answer.everybody);
  return Number.isFinite(value) ? { fraction: point.fraction, value } : null;
}

const wanted = {
  best: ({ answer, apparent }) => !apparent || answer.profitable,
  honest: ({ answer, apparent }, { index }) => apparent && index !== answer.chosen.index,
  best_roi: ({ answer, counts }, point, shown) => shown.roi !== false && answer.profitable
    && point.roi > 0 && counts.n[point.index] >= ROWS,
  f1: (_, point, shown) => Boolean(shown.f1),
  chosen: ({ answer, apparent }, { index }) =>
    apparent || !(index === answer.best.index && answer.following),
};

/** The stem stands between the axis and the chosen point. */
function height(view) {
  const { box, y, metric, answer, series } = view;
  const { chosen, everybody } = answer;
  const value = metric === "marginal" ? valueAt(series.main, chosen.fraction)
    : measureOf(metric, chosen, everybody);
  return Number.isFinite(value) ? Math.min(box.bottom, Math.max(box.top, y(value))) : box.bottom;
}

/** A name on top of a level line reads badly, or on the stem of the chosen point. */
function straightLines(view, stem) {
  const { box, y, series, drawn } = view;
  const levels = drawn.everybody ? [0, series.everybody] : [0];
  const level = levels.map((value) =>
    ({ left: box.left, right: box.right, top: y(value) - 1, bottom: y(value) + 1 }));
  return [...level, { left: stem - 2, right: stem + 2, top: height(view), bottom: box.bottom }];
}

const around = ({ x, y }) => ({ left: x - 7, right: x + 7, top: y - 7, bottom: y + 7 });
