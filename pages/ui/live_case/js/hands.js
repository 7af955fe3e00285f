// What the hand has moved, by scenario, and which scenario is looked at.
import { Told } from "../../live_curve/js/told.js";
import { BASE } from "./scenarios.js";

export class Hands {
  constructor() {
    this.told = new Told();
    this.shown = BASE;
    this.moved = {};
  }

  get rev() {
    return this.told.rev;
  }

  get params() {
    return { shown: this.shown, hands: this.moved };
  }

  /** Take what Python knows, if it is newer; a scenario that is gone gives way to the base. */
  take(data, scenarios) {
    if (data.rev > this.told.rev) {
      const { shown, hands } = this.told.take({ ...data, view: {} }).params;
      this.shown = shown;
      this.moved = hands;
    }
    if (!scenarios.has(this.shown)) this.shown = BASE;
    this.moved = Object.fromEntries(Object.entries(this.moved).filter(([name]) => scenarios.has(name)));
  }

  move(name, value) {
    const own = { ...this.moved[this.shown], [name]: value };
    this.moved = { ...this.moved, [this.shown]: own };
  }

  choose(name) {
    this.shown = name;
  }

  /** Tell Python, once, and only of something new. */
  commit(send) {
    this.told.commit(this.params, {}, send);
  }

  /** Whether Python knows of all this. */
  knownAs({ params }) {
    return JSON.stringify(params) === JSON.stringify(this.params);
  }
}
