// The tiles above the chart, the note when nothing pays, and the table of the same figures.
import { breakEven } from "./breakeven.js";
import { html, removeChildren, setAttribute, setHidden, setText } from "./dom.js";
import { count, money, percent, score } from "./format.js";
import { changeText, tileTexts } from "./words.js";

const TILES = ["profit", "roi", "contacts", "hits", "threshold"];

export class Tiles {
  constructor() {
    this.parts = Object.fromEntries(TILES.map((id) => [id, {
      label: html("span", { class: "tile-label" }),
      value: html("span", { class: "tile-value", "data-testid": `tile-${id}` }),
      note: html("span", { class: "tile-note" }),
    }]));
    this.node = html("div", { class: "tiles" }, ...TILES.map((id) => {
      const { label, value, note } = this.parts[id];
      return html("div", { class: "tile" }, label, value, note);
    }));
  }

  draw(answer, words, symbol, decisions) {
    const texts = tileTexts(answer, words, symbol, decisions);
    for (const id of TILES) {
      const [label, value, note] = texts[id];
      setText(this.parts[id].label, label);
      setText(this.parts[id].value, value);
      setText(this.parts[id].note, note);
    }
    for (const id of ["profit", "roi"]) {
      setAttribute(this.parts[id].value, "data-loss", answer.chosen.profit < 0);
    }
  }
}

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
      .filter(({ kind }) => kind !== "share")
      .map((field) => [field, breakEven(counts, params, field.name)])
      .filter(([, needed]) => needed !== null && needed !== undefined)
      .map(([field, needed]) => changeText(field, params[field.name], needed, symbol))
      .filter(Boolean);
    setText(this.lead, changes.length
      ? "It would begin to pay with any one of these:"
      : "No single change makes it pay; several amounts would have to change together, or the model would have to tell right from wrong better.");
    removeChildren(this.list);
    this.list.append(...changes.map((text) => html("li", {}, text)));
  }
}

const ROWS = [["chosen", "Chosen"], ["best", "Most profit"], ["best_roi", "Most ROI"],
  ["everybody", "Everybody"], ["nobody", "Nobody"]];

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
    const titles = ["", "Share", `${words.to_act}, a month`, "Hits", "Cut-off score",
      "Profit a month", "Profit a year", "Cost a month", "ROI"];
    removeChildren(this.head);
    removeChildren(this.body);
    this.head.append(...titles.map((text) => html("th", { scope: "col" }, text)));
    for (const [id, name] of ROWS) {
      if (id === "best_roi" && !answer.profitable) continue; // the least bad ratio is no advice
      if (answer[id]) this.body.append(row(name, answer[id], symbol));
    }
  }
}

function row(name, point, symbol) {
  const cells = [percent(point.fraction), count(point.n), count(point.tp), score(point.threshold),
    money(point.profit, symbol), money(12 * point.profit, symbol), money(point.cost, symbol),
    percent(point.roi)];
  return html("tr", {}, html("th", { scope: "row" }, name),
    ...cells.map((text) => html("td", {}, text)));
}
