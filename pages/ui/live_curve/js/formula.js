// What acting on a score is worth: the same formulas as lepton.value, for the browser.
// Plain numbers in, plain numbers out: this file also runs under node, where a test compares the
// two.
import { lastWithin, shifted, typed } from "./counting.js";
import { crossings, slopesAt } from "./crossing.js";
import { normalCdf } from "./normal.js";
import { bestF1, bestRoiWithin, bestWithin, isSet, plateauOf, reachOf, roundingOf, shadowPrice } from "./optimum.js";
import { curveOf, moneyOf, pointOf, scaleFor } from "./prices.js";
import { ceilingOf, chance, countsOfRule, foresight, randomPoint, todayOf } from "./reference.js";

const MONTHS = 12;
const Z90 = 1.6448536269514722; // 90 % of a normal distribution lies within so many errors

export const readCounts = typed;
export const payoffOf = moneyOf;
export const scaleOf = scaleFor;
export const priceCurve = curveOf;
export const pointAt = pointOf;
export const randomCurve = chance;
export const perfectCurve = foresight;
export const todayCounts = countsOfRule;

/** The deepest cut-off that acts on at most this share; a tie is never split. */
export function indexAtFraction(counts, fraction, params = {}) {
  const rows = shifted(counts, params);
  return lastWithin(counts.size, rows.n, fraction * rows.total);
}

/** Everything asked of one set of rows. */
function caseOf(counts, params, curve) {
  const money = moneyOf(params);
  const scale = scaleFor(counts, params);
  const rounding = roundingOf(counts, params, money, scale);
  const reach = reachOf(counts, params, money, scale);
  const wanted = bestWithin(curve, counts.size - 1, rounding);
  const best = wanted <= reach.index ? wanted : bestWithin(curve, reach.index, rounding);
  return { counts, curve, money, scale, rounding, reach, wanted, best };
}

/** The most profitable cut-off within the limits. */
export function bestIndex(counts, params, curve) {
  return caseOf(counts, params, curve).best;
}

/** The cut-off that earns most per unit spent; −1 where nothing is ever spent. */
export function bestRoiIndex(curve) {
  return bestRoiWithin(curve, curve.size - 1);
}

/** What the page says for one set of assumptions: the counterpart of lepton.value.answer. */
export function answerOf(counts, params, curve = curveOf(counts, params), others = {}) {
  const { choose = null, today = null } = others;
  const here = caseOf(counts, params, curve);
  const there = choose
    ? caseOf(choose, params, others.chooseCurve ?? curveOf(choose, params)) : here;
  const point = (i) => pointOf(counts, params, curve, i);
  const shares = sharesOf(here, there, params);
  const chosen = point(shares.index);
  const ends = { everybody: point(counts.size - 1), nobody: point(0) };
  const roi = bestRoiWithin(curve, here.reach.index);
  return {
    chosen,
    best: point(here.best),
    best_roi: roi < 0 ? null : point(roi),
    ...ends,
    random: randomPoint(ends, chosen, params.fixed_cost),
    honest: point(shares.honest),
    chosen_elsewhere: Boolean(choose),
    optimism: curve.profit[here.best] - curve.profit[shares.honest],
    f1: point(bestF1(counts, params)),
    fewest: point(shares.fewest),
    plateau: shares.plateau,
    ...limitsOf(here, shares.wanted, params, point),
    ...overToday(today, params, counts, chosen),
    ...certainty(chosen, curve.se[shares.index]),
    ...assumedRange(counts, params, chosen),
    profitable: here.best > 0,
    profit_per_year: MONTHS * chosen.profit,
    best_profit_per_year: MONTHS * curve.profit[here.best],
    precision: chosen.n > 0 ? chosen.tp / chosen.n : null,
    break_even: breakEvenShare(here.money),
    captured: capturedBy(here, params, chosen, ends),
    break_evens: crossings(counts, params, chosen),
    following: !isSet(params.fraction),
  };
}

