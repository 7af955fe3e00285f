// What can be read off the counts besides money: the same definitions as lepton.value.measures.
// With n acted on, TP of them hits, N decisions and P hits among all:
//   gains = recall = TP / P      response = precision = TP / n      lift = (TP / n) / (P / N)
//   marginal = what one more decision earns at this depth: a difference quotient of the profit

export const METRICS = ["profit", "roi", "gains", "lift", "response", "precision", "recall",
  "marginal", "cost"];
const MONEY = new Set(["profit", "roi", "cost"]); // columns of a priced curve
const WINDOW = 0.02; // of all decisions: a shorter quotient is noise
const ROWS = 100; // evaluation rows in a window, for the same reason,
const WIDEST = 0.1; // but not at the price of the shape

/** One measure of one policy that acts on n and is right about tp of them. */
export function rateOf(metric, n, tp, total, positives) {
  if (metric === "gains" || metric === "recall") return positives > 0 ? tp / positives : NaN;
  if (!(n > 0)) return NaN;
  const response = tp / n;
  return metric === "lift" ? response / (positives / total) : response;
}

/** A measure at every cut-off of a model; money is there already, the rest goes `into` a buffer. */
export function measured(metric, counts, curve, decisions, into) {
  if (MONEY.has(metric)) return curve[metric];
  if (metric === "marginal") return marginal(curve, decisions, windowOf(counts.total), into);
  const { size, n, tp, total, positives } = counts;
  for (let i = 0; i < size; i += 1) into[i] = rateOf(metric, n[i], tp[i], total, positives);
  return into;
}

/** How many of all decisions one difference quotient spans. */
export const windowOf = (rows) => Math.max(WINDOW, Math.min(WIDEST, ROWS / rows));

/** Slope of the profit per decision over a window of shares; the step from nobody is no slope. */
export function marginal(curve, decisions, window, into) {
  const { fraction, profit } = curve;
  const last = fraction.length - 1;
  let [low, high] = [1, 1];
  into[0] = NaN;
  for (let i = 1; i <= last; i += 1) {
    while (low < i && fraction[i] - fraction[low] > window / 2) low += 1;
    while (high < last && fraction[high] - fraction[i] < window / 2) high += 1;
    while (low > 1 && fraction[high] - fraction[low] < window) low -= 1; // at the right end
    const width = fraction[high] - fraction[low];
    into[i] = width >= 0.99 * window || (low === 1 && high === last)
      ? (profit[high] - profit[low]) / (width * decisions)
      : NaN;
  }
  return filled(into, last);
}

/** The first cut-offs stand for less than the window: they take the first value known. */
function filled(column, last) {
  let first = 1;
  while (first <= last && !Number.isFinite(column[first])) first += 1;
  if (first <= last) column.fill(column[first], 1, first);
  return column;
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
