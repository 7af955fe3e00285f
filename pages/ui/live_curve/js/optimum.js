// Which cut-off to choose: the best, the best within limits, and all that are as good.
import { lastWithin, shifted } from "./counting.js";

// Equal profits must be equal in spite of rounding: the same tolerances as in lepton.value.
const ROUNDING = 1e-14;
const RATIO_ROUNDING = 1e-12;
const STEPS = 1000;

/** Where values are largest but for rounding; the first of equals, so the fewest contacts. */
export function firstBest(size, valueAt, roundingOf) {
  let most = -Infinity;
  for (let i = 0; i < size; i += 1) if (valueAt(i) > most) most = valueAt(i);
  if (most === -Infinity) return -1;
  const enough = most - roundingOf(most);
  let first = 0;
  while (!(valueAt(first) >= enough)) first += 1;
  return first;
}

/** Profits no further apart than this count as equal. */
export function roundingOf(counts, params, money, scale) {
  const rows = shifted(counts, params);
  const worth = money.byRow ? Math.abs(money.column * rows.value(counts.size - 1)) : 0;
  const moved = scale * (worth + Math.abs(money.tp) * rows.positives
    + Math.abs(money.fp) * (rows.total - rows.positives)) + params.fixed_cost;
  return ROUNDING * moved;
}

/** The deepest cut-off that capacity and budget allow, and which of them it is. */
export function reachOf(counts, params, money, scale) {
  const rows = shifted(counts, params);
  let found = { index: counts.size - 1, by: null };
  if (isSet(params.capacity)) {
    found = { index: lastWithin(counts.size, rows.n, params.capacity / scale), by: "capacity" };
  }
  if (isSet(params.budget)) {
    const index = affordable(counts, rows, money, (params.budget - params.fixed_cost) / scale);
    if (found.by === null || index < found.index) found = { index, by: "budget" };
  }
  return found;
}

function affordable(counts, rows, money, sum) {
  if (counts.spend) return lastWithin(counts.size, rows.spend, sum);
  return money.spend > 0 ? lastWithin(counts.size, rows.n, sum / money.spend) : counts.size - 1;
}

export function isSet(value) {
  return value !== null && value !== undefined;
}

/** The most profitable cut-off down to the last one allowed. */
export function bestWithin(curve, last, rounding) {
  return firstBest(last + 1, (i) => curve.profit[i], () => rounding);
}

/** The cut-off that earns most per unit spent; −1 where nothing is ever spent. */
export function bestRoiWithin(curve, last) {
  return firstBest(last + 1, (i) => curve.roi[i],
    (most) => RATIO_ROUNDING * Math.max(1, Math.abs(most)));
}

/** The cut-off with the highest F1 score, which knows nothing of money. */
export function bestF1(counts, params) {
  const rows = shifted(counts, params);
  return firstBest(counts.size, (i) => 2 * rows.tp(i) / (rows.n(i) + rows.positives) || 0,
    () => RATIO_ROUNDING);
}

/** First and last cut-off around the best that earn as much but for one standard error. */
export function plateauOf(counts, params, curve, { best, last, rounding }) {
  if (best === 0) return [0, 0];
  const enough = curve.profit[best] - (curve.se[best] + rounding);
  const marks = marksOf(counts, params, best).filter((i) => i > 0 && i <= last);
  const here = marks.indexOf(best);
  let [low, high] = [here, here];
  while (low > 0 && curve.profit[marks[low - 1]] >= enough) low -= 1;
  while (high < marks.length - 1 && curve.profit[marks[high + 1]] >= enough) high += 1;
  return [marks[low], marks[high]];
}

/** Cut-offs at tenths of a per cent, and one more. */
function marksOf(counts, params, best) {
  const rows = shifted(counts, params);
  const found = new Set([best]);
  let i = 0;
  for (let step = 0; step <= STEPS; step += 1) {
    const most = step / STEPS * rows.total * (1 + RATIO_ROUNDING);
    while (i < counts.size - 1 && rows.n(i + 1) <= most) i += 1;
    found.add(i);
  }
  return [...found].sort((a, b) => a - b);
}

/** More profit per one more unit of the limit: slope of the concave envelope just beyond it. */
export function shadowPrice(counts, params, curve, reach, { money, scale }) {
  const rows = shifted(counts, params);
  const perContact = counts.spend ? rows.spend : (i) => money.spend * rows.n(i);
  const used = reach.by === "capacity" ? (i) => scale * rows.n(i) : (i) => scale * perContact(i);
  const gross = (i) => (i === 0 ? 0 : curve.profit[i] + params.fixed_cost);
  const corners = envelope(counts.size, used, gross);
  const right = corners.findIndex((i) => used(i) > used(reach.index));
  if (right < 1) return null;
  const [a, b] = [corners[right - 1], corners[right]];
  return (gross(b) - gross(a)) / (used(b) - used(a));
}

/** Corners of the upper convex hull, from left to right (monotone chain). */
function envelope(size, x, y) {
  const hull = [];
  for (let i = 0; i < size; i += 1) {
    while (hull.length > 1 && !bends(x, y, hull[hull.length - 2], hull[hull.length - 1], i)) {
      hull.pop();
    }
    hull.push(i);
  }
  return hull;
}

function bends(x, y, left, middle, right) {
  return (y(middle) - y(left)) * (x(right) - x(middle))
    > (y(right) - y(middle)) * (x(middle) - x(left));
}