/** Choose the share, on other rows where there are some. */
function sharesOf(here, there, params) {
  const last = there.counts.size - 1;
  const share = (i) => there.curve.fraction[i];
  const at = (fraction) => indexAtFraction(here.counts, fraction, params);
  const within = (fraction) => Math.min(at(fraction), here.reach.index);
  const [low, high] = plateauIn(there, params, there.best, there.reach.index);
  const honest = within(share(there.best));
  const fewest = within(share(low));
  const plateau = [fewest, within(share(high))].map((i) => here.curve.fraction[i]);
  if (isSet(params.fraction)) {
    const index = within(params.fraction);
    return { index, honest, fewest, plateau, wanted: at(params.fraction) };
  }
  const byProfit = params.follow !== "fewest";
  const deep = byProfit ? there.wanted : plateauIn(there, params, there.wanted, last)[0];
  return { index: byProfit ? honest : fewest, honest, fewest, plateau, wanted: at(share(deep)) };
}

function plateauIn({ counts, curve, rounding }, params, best, last) {
  return plateauOf(counts, params, curve, { best, last, rounding });
}

function limitsOf(here, wanted, params, point) {
  const { counts, curve, reach } = here;
  const binds = wanted > reach.index;
  return {
    limit: reach.by === null ? null : point(reach.index),
    limited_by: binds ? reach.by : null,
    shadow_price: binds ? shadowPrice(counts, params, curve, reach, here) : null,
  };
}

/** What is done today as a point; a rule that ranks acts on the given share. */
export function todayPoint(today, params, counts, share = params.fraction ?? 1) {
  return today ? todayOf(today, params, counts, share) : null;
}

function overToday(today, params, counts, chosen) {
  const now = todayPoint(today, params, counts, chosen.fraction);
  return { today: now, over_today: now && chosen.profit - now.profit };
}

function certainty({ profit }, error) {
  const chances = error > 0 ? normalCdf(profit / error) : Number(profit > 0);
  return { standard_error: error, low: profit - Z90 * error, high: profit + Z90 * error,
    chance_of_profit: chances };
}

/** The chosen profit at both ends of the assumed range of the success rate. */
function assumedRange(counts, params, chosen) {
  const at = (rate) => {
    if (!isSet(rate) || (params.form ?? "campaign") !== "campaign") return null;
    return chosen.profit + slopesAt(counts, params, chosen).success_rate * (rate - params.success_rate);
  };
  return { assumed_low: at(params.success_low), assumed_high: at(params.success_high) };
}

/** Share of right decisions at which one more contact pays for itself. */
function breakEvenShare({ tp, fp, byRow }) {
  return byRow || tp <= 0 || fp >= 0 ? null : -fp / (-fp + tp);
}

/** Where the chosen profit lies between no model and a perfect ranking, limits kept. */
function capturedBy({ counts, curve, reach, rounding }, params, chosen, { everybody }) {
  const fixed = params.fixed_cost;
  const part = curve.fraction[reach.index];
  const constant = reach.index > 0 ? Math.max(0, part * (everybody.profit + fixed) - fixed) : 0;
  const possible = ceilingOf(counts, params, reach.index) - constant;
  return possible > rounding ? (chosen.profit - constant) / possible : null;
}

/** By assumption: its value at which the chosen share earns nothing, all else equal. */
export function breakEvens(counts, params, answer) {
  return crossings(counts, params, answer.chosen);
}

/** Which of several models earns most at each share, as runs from one share to another. */
export function bestByShare(models, steps = 100) {
  const runs = [];
  for (let step = 1; step <= steps; step += 1) {
    const share = step / steps;
    const at = ({ curve }) => lastWithin(curve.size, (i) => curve.fraction[i], share);
    const profits = models.map((one) => one.curve.profit[at(one)]);
    const model = profits.indexOf(Math.max(...profits));
    const run = runs[runs.length - 1];
    if (run?.model === model) run.to = share;
    else runs.push({ from: (step - 1) / steps, to: share, model });
  }
  return runs;
}
