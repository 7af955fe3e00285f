// Where the parts of the page stand: the answer on top, assumptions beside the result.
import { html } from "./dom.js";

/** Build the frame around the parts; `narrow` screens put the result first and keep the answer. */
export function layout({ controls, tiles, toggles, chart, share, exports, advice, table }) {
  const first = html("span", { "data-testid": "sentence" });
  const profit = html("span", { class: "pin", "aria-hidden": "true", "data-testid": "pin" });
  const second = html("p", { class: "second", "data-testid": "sentence-second" });
  const third = html("p", { class: "third", "data-testid": "sentence-third" });
  const live = html("p", { class: "unseen", "aria-live": "polite", "data-testid": "live" });
  const title = html("h3", { class: "chart-title" });
  const updating = html("span", { class: "updating", "data-testid": "updating" }, "updating");
  const result = html("section", { class: "result", "aria-label": "Result" }, tiles,
    html("div", { class: "chart-head" }, html("div", { class: "named" }, title, updating), toggles),
    chart, share, exports, advice, table);
  const node = html("div", { class: "lepton-curve", "data-testid": "live-curve" },
    html("div", { class: "answer" }, profit, html("p", { class: "first" }, first)), second, third, live,
    html("div", { class: "body" }, controls, result));
  return { node, first, profit, second, third, live, title, updating };
}
