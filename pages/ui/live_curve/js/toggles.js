// What the chart shows: the measure, the x-axis, and which curves.
import { html, setAttribute } from "./dom.js";

const MEASURES = { profit: "Profit", roi: "ROI" };
const MORE_MEASURES = { marginal: "Profit of one more", cost: "Cost", gains: "Hits found",
  response: "Hit rate", lift: "Times better than chance" };
const AXES = { share: "Share", number: "Number", threshold: "Score" };
const TITLES = { ...MORE_MEASURES, profit: "Profit a month", roi: "ROI", cost: "Cost a month" };
const CURVES = { band: "How sure it is", plateau: "About the same profit", today: "Today's rule",
  perfect: "Perfect foresight", random: "At random", everybody: "Everybody", models: "Other models",
  roi: "Most ROI", f1: "Best F1", simultaneous: "Sure for all shares at once" };

export const FIRST_VIEW = { metric: "profit", x: "share", open: [],
  shown: { band: true, plateau: true, today: true, perfect: true, random: true, everybody: true,
    models: true, roi: true, f1: false, simultaneous: false } };

/** What a chart with this view shows. */
export function titleOf({ metric, x }, { units, acted }) {
  const along = x === "threshold" ? "cut-off score" : `${x} of ${units} ${acted}`;
  return `${TITLES[metric]} by ${along}`;
}

/** A view as it was kept, with what is missing or unknown in it put right. */
export function viewOf(kept) {
  const among = (value, choices, usual) => (choices.includes(value) ? value : usual);
  const metrics = [...Object.keys(MEASURES), ...Object.keys(MORE_MEASURES)];
  const shown = Object.fromEntries(Object.entries(FIRST_VIEW.shown)
    .map(([name, usual]) => [name, among(kept?.shown?.[name], [true, false], usual)]));
  return { metric: among(kept?.metric, metrics, FIRST_VIEW.metric),
    x: among(kept?.x, Object.keys(AXES), FIRST_VIEW.x), shown,
    open: Array.isArray(kept?.open) ? kept.open.filter((id) => typeof id === "string") : [] };
}

export class Toggles {
  /** `on.show(change)` is told what to change in the view. */
  constructor(on) {
    this.on = on;
    this.metrics = this.#segments(MEASURES, "metric", "What the chart shows");
    this.more = html("select", { "data-testid": "metric-more", "aria-label": "More measures" },
      html("option", { value: "" }, "More …"),
      ...Object.entries(MORE_MEASURES).map(([value, text]) => html("option", { value }, text)));
    this.more.addEventListener("change", () => on.show({ metric: this.more.value || "profit" }));
    this.axes = this.#segments(AXES, "x", "What runs along the bottom");
    this.curves = Object.fromEntries(Object.entries(CURVES).map(([name, text]) =>
      [name, this.#check(name, text)]));
    this.menu = html("details", { class: "menu", "data-testid": "curves" },
      html("summary", {}, "Curves"),
      html("div", { class: "panel" }, ...Object.values(this.curves).map(({ label }) => label)));
    this.node = html("div", { class: "toggles" }, this.metrics.node, this.more, this.axes.node,
      this.menu);
  }

  #segments(choices, name, label) {
    const buttons = Object.fromEntries(Object.entries(choices).map(([value, text]) => {
      const button = html("button", { type: "button", "data-testid": `${name}-${value}` }, text);
      button.addEventListener("click", () => this.on.show({ [name]: value }));
      return [value, button];
    }));
    const node = html("div", { class: "segments", role: "group", "aria-label": label },
      ...Object.values(buttons));
    return { buttons, node };
  }

  #check(name, text) {
    const input = html("input", { type: "checkbox", "data-testid": `show-${name}` });
    input.addEventListener("change", () => this.on.show({ shown: { [name]: input.checked } }));
    return { input, label: html("label", { class: "check" }, input, text) };
  }

  /** `there` says which curves there are to show at all. */
  sync(view, there) {
    for (const [name, { buttons }] of [["metric", this.metrics], ["x", this.axes]]) {
      for (const [value, button] of Object.entries(buttons)) {
        setAttribute(button, "aria-pressed", view[name] === value);
      }
    }
    this.more.value = view.metric in MORE_MEASURES ? view.metric : "";
    for (const [name, { input, label }] of Object.entries(this.curves)) {
      input.checked = view.shown[name];
      label.hidden = there[name] === false;
    }
  }

  /** A click elsewhere closes the menu. */
  leave(target) {
    if (this.menu.open && !this.menu.contains(target)) this.menu.open = false;
  }
}
