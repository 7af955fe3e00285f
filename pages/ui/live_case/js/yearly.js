// The same figures as a table, year by year.
import { html, removeChildren, setText } from "../../live_curve/js/dom.js";
import { money } from "../../live_curve/js/format.js";

const YEAR = 12;
const TITLES = ["", "Benefit", "Cost", "Tax", "Left over", "So far", "So far, in today's money"];

export class Yearly {
  constructor() {
    this.title = html("summary", {}, "The same figures as a table");
    this.caption = html("caption", { class: "unseen" });
    this.body = html("tbody");
    this.node = html("details", { class: "table", "data-testid": "flow-table" }, this.title,
      html("div", { class: "scroll" }, html("table", {}, this.caption,
        html("thead", {}, html("tr", {}, ...TITLES.map((text) => html("th", { scope: "col" }, text)))),
        this.body)));
    this.node.addEventListener("toggle", () => this.again?.());
  }

  draw(shown, symbol) {
    this.again = () => this.#fill(shown, symbol);
    if (this.node.open) this.again();
  }

  #fill({ name, flow }, symbol) {
    setText(this.caption, `Money by year, scenario ${name}`);
    removeChildren(this.body);
    for (const { title, from, to } of yearsOf(flow.net.length - 1)) {
      const sum = (line) => line.slice(from, to + 1).reduce((a, b) => a + b, 0);
      const amounts = [flow.benefit, flow.cost, flow.tax, flow.net].map(sum);
      amounts.push(flow.cumulative[to], flow.discounted[to]);
      this.body.append(html("tr", {}, html("th", { scope: "row" }, title),
        ...amounts.map((amount) => html("td", {}, money(amount, symbol)))));
    }
  }
}

/** Today, then years; the last one may be short. */
export function yearsOf(horizon) {
  const years = Array.from({ length: Math.ceil(horizon / YEAR) }, (_, i) => ({
    title: `Year ${i + 1}`, from: i * YEAR + 1, to: Math.min((i + 1) * YEAR, horizon) }));
  return [{ title: "Today", from: 0, to: 0 }, ...years];
}
