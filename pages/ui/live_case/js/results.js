// The figures of a case, from its cash flow: the same as lepton/finance/measures.py.

/** Net present value, return (null without costs), and when it has paid for itself. */
export function results(flow) {
  const costs = flow.cost.reduce((sum, amount, month) => sum + amount * flow.factor[month], 0);
  const npv = flow.discounted.at(-1);
  const payback = paybackOf(flow.cumulative);
  const after = payback === null ? [] : flow.cumulative.slice(Math.ceil(payback));
  return { npv, costs, roi: costs > 0 ? npv / costs : null, payback,
    holds: payback !== null && after.every((sum) => sum >= 0) };
}

/** Months until a running sum first reaches 0, straight within the month; null if never. */
export function paybackOf(cumulative) {
  const at = cumulative.findIndex((sum) => sum >= 0);
  if (at <= 0) return at === 0 ? 0 : null;
  const before = cumulative[at - 1];
  return at - 1 - before / (cumulative[at] - before);
}
