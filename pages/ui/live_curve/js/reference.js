// What to compare with: chance, perfect foresight, and what is done today.
import { labelWeights, lastWithin, shifted, typed } from "./counting.js";
import { curveOf, emptyCurve, moneyOf, pointOf, priced, put, scaleFor } from "./prices.js";

const rules = new WeakMap(); // curves of today's rule, read once

/** Choosing without a model: the same share of right decisions at every depth. */
export function chance(counts, params, steps = 100) {
  const rows = shifted(counts, params);
  const last = counts.size - 1;
  return comparison(counts, params, shares(steps), (share) => ({
    tp: share * rows.tp(last),
    value: share * rows.value(last),
    spend: counts.spend ? share * rows.spend(last) : null,
  }));
}

/** Knowing the truth: every right decision first, the worthiest before the others. */
export function foresight(counts, params, steps = 100) {
  const rows = shifted(counts, params);
  const corner = rows.positives / rows.total;
  const every = [...shares(steps), corner].sort((a, b) => a - b);
  return comparison(counts, params, every, (share) => ({
    tp: Math.min(share, corner) * rows.total,
    value: bestValue(counts, rows, share * rows.total),
    spend: counts.spend ? NaN : null, // which rows it takes is known, but not what they cost
  }));
}

/** Sum of the value over as many decisions, the worthiest hits first. */
function bestValue(counts, rows, n) {
  const sums = counts.valuePerfect ?? (counts.spend ? counts.valueTp : null);
  return sums ? rows.hit * between(counts.n, sums, n / rows.hit) : 0;
}

/** A value between the known ones, in a straight line. */
function between(xs, ys, x) {
  const low = lastWithin(xs.length - 1, (i) => xs[i], x);
  const part = (x - xs[low]) / (xs[low + 1] - xs[low]);
  return ys[low] + Math.min(1, part) * (ys[low + 1] - ys[low]);
}

/** Even steps; the first is a hair above nobody, where the fixed cost is paid already. */
function shares(steps) {
  return Array.from({ length: steps + 1 }, (_, i) => Math.max(i / steps, 1e-9));
}

function comparison(counts, params, every, found) {
  const curve = emptyCurve(every.length);
  const money = moneyOf(params);
  const { total } = shifted(counts, params);
  const around = { scale: scaleFor(counts, params), fixed: params.fixed_cost, total };
  every.forEach((share, i) => {
    const { profit, cost, roi } = priced(money, around, { n: share * total, ...found(share) });
    put(curve, i, share, { profit, cost, roi, se: NaN });
  });
  return curve;
}

/** Highest profit of a perfect ranking, down to a cut-off. */
export function ceilingOf(counts, params, last) {
  const money = moneyOf(params);
  const rows = shifted(counts, params);
  const around = { scale: scaleFor(counts, params), fixed: params.fixed_cost, total: rows.total };
  const deepest = rows.n(last);
  const hitsFirst = money.tp >= money.fp || money.column > 0;
  const others = rows.total - rows.positives;
  const corner = hitsFirst ? rows.positives : others;
  const ends = money.column ? Array.from({ length: last + 1 }, (_, i) => rows.n(i)) : [0, deepest];
  let most = 0;
  for (const n of [...ends, ...(corner <= deepest && !counts.spend ? [corner] : [])]) {
    const tp = hitsFirst ? Math.min(n, rows.positives) : Math.max(n - others, 0);
    const full = n >= rows.positives && !counts.spend;
    const value = bestValue(counts, rows, full ? rows.total : n);
    most = Math.max(most, priced(money, around, { n, tp: counts.spend ? 0 : tp, value }).profit);
  }
  return most;
}

/** As many as chosen, but picked at random. */
export function randomPoint({ nobody, everybody }, chosen, fixed) {
  if (chosen.n === 0) return { ...nobody, threshold: NaN };
  const part = chosen.fraction;
  const profit = part * (everybody.profit + fixed) - fixed;
  const cost = fixed + part * (everybody.cost - fixed);
  const tp = part * everybody.tp;
  return { fraction: chosen.n / everybody.n, threshold: NaN, n: chosen.n, tp, fp: chosen.n - tp,
    profit, cost, roi: cost > 0 ? profit / cost : NaN };
}

/** What is done today; of a rule that ranks, acting on as large a share as the model. */
export function todayOf(today, params, counts, share) {
  if (today.counts) return onItsCurve(today.counts, params, share);
  const { hit, other } = labelWeights(counts, params);
  const { total } = shifted(counts, params);
  const { point } = today;
  const scale = scaleFor(counts, params);
  const n = hit * point.tp + other * (point.n - point.tp);
  const tp = hit * point.tp;
  const sums = { n, tp, value: hit * (point.value_tp ?? 0), spend: point.spend ?? null };
  const at = priced(moneyOf(params), { scale, fixed: params.fixed_cost, total }, sums);
  return { fraction: scale * n / (scale * total), threshold: NaN, n: scale * n, tp: scale * tp,
    fp: scale * n - scale * tp, profit: at.profit, cost: at.cost, roi: at.roi };
}

/** The counts of a rule that ranks, as typed arrays; null for a rule that says yes or no. */
export function countsOfRule(today) {
  const raw = today?.counts;
  if (!raw || raw.size) return raw ?? null;
  if (!rules.has(raw)) rules.set(raw, typed(raw));
  return rules.get(raw);
}

function onItsCurve(raw, params, share) {
  const counts = countsOfRule({ counts: raw });
  const rows = shifted(counts, params);
  const index = lastWithin(counts.size, rows.n, share * rows.total);
  return pointOf(counts, params, curveOf(counts, params), index);
}
