// The axes of the chart: months along the bottom, named by years; money that stays put in the hand.
import { niceRange } from "../../live_curve/js/scales.js";
import { stretch } from "./span.js";

const YEAR = 12;
const STEPS = [1, 2, 3, 6, 12, 24, 36, 60, 120];
const FAR = 1.7; // what is only there to compare may stretch the axis so far
const ENOUGH = 0.35; // of an axis must be used while the hand moves

/** Ticks as shares of the horizon with their texts; at most so many. */
export function ticksOf(horizon, most) {
  const step = STEPS.find((months) => horizon / months <= most) ?? 240;
  const many = Math.floor(horizon / step);
  return Array.from({ length: many + 1 }, (_, i) =>
    [(i * step) / horizon, i ? stretch(i * step) : "today"]);
}

/** What the money axis should hold: the case, its range, and what is compared as far as it fits. */
export function wanted({ shown, others, band }) {
  const { cumulative } = shown.flow;
  let [low, high] = [Math.min(0, ...cumulative), Math.max(0, ...cumulative)];
  if (band) {
    low = Math.min(low, ...band.low);
    high = Math.max(high, ...band.high);
  }
  const span = high - low || 1;
  for (const { flow } of others) {
    low = Math.min(low, Math.max(Math.min(...flow.cumulative), high - FAR * span));
    high = Math.max(high, Math.min(Math.max(...flow.cumulative), low + FAR * span));
  }
  return [low, high];
}

/** Keep the axis that is drawn while it serves, so that the line moves and not the axis. */
export function steady(former, [low, high], inGesture, ticks) {
  const next = niceRange([low, high], ticks);
  if (!former) return next;
  const fits = low >= former.low && high <= former.high;
  const used = (high - low) / (former.high - former.low);
  if (inGesture) return fits && used > ENOUGH ? former : fits ? next : wider(former, next);
  return fits && used > 0.7 && next.step === former.step ? former : next;
}

function wider(former, next) {
  const [low, high] = [Math.min(former.low, next.low), Math.max(former.high, next.high)];
  return { low, high, step: next.step };
}
