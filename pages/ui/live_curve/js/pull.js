// A hand that pulls sideways: mouse, pen or finger. A finger that moves up or down scrolls the page
// (the style sheet leaves that to the browser), so nothing happens until it has moved sideways.

const SIDEWAYS = 5; // pixels before a finger is taken to pull

export class Pull {
  /** `on.press(x)` gives false to decline; `on.move(x)`, `on.release(moved)`. */
  constructor(node, on) {
    this.node = node;
    this.on = on;
    this.state = null; // "waiting" for a finger to show its direction, or "pulling"
    node.addEventListener("pointerdown", (event) => this.#down(event));
    node.addEventListener("pointermove", (event) => this.#moved(event));
    node.addEventListener("pointerup", (event) => this.#up(event, true));
    node.addEventListener("pointercancel", (event) => this.#up(event, false));
  }

  #down(event) {
    if (event.button !== 0 || !event.isPrimary || this.state) return;
    this.left = this.node.closest(".chart").getBoundingClientRect().left;
    this.top = this.node.closest(".chart").getBoundingClientRect().top;
    if (this.on.press(event.clientX - this.left, event.clientY - this.top) === false) return;
    this.from = event.clientX;
    this.touch = event.pointerType === "touch";
    this.state = this.touch ? "waiting" : "pulling";
    if (!this.touch) {
      event.preventDefault(); // or the text around would be marked
      this.#begin(event);
    }
  }

  #begin(event) {
    this.state = "pulling";
    this.node.setPointerCapture(event.pointerId);
    this.on.begin();
    this.on.move(event.clientX - this.left, true);
  }

  #moved(event) {
    if (!this.state || !event.isPrimary) return;
    if (this.state === "pulling") this.on.move(event.clientX - this.left, false);
    else if (Math.abs(event.clientX - this.from) > SIDEWAYS) this.#begin(event);
  }

  /** A finger that has not moved was a tap, unless the browser took it over. */
  #up(event, meant) {
    if (!this.state || !event.isPrimary) return;
    if (this.state === "waiting" && meant) this.#begin(event);
    const began = this.state === "pulling";
    this.state = null;
    if (began) this.on.release();
  }
}
