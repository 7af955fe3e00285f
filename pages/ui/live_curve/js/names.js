// What points, lines and areas are called in the chart, each with the places its name may take.
import { count, money, percent } from "./format.js";
import { valueAt } from "./series.js";

const NEAR = 36; // pixels between two lines within which a name could belong to either
const brief = (share) => percent(share, { brief: true });

/** Every name of a scene, the important ones first. */
export function namesOf(view, points) {
  return [...pointNames(view, points), ...modelNames(view), ...todayName(view),
    ...zoneNames(view), ...comparedNames(view)];
}

const TEXTS = { best: "most profit at", honest: "recommended:", best_roi: "most ROI at",
  f1: "best F1 at", today: "", chosen: "chosen:" };

/** Names of the points; points that fall together share one name. */
function pointNames(view, points) {
  const { answer } = view;
  const named = ["chosen", "best", "honest", "today", "best_roi", "f1"].filter((id) => points[id]);
  return named.filter((id) => !sameName(id, view, points)).map((id) => {
    const { x, y, beyond } = points[id];
    const words = pointWords(id, view, points);
    const share = id === "today" ? view.drawn.todayPoint.point.fraction : answer[id].fraction;
    const tail = ` ${brief(share)}${beyond}`;
    const places = beside(x, y);
    const short = id === "best" && view.apparent ? shorter(places, `do not quote:${tail}`) : [];
    return { id, text: `${words}${tail}`, strong: id !== "best" || !view.apparent,
      must: id !== "f1", places: [...places, ...short] };
  });
}

function pointWords(id, { answer, drawn, apparent }, points) {
  if (id === "today") return `${drawn.todayPoint.title}:`;
  if (id === "best" && apparent) return "do not quote: most on these rows";
  if (id === "best" && points.best_roi && together(answer.best_roi, answer.best)) {
    return "most profit and ROI at";
  }
  return id === "chosen" && answer.following && apparent ? TEXTS.honest : TEXTS[id];
}

/** The same places once more for a text that fits where the long one does not. */
const shorter = (places, text) => places.map((place) => ({ ...place, text }));

const together = (a, b) => a && b && a.index === b.index;
const alike = (a, b) => brief(a.fraction) === brief(b.fraction);

function sameName(id, { answer, apparent }, points) {
  if (id === "chosen") return !apparent && points.best && alike(answer.chosen, answer.best);
  if (id === "honest") return together(answer.honest, answer.chosen);
  if (id === "f1") return together(answer.f1, answer.best) && !apparent;
  return id === "best_roi" && points.best && !apparent && together(answer.best_roi, answer.best);
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
  { x, y: y - 28, anchor: "middle" },
  { x, y: y + 38, anchor: "middle" },
];

const ORDER = [0.5, 0.6, 0.7, 0.4, 0.3, 0.8, 0.2, 0.9, 0.1];

/** A model is named along its line; where there are several, first where it is clear of the others. */
function modelNames(view) {
  const models = view.drawn.models.filter(Boolean);
  return models.map((model) => {
    const apart = models.length > 1 && separations(view, model, models);
    return { id: model.kind, text: models.length > 1 ? model.title : "this model",
      must: models.length > 1, strong: model.main, rank: apart && ranked(apart),
      places: along(view, model, ORDER).flatMap(([px, py]) => [
        { x: px + 6, y: py - 8, anchor: "start" }, { x: px - 6, y: py + 18, anchor: "end" }]) };
  });
}

/** How far above and below a model the next one runs, in pixels, at each place of its name. */
function separations({ y }, model, models) {
  return ORDER.flatMap((share) => {
    const at = y(valueAt(model, share));
    const others = models.filter((other) => other !== model).map((other) => at - y(valueAt(other, share)));
    const above = Math.min(99, ...others.filter((d) => d >= 0));
    const below = Math.min(99, ...others.filter((d) => d < 0).map((d) => -d));
    return Number.isFinite(at) ? [above, below] : [];
  });
}

const ranked = (room) => room.map((_, i) => i).sort((a, b) => room[b] - room[a] || a - b);

