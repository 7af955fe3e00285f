// The assumptions as a person changes them: where one change brings another along.

export class Assumed {
  params = null;

  /** Take a set of assumptions as it is. */
  take(params) {
    this.params = params;
    this.other = undefined; // what the benefit was with the other source of it
  }

  /** Change one; a range of the success rate moves along when the rate leaves it. */
  set(name, value) {
    this.params = { ...this.params, [name]: value, ...this.#within(name, value) };
  }

  #within(name, value) {
    const { success_low: low, success_high: high } = this.params;
    if (name !== "success_rate") return {};
    return { success_low: low !== null && low > value ? value : low,
      success_high: high !== null && high < value ? value : high };
  }

  /** Let the share follow the best one: the most profit, or the fewest that earn the same. */
  follow(how) {
    this.params = { ...this.params, follow: how, fraction: null };
  }

  /** From one amount to a column and back; the first time, so that the total stays the same. */
  source(from, { valueTp, positives, size }) {
    if (from === this.params.benefit_from) return;
    const mean = (valueTp?.[size - 1] ?? 0) / (positives || 1);
    const first = from === "column" ? 1 : Number((mean * this.params.benefit).toPrecision(3));
    const benefit = this.other ?? first;
    this.other = this.params.benefit;
    this.params = { ...this.params, benefit_from: from, benefit };
  }

  /** Another way to count the money; formulas start from the same money, written out. */
  form(form, formulas, counts) {
    const { form: was, benefit_from: from, benefit, tp_formula: known } = this.params;
    const first = form === "formula" && !known
      ? written(formulas[from === "column" ? "column" : was], from, benefit) : {};
    this.source("amount", counts); // only an offer has a value of its own for each case
    this.params = { ...this.params, ...first, form };
  }
}

/** The share of each one's own value as a number: the benefit is an amount again from then on. */
function written(formulas, from, share) {
  const own = from === "column" ? formulas.tp_formula.replace("benefit", share) : formulas.tp_formula;
  return { ...formulas, tp_formula: own };
}
