// What acting on a score is worth: the same formulas as lepton.value, for the browser.
// Plain numbers in, plain numbers out: this file also runs under node, where a test compares the
// two. Profit of the k highest scores, for one month:
//   scale · (TP·v_tp + value_TP·v_column + FP·v_fp) − fixed      and for nobody: 0

// A share of 0.12 must find the cut-off at 12 %, and equal profits must be equal, in spite of
// rounding: the same tolerances as in lepton.value.
const NEARLY = 1e-12;
const ROUNDING = 1e-14;
const ROI_ROUNDING = 1e-12;

/** Turn the transferred counts into typed arrays, once per data set. */
export function readCounts(raw) {
  const numbers = (list) => Float64Array.from(list, (x) => (x === null ? Infinity : x));
  return {
    threshold: numbers(raw.threshold),
    n: numbers(raw.n),
    tp: numbers(raw.tp),
    valueTp: raw.value_tp ? numbers(raw.value_tp) : null,
    valuePerfect: raw.value_perfect ? numbers(raw.value_perfect) : null,
    total: raw.total,
    positives: raw.positives,
    size: raw.n.length,
  };
}

/** Net value of a right and of a wrong decision to act, and what acting costs. */
export function payoffOf(params) {
  if (params.form === "matrix") {
    return { tp: params.right, fp: -params.wrong, column: 0, spend: params.wrong };
  }
  const acting = params.contact_cost + params.incentive_cost;
  const fromColumn = params.benefit_from === "column";
  const benefit = fromColumn ? 0 : params.benefit;
  return {
    tp: params.success_rate * (benefit - params.incentive_cost) - params.contact_cost,
    fp: -acting,
    column: fromColumn ? params.success_rate * params.benefit : 0,
    spend: acting,
  };
}

/** How many decisions a month stand behind one evaluation row. */
export function scaleOf(counts, params) {
  return params.decisions_per_month === null || params.decisions_per_month === undefined
    ? 1
    : params.decisions_per_month / counts.total;
}

/** Profit, cost and return at one cut-off, given what lies above it. */
function priced(money, scale, fixed, n, tp, valueTp) {
  if (n <= 0) return { profit: 0, cost: 0, roi: NaN };
  const profit = scale * (tp * money.tp + valueTp * money.column + (n - tp) * money.fp) - fixed;
  const cost = fixed + money.spend * n * scale;
  return { profit, cost, roi: cost > 0 ? profit / cost : NaN };
}

/** Price every cut-off; `into` (a former result) is filled again so that dragging allocates nothing. */
export function priceCurve(counts, params, into = null) {
  const size = counts.size;
  const curve = into && into.size === size ? into : emptyCurve(size);
  const money = payoffOf(params);
  const scale = scaleOf(counts, params);
  for (let i = 0; i < size; i += 1) {
    const n = counts.n[i];
    const valueTp = counts.valueTp ? counts.valueTp[i] : 0;
    const at = priced(money, scale, params.fixed_cost, n, counts.tp[i], valueTp);
    curve.fraction[i] = n / counts.total;
    curve.profit[i] = at.profit;
    curve.cost[i] = at.cost;
    curve.roi[i] = at.roi;
  }
  return curve;
}

function emptyCurve(size) {
  const column = () => new Float64Array(size);
  return { size, fraction: column(), profit: column(), cost: column(), roi: column() };
}

/** Everything known about one cut-off. */
export function pointAt(counts, params, curve, i) {
  const scale = scaleOf(counts, params);
  return {
    index: i,
    fraction: curve.fraction[i],
    threshold: counts.threshold[i],
    n: counts.n[i] * scale,
    tp: counts.tp[i] * scale,
    fp: (counts.n[i] - counts.tp[i]) * scale,
    profit: curve.profit[i],
    cost: curve.cost[i],
    roi: curve.roi[i],
  };
}

