// The assumptions that matter most, as sliders with number fields, and how far each may go.
import { html, removeChildren, setAttribute, setHidden, setText } from "../../live_curve/js/dom.js";
import { Field } from "../../live_curve/js/field.js";
import { breakEven } from "./span.js";

export class Rows {
  /** `on` is told: begin, input(name, value), end, commit. */
  constructor(on) {
    this.on = on;
    this.fields = new Map();
    this.legend = html("legend");
    this.inside = html("div");
    this.locked = html("p", { class: "note", hidden: true, "data-testid": "locked" },
      "");
    this.problem = html("p", { class: "error", role: "alert", hidden: true, "data-testid": "refused" });
    this.set = html("fieldset", { "data-testid": "case-rows" }, this.legend, this.problem,
      this.locked, this.inside);
    this.node = this.set;
  }

  /** Build the fields; done again only where they are others. */
  build(controls, title) {
    setText(this.legend, title);
    const text = JSON.stringify(controls.map(({ mark, ...spec }) => spec));
    if (text !== this.built) this.#fields(controls);
    this.built = text;
    for (const { name, mark } of controls) this.#mark(this.fields.get(name), mark);
  }

  #fields(controls) {
    removeChildren(this.inside);
    this.fields.clear();
    for (const spec of controls) {
      const field = new Field({ ...spec, lasting: true }, this.on);
      field.mark = html("span", { class: "mark", hidden: true, "data-testid": `mark-${spec.name}` });
      field.node.querySelector("label").append(field.mark);
      this.fields.set(spec.name, field);
      this.inside.append(field.node);
    }
  }

  #mark(field, mark) {
    setHidden(field.mark, !mark);
    setText(field.mark, mark ?? "");
    setAttribute(field.node, "data-marked", Boolean(mark));
  }

  /** Show the values of a scenario, and beside each how far it may go; `locked` says why not. */
  sync(v, { symbol, inGesture, npv, breakEvens, fresh, locked }) {
    setHidden(this.locked, !locked);
    setText(this.locked, locked ?? "");
    for (const [name, field] of this.fields) {
      field.sync(v[name], { symbol, typical: 1, inGesture });
      field.lock(Boolean(locked));
      setText(field.pays, breakEvens && name in breakEvens
        ? breakEven(field.spec, v[name], breakEvens[name], npv, symbol) : "");
      setAttribute(field.pays, "data-loss", npv < 0);
      setAttribute(field.pays, "data-stale", !fresh);
    }
  }

  /** Say why Python did not take a change, beside the field it names if it names one. */
  refuse(text) {
    const [name] = text.split(" ");
    for (const [id, field] of this.fields) if (text && id === name) field.say(text);
    setText(this.problem, this.fields.has(name) ? "" : text);
    setHidden(this.problem, !this.problem.textContent);
  }
}
