// Scenarios are named differences on a base. What the hand has moved comes on top of the scenario
// that is looked at; moved in the base, it moves all others that do not say otherwise.
import { cashFlow } from "./cashflow.js";
import { results } from "./results.js";

export const BASE = "Base";

export class Scenarios {
  /** Take what Python sent: the assumptions of the base, and what each scenario changes. */
  take({ base, scenarios }) {
    this.base = base;
    this.all = scenarios;
  }

  has(name) {
    return this.all.some((scenario) => scenario.name === name);
  }

  named(name) {
    return this.all.find((scenario) => scenario.name === name);
  }

  /** Every assumption of a scenario by name; `hands` holds what was moved, by scenario. */
  values(name, hands) {
    return { ...this.base, ...hands[BASE], ...this.named(name).changes, ...hands[name] };
  }

  /** The cash flow of a scenario and its figures. */
  worked(name, hands) {
    const v = this.values(name, hands);
    const flow = cashFlow(v, this.named(name).earning);
    return { name, v, flow, ...results(flow) };
  }
}
