// The note when nothing pays, and the table of the same figures.
import { breakEven } from "./breakeven.js";
import { html, removeChildren, setAttribute, setHidden, setText } from "./dom.js";
import { count, money, percent, score } from "./format.js";
import { changeText } from "./words.js";

const ALL_AT_ONCE = "No single change makes it pay; several amounts would have to change together, "
  + "or the model would have to tell right from wrong better.";

/** Shown only when no share pays: what would have to be different. */
export class Advice {
  constructor() {
    this.list = html("ul");
    this.lead = html("p");
    this.node = html("div", { class: "advice", hidden: true, "data-testid": "advice" },
      html("strong", {}, "No profitable cut-off"), this.lead, this.list);
  }

  /** While a slider moves nothing may jump, so the note only pales when it no longer holds. */
  fade(profitable) {
    setAttribute(this.node, "data-stale", profitable);
  }

  draw(counts, params, answer, fields, symbol) {
    setHidden(this.node, answer.profitable);
    if (answer.profitable) return;
    const changes = fields
      .filter(({ kind, empty }) => kind !== "text" && empty === undefined)
      .map((field) => [field, breakEven(counts, params, field.name)])
      .filter(([, needed]) => needed !== null && needed !== undefined)
      .map(([field, needed]) => changeText(field, params[field.name], needed, symbol))
      .filter(Boolean);
    setText(this.lead, changes.length ? "It would begin to pay with any one of these:" : ALL_AT_ONCE);
    removeChildren(this.list);
    this.list.append(...changes.map((text) => html("li", {}, text)));
  }
}

const ROWS = [["chosen", "Chosen"], ["honest", "Most profit"], ["fewest", "Fewest"],
  ["best_roi", "Most ROI"], ["f1", "Best F1"], ["today", "Today's rule"],
  ["random", "As many at random"], ["everybody", "Everybody"], ["nobody", "Nobody"]];
const ONLY_WHERE_IT_PAYS = new Set(["best_roi", "fewest"]); // the least bad is no advice

export class Table {
  constructor() {
    this.body = html("tbody");
    this.head = html("tr");
    this.node = html("details", { class: "table", "data-testid": "table" },
      html("summary", {}, "The same figures as a table"),
      html("div", { class: "scroll" }, html("table", {}, html("thead", {}, this.head), this.body)));
    this.node.addEventListener("toggle", () => this.again?.());
  }

  draw(answer, words, symbol) {
    this.again = () => this.#fill(answer, words, symbol);
    if (this.node.open) this.again();
  }

  #fill(answer, words, symbol) {
    const from = words.byGain ? "From expected gain" : "Cut-off score";
    const titles = ["", "Share", `${words.to_act}, a month`, "Hits", from, "Profit a month",
      "Profit a year", "Cost a month", "ROI"];
    removeChildren(this.head);
    removeChildren(this.body);
    this.head.append(...titles.map((text) => html("th", { scope: "col" }, text)));
    for (const [id, name] of ROWS) {
      if (!answer[id] || (ONLY_WHERE_IT_PAYS.has(id) && !answer.profitable)) continue;
      this.body.append(row(id, name, answer[id], { ...words, symbol }));
    }
  }
}

function row(id, name, point, { symbol, byGain }) {
  const from = byGain ? money(point.threshold, symbol) : score(point.threshold);
  const cells = [percent(point.fraction), count(point.n), count(point.tp), from,
    money(point.profit, symbol), money(12 * point.profit, symbol), money(point.cost, symbol),
    percent(point.roi)];
  return html("tr", { "data-row": id }, html("th", { scope: "row" }, name),
    ...cells.map((text) => html("td", {}, text)));
}
