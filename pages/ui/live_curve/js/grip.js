// The chosen share, held by its line in the chart: pulled with a pointer or moved with arrow keys.
import { html, setAttribute } from "./dom.js";

const STEP = 0.01;
const LEAP = 0.1;

export class Grip {
  /** `on.move(share)` while it moves, `on.end()` when it is let go. */
  constructor(on) {
    this.on = on;
    this.share = 0;
    this.knob = html("span", { class: "knob" });
    this.node = html("div", { class: "grip", role: "slider", tabindex: "0",
      "data-testid": "grip", "aria-valuemin": "0", "aria-valuemax": "100" }, this.knob);
    this.node.addEventListener("pointerdown", (event) => this.#take(event));
    this.node.addEventListener("pointermove", (event) => this.#pull(event));
    for (const kind of ["pointerup", "pointercancel"]) {
      this.node.addEventListener(kind, () => this.#release());
    }
    this.node.addEventListener("keydown", (event) => this.#key(event));
    this.node.addEventListener("keyup", () => this.#release());
    this.node.addEventListener("blur", () => this.#release());
  }

  draw({ box, x, share, label, valueText }) {
    this.scale = x;
    this.share = share;
    this.node.style.transform = `translateX(${Math.round(x(share) * 10) / 10}px)`;
    this.node.style.top = `${box.top}px`;
    this.node.style.height = `${box.bottom - box.top + 12}px`;
    setAttribute(this.node, "aria-label", label);
    setAttribute(this.node, "aria-valuenow", Math.round(share * 1000) / 10);
    setAttribute(this.node, "aria-valuetext", valueText);
  }

  #take(event) {
    if (event.button !== 0) return;
    this.node.setPointerCapture(event.pointerId);
    this.left = this.node.parentElement.getBoundingClientRect().left;
    this.offset = event.clientX - this.left - this.scale(this.share);
    this.pulling = true;
    this.node.focus({ preventScroll: true });
    event.preventDefault();
    this.on.begin();
  }

  #pull(event) {
    if (this.pulling) this.#move(this.scale.invert(event.clientX - this.left - this.offset));
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
