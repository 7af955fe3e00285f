// A button that lets the page fill the screen of a room.
import { html, setHidden, setText } from "../../live_curve/js/dom.js";

export class FullScreen {
  constructor() {
    this.node = html("button", { type: "button", class: "quiet", hidden: true,
      "data-testid": "full-screen" });
    this.node.addEventListener("click", () => this.#turn());
    this.changed = () => this.sync();
    document.addEventListener("fullscreenchange", this.changed);
  }

  async #turn() {
    try {
      if (document.fullscreenElement) await document.exitFullscreen();
      else await document.documentElement.requestFullscreen();
    } catch {
      setText(this.node, "Press F11 for the full screen");
    }
  }

  sync(wanted = this.wanted) {
    this.wanted = wanted;
    setHidden(this.node, !wanted);
    setText(this.node, document.fullscreenElement ? "Leave full screen" : "Full screen");
  }

  destroy() {
    document.removeEventListener("fullscreenchange", this.changed);
  }
}
