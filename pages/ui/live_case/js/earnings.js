// What one decision earns over today's practice, and what acting on it costs: the same as
// lepton/value/policy_money.py and lepton/finance/earning.py, held together by a test.

/** Money of a decision. `of` has a kind and what is acted on, per decision: hits, misses, value. */
export function worth(of, v) {
  if (of.kind === "flat") return { profit: v.profit * v.share, spend: 0 };
  if (of.kind === "frozen") return { profit: of.profit, spend: of.spend };
  const rates = ratesOf(of.kind, v);
  const profit = priced(rates, of) - (of.today ? priced(rates, of.today) : 0);
  if (of.kind === "formula") return { profit: profit + v.profit - of.estimate, spend: of.spend };
  return { profit, spend: rates.spend * (of.hits + of.misses) };
}

function priced({ right, wrong, value }, held) {
  return right * held.hits + wrong * held.misses + value * held.value;
}

/** Money for each hit, each miss and each unit of value; what acting once costs. */
function ratesOf(kind, v) {
  if (kind === "formula") return { right: 0, wrong: 0, value: 1, spend: 0 };
  if (kind === "matrix") {
    return { right: v.right + v.missed, wrong: -(v.wrong + v.spared), value: 0, spend: v.wrong };
  }
  const wrong = -(v.contact_cost + v.incentive_cost * v.takers) - v.harm;
  const lost = v.success_rate * v.incentive_cost + v.contact_cost;
  const won = v.success_rate * v.benefit;
  const each = kind === "column" ? { right: -lost, value: won } : { right: won - lost, value: 0 };
  return { ...each, wrong, spend: v.contact_cost + v.incentive_cost };
}
