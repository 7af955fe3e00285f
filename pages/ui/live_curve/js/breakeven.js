// What would have to change before acting pays at all: one assumption at a time, by bisection.
import { bestIndex, priceCurve } from "./formula.js";

const WORSE_WHEN_MORE = new Set(["contact_cost", "incentive_cost", "wrong", "fixed_cost"]);
const MOST_MONEY = 1e12;
const HALVINGS = 60;

/** The value of one assumption at which the best cut-off stops losing money; null if none does. */
export function breakEven(counts, params, name) {
  const curve = priceCurve(counts, params);
  const pays = (value) => {
    const changed = { ...params, [name]: value };
    return bestIndex(counts, changed, priceCurve(counts, changed, curve)) > 0;
  };
  const bad = params[name];
  const good = WORSE_WHEN_MORE.has(name) ? 0 : largest(params, name, pays);
  return bad === null || bad === undefined || !pays(good) ? null : bisect(bad, good, pays);
}

/** A value large enough to be sure, found by doubling, so that bisection starts close. */
function largest(params, name, pays) {
  if (name === "success_rate") return 1;
  let value = Math.max(1, Math.abs(params[name]));
  while (value < MOST_MONEY && !pays(value)) value *= 2;
  return value;
}

function bisect(bad, good, pays) {
  for (let i = 0; i < HALVINGS && Math.abs(good - bad) > 1e-9 * Math.abs(good); i += 1) {
    const middle = (good + bad) / 2;
    if (pays(middle)) good = middle;
    else bad = middle;
  }
  return good;
}
