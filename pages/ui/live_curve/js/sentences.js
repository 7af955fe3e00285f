// The answer in words: one sentence that is always there, one about what matters beside it, and in
// grey the figure that is not to be quoted. All of the same numbers as the tiles.
import { about, acting, brief, number, returned, span, worth } from "./words.js";

const SURE = 0.95;

/** The sentences over the chart: `first`, `second` and `third`, the latter two often empty. */
export function sentences(answer, params, words, symbol) {
  const { chosen, profitable } = answer;
  const said = { words, symbol, params };
  const third = apparent(answer, symbol);
  if (!profitable && chosen.n <= 0) {
    const best = `${words.acting.toLowerCase()} nobody is the best choice`;
    return { first: `At these amounts no cut-off earns money: ${best}.`, second: "", third };
  }
  if (chosen.n <= 0) {
    const first = `${words.acting} nobody earns nothing and costs nothing.`;
    return { first, second: instead(answer, said) || held(answer, said), third };
  }
  const { low, high } = answer;
  const sum = worth(chosen.profit, low, high, symbol);
  const first = `${acting(chosen, words)} ${sum}${returned(chosen, words, symbol)}.`;
  return { first, second: beside(answer, said), third };
}

/** What is read out when the answer has changed. */
export function announcement({ first, second, third }) {
  return [first, second, third].filter(Boolean).join(" ");
}

/** A warning if there is one, and the first of what else is worth knowing. */
function beside(answer, said) {
  const more = [instead, besideToday, held, alike].map((say) => say(answer, said)).find(Boolean);
  return [chance(answer), more, assumed(answer, said)].filter(Boolean).join(" ");
}

function chance({ chance_of_profit: sure, profitable, chosen }) {
  if (!profitable) return "At these amounts no cut-off earns money.";
  if (!Number.isFinite(sure) || sure >= SURE || chosen.profit === 0) return "";
  const lost = 1 - sure;
  return lost > SURE ? "It would almost certainly lose money."
    : `There is a ${brief(Math.max(lost, 0.01))} chance that it loses money.`;
}

/** Where a person has set a share of their own: what the best one would bring. */
function instead({ chosen, honest, profitable }, { params, symbol }) {
  const own = params.fraction !== null && params.fraction !== undefined;
  if (!own || !profitable || brief(chosen.fraction) === brief(honest.fraction)) return "";
  const same = about(chosen.profit, symbol) === about(honest.profit, symbol);
  const amount = same ? "the same" : `${about(honest.profit, symbol)} a month`;
  return `The most profitable share is ${brief(honest.fraction)}: about ${amount}.`;
}

/** Against what is done today. */
function besideToday({ today, over_today: over }, { words, symbol }) {
  if (!today || !Number.isFinite(over)) return "";
  const practice = `today's rule (${number(today.n)} ${words.units}, ${about(today.profit, symbol)})`;
  if (about(today.profit + over, symbol) === about(today.profit, symbol)) {
    return `That is about the same as ${practice}.`;
  }
  return `That is ${about(Math.abs(over), symbol)} ${over < 0 ? "less" : "more"} than ${practice}.`;
}

/** Where a limit binds: what one more unit of it would bring. */
function held({ limited_by: by, shadow_price: price }, { params, words, symbol }) {
  if (!by) return "";
  const worthIt = Number.isFinite(price) && price > 0;
  if (by === "budget") {
    const most = `The budget of ${about(params.budget, symbol)} is the limit`;
    return worthIt ? `${most}: ${oneMore(by, price, words, symbol)}.` : `${most}.`;
  }
  const most = `${number(params.capacity)} a month is the limit`;
  return worthIt ? `${most}: ${oneMore(by, price, words, symbol)}.` : `${most}.`;
}

/** What one more unit of a limit would bring. */
export function oneMore(by, price, { action }, symbol) {
  const amount = price < 10 ? `${symbol}${price.toFixed(2)}` : about(price, symbol);
  return by === "budget" ? `one more ${symbol}1 of it would return ${amount}`
    : `to ${action} one more would bring ${amount}`;
}

/** The shares that cannot be told apart, and the one with the least to do. */
function alike({ plateau, fewest, profitable }, { params, words }) {
  if (!profitable || !plateau || !fewest || (params.fraction ?? null) !== null) return "";
  const [low, high] = plateau.map(brief);
  if (low === high) return "";
  const least = `at ${brief(fewest.fraction)} the fewest ${words.units} are ${words.acted}`;
  return `From ${low} to ${high} earns about the same; ${least}.`;
}

/** With the success rate at either end of what was assumed. */
function assumed({ assumed_low: low, assumed_high: high, chosen }, { params, symbol }) {
  if (!Number.isFinite(low) && !Number.isFinite(high)) return "";
  const rate = params.success_rate;
  const ends = span(low ?? chosen.profit, high ?? chosen.profit, symbol);
  const rates = [params.success_low ?? rate, params.success_high ?? rate].map(brief).join(" to ");
  return `If it works for ${rates}: ${ends}.`;
}

/** The largest profit on the rows that report it: found by looking, so too good to be told. */
function apparent({ chosen_elsewhere: elsewhere, best, honest, profitable }, symbol) {
  if (!elsewhere || !profitable || !best || !honest) return "";
  const same = brief(best.fraction) === brief(honest.fraction)
    || about(best.profit, symbol) === about(honest.profit, symbol);
  const most = `The largest profit on these rows is ${about(best.profit, symbol)}`;
  return same ? "" : `${most} at ${brief(best.fraction)}: do not quote it, it was found by looking.`;
}
