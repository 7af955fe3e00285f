// Counted rows: as typed arrays, re-weighted to another base rate, and searched by share.

// A share of 0.12 must find the cut-off at 12 % in spite of rounding, as in lepton.value.
const NEARLY = 1e-12;
const SAME_RATE = 1e-9;

/** Turn the transferred counts into typed arrays, once per data set. */
export function typed(raw) {
  const numbers = (list) => (list ? Float64Array.from(list, (x) => x ?? Infinity) : null);
  const threshold = numbers(raw.threshold);
  const last = threshold.length - 1;
  return {
    threshold,
    n: numbers(raw.n),
    tp: numbers(raw.tp),
    valueTp: numbers(raw.value_tp),
    valuePerfect: numbers(raw.value_perfect),
    value2Tp: numbers(raw.value2_tp),
    spend: numbers(raw.spend),
    rankedBy: raw.ranked_by ?? "score",
    hitWeight: raw.hit_weight ?? 1,
    otherWeight: raw.other_weight ?? 1,
    design: raw.design ?? 1,
    total: raw.total,
    positives: raw.positives,
    size: threshold.length,
    probable: last < 1 || (threshold[last] >= 0 && threshold[1] <= 1),
  };
}

/** What each hit and each other decision counts once the base rate is another (label shift). */
export function labelWeights(counts, params) {
  const wanted = params.base_rate ?? null;
  const known = counts.positives / counts.total;
  const same = wanted === null || Math.abs(wanted - known) <= SAME_RATE;
  if (same || counts.spend || !(known > 0 && known < 1)) return { hit: 1, other: 1, same: true };
  return { hit: wanted / known, other: (1 - wanted) / (1 - known), same: false };
}

/** The counts as re-weighted: readers of one cut-off, and the sums. */
export function shifted(counts, params) {
  const { n, tp } = counts;
  const weights = labelWeights(counts, params);
  const { hit, other, same } = weights;
  const last = counts.size - 1;
  const at = same ? (i) => n[i] : (i) => hit * tp[i] + other * (n[i] - tp[i]);
  return {
    ...weights,
    n: at,
    tp: same ? (i) => tp[i] : (i) => hit * tp[i],
    value: (i) => (counts.valueTp ? hit * counts.valueTp[i] : 0),
    value2: (i) => (counts.value2Tp ? hit * counts.value2Tp[i] : 0),
    spend: (i) => counts.spend[i],
    total: at(last),
    positives: hit * counts.positives,
    hitSquared: hit * counts.hitWeight,
    otherSquared: other * counts.otherWeight,
    byClass: (params.base_rate ?? null) !== null && !counts.spend,
  };
}

/** A score from which to act, corrected where it is a probability (Elkan 2001, theorem 2). */
export function thresholdAt(counts, params, i) {
  const p = counts.threshold[i];
  const { same } = labelWeights(counts, params);
  if (same || i === 0 || counts.rankedBy !== "score" || !counts.probable) return p;
  const known = counts.positives / counts.total;
  const used = params.base_rate;
  const hits = used * (1 - known) * p;
  return hits / (hits + known * (1 - used) * (1 - p));
}

/** Index of the last of rising values that is at most so large; never below the first. */
export function lastWithin(size, valueAt, most) {
  const enough = most * (1 + NEARLY);
  let low = 0;
  let high = size - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (valueAt(middle) <= enough) low = middle;
    else high = middle - 1;
  }
  return low;
}
