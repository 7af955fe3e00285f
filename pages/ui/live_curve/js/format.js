// Numbers as people read them: the same rules as lepton/plots/format.py, held together by a test.

export const NBSP = "\u00a0";
const MINUS = "\u2212";
const NOTHING = "\u2013";
const STEPS = [[1e12, "T"], [1e9, "B"], [1e6, "M"], [1e3, "k"]];

const missing = (x) => x === null || x === undefined || !Number.isFinite(x);
const isZero = (text) => /^[0.,]*$/.test(text);
const signed = (x, text) => (x < 0 && !isZero(text) ? MINUS : "");

/** Thousands apart, so many decimals, exact halves to the even digit as Python rounds. */
export function grouped(value, decimals = 0) {
  const [whole, part] = fixed(value, decimals).split(".");
  const apart = whole.replace(/\B(?=(\d{3})+(?!\d))/g, ",");
  return part === undefined ? apart : `${apart}.${part}`;
}

function fixed(value, decimals) {
  const text = value.toFixed(decimals);
  if (value >= 1e21) return BigInt(Math.round(value)).toString();
  const exact = value.toFixed(Math.min(100, decimals + 40));
  const rest = exact.slice(exact.indexOf(".") + 1 + decimals);
  const odd = "13579".includes(text.at(-1));
  if (!/^50*$/.test(rest) || !odd) return text;
  return (Number(text) - 10 ** -decimals).toFixed(decimals); // a tie that was rounded up
}

/** Round to so many significant figures. */
export function roundTo(value, figures) {
  if (value === 0) return 0;
  const decimals = figures - 1 - Math.floor(Math.log10(Math.abs(value)));
  if (decimals >= 0) return Number(fixed(value, Math.min(decimals, 100)));
  const unit = 10 ** -decimals;
  return Number(fixed(value / unit, 0)) * unit;
}

function plain(value) {
  if (value >= 0.1 && Number.isInteger(value)) return grouped(value);
  return grouped(value, 10).replace(/0+$/, "").replace(/\.$/, "");
}

function short(value) {
  const rounded = roundTo(value, 2);
  const step = STEPS.find(([size]) => rounded >= size);
  return step ? `${plain(roundTo(rounded / step[0], 2))}${NBSP}${step[1]}` : plain(rounded);
}

function wholeMoney(amount) {
  return amount < 100 && Math.abs(amount - Math.round(amount)) > 0.005
    ? grouped(amount, 2)
    : grouped(amount);
}

/** An amount in full, or in two significant figures for a headline. */
export function money(amount, symbol, { brief = false } = {}) {
  if (missing(amount)) return NOTHING;
  const size = brief ? short(Math.abs(amount)) : wholeMoney(Math.abs(amount));
  return `${signed(amount, size)}${symbol}${size}`;
}

/** 0.124 as 12.4 %, or in two significant figures. */
export function percent(fraction, { brief = false, digits = 1 } = {}) {
  if (missing(fraction)) return NOTHING;
  const value = Math.abs(fraction) * 100;
  const size = brief ? plain(roundTo(value, 2)) : grouped(value, digits);
  return `${signed(fraction, size)}${size}${NBSP}%`;
}

/** How many of something. */
export function count(howMany, { brief = false } = {}) {
  if (missing(howMany)) return NOTHING;
  const size = brief ? short(Math.abs(howMany)) : grouped(Math.abs(howMany));
  return signed(howMany, size) + size;
}

/** A score with three significant figures. */
export function score(value) {
  if (missing(value)) return NOTHING;
  const size = plain(roundTo(Math.abs(value), 3));
  return signed(value, size) + size;
}

/** A number as it stands in a field: thousands apart, no more decimals than it has. */
export function fieldText(value) {
  const size = plain(Number(Math.abs(value).toPrecision(12)));
  return signed(value, size) + size;
}

/** A number in a field: as it was typed, or with five figures where it was worked out. */
export function shownText(value) {
  const typed = Math.abs(value - Number(value.toFixed(6))) <= 1e-9 * Math.abs(value);
  return fieldText(typed ? value : Math.sign(value) * roundTo(Math.abs(value), 5));
}

/** Read what a person typed: 1,500 and 1 500 are thousands, 0,3 and 1.5 are decimals, NaN if neither. */
export function parseNumber(text) {
  let clean = text.replace(/[\s\u00a0\u202f'’%]/g, "").replace(MINUS, "-");
  clean = clean.replace(/^[^\d.,-]+/, ""); // a currency in front
  if (/^-?(0|\d{4,})?,\d+$/.test(clean) || /^-?\d+,(\d{1,2}|\d{4,})$/.test(clean)) {
    clean = clean.replace(",", ".");
  }
  clean = clean.replace(/,(?=\d{3}(\D|$))/g, "");
  return /^-?(\d+\.?\d*|\.\d+)$/.test(clean) ? Number(clean) : NaN;
}
