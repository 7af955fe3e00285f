// Where the parts of the page stand: the answer on top, assumptions beside the result.
import { html, setAttribute, setText } from "./dom.js";
import { money } from "./format.js";
import { announcement } from "./sentences.js";

export class Page {
  /** Build the frame around the parts; a narrow screen has the result first, the answer on top. */
  constructor(parts) {
    this.first = html("span", { "data-testid": "sentence" });
    this.profit = html("span", { class: "pin", "aria-hidden": "true", "data-testid": "pin" });
    this.second = html("p", { class: "second", "data-testid": "sentence-second" });
    this.third = html("p", { class: "third", "data-testid": "sentence-third" });
    this.live = html("p", { class: "unseen", "aria-live": "polite", "data-testid": "live" });
    this.title = html("h3", { class: "chart-title" });
    this.updating = html("span", { class: "updating", "data-testid": "updating" }, "updating");
    this.node = html("div", { class: "lepton-curve", "data-testid": "live-curve" },
      html("div", { class: "answer" }, this.profit, html("p", { class: "first" }, this.first)),
      this.second, this.third, this.live,
      html("div", { class: "body" }, parts.controls, this.#result(parts)));
  }

  #result({ tiles, toggles, chart, share, exports, advice, table }) {
    const named = html("div", { class: "named" }, this.title, this.updating);
    return html("section", { class: "result", "aria-label": "Result" }, tiles,
      html("div", { class: "chart-head" }, named, toggles), chart, share, exports, advice, table);
  }

  /** Say the answer in words. */
  say(said, { chosen }, symbol) {
    this.said = said;
    setText(this.first, said.first);
    setText(this.second, said.second);
    setText(this.third, said.third);
    setText(this.profit, money(chosen.profit, symbol, { brief: true }));
    setAttribute(this.profit, "data-loss", chosen.profit < 0);
  }

  /** Read the answer out, and keep its figures in full where a test finds them. */
  settle(figures) {
    setText(this.live, announcement(this.said));
    for (const [name, value] of Object.entries(figures)) this.node.dataset[name] = String(value);
  }
}
