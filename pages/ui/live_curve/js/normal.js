// The normal distribution, to the last digits that a double holds.

const FEW = 3; // below it the series converges quickly, above it the fraction does
const TERMS = 120;

/** Chance that a standard normal variable is at most z. */
export function normalCdf(z) {
  const x = Math.abs(z) / Math.SQRT2;
  const tail = x < FEW ? (1 - erfSeries(x)) / 2 : erfcFraction(x) / 2;
  return z > 0 ? 1 - tail : tail;
}

/** erf(x) = 2/√π · e^(−x²) · Σ 2ⁿ x^(2n+1) / (2n+1)!! : all terms positive. */
function erfSeries(x) {
  let term = x;
  let sum = x;
  for (let n = 1; n < TERMS && term > sum * 1e-17; n += 1) {
    term *= (2 * x * x) / (2 * n + 1);
    sum += term;
  }
  return (2 / Math.sqrt(Math.PI)) * Math.exp(-x * x) * sum;
}

/** erfc(x) as a continued fraction, from its end. */
function erfcFraction(x) {
  let below = x;
  for (let k = TERMS; k >= 1; k -= 1) below = x + k / 2 / below;
  return Math.exp(-x * x) / Math.sqrt(Math.PI) / below;
}
