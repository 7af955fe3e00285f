// Where the parts of the case stand: the answer on top, what matters most beside the chart.
import { html, setAttribute, setText } from "../../live_curve/js/dom.js";

export class Frame {
  constructor({ rows, chooser, tiles, chart, table, full }) {
    this.first = html("span", { "data-testid": "case-sentence" });
    this.second = html("p", { class: "second", "data-testid": "case-second" });
    this.third = html("p", { class: "third", "data-testid": "case-note" });
    this.live = html("p", { class: "unseen", "aria-live": "polite", "data-testid": "case-live" });
    this.updating = html("span", { class: "updating", "data-testid": "case-updating" }, "updating");
    this.legend = html("p", { class: "legend", "aria-hidden": "true" },
      html("span", { class: "key" }), "8 of 10 trials");
    this.title = html("h3", { class: "chart-title" }, "Money so far, month by month");
    const named = html("div", { class: "named" }, this.title, this.legend, this.updating);
    const result = html("section", { class: "result", "aria-label": "Result" }, tiles,
      html("div", { class: "chart-head" }, named, full), chart, table);
    const controls = html("section", { class: "controls", "aria-label": "Assumptions" }, chooser, rows);
    this.node = html("div", { class: "lepton-curve lepton-case", "data-testid": "live-case" },
      html("div", { class: "answer" }, html("p", { class: "first" }, this.first)),
      this.second, this.third, this.live, html("div", { class: "body" }, controls, result));
  }

  /** Say the answer in words; what belongs to the former numbers pales. */
  say({ first, second }, note, fresh) {
    setText(this.first, first);
    if (fresh) setText(this.second, second);
    setAttribute(this.second, "data-stale", !fresh);
    setText(this.third, note);
    setAttribute(this.updating, "data-on", !fresh);
  }

  /** Read the answer out, and keep its figures in full where a test finds them. */
  settle(figures) {
    setText(this.live, [this.first, this.second, this.third].map((n) => n.textContent)
      .filter(Boolean).join(" "));
    for (const [name, value] of Object.entries(figures)) this.node.dataset[name] = String(value);
  }
}