/** The deepest cut-off that acts on at most this share; a tie is never split. */
export function indexAtFraction(counts, fraction) {
  const most = fraction * counts.total * (1 + NEARLY);
  let low = 0;
  let high = counts.size - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (counts.n[middle] <= most) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** Where a column is largest but for rounding; the first of equals, so the fewest contacts. */
function firstBest(column, roundingOf) {
  let most = -Infinity;
  for (let i = 0; i < column.length; i += 1) if (column[i] > most) most = column[i];
  const enough = most - roundingOf(most);
  return most === -Infinity ? -1 : column.findIndex((x) => x >= enough);
}

/** The most profitable cut-off. */
export function bestIndex(counts, params, curve) {
  const money = payoffOf(params);
  const value = counts.valueTp ? Math.abs(money.column) * counts.valueTp[counts.size - 1] : 0;
  const moved = scaleOf(counts, params) * (Math.abs(money.tp) * counts.positives + value
    + Math.abs(money.fp) * (counts.total - counts.positives)) + params.fixed_cost;
  return firstBest(curve.profit, () => ROUNDING * moved);
}

/** The cut-off that earns most per unit spent; −1 where nothing is ever spent. */
export function bestRoiIndex(curve) {
  return firstBest(curve.roi, (most) => ROI_ROUNDING * Math.max(1, Math.abs(most)));
}

/** What the page says for one set of assumptions: the counterpart of lepton.value.answer. */
export function answerOf(counts, params, curve = priceCurve(counts, params)) {
  const best = bestIndex(counts, params, curve);
  const bestRoi = bestRoiIndex(curve);
  const following = params.fraction === null || params.fraction === undefined;
  const chosen = following ? best : indexAtFraction(counts, params.fraction);
  const point = (i) => pointAt(counts, params, curve, i);
  return {
    chosen: point(chosen),
    best: point(best),
    best_roi: bestRoi < 0 ? null : point(bestRoi),
    everybody: point(counts.size - 1),
    nobody: point(0),
    profitable: best > 0,
    per_year: 12 * curve.profit[chosen],
    following,
  };
}

/** Choosing without a model: the same share of right decisions at every depth. */
export function randomCurve(counts, params, steps = 100) {
  const last = counts.size - 1;
  const value = counts.valueTp ? counts.valueTp[last] : 0;
  return comparison(counts, params, shares(steps), (share) => ({
    tp: share * counts.tp[last],
    value: share * value,
  }));
}

/** Knowing the truth: every right decision first, the worthiest before the others. */
export function perfectCurve(counts, params, steps = 100) {
  const corner = counts.positives / counts.total;
  const every = [...shares(steps), corner].sort((a, b) => a - b);
  return comparison(counts, params, every, (share) => ({
    tp: Math.min(share, corner) * counts.total,
    value: counts.valuePerfect ? between(counts.n, counts.valuePerfect, share * counts.total) : 0,
  }));
}

/** A value between the known ones, in a straight line. */
function between(xs, ys, x) {
  let high = 1;
  while (high < xs.length - 1 && xs[high] < x) high += 1;
  const part = (x - xs[high - 1]) / (xs[high] - xs[high - 1]);
  return ys[high - 1] + Math.min(1, part) * (ys[high] - ys[high - 1]);
}

/** Even steps; the first is a hair above nobody, where the fixed cost is paid already. */
function shares(steps) {
  return Array.from({ length: steps + 1 }, (_, i) => Math.max(i / steps, 1e-9));
}

function comparison(counts, params, every, found) {
  const curve = emptyCurve(every.length);
  const money = payoffOf(params);
  const scale = scaleOf(counts, params);
  every.forEach((share, i) => {
    const hits = found(share);
    const n = share * counts.total;
    const at = priced(money, scale, params.fixed_cost, n, hits.tp, hits.value);
    curve.fraction[i] = share;
    curve.profit[i] = at.profit;
    curve.cost[i] = at.cost;
    curve.roi[i] = at.roi;
  });
  return curve;
}
