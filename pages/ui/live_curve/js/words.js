// The sentences: made of the same numbers as the tiles, two significant figures, the unit beside.
import { count, money, NBSP, percent, roundTo, score } from "./format.js";

/** An amount as one says it: €8,400 rather than €8,412.37, and €1.2 M from a million on. */
export function about(amount, symbol) {
  if (!Number.isFinite(amount)) return money(amount, symbol);
  const size = Math.abs(amount);
  if (size >= 999_500) return money(amount, symbol, { brief: true });
  return money(Math.sign(amount) * roundTo(size, 2), symbol);
}

const brief = (share) => percent(share, { brief: true });
/** Two significant figures, written out as far as one can take them in at a glance. */
function number(howMany) {
  return howMany >= 999_500 ? count(howMany, { brief: true }) : count(roundTo(howMany, 2));
}

/** Estimated, not measured: nobody has acted on these scores yet. */
const earning = (profit) => `would ${profit < 0 ? "lose" : "earn"} an estimated`;

function acting(point, words) {
  if (point.fraction >= 1) return `${words.acting} everybody (${number(point.n)} a month)`;
  return `${words.acting} the ${brief(point.fraction)} ${words.ranked} (${number(point.n)} a month)`;
}

function worth(point, symbol) {
  const roi = Number.isFinite(point.roi) ? `, ROI ${brief(point.roi)}` : "";
  return `${earning(point.profit)} ${about(Math.abs(point.profit), symbol)} a month${roi}`;
}

/** The answer in one sentence, and a second one where the choice is not the best. */
export function sentences(answer, words, symbol) {
  const { chosen, best, profitable, following } = answer;
  if (!profitable && chosen.n <= 0) {
    return [`At these amounts no cut-off earns money: ${words.acting.toLowerCase()} nobody is the best choice.`, ""];
  }
  if (chosen.n <= 0) return [`${words.acting} nobody earns nothing and costs nothing.`, instead(best, symbol)];
  const first = `${acting(chosen, words)} ${worth(chosen, symbol)}.`;
  if (!profitable) return [first, "At these amounts no cut-off earns money."];
  const same = following || brief(chosen.fraction) === brief(best.fraction);
  return [first, same ? "" : instead(best, symbol)];
}

function instead(best, symbol) {
  return `The most profitable share is ${brief(best.fraction)}: about ${about(best.profit, symbol)} a month.`;
}

/** What is read out when the optimum has moved. */
export function announcement(answer, words, symbol) {
  const [first, second] = sentences(answer, words, symbol);
  return `${first} ${second}`.trim();
}

/** What holds under the pointer, in two short sentences. */
export function describePoint(point, atRandom, words, symbol) {
  if (point.n <= 0) return [`${words.acting} nobody earns nothing and costs nothing.`, ""];
  const first = `${acting(point, words)} ${worth(point, symbol)}.`;
  const hits = `${brief(point.tp / point.n)} of them are ${words.successes}`;
  const random = `${brief(point.fraction)} at random would ${atRandom < 0 ? "lose" : "earn"} about ${about(Math.abs(atRandom), symbol)}`;
  return [first, `${hits}; score ${score(point.threshold)} or higher. ${random}.`];
}

/** Said by a screen reader instead of the picture. */
export function alternative(answer, words, symbol, title) {
  const { best, everybody } = answer;
  const top = answer.profitable
    ? `Most profit at ${brief(best.fraction)}: about ${about(best.profit, symbol)} a month.`
    : "No share earns money.";
  return `${title}. ${top} ${words.acting} everybody ${earning(everybody.profit)} ${about(Math.abs(everybody.profit), symbol)}.`;
}

/** The five figures above the chart: label, value, what it refers to. */
export function tileTexts(answer, words, symbol, decisions) {
  const { chosen } = answer;
  const none = chosen.n <= 0;
  const returned = Number.isFinite(chosen.roi)
    ? `${money(roundTo(Math.abs(chosen.roi), 2), symbol)} ${chosen.roi < 0 ? "lost" : "earned"} per ${symbol}1 ${words.spent}`
    : `nothing ${words.spent}`;
  return {
    profit: ["Profit a month", money(chosen.profit, symbol, { brief: true }),
      `${money(answer.per_year, symbol, { brief: true })} a year`],
    roi: ["ROI", brief(chosen.roi), returned],
    contacts: [words.to_act, number(chosen.n),
      `${brief(chosen.fraction)} of ${count(decisions)} a month`],
    hits: ["Hit rate", none ? "–" : brief(chosen.tp / chosen.n),
      none ? "" : `${number(chosen.tp)} ${words.successes}`],
    threshold: ["Cut-off score", Number.isFinite(chosen.threshold) ? score(chosen.threshold) : "–",
      Number.isFinite(chosen.threshold) ? words.from_score : ""],
  };
}

/** One change that would make acting pay: at least or at most so much of something. */
export function changeText(field, now, needed, symbol) {
  const more = needed > now;
  const text = (value) => ({ money: () => money(value, symbol),
    rate: () => percent(value), count: () => count(value) }[field.kind]());
  const figures = field.kind === "rate" ? 3 : 2;
  const rounded = outward(needed, figures, more);
  if (!(rounded > 0)) return null;
  return `${field.label}: at ${more ? "least" : "most"} ${text(rounded)} (now${NBSP}${text(now)})`;
}

/** Rounded so that the promise still holds. */
function outward(value, figures, up) {
  const unit = 10 ** (Math.floor(Math.log10(value)) - figures + 1);
  const times = value / unit;
  return Number(((up ? Math.ceil(times - 1e-9) : Math.floor(times + 1e-9)) * unit).toPrecision(12));
}
