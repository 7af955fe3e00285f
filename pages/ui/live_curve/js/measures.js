// What can be read off the counts besides money: the same definitions as lepton.value.measures.
// With n acted on, TP of them hits, N decisions and P hits among all:
//   gains = recall = TP / P      response = precision = TP / n      lift = (TP / n) / (P / N)
//   marginal = what one more decision earns in this twentieth of the ranking
import { indexAtFraction } from "./formula.js";

export const METRICS = ["profit", "roi", "gains", "lift", "response", "precision", "recall",
  "marginal", "cost"];
const SAME = 1e-8;
const MONEY = new Set(["profit", "roi", "cost"]); // columns of a priced curve
export const isPriced = (metric) => MONEY.has(metric);
export const PARTS = 20; // equal parts of the ranking: what a single decision earns is noise

/** One measure of one policy that acts on n and is right about tp of them. */
export function rateOf(metric, n, tp, total, positives) {
  if (metric === "gains" || metric === "recall") return positives > 0 ? tp / positives : NaN;
  if (!(n > 0)) return NaN;
  const response = tp / n;
  return metric === "lift" ? response / (positives / total) : response;
}

/** A measure at every cut-off of a model; money is there already, the rest goes `into` a buffer. */
export function measured(metric, counts, curve, money, into) {
  if (MONEY.has(metric)) return curve[metric];
  if (metric === "marginal") return marginal(counts, curve, money, into);
  const { size, tp, positives, total } = counts;
  const hits = money.shift.base_rate ?? positives / total; // gains stay the same at any base rate
  for (let i = 0; i < size; i += 1) {
    into[i] = rateOf(metric, curve.fraction[i], (hits * tp[i]) / positives, 1, hits);
  }
  return into;
}

/** How the rows were re-weighted, seen from the point that acts on everybody. */
export function shiftOf(counts, all) {
  const [rate, known] = [all.tp / all.n, counts.positives / counts.total];
  return Math.abs(rate - known) > SAME ? { base_rate: rate } : {};
}

/** Profit per decision in each part of the ranking; the fixed cost belongs to none of them. */
export function marginal(counts, curve, { fixed, decisions, shift }, into) {
  const { fraction, profit } = curve;
  into[0] = NaN;
  let [from, gross] = [0, 0];
  for (let part = 1; part <= PARTS; part += 1) {
    const to = indexAtFraction(counts, part / PARTS, shift);
    if (to === from) continue; // a tie longer than a part
    const next = profit[to] + fixed;
    into.fill((next - gross) / ((fraction[to] - fraction[from]) * decisions), from + 1, to + 1);
    [from, gross] = [to, next];
  }
  return into;
}

/** A measure of choosing at random ("random") or of knowing the truth ("perfect"), at one share. */
export function compared(metric, kind, share, rate) {
  const found = kind === "perfect" ? Math.min(share, rate) : share * rate; // hits per decision
  return rateOf(metric, share, found, 1, rate);
}

/** The same measure of one priced point; `all` is the point that acts on everybody. */
export function measureOf(metric, point, all) {
  if (!point || metric === "marginal") return NaN;
  if (MONEY.has(metric)) return point[metric];
  return rateOf(metric, point.n, point.tp, all.n, all.tp);
}
