// The answer in words, and the tiles: of the same figures.
import { money, percent } from "../../live_curve/js/format.js";
import { about, brief } from "../../live_curve/js/words.js";
import { bringing, duration, stretch } from "./span.js";

const RARE = 0.01;
const AS_ASSUMED = "if it is delivered and all is as assumed";

/** The sentences above the chart: `first`, and `second` about what is not certain. */
export function sentences(shown, after, symbol) {
  return { first: `${worthIt(shown, after, symbol)} ${paidBack(shown)}`,
    second: chanceOf(shown, after) };
}

function worthIt({ npv, v }, after, symbol) {
  const over = `over ${stretch(v.horizon_months)}, in today's money`;
  const told = after && bringing({ npv, low: after.low, high: after.high }, symbol);
  const point = bringing({ npv }, symbol);
  const no = npv <= 0 || after?.chance < 0.5 ? "No. " : ""; // as answer_of in lepton/report
  if (!told || told === point) return `${no}An estimated ${point} ${over}, ${AS_ASSUMED}.`;
  return `${no}An estimated ${told} ${over}; ${npv < 0 ? "a " : "about "}${point} ${AS_ASSUMED}.`;
}

function paidBack({ payback, holds, v }) {
  if (payback === null) return `It would not pay for itself within ${stretch(v.horizon_months)}.`;
  if (payback === 0) return "It would pay for itself at once.";
  const again = holds ? "" : ", though not for good";
  return `It would have paid for itself after ${duration(payback)}${again}.`;
}

function chanceOf({ v }, after) {
  if (!after) return "";
  const lost = 1 - v.delivery_chance;
  const failing = lost > 0 ? ` The ${brief(lost)} in which it is never delivered count as lost.` : "";
  return `8 of 10 trials fall into this range, and ${chanceText(after.chance)} of all pay.${failing}`;
}

/** A share of the trials, which never are all or none for sure. */
export function chanceText(share) {
  if (share < RARE) return `under ${brief(RARE)}`;
  return share > 1 - RARE ? `over ${brief(1 - RARE)}` : percent(share, { digits: 0 });
}

/** Label, value, and what it refers to. */
export function tileTexts(shown, after, symbol) {
  const { npv, roi, costs, payback, v } = shown;
  const range = after ? `${money(after.low, symbol, { brief: true })} to ${
    money(after.high, symbol, { brief: true })}` : "";
  return {
    npv: ["Net present value", money(npv, symbol, { brief: true }), range],
    roi: [`ROI over ${stretch(v.horizon_months)}`, brief(roi), returned(roi, costs, symbol)],
    payback: ["Paid back after", paybackText(payback), paybackNote(shown, after)],
    chance: ["Chance that it pays", after ? chanceText(after.chance) : "\u2013",
      `${brief(v.delivery_chance)} to be delivered`],
  };
}

function paybackText(payback) {
  if (payback === null) return "never";
  return payback === 0 ? "at once" : duration(payback);
}

function paybackNote({ payback, v }, after) {
  if (payback === null) return `not within ${stretch(v.horizon_months)}`;
  return after ? `${chanceText(after.within)} within ${stretch(v.horizon_months)}` : "";
}

function returned(roi, costs, symbol) {
  if (roi === null) return "nothing is spent";
  return `on costs of ${about(costs, symbol)}`;
}

/** Said by a screen reader instead of the picture. */
export function alternative(shown, others, symbol) {
  const end = `after ${stretch(shown.v.horizon_months)} ${about(shown.flow.cumulative.at(-1), symbol)}`;
  const beside = others.map(({ name, flow }) => `${name} ${about(flow.cumulative.at(-1), symbol)}`);
  const low = Math.min(...shown.flow.cumulative);
  return [`Money so far, month by month: at the lowest ${about(low, symbol)}, ${end}.`,
    paidBack(shown), beside.length ? `In other scenarios at the end: ${beside.join(", ")}.` : "",
    "Doing nothing stays at 0."].filter(Boolean).join(" ");
}
