// One assumption in words: a rule or a formula. It is taken when the field is left, because half a
// formula is none.
import { html, setAttribute, setHidden, setText } from "./dom.js";

export class TextField {
  /** `on` is told: input(name, text), commit(). `columns` are names to be offered. */
  constructor(spec, on, columns) {
    this.spec = spec;
    const id = `lepton-${spec.name}`;
    this.text = html("input", { id, type: "text", autocomplete: "off", spellcheck: "false",
      maxlength: "500", list: `${id}-names`, placeholder: spec.empty,
      "data-testid": `text-${spec.name}`, "aria-describedby": `${id}-error` });
    this.error = html("p", { id: `${id}-error`, class: "error", hidden: true, role: "alert" });
    this.node = html("div", { class: "field words", "data-testid": `field-${spec.name}` },
      html("label", { for: id }, spec.label), this.text,
      html("datalist", { id: `${id}-names` }, ...columns.map((value) => html("option", { value }))),
      spec.note ? html("p", { class: "note" }, spec.note) : null, this.error);
    this.text.addEventListener("input", () => {
      this.typing = true;
    });
    this.text.addEventListener("change", () => {
      this.typing = false;
      on.input(spec.name, this.text.value.trim());
      on.commit();
    });
    this.text.addEventListener("keydown", (event) => {
      if (event.key === "Enter") this.text.blur();
    });
  }

  sync(value) {
    this.value = value ?? "";
    if (!this.typing && this.text.value !== this.value) this.text.value = this.value;
  }

  say(broken) {
    setHidden(this.error, !broken);
    setText(this.error, broken);
    setAttribute(this.text, "aria-invalid", Boolean(broken));
  }
}
