// Areas of the plot: where the profit is about the same, and what the limits do not allow.
import { setAttribute, setHidden, svg } from "./dom.js";

const NARROWEST = 3; // pixels of a plateau that can be seen

export class Zones {
  constructor() {
    this.plateau = svg("rect", { class: "zone-plateau", "data-testid": "plateau" });
    this.beyond = svg("rect", { class: "zone-beyond", "data-testid": "beyond-limit" });
    this.edge = svg("line", { class: "zone-limit", "data-testid": "limit" });
    this.node = svg("g", { "aria-hidden": "true" }, this.plateau, this.beyond, this.edge);
  }

  draw(view) {
    this.#plateau(view);
    this.#limit(view);
  }

  #plateau({ box, x, zones: { plateau } }) {
    const [from, to] = plateau ? plateau.map(x) : [0, 0];
    setHidden(this.plateau, to - from < NARROWEST);
    place(this.plateau, box, from, to);
  }

  #limit({ box, x, zones: { limit } }) {
    setHidden(this.beyond, limit === null);
    setHidden(this.edge, limit === null);
    if (limit === null) return;
    place(this.beyond, box, x(limit), box.right);
    setAttribute(this.edge, "x1", Math.round(x(limit)) + 0.5);
    setAttribute(this.edge, "x2", Math.round(x(limit)) + 0.5);
    setAttribute(this.edge, "y1", box.top);
    setAttribute(this.edge, "y2", box.bottom);
  }
}

/** Which areas a scene has: shares, or null. */
export function zonesOf({ answer, shown }) {
  const limit = answer.limit?.fraction;
  const plateau = shown.plateau === false || !answer.profitable ? null : answer.plateau;
  return { plateau: plateau && plateau[1] > plateau[0] ? plateau : null,
    limit: Number.isFinite(limit) && limit < 1 ? limit : null };
}

function place(rect, box, from, to) {
  setAttribute(rect, "x", Math.round(from * 10) / 10);
  setAttribute(rect, "width", Math.max(0, Math.round((to - from) * 10) / 10));
  setAttribute(rect, "y", box.top);
  setAttribute(rect, "height", box.bottom - box.top);
}
