// How sure the curve is: a filled band at each share, and lighter outlines that hold for all at once.
import { setAttribute, setHidden, svg } from "./dom.js";
import { edge } from "./paths.js";
import { valueAt } from "./series.js";

const NORMAL_90 = 1.6448536269514722;

export class Band {
  constructor() {
    this.area = svg("path", { class: "band", "data-testid": "band" });
    this.outline = svg("path", { class: "band-all", "data-testid": "band-simultaneous" });
    this.node = svg("g", { "aria-hidden": "true" }, this.area, this.outline);
    this.share = [];
  }

  draw({ band, metric, shown, x, y, series }) {
    const usable = band && shown.band !== false && (metric === "profit" || metric === "roi");
    const both = usable && shown.simultaneous && band.low_all && band.high_all;
    setHidden(this.area, !usable);
    setHidden(this.outline, !both);
    this.drawn = Boolean(usable);
    if (!usable) return;
    setAttribute(this.area, "data-updating", Boolean(band.updating));
    const inMetric = (values) => (metric === "roi" ? this.#perCost(band, values, series.main) : values);
    const over = edge(band.share, inMetric(band.high), x, y);
    const back = edge(band.share, inMetric(band.low), x, y, { back: true, first: "L" });
    setAttribute(this.area, "d", over && `${over}${back}Z`);
    if (both) {
      setAttribute(this.outline, "d", edge(band.share, inMetric(band.high_all), x, y)
        + edge(band.share, inMetric(band.low_all), x, y));
    }
  }

  /** What acting costs at a share is known, so the band of the profit gives that of the return. */
  #perCost({ share }, values, { fraction, curve }) {
    const costs = { fraction, values: curve.cost };
    return Array.from(share, (at, i) => {
      const cost = valueAt(costs, at);
      return cost > 0 ? values[i] / cost : NaN;
    });
  }
}

/** A band while the hand moves: 90 % from the standard error of each cut-off, filled again `into`. */
export function bandOf(curve, into = null) {
  const { size, fraction, profit, se } = curve;
  const band = into?.low?.length === size
    ? into
    : { share: fraction, low: new Float64Array(size), high: new Float64Array(size) };
  band.share = fraction;
  for (let i = 0; i < size; i += 1) {
    band.low[i] = profit[i] - NORMAL_90 * se[i];
    band.high[i] = profit[i] + NORMAL_90 * se[i];
  }
  return band;
}
