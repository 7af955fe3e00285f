// Where each assumption, moved alone, makes the chosen cut-off earn nothing: profit at a fixed
// cut-off is a straight line in each. A change of the base rate keeps the cut-off.
import { shifted } from "./counting.js";
import { moneyOf, scaleFor } from "./prices.js";

const MOST_MONEY = 1e12;
const SHARES = new Set(["success_rate", "takers", "base_rate"]);
const ABOVE_ZERO = new Set(["decisions_per_month", "base_rate"]);

/** By assumption: its value at which this cut-off earns nothing; null where there is none. */
export function crossings(counts, params, { index, profit }) {
  const slopes = slopesAt(counts, params, { index, profit });
  const found = Object.entries(slopes).map(([name, slope]) => {
    if (index === 0 || slope === 0) return [name, null];
    // from zero decisions on, so that no rounding stands where no fixed cost has to be earned
    if (name === "decisions_per_month") return [name, allowed(name, params.fixed_cost / slope)];
    const known = counts.positives / counts.total;
    const now = name === "base_rate" ? shareNow(counts, params) ?? known : params[name];
    return [name, allowed(name, (now ?? (name === "takers" ? 1 : 0)) - profit / slope)];
  });
  return Object.fromEntries(found);
}

/** What one more unit of each assumption adds to the profit of a cut-off. */
export function slopesAt(counts, params, { index, profit }) {
  const rows = shifted(counts, params);
  const scale = scaleFor(counts, params);
  const tp = rows.tp(index);
  const above = { tp, fp: rows.n(index) - tp, value: rows.value(index) };
  const decisions = params.decisions_per_month ?? rows.total;
  const common = { fixed_cost: -1, decisions_per_month: (profit + params.fixed_cost) / decisions };
  if (params.form === "formula") return common;
  const own = params.form === "matrix" ? matrix(scale, above) : campaign(params, scale, above);
  return { ...own, ...common, base_rate: baseRate(counts, params, scale, above) };
}

function campaign(params, scale, { tp, fp, value }) {
  const { benefit, success_rate: rate, incentive_cost: gift, takers = 1 } = params;
  const worth = params.benefit_from === "column" ? value : tp;
  return {
    benefit: scale * rate * worth,
    success_rate: scale * (benefit * worth - gift * tp),
    contact_cost: -scale * (tp + fp),
    incentive_cost: -scale * (rate * tp + takers * fp),
    harm: -scale * fp,
    takers: -scale * gift * fp,
  };
}

function matrix(scale, { tp, fp }) {
  return { right: scale * tp, wrong: -scale * fp, missed: scale * tp, spared: -scale * fp };
}

function baseRate(counts, params, scale, { tp, fp, value }) {
  const share = shareNow(counts, params);
  if (!(share > 0 && share < 1)) return 0;
  const money = moneyOf(params);
  const hits = money.tp * tp + (money.column ? money.column * value : 0);
  return scale * (hits / share - money.fp * fp / (1 - share));
}

function shareNow(counts, params) {
  const rows = shifted(counts, params);
  return rows.positives / rows.total;
}

function allowed(name, value) {
  const most = SHARES.has(name) ? 1 : MOST_MONEY;
  if (ABOVE_ZERO.has(name) && value <= 0) return null;
  return value >= 0 && value <= most && !(name === "base_rate" && value === 1) ? value : null;
}
