// Points that have a name (most profit, most ROI, the chosen one) and the names of the lines.
import { setAttribute, setHidden, setText, svg } from "./dom.js";
import { percent } from "./format.js";
import { placeLabels } from "./labels.js";

const POINTS = ["best", "best_roi", "chosen"];
const NAMES = { best: "most profit at", best_roi: "most ROI at", chosen: "chosen:" };
const NEAR = 36; // pixels between two lines within which a name could belong to either
const LABELS = [...POINTS, "model", "perfect", "random", "everybody"];

export class Marks {
  constructor() {
    this.stem = svg("line", { class: "stem" });
    this.points = Object.fromEntries(POINTS.map((id) =>
      [id, svg("circle", { class: `point ${id}`, r: id === "chosen" ? 6 : 5,
        "data-testid": `point-${id}` })]));
    this.texts = Object.fromEntries(LABELS.map((id) =>
      [id, svg("text", { class: `label ${id}`, "data-testid": `label-${id}` })]));
    this.node = svg("g", { "aria-hidden": "true" }, this.stem,
      ...POINTS.map((id) => this.points[id]), ...LABELS.map((id) => this.texts[id]));
    this.memory = new Map();
  }

  draw(scene, line) {
    const { box, x, answer } = scene;
    const places = Object.fromEntries(POINTS.map((id) => [id, this.#point(id, scene)]));
    const stem = x(scene.share);
    setAttribute(this.stem, "x1", stem);
    setAttribute(this.stem, "x2", stem);
    setAttribute(this.stem, "y1", this.#height(scene));
    setAttribute(this.stem, "y2", box.bottom);
    const labels = [...pointLabels(places, answer), ...lineLabels(scene)];
    const taken = Object.values(places).filter(Boolean).map(around);
    const frame = { left: box.left + 2, right: box.right + 4, top: box.top - 14, bottom: box.bottom - 2 };
    setAttribute(this.texts.model, "data-loss", !answer.profitable);
    this.#write(placeLabels(labels, { frame, taken, avoided: flatLines(scene), line, memory: this.memory }));
  }

  #point(id, { box, x, y, metric, answer }) {
    const point = answer[id];
    const value = point ? point[metric] : NaN;
    const same = id === "chosen" && point.index === answer.best.index;
    const idle = (same && answer.following) || (id === "best_roi" && !answer.profitable);
    const shown = Number.isFinite(value) && point.n > 0 && !idle;
    setHidden(this.points[id], !shown);
    if (!shown) return null;
    const at = y(value);
    const place = { x: x(point.fraction), y: Math.min(box.bottom, Math.max(box.top, at)) };
    place.beyond = at < box.top - 1 ? " ↑" : at > box.bottom + 1 ? " ↓" : "";
    setAttribute(this.points[id], "cx", place.x);
    setAttribute(this.points[id], "cy", place.y);
    return place;
  }

  /** The stem stands between the axis and the chosen point. */
  #height({ box, y, metric, answer }) {
    const value = answer.chosen[metric];
    return Number.isFinite(value) ? Math.min(box.bottom, Math.max(box.top, y(value))) : box.bottom;
  }

  #write(labels) {
    const placed = new Map(labels.map((label) => [label.id, label]));
    for (const id of LABELS) {
      const label = placed.get(id);
      const place = label?.place;
      setHidden(this.texts[id], !place);
      if (!place) continue;
      setText(this.texts[id], label.text);
      setAttribute(this.texts[id], "x", Math.round(place.x));
      setAttribute(this.texts[id], "y", Math.round(place.y));
      setAttribute(this.texts[id], "text-anchor", place.anchor);
    }
  }
}

/** A name on top of a level line reads badly. */
function flatLines({ box, y, everybody }) {
  return [0, everybody].map((level) =>
    ({ left: box.left, right: box.right, top: y(level) - 1, bottom: y(level) + 1 }));
}

const around = ({ x, y }) => ({ left: x - 7, right: x + 7, top: y - 7, bottom: y + 7 });

/** Names of the points; points that fall together share one name. */
function pointLabels(places, answer) {
  return POINTS.filter((id) => places[id]).filter((id) => !hidden(id, answer)).map((id) => {
    const { x, y, beyond } = places[id];
    const text = `${names(id, answer)} ${percent(answer[id].fraction, { brief: true })}${beyond}`;
    return { id, text, strong: true, must: true, places: beside(x, y) };
  });
}

const alike = (a, b) => percent(a.fraction, { brief: true }) === percent(b.fraction, { brief: true });
const together = (a, b) => a && b && a.index === b.index;
const hidden = (id, answer) =>
  (id === "chosen" && alike(answer.chosen, answer.best))
  || (id === "best_roi" && together(answer.best_roi, answer.best));

function names(id, answer) {
  const both = id === "best" && together(answer.best_roi, answer.best);
  return both ? "most profit and ROI at" : NAMES[id];
}

const beside = (x, y) => [
  { x, y: y - 12, anchor: "middle" },
  { x: x + 10, y: y - 9, anchor: "start" },
  { x: x - 10, y: y - 9, anchor: "end" },
  { x: x + 12, y: y + 5, anchor: "start" },
  { x: x - 12, y: y + 5, anchor: "end" },
  { x, y: y + 22, anchor: "middle" },
  { x: x + 12, y: y + 20, anchor: "start" },
  { x: x - 12, y: y + 20, anchor: "end" },
];

/** Names of the lines, each with places along it. */
function lineLabels(scene) {
  const { x, y, box, metric, curve, random, perfect, everybody } = scene;
  const along = (line, shares) => shares.flatMap((share) => {
    const value = valueAt(line, metric, share);
    return Number.isFinite(value) ? [[x(share), y(value)]] : [];
  });
  const labels = [{ id: "model", text: "this model",
    places: along(curve, [0.5, 0.6, 0.7, 0.4, 0.3, 0.8, 0.2, 0.9]).flatMap(([px, py]) => [
      { x: px + 6, y: py - 8, anchor: "start" }, { x: px - 6, y: py + 18, anchor: "end" }]) }];
  if (perfect) labels.push({ id: "perfect", text: "perfect foresight", places: perfectPlaces(scene) });
  // names on two lines that nearly touch would be taken for each other's: then only one is named
  const close = Math.abs(y(valueAt(random, metric, 0.4)) - y(everybody)) < NEAR;
  if (!close) labels.push({ id: "random", text: "at random",
    places: along(random, [0.4, 0.3, 0.5, 0.2, 0.6, 0.7, 0.8, 0.9]).flatMap(([px, py]) => [
      { x: px, y: py - 7, anchor: "middle" }, { x: px, y: py + 16, anchor: "middle" }]) });
  const level = y(everybody);
  labels.push({ id: "everybody", text: close ? "at random, or everybody" : "everybody",
    places: [[box.right - 2, "end"], [x(0.5), "middle"], [x(0.75), "middle"], [x(0.25), "middle"]]
      .flatMap(([px, anchor]) => [{ x: px, y: level - 6, anchor }, { x: px, y: level + 15, anchor }]) });
  return labels;
}

/** Right of the corner where it can be seen, else where the line leaves the chart. */
function perfectPlaces({ x, y, box, metric, perfect }) {
  const seen = [];
  for (let share = 0; share <= 1; share += 0.025) {
    const py = y(valueAt(perfect, metric, share));
    if (py >= box.top && py <= box.bottom) seen.push([x(share), py]);
  }
  return seen.sort((a, b) => a[1] - b[1]).slice(0, 8).flatMap(([px, py]) => [
    { x: px + 10, y: py + 4, anchor: "start" }, { x: px - 8, y: py + 4, anchor: "end" }]);
}

/** The height of a line at a share, between its points too. */
function valueAt(line, metric, share) {
  const { fraction } = line;
  let low = 0;
  let high = fraction.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (fraction[middle] < share) low = middle + 1;
    else high = middle;
  }
  const column = line[metric];
  if (low === 0 || fraction[low] === share) return column[low];
  const part = (share - fraction[low - 1]) / (fraction[low] - fraction[low - 1]);
  return column[low - 1] + part * (column[low] - column[low - 1]);
}
