// The chosen share, held by its line in the chart: pulled with a pointer, there or anywhere on the
// plot, or moved with arrow keys.
import { html, setAttribute } from "./dom.js";
import { Pull } from "./pull.js";

const STEP = 0.01;
const LEAP = 0.1;
const MARGIN = 8; // pixels beside the plot that still belong to it

export class Grip {
  /** `on.begin()`, `on.move(share)` while it moves, `on.end(moved)` when it is let go; the plot
   *  is the node that can be pressed anywhere. */
  constructor(on, plot) {
    this.on = on;
    this.share = 0;
    this.knob = html("span", { class: "knob" });
    this.node = html("div", { class: "grip", role: "slider", tabindex: "0",
      "data-testid": "grip", "aria-valuemin": "0", "aria-valuemax": "100" }, this.knob);
    this.#pulled(this.node, (x) => { this.offset = x - this.scale(this.share); });
    this.#pulled(plot, (x, y) => {
      this.offset = 0;
      return this.#within(x, y);
    });
    this.node.addEventListener("keydown", (event) => this.#key(event));
    this.node.addEventListener("keyup", () => this.#release());
    this.node.addEventListener("blur", () => this.#release());
  }

  #pulled(node, press) {
    return new Pull(node, { press,
      begin: () => {
        this.pulling = true;
        this.node.focus({ preventScroll: true });
        this.on.begin();
      },
      move: (x) => this.#move(this.scale.invert(x - this.offset)),
      release: () => this.#release() });
  }

  #within(x, y) {
    const { left, right, top, bottom } = this.box;
    return x >= left - MARGIN && x <= right + MARGIN && y >= top - MARGIN && y <= bottom + 4;
  }

  draw({ box, x, share, gripLabel, valueText }) {
    this.box = box;
    this.scale = x;
    this.share = share;
    this.node.style.transform = `translateX(${Math.round(x(share) * 10) / 10}px)`;
    if (this.node.style.top !== `${box.top}px`) this.node.style.top = `${box.top}px`;
    const height = `${box.bottom - box.top + 12}px`;
    if (this.node.style.height !== height) this.node.style.height = height;
    setAttribute(this.node, "aria-label", gripLabel);
    setAttribute(this.node, "aria-valuenow", Math.round(share * 1000) / 10);
    setAttribute(this.node, "aria-valuetext", valueText);
  }

  #key(event) {
    const step = { ArrowRight: STEP, ArrowUp: STEP, ArrowLeft: -STEP, ArrowDown: -STEP,
      PageUp: LEAP, PageDown: -LEAP }[event.key];
    const end = { Home: 0, End: 1 }[event.key];
    if (step === undefined && end === undefined) return;
    event.preventDefault();
    this.#move(end ?? this.share + step);
  }

  #move(share) {
    const whole = Math.min(1, Math.max(0, Math.round(share * 1000) / 1000));
    if (whole === this.share) return;
    this.share = whole;
    this.moved = true;
    this.on.move(whole);
  }

  #release() {
    if (!this.pulling && !this.moved) return;
    this.pulling = false;
    const moved = this.moved;
    this.moved = false;
    this.on.end(moved);
  }
}
