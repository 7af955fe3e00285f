// The assumptions: groups of fields, the currency, where the benefit comes from, and whether the
// share follows the most profitable one.
import { Field } from "./field.js";
import { html, removeChildren, setAttribute, setHidden, setText } from "./dom.js";
import { percent } from "./format.js";

/** The most profitable share is a count of cases: a tenth of a percent says enough of it. */
const shown = (share, { following }) => (following ? Math.round(share * 1000) / 1000 : share);

export class Controls {
  constructor(on) {
    this.on = on;
    this.node = html("section", { class: "controls", "aria-label": "Assumptions" });
    this.fields = new Map();
  }

  /** Build for one use case; done again only when the wording or the form changes. */
  build({ groups, currencies, words, text }) {
    if (text === this.built) return;
    this.built = text;
    removeChildren(this.node);
    this.fields.clear();
    for (const group of groups) this.node.append(this.#group(group, words));
    this.node.append(this.#currency(currencies));
  }

  #group({ title, controls }, words) {
    const box = html("fieldset", {}, html("legend", {}, title));
    for (const spec of controls) {
      const field = new Field(spec, this.on);
      this.fields.set(spec.name, field);
      if (spec.name === "benefit" && words.value_column) box.append(this.#source(words));
      box.append(field.node);
      if (spec.kind === "share") box.append(this.#follow());
    }
    return box;
  }

  /** One amount for everybody, or each one's own from a column. */
  #source(words) {
    const choice = (value, text) => {
      const input = html("input", { type: "radio", name: "lepton-source", value,
        "data-testid": `source-${value}` });
      input.addEventListener("change", () => this.on.source(value));
      return html("label", { title: text }, input, html("span", {}, text));
    };
    this.sources = html("div", { class: "switch", role: "radiogroup",
      "aria-label": "Where the value of a success comes from" },
    choice("amount", "One amount"), choice("column", words.value_column));
    return this.sources;
  }

  #follow() {
    this.state = html("span", { class: "state", "data-testid": "share-state" });
    this.best = html("button", { type: "button", class: "quiet", "data-testid": "follow" },
      "Most profitable");
    this.best.addEventListener("click", () => this.on.follow());
    return html("div", { class: "follow" }, this.state, this.best);
  }

  #currency(currencies) {
    this.currency = html("select", { id: "lepton-currency", "data-testid": "currency" },
      ...currencies.map(({ code, symbol }) => html("option", { value: code },
        symbol.trim() === code ? code : `${code} ${symbol}`)));
    this.currency.addEventListener("change", () => {
      this.on.input("currency", this.currency.value);
      this.on.commit();
    });
    return html("div", { class: "currency" },
      html("label", { for: "lepton-currency" }, "Currency"), this.currency);
  }

  /** Show one set of assumptions. */
  sync(params, answer, { symbol, share, inGesture }) {
    const largest = Math.max(1, ...["benefit", "right", "wrong"].map((name) => params[name] || 0));
    for (const [name, field] of this.fields) {
      const typical = name === "fixed_cost" ? 10 * largest : largest / 4;
      const value = name === "fraction" ? shown(share, answer) : params[name];
      field.sync(value ?? 0, { symbol, typical, inGesture });
    }
    if (this.currency.value !== params.currency) this.currency.value = params.currency;
    if (this.sources) {
      for (const input of this.sources.querySelectorAll("input")) {
        input.checked = input.value === params.benefit_from;
      }
    }
    this.#shareState(answer);
  }

  #shareState({ following, best }) {
    setText(this.state, following
      ? "Follows the most profitable share"
      : `Fixed by you; most profit at ${percent(best.fraction, { brief: true })}`);
    setAttribute(this.best, "aria-pressed", following);
    setHidden(this.best, following);
  }
}
