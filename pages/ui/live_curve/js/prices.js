// From counts to money: the one formula, as in lepton.value.pricing.
//   profit = scale · (TP·tp + value_TP·column + FP·fp) − fixed      and for nobody: 0
import { shifted, thresholdAt } from "./counting.js";

// A variance below this share of the sum of squares is rounding.
const ROUNDING = 1e-12;

/** Net value of a right and of a wrong decision to act, and what acting costs. */
export function moneyOf(params) {
  if (params.form === "formula") return { tp: 0, fp: 0, column: 1, spend: 0, byRow: true };
  if (params.form === "matrix") {
    const { right, wrong, missed = 0, spared = 0 } = params;
    return { tp: right + missed, fp: -wrong - spared, column: 0, spend: wrong, byRow: false };
  }
  const { benefit, success_rate: rate, contact_cost: contact, incentive_cost: gift } = params;
  const { harm = 0, takers = 1 } = params;
  const byRow = params.benefit_from === "column";
  return {
    tp: rate * ((byRow ? 0 : benefit) - gift) - contact,
    fp: 0 - (contact + gift * takers) - harm,
    column: byRow ? rate * benefit : 0,
    spend: contact + gift,
    byRow,
  };
}

/** How many decisions a month stand behind one evaluation row. */
export function scaleFor(counts, params) {
  const decisions = params.decisions_per_month ?? null;
  return decisions === null ? 1 : decisions / shifted(counts, params).total;
}

/** Profit, cost and return of acting on some decisions, and how far chance may move them. */
export function priced(money, { scale, fixed, total = 0, positives = 0 }, sums) {
  const { n, tp, value = 0, value2 = 0, spend = null, hitSquared = 1, otherSquared = 1 } = sums;
  const { design = 1 } = sums; // how much more rows vary that come in groups
  if (!(n > 0)) return { profit: 0, cost: 0, roi: NaN, se: 0 };
  const fp = n - tp;
  const gain = money.fp * fp + money.tp * tp + money.column * value;
  const profit = scale * gain - fixed;
  const cost = fixed + scale * (spend === null ? money.spend * n : spend);
  const hits = money.column * money.column * value2 + 2 * money.column * money.tp * value
    + money.tp * money.tp * tp;
  const others = money.fp * money.fp * fp;
  const rightGain = money.tp * tp + money.column * value;
  // at an assumed base rate how many are hits is no luck: hits and others vary apart
  const variance = sums.byClass
    ? hitSquared * aboutMean(hits, rightGain, positives)
      + otherSquared * aboutMean(others, money.fp * fp, total - positives)
    : aboutMean(hitSquared * hits + otherSquared * others, gain, total);
  return { profit, cost, roi: cost > 0 ? profit / cost : NaN, se: scale * Math.sqrt(design * variance) };
}

/** Squares about the mean; what is rounding only is nothing. */
function aboutMean(squares, gain, total) {
  const left = squares - (total > 0 ? gain * gain / total : 0);
  return left > ROUNDING * squares ? left : 0;
}

/** Price every cut-off; `into` (a former result) is filled again, so that a drag allocates nothing. */
export function curveOf(counts, params, into = null) {
  const { size } = counts;
  const curve = into && into.size === size ? into : emptyCurve(size);
  const money = moneyOf(params);
  const rows = shifted(counts, params);
  const around = { scale: scaleFor(counts, params), fixed: params.fixed_cost, total: rows.total,
    positives: rows.positives };
  const sums = { hitSquared: rows.hitSquared, otherSquared: rows.otherSquared,
    byClass: rows.byClass, design: counts.design };
  for (let i = 0; i < size; i += 1) {
    sums.n = rows.n(i);
    sums.tp = rows.tp(i);
    sums.value = rows.value(i);
    sums.value2 = rows.value2(i);
    sums.spend = counts.spend ? rows.spend(i) : null;
    put(curve, i, sums.n / rows.total, priced(money, around, sums));
  }
  return curve;
}

export function emptyCurve(size) {
  const column = () => new Float64Array(size);
  return { size, fraction: column(), profit: column(), cost: column(), roi: column(),
    se: column() };
}

/** Write what one cut-off is worth into a curve. */
export function put(curve, i, fraction, { profit, cost, roi, se }) {
  curve.fraction[i] = fraction;
  curve.profit[i] = profit;
  curve.cost[i] = cost;
  curve.roi[i] = roi;
  curve.se[i] = se;
}

/** Everything known about one cut-off. */
export function pointOf(counts, params, curve, i) {
  const scale = scaleFor(counts, params);
  const rows = shifted(counts, params);
  return {
    index: i,
    fraction: curve.fraction[i],
    threshold: thresholdAt(counts, params, i),
    n: scale * rows.n(i),
    tp: scale * rows.tp(i),
    fp: scale * rows.n(i) - scale * rows.tp(i),
    profit: curve.profit[i],
    cost: curve.cost[i],
    roi: curve.roi[i],
  };
}
