// How the value of a measure is written: on an axis, and in a table.
import { count, money, percent, roundTo, score } from "./format.js";

const MONEY = new Set(["profit", "cost", "marginal"]);
const TIMES = "\u00d7";

export const isMoney = (metric) => MONEY.has(metric);

/** A value in a table: in full where it is money, one decimal where it is a share. */
export function valueText(metric, value, symbol) {
  if (!Number.isFinite(value)) return "\u2013";
  if (MONEY.has(metric)) return money(value, symbol);
  if (metric === "lift") return `${score(roundTo(value, 2))}${TIMES}`;
  return metric === "roi" ? percent(value, { brief: true }) : percent(value);
}

/** Ticks share one unit, so that they compare at a glance. */
export function tickText(metric, symbol, { step }) {
  if (metric === "lift") return (value) => `${score(value)}${TIMES}`;
  if (!MONEY.has(metric)) {
    const digits = step < 0.01 ? 1 : 0;
    return (value) => percent(value, { digits });
  }
  return (value) => (value === 0 ? `${symbol}0` : money(value, symbol, { brief: exactly(value) }));
}

/** Two significant figures are enough for this tick. */
function exactly(value) {
  const digits = count(Math.abs(value)).replace(/,/g, "").replace(/0+$/, "");
  return digits.length <= 2 || Math.abs(value) < 1;
}