function todayName(view) {
  const { today } = view.drawn;
  if (!today) return [];
  return [{ id: "today", text: today.title, strong: true, must: true,
    places: along(view, today, [0.3, 0.4, 0.2, 0.5, 0.6, 0.7, 0.1, 0.8]).flatMap(([px, py]) => [
      { x: px + 6, y: py - 9, anchor: "start" }, { x: px - 4, y: py - 9, anchor: "end" },
      { x: px + 4, y: py + 20, anchor: "start" }, { x: px - 6, y: py + 20, anchor: "end" }]) }];
}

function along({ x, y }, line, shares) {
  return shares.flatMap((share) => {
    const value = valueAt(line, share);
    return Number.isFinite(value) ? [[x(share), y(value)]] : [];
  });
}

/** The plateau is named at its foot, a limit along the top. */
function zoneNames({ box, x, zones: { plateau, limit }, answer, symbol }) {
  const names = [];
  if (limit !== null) {
    const at = x(limit);
    const [text, short] = limitTexts(answer, symbol);
    const places = [box.top + 12, box.top + 28, box.bottom - 8].flatMap((py) => [
      { x: at + 6, y: py, anchor: "start" }, { x: at - 6, y: py, anchor: "end" }]);
    names.push({ id: "limit", text, must: true, places: [...places, ...shorter(places, short)] });
  }
  if (plateau !== null) {
    const middle = x((plateau[0] + plateau[1]) / 2);
    names.push({ id: "plateau", text: "about the same", inside: true,
      places: [box.bottom - 8, box.top + 12, box.bottom - 24].flatMap((py) => [
        { x: middle, y: py, anchor: "middle" },
        { x: x(plateau[0]) + 4, y: py, anchor: "start" },
        { x: x(plateau[1]) + 5, y: py, anchor: "start" },
        { x: x(plateau[0]) - 5, y: py, anchor: "end" }]) });
  }
  return names;
}

function limitTexts({ limit, limited_by: by }, symbol) {
  const [kind, most] = by === "budget" ? ["budget", money(limit.cost, symbol, { brief: true })]
    : [by === "capacity" ? "capacity" : "limit", count(Math.round(limit.n))];
  return [`your ${kind}: ${most} a month`, `${kind} ${most}`];
}

/** Lines that are only there to compare. */
function comparedNames(view) {
  const { x, y, box, drawn, series, metric } = view;
  const names = [];
  if (drawn.perfect) {
    names.push({ id: "perfect", text: "perfect foresight", places: perfectPlaces(view) });
  }
  const level = y(series.everybody);
  // names on two lines that nearly touch would be taken for each other's: then only one is named
  const close = drawn.random && drawn.everybody
    && Math.abs(y(valueAt(drawn.random, 0.4)) - level) < NEAR;
  if (drawn.random && !close) {
    names.push({ id: "random", text: "at random",
      places: along(view, drawn.random, [0.4, 0.3, 0.5, 0.2, 0.6, 0.7, 0.8, 0.9])
        .flatMap(([px, py]) => [{ x: px, y: py - 7, anchor: "middle" }, { x: px, y: py + 16, anchor: "middle" }]) });
  }
  if (drawn.everybody) {
    names.push({ id: "everybody", text: close ? "at random, or everybody" : "everybody",
      places: levelPlaces(box, x, level) });
  }
  const apart = !drawn.everybody || Math.abs(y(0) - level) > NEAR;
  if (metric === "profit" && view.shown.nobody !== false && apart) {
    names.push({ id: "nobody", text: "nobody", places: levelPlaces(box, x, y(0)) });
  }
  return names;
}

const levelPlaces = (box, x, level) =>
  [[box.right - 2, "end"], [x(0.5), "middle"], [x(0.75), "middle"], [x(0.25), "middle"]]
    .flatMap(([px, anchor]) => [{ x: px, y: level - 6, anchor }, { x: px, y: level + 15, anchor }]);

/** Right of the corner where it can be seen, else where the line leaves the chart. */
function perfectPlaces({ x, y, box, drawn: { perfect } }) {
  const seen = [];
  for (let share = 0; share <= 1; share += 0.025) {
    const py = y(valueAt(perfect, share));
    if (py >= box.top && py <= box.bottom) seen.push([x(share), py]);
  }
  return seen.sort((a, b) => a[1] - b[1]).slice(0, 8).flatMap(([px, py]) => [
    { x: px + 10, y: py + 4, anchor: "start" }, { x: px - 8, y: py + 4, anchor: "end" }]);
}
