// What may be written into a number field, and what is said where it may not.
import { fieldText } from "./format.js";

const LARGEST = 1e12;

export class Bounds {
  /** Of a spec; one with `low` and `high` has bounds of its own. Percentages are told as shown. */
  constructor(spec, percents) {
    this.spec = spec;
    this.percents = percents;
    this.own = spec.low !== undefined;
    const times = percents ? 100 : 1;
    this.least = this.own ? times * spec.low : spec.kind === "count" ? 1 : 0;
    this.most = this.own ? times * spec.high : percents ? 100 * (spec.most ?? 1) : LARGEST;
  }

  /** The nearest number that may stand there. */
  within(shown) {
    return Number(Math.min(this.most, Math.max(this.least, shown)).toPrecision(12));
  }

  /** Why a number cannot be used; empty where it can. */
  broken(shown) {
    if (!Number.isFinite(shown)) return "Write a number, such as 1,500 or 0.5.";
    if (this.spec.kind === "score") return "";
    if (shown < 0 && this.least >= 0) {
      return "Write it without a minus sign: costs are entered as costs.";
    }
    if (shown >= this.least && shown <= this.most) return "";
    if (this.percents) {
      return `Write a percentage between ${fieldText(this.least)} and ${fieldText(this.most)}.`;
    }
    if (this.own && this.most < LARGEST) {
      return `Write a number from ${fieldText(this.least)} to ${fieldText(this.most)}.`;
    }
    if (shown < this.least) return `Write a number of at least ${fieldText(this.least)}.`;
    return "Write an amount below a million millions.";
  }
}
