// The four figures above the chart.
import { html, setAttribute, setText } from "./dom.js";
import { count, money, roundTo } from "./format.js";
import { brief, number, span } from "./words.js";

const TILES = ["profit", "roi", "contacts", "hits"];

/** Figures side by side: a label, a value, and what it refers to. */
export class Row {
  constructor(ids) {
    this.parts = Object.fromEntries(ids.map((id) => [id, {
      label: html("span", { class: "tile-label" }),
      value: html("span", { class: "tile-value", "data-testid": `tile-${id}` }),
      note: html("span", { class: "tile-note", "data-testid": `tile-${id}-note` }),
    }]));
    this.node = html("div", { class: "tiles" }, ...ids.map((id) => {
      const { label, value, note } = this.parts[id];
      return html("div", { class: "tile", "data-tile": id }, label, value, note);
    }));
  }

  /** Texts by id; `lost` names those that are losses. */
  show(texts, lost = []) {
    for (const [id, [label, value, note]] of Object.entries(texts)) {
      setText(this.parts[id].label, label);
      setText(this.parts[id].value, value);
      setText(this.parts[id].note, note);
      setAttribute(this.parts[id].value, "data-loss", lost.includes(id));
    }
  }
}

export class Tiles extends Row {
  constructor() {
    super(TILES);
  }

  draw(answer, words, symbol, decisions) {
    const lost = answer.chosen.profit < 0 ? ["profit", "roi"] : [];
    this.show(tileTexts(answer, words, symbol, decisions), lost);
  }
}

/** Label, value, and what it refers to. */
export function tileTexts({ chosen, low, high }, words, symbol, decisions) {
  const none = chosen.n <= 0;
  const known = !none && Number.isFinite(low) && Number.isFinite(high)
    && money(low, symbol, { brief: true }) !== money(high, symbol, { brief: true });
  return {
    profit: ["Profit a month", money(chosen.profit, symbol, { brief: true }),
      known ? span(low, high, symbol, { short: true }) : ""],
    roi: ["ROI", brief(chosen.roi), perUnit(chosen, words, symbol)],
    contacts: [words.to_act, number(chosen.n),
      `${brief(chosen.fraction)} of ${count(decisions)} a month`],
    hits: ["Hit rate", none ? "–" : brief(chosen.tp / chosen.n),
      none ? "" : `${number(chosen.tp)} ${words.successes}`],
  };
}

function perUnit({ roi }, words, symbol) {
  if (!Number.isFinite(roi)) return `nothing ${words.spent}`;
  const amount = money(roundTo(Math.abs(roi), 2), symbol);
  return `${amount} ${roi < 0 ? "lost" : "earned"} per ${symbol}1 ${words.spent}`;
}
