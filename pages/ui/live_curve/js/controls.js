// The assumptions: the few that matter most, and one click away the others.
import { html, removeChildren, setHidden, setText } from "./dom.js";
import { Field } from "./field.js";
import { count, money } from "./format.js";
import { oneMore } from "./sentences.js";
import { TextField } from "./textfield.js";

const MAIN = "main";

export class Controls {
  /** `on` is told: begin, input, end, commit, source(from), form(form), open(id, open). */
  constructor(on) {
    this.on = on;
    this.node = html("section", { class: "controls", "aria-label": "Assumptions" });
    this.fields = new Map();
  }

  /** Build for one use case; done again only when the wording or the form changes. */
  build({ groups, text, ...more }, open) {
    if (text === this.built) return;
    this.built = text;
    removeChildren(this.node);
    this.fields.clear();
    this.notes = new Map();
    this.sources = null;
    for (const group of groups) {
      const inside = this.#inside(group, more);
      this.node.append(group.id === MAIN
        ? html("fieldset", {}, html("legend", {}, group.title), ...inside)
        : this.#section(group, inside, open.includes(group.id)));
    }
  }

  #inside({ id, controls }, { words, columns, currencies, forms }) {
    const nodes = controls.flatMap((spec) => {
      const field = spec.kind === "text"
        ? new TextField(spec, this.on, columns) : new Field(spec, this.on);
      this.fields.set(spec.name, field);
      const source = spec.name === "benefit" && words.value_column ? [this.#source(words)] : [];
      return [...source, field.node];
    });
    return id === "count" ? [this.#form(forms), this.#currency(currencies)] : nodes;
  }

  /** Closed until it is asked for; what is set inside stands beside its title. */
  #section({ id, title }, inside, open) {
    const note = html("span", { class: "set", "data-testid": `set-${id}` });
    this.notes.set(id, note);
    const node = html("details", { class: "section", "data-testid": `section-${id}`, open },
      html("summary", {}, html("span", {}, title), note), html("div", { class: "inside" }, ...inside));
    node.addEventListener("toggle", () => this.on.open(id, node.open));
    return node;
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

  #form(forms) {
    const options = Object.entries(forms).map(([value, text]) => html("option", { value }, text));
    this.form = this.#select("form", "What is decided", options, (value) => this.on.form(value));
    return this.form.parentElement;
  }

  #currency(currencies) {
    const options = currencies.map(({ code, symbol }) => html("option", { value: code },
      symbol.trim() === code ? code : `${code} ${symbol}`));
    this.currency = this.#select("currency", "Currency", options, (value) => {
      this.on.input("currency", value);
      this.on.commit();
    });
    return this.currency.parentElement;
  }

  #select(name, label, options, changed) {
    const id = `lepton-${name}`;
    const select = html("select", { id, "data-testid": name }, ...options);
    select.addEventListener("change", () => changed(select.value));
    html("div", { class: "choice" }, html("label", { for: id }, label), select);
    return select;
  }

  /** Show one set of assumptions; `only` tells, by place and name, which fields have their turn. */
  sync(params, answer, { symbol, words, inGesture }, only = () => true) {
    const largest = Math.max(1, ...["benefit", "right", "wrong"].map((name) => params[name] || 0));
    const profit = answer.chosen.n > 0 ? answer.chosen.profit : NaN;
    const due = [...this.fields].filter(([name], place) => only(place, name));
    for (const [name, field] of due) {
      const typical = name === "fixed_cost" ? 10 * largest : largest / 4;
      field.sync(params[name], { symbol, typical, inGesture });
      field.tell?.(answer.break_evens?.[name], profit, symbol);
    }
    if (due.length < this.fields.size) return;
    for (const name of ["capacity", "budget"]) {
      setText(this.fields.get(name).pays, priceOf(name, params, answer, words, symbol));
    }
    if (this.form.value !== params.form) this.form.value = params.form;
    if (this.currency.value !== params.currency) this.currency.value = params.currency;
    for (const input of this.sources?.querySelectorAll("input") ?? []) {
      input.checked = input.value === params.benefit_from;
    }
    for (const [id, note] of this.notes) setText(note, noteOf(id, params, this.fields, symbol));
  }

  /** Names of the program give way to those that stand on the page. */
  #named(text) {
    return text.replace(/\b[a-z]+(?:_[a-z]+)*\b/g, (word, at) => {
      const field = word.includes("_") || at === 0 ? this.fields.get(word) : null;
      return field ? `“${field.spec.label}”` : word;
    });
  }

  /** Say why Python did not take a change, beside the field it names if it names one. */
  refuse(text) {
    const [name] = text.split(" ");
    const said = this.#named(text);
    for (const [id, field] of this.fields) if (id !== "fraction") field.say(id === name ? said : "");
    this.problem ??= html("p", { class: "error", role: "alert", "data-testid": "refused" });
    setText(this.problem, this.fields.has(name) ? "" : said);
    setHidden(this.problem, !this.problem.textContent);
    this.node.prepend(this.problem);
    this.fields.get(name)?.node.closest("details")?.setAttribute("open", "");
  }
}

/** What a limit costs, where it holds anything back. */
function priceOf(name, params, { limited_by: by, shadow_price: price }, words, symbol) {
  if (params[name] === null || params[name] === undefined) return "";
  if (by !== name) return "holds nothing back";
  return price > 0 ? oneMore(name, price, words, symbol) : "";
}

const DEFAULTS = { takers: 1 };

/** What is set inside a section that is closed. */
function noteOf(id, params, fields, symbol) {
  if (id === "limits") {
    return [params.capacity && `${count(params.capacity)} a month`,
      params.budget && money(params.budget, symbol)].filter(Boolean).join(", ") || "none";
  }
  if (id === "today") return params.today || "none";
  if (id === "count") return params.currency;
  const inside = [...fields.values()].filter(({ node }) => node.closest("[data-testid=section-more]"));
  const set = inside.filter(({ spec }) => {
    const value = params[spec.name] ?? null;
    return value !== null && value !== (DEFAULTS[spec.name] ?? 0);
  });
  return set.length ? `${set.length} set` : "";
}
