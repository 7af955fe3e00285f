// Axes: round tick steps, a money range that keeps the model's curve readable, and ranges that
// stay put while a slider is dragged.

const HEADROOM = 1.08; // above the highest point, so that its label fits
const PERFECT_AT_MOST = 1.7; // the perfect line may stretch the axis to this many times the model
const LOSS_AT_MOST = 0.85; // of the height above zero: deeper losses leave the chart
const BAND_AT_MOST = 1.25; // and the band to so many times
const ENOUGH = 0.02; // a rate over fewer decisions than this share swings wildly

/** 1, 2 or 5 times a power of ten, at least as large. */
export function niceStep(rough) {
  if (!(rough > 0)) return 1;
  const unit = 10 ** Math.floor(Math.log10(rough));
  const times = rough / unit;
  const nice = [1, 2, 5, 10].find((x) => times <= x * (1 + 1e-9));
  return nice * unit;
}

/** The first round number at least as large: the end of a slider. */
export function niceCeiling(value) {
  if (!(value > 0)) return 1;
  const unit = 10 ** Math.floor(Math.log10(value));
  return [1, 1.5, 2, 3, 4, 5, 6, 8, 10].find((x) => value <= x * unit * (1 + 1e-9)) * unit;
}

function extent(column) {
  let low = Infinity;
  let high = -Infinity;
  for (const x of column) {
    if (Number.isFinite(x)) {
      if (x < low) low = x;
      if (x > high) high = x;
    }
  }
  return low > high ? [0, 0] : [low, high];
}

/** What the profit axis should hold: all of what pays, and not more loss than can be read. */
export function wantedProfit(curve, perfect) {
  const [low, high] = extent(curve.profit);
  const ceiling = perfect ? extent(perfect.profit)[1] : 0;
  if (high > 0) {
    const top = Math.max(high, Math.min(ceiling, PERFECT_AT_MOST * high));
    return [Math.max(Math.min(low, 0), -LOSS_AT_MOST * top), top];
  }
  const depth = Math.abs(low) || 1;
  return [-depth, ceiling > 0.15 * depth ? Math.min(ceiling, 0.6 * depth) : 0];
}

/** What the return axis should hold: the first few contacts may return absurdly much. */
export function wantedRoi(curve, best, perfect) {
  const [low, high] = extent(curve.roi);
  const usual = Math.max(4 * (Number.isFinite(best.roi) ? best.roi : 0), 0.5);
  const model = Math.max(Math.min(high, usual), 0.1);
  const ceiling = perfect ? extent(perfect.roi)[1] : 0;
  const top = Math.max(model, Math.min(ceiling, PERFECT_AT_MOST * model));
  return [Math.max(Math.min(low, 0), -1, -LOSS_AT_MOST * top), top];
}

/** What the axis of a rate should hold, read where enough rows stand behind a cut-off. */
export function wantedRate({ fraction, values }, perfect, cap = 1) {
  let high = 0;
  values.forEach((value, i) => {
    if (fraction[i] >= ENOUGH && Number.isFinite(value) && value > high) high = value;
  });
  const ceiling = perfect ? extent(perfect.values)[1] : 0;
  const top = Math.max(high, Math.min(ceiling, PERFECT_AT_MOST * high));
  return [0, Math.min(cap, top) || 1];
}

/** What the axis of one measure should hold for every line that is drawn. */
export function wantedRange(metric, { models, perfect }, answer, band) {
  const drawn = models.filter(Boolean);
  const ceiling = perfect && { profit: perfect.values, roi: perfect.values, values: perfect.values };
  const each = drawn.map((line) => {
    if (metric === "gains" || metric === "recall") return [0, 1];
    if (metric === "cost") return [0, extent(line.values)[1]];
    if (metric === "roi") return wantedRoi({ roi: line.values }, answer.best, ceiling);
    if (metric === "profit" || metric === "marginal") return wantedProfit({ profit: line.values }, ceiling);
    return wantedRate(line, ceiling, metric === "lift" ? Infinity : 1);
  });
  const bottom = Math.min(...each.map(([low]) => low));
  const top = Math.max(...each.map(([, high]) => high));
  if (metric !== "profit" || !band) return [bottom, top];
  return [bottom, Math.max(top, Math.min(extent(band.high)[1], BAND_AT_MOST * top))];
}

const CAPPED = new Set(["gains", "recall", "response", "precision"]);
/** Rates end at 100 %. */
export const capOf = (metric) => (CAPPED.has(metric) ? 1 : Infinity);

/** A range with a round upper end and the step of its ticks. */
export function niceRange([bottom, top], ticks = 5, cap = Infinity) {
  const step = niceStep((top - bottom || 1) / ticks);
  const low = bottom < 0 ? bottom - 0.05 * (top - bottom) : 0;
  const high = Math.ceil((Math.max(top, 0) * HEADROOM) / step - 1e-9) * step;
  return { low, high: Math.min(cap, high > low ? high : low + step), step };
}

/** Keep the axis that is drawn while it still serves, so that the curve moves and not the axis. */
export function steadyRange(former, wanted, inGesture, ticks, cap = Infinity) {
  const next = niceRange(wanted, ticks, cap);
  if (!former) return next;
  const used = (wanted[1] - wanted[0]) / (former.high - former.low);
  const fits = wanted[1] <= former.high;
  const floorFits = wanted[0] >= former.low - 1e-9 * Math.abs(former.low);
  if (inGesture) return fits && used > 0.3 && used < 1.8 ? former : next;
  return fits && floorFits && used > 0.6 && next.step === former.step ? former : next;
}

export function ticksOf({ low, high, step }) {
  const first = Math.ceil(low / step - 1e-9);
  const last = Math.floor(high / step + 1e-9);
  return Array.from({ length: last - first + 1 }, (_, i) => (first + i) * step);
}

/** From a share or an amount to pixels. */
export function linear(from, to) {
  const slope = (to[1] - to[0]) / (from[1] - from[0]);
  const scale = (x) => to[0] + (x - from[0]) * slope;
  scale.invert = (y) => from[0] + (y - to[0]) / slope;
  return scale;
}
