// Which scenario is looked at.
import { html, removeChildren, setHidden } from "../../live_curve/js/dom.js";

const FEW = 4; // more of them, or longer names, stand in a list
const SHORT = 30; // letters that fit side by side

export class Chooser {
  /** `on.choose(name)` is told. */
  constructor(on) {
    this.on = on;
    this.node = html("div", { class: "scenarios", "data-testid": "scenarios" });
    this.inputs = [];
  }

  build(names) {
    const text = names.join("\n");
    if (text === this.built) return;
    this.built = text;
    removeChildren(this.node);
    setHidden(this.node, names.length < 2);
    this.inputs = [];
    this.select = null;
    this.node.append(names.length > FEW || names.join("").length > SHORT ? this.#list(names) : this.#switch(names));
  }

  #switch(names) {
    return html("div", { class: "switch", role: "radiogroup", "aria-label": "Scenario" },
      ...names.map((name) => {
        const input = html("input", { type: "radio", name: "lepton-scenario", value: name,
          "data-testid": `scenario-${name}` });
        input.addEventListener("change", () => this.on.choose(name));
        this.inputs.push(input);
        return html("label", { title: name }, input, html("span", {}, name));
      }));
  }

  #list(names) {
    this.select = html("select", { "aria-label": "Scenario", "data-testid": "scenario-list" },
      ...names.map((name) => html("option", { value: name }, name)));
    this.select.addEventListener("change", () => this.on.choose(this.select.value));
    return html("label", { class: "choice" }, "Scenario", this.select);
  }

  sync(shown) {
    for (const input of this.inputs) input.checked = input.value === shown;
    if (this.select && this.select.value !== shown) this.select.value = shown;
  }
}
