// Words that several parts of the page share: two significant figures, the unit beside.
import { count, money, NBSP, percent, roundTo, score } from "./format.js";

/** An amount as one says it: €8,400 rather than €8,412.37, and €1.2 M from a million on. */
export function about(amount, symbol) {
  if (!Number.isFinite(amount)) return money(amount, symbol);
  const size = Math.abs(amount);
  if (size >= 999_500) return money(amount, symbol, { brief: true });
  return money(Math.sign(amount) * roundTo(size, 2), symbol);
}

export const brief = (share) => percent(share, { brief: true });

/** Two significant figures, written out as far as one can take them in at a glance. */
export function number(howMany) {
  return howMany >= 999_500 ? count(howMany, { brief: true }) : count(roundTo(howMany, 2));
}

/** From one amount to another; one amount where both are said alike. */
export function span(low, high, symbol, { short = false } = {}) {
  const say = (amount) => (short ? money(amount, symbol, { brief: true }) : about(amount, symbol));
  return say(low) === say(high) ? say(low) : `${say(low)} to ${say(high)}`;
}

/** Who is acted on: the 12 % most at risk (380 a month). */
export function acting(point, words) {
  if (point.fraction >= 1) return `${words.acting} everybody (${number(point.n)} a month)`;
  return `${words.acting} the ${brief(point.fraction)} ${words.ranked} (${number(point.n)} a month)`;
}

/** What it would bring, the range before the point. Estimated: nobody has acted on it yet. */
export function worth(profit, low, high, symbol) {
  const verb = `would ${profit < 0 ? "lose" : "earn"} an estimated`;
  const known = Number.isFinite(low) && Number.isFinite(high);
  if (!known || about(low, symbol) === about(high, symbol)) {
    return `${verb} ${about(Math.abs(profit), symbol)} a month`;
  }
  if (low * high < 0) {
    const ends = `an estimated loss of ${about(-low, symbol)} to a gain of ${about(high, symbol)}`;
    return `would bring ${ends} a month, about ${about(profit, symbol)}`;
  }
  const [least, most] = [low, high].map(Math.abs).sort((a, b) => a - b);
  return `${verb} ${span(least, most, symbol)} a month, about ${about(Math.abs(profit), symbol)}`;
}

/** The return, and what it is a return on. */
export function returned(point, words, symbol) {
  if (!Number.isFinite(point.roi)) return "";
  return `, ROI ${brief(point.roi)} on the ${about(point.cost, symbol)} ${words.spent}`;
}

/** What holds under the pointer, in two short sentences. */
export function describePoint(point, atRandom, words, symbol) {
  if (point.n <= 0) return [`${words.acting} nobody earns nothing and costs nothing.`, ""];
  const sum = worth(point.profit, NaN, NaN, symbol);
  const first = `${acting(point, words)} ${sum}${returned(point, words, symbol)}.`;
  const hits = `${brief(point.tp / point.n)} of them are ${words.successes}`;
  const verb = atRandom < 0 ? "lose" : "earn";
  const amount = about(Math.abs(atRandom), symbol);
  const random = `${brief(point.fraction)} at random would ${verb} about ${amount}`;
  return [first, `${hits}; ${fromText(point.threshold, words, symbol)}. ${random}.`];
}

/** From where on they are acted on: a score, or what acting on one is expected to bring. */
function fromText(threshold, { byGain }, symbol) {
  return byGain ? `expected gain ${money(threshold, symbol)} or more`
    : `score ${score(threshold)} or higher`;
}

/** Said by a screen reader instead of the picture. */
export function alternative(answer, words, symbol, title) {
  const { honest, everybody } = answer;
  const top = answer.profitable
    ? `Most profit at ${brief(honest.fraction)}: about ${about(honest.profit, symbol)} a month.`
    : "No share earns money.";
  const all = worth(everybody.profit, NaN, NaN, symbol);
  return `${title}. ${top} ${words.acting} everybody ${all}.`;
}

/** A value as it stands beside its field. */
export function asField(kind, value, symbol) {
  if (kind === "money") return money(value, symbol);
  return kind === "count" ? count(value) : percent(value);
}

/** One change that would make acting pay: at least or at most so much of something. */
export function changeText(field, now, needed, symbol) {
  const more = needed > now;
  const rounded = outward(needed, field.kind === "rate" ? 3 : 2, more);
  if (!(rounded > 0)) return null;
  const [then, today] = [rounded, now].map((value) => asField(field.kind, value, symbol));
  return `${field.label}: at ${more ? "least" : "most"} ${then} (now${NBSP}${today})`;
}

/** How far one assumption may go before the chosen share earns nothing. */
export function limitText(field, now, needed, profit, symbol) {
  const most = field.kind === "rate" ? field.most ?? 1 : Infinity;
  if (!Number.isFinite(needed) || needed < 0 || needed > most) return "";
  const up = needed > now;
  const text = asBrief(field.kind, outward(needed, 2, profit >= 0 ? !up : up), symbol);
  if (profit >= 0) return up ? `still pays up to ${text}` : `still pays down to ${text}`;
  return up ? `would pay from ${text} on` : `would pay up to ${text}`;
}

function asBrief(kind, value, symbol) {
  if (kind === "money") return about(value, symbol);
  return kind === "count" ? number(value) : brief(value);
}

/** Rounded so that the promise still holds. */
export function outward(value, figures, up) {
  if (value === 0) return 0;
  const unit = 10 ** (Math.floor(Math.log10(value)) - figures + 1);
  const times = value / unit;
  return Number(((up ? Math.ceil(times - 1e-9) : Math.floor(times + 1e-9)) * unit).toPrecision(12));
}
