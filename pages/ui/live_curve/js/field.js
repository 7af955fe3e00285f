// One assumption: a number field for what is known, a slider for what is to be tried out.
import { Bounds } from "./bounds.js";
import { html, setAttribute, setHidden, setText } from "./dom.js";
import { count, fieldText, money, parseNumber, percent, score, shownText } from "./format.js";
import { niceCeiling, niceStep } from "./scales.js";
import { limitText } from "./words.js";

const STEPS = 500; // about one a pixel, so that the curve moves with every move of the hand
const KEYS = new Set(["ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown", "PageUp", "PageDown",
  "Home", "End"]);

export class Field {
  /**
   * `on` is told: begin(), input(name, value), end(), commit(). A field that may be `empty` has
   * no slider: there is no telling where it would stand. A spec with `ends` says where the slider
   * ends; a `lasting` one keeps saying why something was not taken until something is.
   */
  constructor(spec, on) {
    this.spec = spec;
    this.on = on;
    this.percents = spec.kind === "rate" || spec.kind === "share";
    this.bounds = new Bounds(spec, this.percents);
    this.optional = spec.empty !== undefined;
    this.#build(`lepton-${spec.name}`);
    this.#listenToText();
    if (!this.optional && !spec.bare) this.#listenToRange();
  }

  #build(id) {
    const { spec } = this;
    this.before = html("span", { class: "unit", "aria-hidden": "true" });
    this.text = html("input", { id, type: "text", inputmode: "decimal", autocomplete: "off",
      placeholder: spec.empty, "data-testid": `number-${spec.name}`,
      "aria-describedby": `${id}-error ${id}-pays` });
    this.after = html("span", { class: "unit", "aria-hidden": "true" }, this.percents ? "%" : spec.unit ?? "");
    this.range = html("input", { type: "range", "aria-label": spec.label,
      "data-testid": `slider-${spec.name}` });
    this.error = html("p", { id: `${id}-error`, class: "error", hidden: true, role: "alert" });
    this.pays = html("p", { id: `${id}-pays`, class: "pays", "data-testid": `pays-${spec.name}` });
    const alone = this.optional || spec.bare;
    this.node = html("div", { class: alone ? "field alone" : "field",
      "data-testid": `field-${spec.name}` },
    html("label", { for: id }, spec.label),
    html("span", { class: "amount" }, this.before, this.text, this.after),
    alone ? null : this.range, this.pays,
    spec.note ? html("p", { class: "note" }, spec.note) : null, this.error);
  }

  #listenToText() {
    this.text.addEventListener("input", () => this.#typed());
    this.text.addEventListener("change", () => this.#typed()); // also set without a key, by a tool
    this.text.addEventListener("blur", () => this.#leaveText());
    this.text.addEventListener("change", () => {
      this.#leaveText();
      this.on.commit();
    });
    this.text.addEventListener("keydown", (event) => {
      if (event.key === "Enter") this.text.blur();
      const way = { ArrowUp: 1, ArrowDown: -1 }[event.key];
      if (!way) return;
      event.preventDefault();
      this.#nudge(way * Number(this.range.step));
    });
    this.text.addEventListener("keyup", (event) => {
      if (KEYS.has(event.key)) this.on.commit();
    });
    this.text.addEventListener("focus", () => this.text.select());
  }

  #listenToRange() {
    const { range, on } = this;
    range.addEventListener("pointerdown", () => on.begin());
    for (const kind of ["pointerup", "pointercancel"]) range.addEventListener(kind, () => on.end());
    range.addEventListener("input", () => {
      if (this.spec.lasting) this.say("");
      on.input(this.spec.name, this.#outer(Number(range.value)));
    });
    range.addEventListener("keydown", (event) => {
      if (KEYS.has(event.key)) this.byKey = true;
    });
    // A held key sends many changes: one message when it is let go is enough.
    range.addEventListener("change", () => this.byKey || on.commit());
    for (const kind of ["keyup", "blur"]) {
      range.addEventListener(kind, () => {
        if (this.byKey) on.commit();
        this.byKey = false;
      });
    }
  }

  #outer(shown) {
    if (shown === null) return null;
    if (this.percents) return Number((shown / 100).toPrecision(12));
    return this.spec.kind === "count" ? Math.max(1, shown) : shown;
  }

  #inner(value) {
    return this.percents ? Number((value * 100).toPrecision(12)) : value;
  }

  #typed() {
    this.typing = true;
    const shown = this.#read();
    const broken = shown === null ? "" : this.bounds.broken(shown);
    this.say(broken);
    if (!broken) this.on.input(this.spec.name, this.#outer(shown));
  }

  /** What stands there; null where it may be, and is, left empty. */
  #read() {
    return this.optional && this.text.value.trim() === "" ? null : parseNumber(this.text.value);
  }

  /** Say beside the field why it cannot be used. */
  say(broken) {
    setHidden(this.error, !broken);
    setText(this.error, broken);
    setAttribute(this.text, "aria-invalid", Boolean(broken));
    setAttribute(this.text.parentElement, "data-broken", Boolean(broken));
  }

  /** Back to the last good number when what stands there is none. */
  #leaveText() {
    this.typing = false;
    const { textContent: why } = this.error;
    const still = this.#shown(this.value);
    if (!this.spec.lasting) this.say("");
    else if (why && this.text.value !== still) this.say(`\u201c${this.text.value}\u201d was not taken. ${why}`);
    this.text.value = still;
  }

  #shown(value) {
    if (value === null || value === undefined) return "";
    if (this.spec.kind === "score") return Number.isFinite(value) ? score(value) : "";
    return shownText(this.#inner(value));
  }

  #nudge(by) {
    const now = this.#inner(this.value);
    if (!Number.isFinite(now) || !Number.isFinite(by)) return;
    const next = this.bounds.within(now + by);
    this.text.value = fieldText(next);
    this.on.input(this.spec.name, this.#outer(next));
  }

  /** Show a value; a field being typed in is left alone. */
  sync(value, { symbol, typical, inGesture }) {
    this.value = value;
    if (this.spec.kind === "money") setText(this.before, symbol.trim());
    const text = this.#shown(value);
    if (!this.typing && this.text.value !== text) this.text.value = text;
    if (this.optional || this.spec.bare) return;
    const shown = this.#inner(value);
    if (!inGesture || this.limit === undefined) this.#stretch(shown, typical);
    if (Number(this.range.value) !== shown) this.range.value = String(shown);
    const part = (100 * (shown - this.from)) / (this.limit - this.from);
    this.range.style.setProperty("--part", `${Math.min(100, part)}%`);
    setAttribute(this.range, "aria-valuetext", this.#spoken(value, symbol));
  }

  /** Say how far this one may go before the chosen share earns nothing. */
  tell(needed, profit, symbol) {
    if (this.value === null || this.value === undefined) setText(this.pays, "");
    else setText(this.pays, limitText(this.spec, this.value, needed, profit, symbol));
    setAttribute(this.pays, "data-loss", profit < 0);
  }

  #spoken(value, symbol) {
    if (this.percents) return percent(value);
    if (this.spec.kind === "number") return `${fieldText(value)} ${this.spec.unit ?? ""}`.trim();
    return this.spec.kind === "money" ? money(value, symbol) : count(value);
  }

  /** Allow no change, or allow it again. */
  lock(locked) {
    for (const input of [this.text, this.range]) input.disabled = locked;
  }

  /** The slider reaches two and a half times the amount; typing more makes it longer. */
  #stretch(shown, typical) {
    const first = this.limit === undefined;
    if (!first && shown <= this.limit && shown >= this.from) return;
    if (this.spec.ends) this.#between(shown);
    else this.#fromZero(shown, shown > 0 ? shown * (first ? 2.5 : 1.25) : typical);
    setAttribute(this.range, "min", this.from);
    setAttribute(this.range, "max", this.limit);
  }

  #fromZero(shown, wanted) {
    this.from = 0;
    this.limit = this.percents ? Math.max(100, shown) : niceCeiling(wanted);
    setAttribute(this.range, "step", this.percents ? 0.5 : niceStep(this.limit / STEPS));
  }

  #between(shown) {
    const [from, to] = this.spec.ends.map((end) => this.#inner(end));
    this.from = Math.min(from, shown);
    this.limit = Math.max(to, shown);
    setAttribute(this.range, "step", niceStep((to - from) / STEPS));
  }
}
