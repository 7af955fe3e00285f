// Times and amounts of a case in words: two significant figures, the range before the point.
import { fieldText, NBSP, roundTo } from "../../live_curve/js/format.js";
import { about, asField, brief, number, outward, span } from "../../live_curve/js/words.js";

const YEAR = 12;
const plural = (many, word) => `${many}${NBSP}${word}${many === 1 ? "" : "s"}`;

/** A stretch of whole months: 3 years, 30 months. */
export function stretch(months) {
  return months % YEAR === 0 ? plural(months / YEAR, "year") : plural(months, "month");
}

/** A time that was worked out: 8.9 months, 14 months. */
export function duration(months) {
  const rounded = months < 100 ? roundTo(months, 2) : Math.round(months);
  return plural(rounded, "month");
}

/** What it would bring, the range first where it is known. */
export function bringing({ npv, low, high }, symbol) {
  const one = `${npv < 0 ? "loss of " : ""}${about(Math.abs(npv), symbol)}`;
  if (!Number.isFinite(low) || about(low, symbol) === about(high, symbol)) return one;
  if (low < 0 && high > 0) return `loss of ${about(-low, symbol)} to a gain of ${about(high, symbol)}`;
  const [least, most] = [low, high].map(Math.abs).sort((a, b) => a - b);
  return `${high <= 0 ? "loss of " : ""}${span(least, most, symbol)}`;
}

/** A value as it stands in a sentence beside its field. */
export function valueText(spec, value, symbol) {
  if (spec.kind === "money") return about(value, symbol);
  if (spec.kind === "rate") return brief(value);
  if (spec.kind === "count") return number(value);
  return [fieldText(roundTo(value, 2)), spec.unit].filter(Boolean).join(NBSP);
}

/** The value in full, for a mark or a list. */
export function fullText(spec, value, symbol) {
  if (spec.kind === "number") return [fieldText(value), spec.unit].filter(Boolean).join(NBSP);
  return asField(spec.kind, value, symbol);
}

/** Round so that the promise still holds, as lepton/finance/limits.py does; with how many figures. */
export function safeLimit(needed, now, pays) {
  const least = needed > now !== pays; // which way to round
  for (let figures = 2; figures < 7; figures += 1) {
    const size = outward(Math.abs(needed), figures, needed < 0 ? !least : least);
    const value = Math.sign(needed) * size;
    if ((value - now) * (needed - now) > 0) return [value, figures];
  }
  return [needed, 7];
}

/** How far one assumption may go before the case earns nothing. */
export function breakEven(spec, now, needed, npv, symbol) {
  if (needed === null || needed === undefined) {
    return npv >= 0 ? "pays at any value" : "cannot make it pay alone";
  }
  const up = needed > now;
  const [limit, figures] = safeLimit(needed, now, npv >= 0);
  const text = (figures === 2 ? valueText : fullText)(spec, limit, symbol);
  if (npv >= 0) return up ? `still pays up to ${text}` : `still pays down to ${text}`;
  return up ? `would pay from ${text} on` : `would pay up to ${text}`;
}
