// Which model is best at which capacity: a strip of segments under the chart, in step with it.
import { html, setAttribute, setHidden, setText, svg } from "./dom.js";
import { percent } from "./format.js";
import { bestByShare } from "./formula.js";
import { textWidth } from "./textwidth.js";

const MOST = 12; // segments; shorter ones are left to their neighbours
const SHORTEST = 0.015; // of all decisions: one step of the search is chance
const HEIGHT = 58;

export class Strip {
  constructor() {
    this.title = svg("text", { class: "strip-title", y: 12 });
    this.bars = Array.from({ length: MOST }, (_, i) =>
      svg("rect", { y: 20, height: 10, rx: 1, "data-testid": `strip-${i}` }));
    this.names = Array.from({ length: MOST }, () => svg("text", { y: 46, "text-anchor": "middle" }));
    this.svg = svg("svg", { role: "img", height: HEIGHT, class: "strip", "data-testid": "strip" },
      this.title, ...this.bars, ...this.names);
    this.node = html("div", { hidden: true }, this.svg);
  }

  draw({ drawn, box, width, x, words }) {
    const models = drawn.models.filter(Boolean);
    this.shown = models.length > 1;
    setHidden(this.node, !this.shown);
    if (!this.shown) return;
    const found = segmentsOf(bestByShare(models));
    const segments = found.map((segment) => ({ ...segment, model: models[segment.model] }));
    setAttribute(this.svg, "width", width);
    setAttribute(this.svg, "aria-label", spoken(segments, words));
    const title = `Most profitable model by share of ${words.units} ${words.acted}`;
    setText(this.title, textWidth(title) < width - box.left ? title : "Most profitable model");
    setAttribute(this.title, "x", box.left);
    this.bars.forEach((bar, i) => this.#segment(bar, this.names[i], segments[i], x));
  }

  #segment(bar, name, segment, x) {
    setHidden(bar, !segment);
    const [from, to] = segment ? [x(segment.from), x(segment.to)] : [0, 0];
    const text = segment ? shortened(segment.model.title, to - from) : "";
    setHidden(name, !text);
    if (!segment) return;
    setAttribute(bar, "class", `segment ${segment.model.kind}`);
    setAttribute(bar, "data-model", segment.model.id);
    setAttribute(bar, "x", Math.round(from) + 1);
    setAttribute(bar, "width", Math.max(1, Math.round(to) - Math.round(from) - 2));
    setText(name, text);
    setAttribute(name, "class", `strip-name ${segment.model.kind}`);
    setAttribute(name, "x", Math.round((from + to) / 2));
  }
}

/** Join what is too short to be seen with what lies before it, and equals with their neighbours. */
function segmentsOf(found) {
  const joined = [];
  for (const { from, to, model } of found) {
    const before = joined.at(-1);
    if (before && (before.model === model || to - from < SHORTEST)) before.to = to;
    else if (to > from) joined.push({ from, to, model });
  }
  const [first, second] = joined;
  if (second && first.to - first.from < SHORTEST) joined.splice(0, 2, { ...second, from: first.from });
  return joined.slice(0, MOST);
}

function spoken(segments, { units, acted }) {
  const parts = segments.map(({ to, model }, i) =>
    (i === segments.length - 1 ? model.title : `${model.title} up to ${percent(to, { brief: true })}`));
  return `Most profitable model by share of ${units} ${acted}: ${parts.join(", then ")}.`;
}

function shortened(title, width) {
  const full = textWidth(title, true);
  if (full <= width) return title;
  const room = Math.floor((title.length * width) / full);
  return room >= 4 ? `${title.slice(0, room - 1).trimEnd()}\u2026` : "";
}
