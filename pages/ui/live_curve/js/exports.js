// What can be taken away: the picture, the numbers behind it, and a link to this exact state.
import { html, setHidden, setText } from "./dom.js";
import { linkTo } from "./link.js";
import { picture } from "./picture.js";

const COLUMNS = ["fraction", "threshold", "n", "tp", "fp", "profit", "cost", "roi", "se"];
const WIDTH = 1600; // pixels of a picture: sharp on a slide

export class Exports {
  /** `now()` gives { chart, work, params, view, title, note } at the time of the click. */
  constructor(now) {
    this.now = now;
    const button = (id, text, label, act) => {
      const node = html("button", { type: "button", "data-testid": `export-${id}`, "aria-label": label,
        title: label }, text);
      node.addEventListener("click", act);
      return node;
    };
    this.said = html("span", { class: "said", role: "status", "data-testid": "export-said" });
    this.link = html("input", { class: "link", type: "text", readonly: true, hidden: true,
      "aria-label": "Link to what is shown", "data-testid": "export-address" });
    this.link.addEventListener("focus", () => this.link.select());
    this.node = html("div", { class: "exports" },
      button("png", "PNG", "Save the chart as a picture", () => this.#png()),
      button("csv", "CSV", "Save every cut-off with its figures", () => this.#csv()),
      button("link", "Copy link", "Copy a link to exactly this", () => this.#copy()),
      this.said, this.link);
  }

  async #png() {
    const { chart, title, note, background } = this.now();
    try {
      save(await picture(chart, { title, note, background, width: WIDTH }), "profit-curve.png");
      setText(this.said, "");
    } catch {
      setText(this.said, "This browser could not draw the picture.");
    }
  }

  #csv() {
    const { work } = this.now();
    save(new Blob([csvOf(work)], { type: "text/csv;charset=utf-8" }), "profit-curve.csv");
  }

  async #copy() {
    const { params, view } = this.now();
    const address = linkTo(params, view);
    if (!address) {
      setText(this.said, "This is too much for a link: shorten the formulas.");
      return;
    }
    this.link.value = address;
    try {
      await navigator.clipboard.writeText(address);
      setText(this.said, "Link copied");
      setHidden(this.link, true);
    } catch { // a page that is not served securely may not copy by itself
      setText(this.said, "Copy this link:");
      setHidden(this.link, false);
      this.link.focus();
    }
  }
}

/** Every cut-off of every model, unrounded. */
export function csvOf(work) {
  const rows = work.models.flatMap((model) => Array.from({ length: model.counts.size }, (_, i) => {
    const point = { ...work.point(i, model), se: model.curve.se?.[i] };
    return [model.title, ...COLUMNS.map((name) => point[name])];
  }));
  return [["model", ...COLUMNS], ...rows].map((row) => row.map(cell).join(",")).join("\r\n");
}

/** A cell that no spreadsheet takes for a formula. */
function cell(value) {
  if (typeof value === "number") return Number.isFinite(value) ? String(value) : "";
  const text = String(value ?? "");
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replace(/"/g, '""')}"` : safe;
}

function save(blob, name) {
  const address = URL.createObjectURL(blob);
  const anchor = html("a", { href: address, download: name });
  anchor.click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}
