// Every policy of a chart in one measure: what is drawn as lines, and what the hover reads.
import { compared, isPriced, measured, measureOf, PARTS } from "./measures.js";

const STEPS = 100;

export class Series {
  constructor() {
    this.buffers = new Map(); // by series: filled again in every frame
    this.grid = { of: NaN, fraction: null };
  }

  /** Give { models, main, random, perfect, today, everybody, rate } of one scene. */
  of(spec) {
    const all = spec.answer.everybody;
    const rate = all.n > 0 ? all.tp / all.n : NaN;
    const models = spec.models.map((model, i) => this.#model(model, i, spec));
    return { models, rate,
      main: models.find((model) => model.main) ?? models[0],
      random: this.#compared("random", "at random", spec.random, spec, rate),
      perfect: spec.perfect && this.#compared("perfect", "perfect foresight", spec.perfect, spec, rate),
      today: this.#today(spec, all),
      everybody: measureOf(spec.metric, all, all) };
  }

  #model({ id, title, counts, curve, main }, place, spec) {
    const room = this.#room(`model ${place}`, curve.size);
    const values = measured(spec.metric, counts, curve, spec, room);
    return { id, title, place, kind: `m${place}`, main: Boolean(main), counts, curve,
      fraction: curve.fraction, values };
  }

  #compared(kind, title, line, spec, rate) {
    const base = { id: kind, title, kind, curve: line };
    if (isPriced(spec.metric)) return { ...base, fraction: line.fraction, values: line[spec.metric] };
    if (spec.metric === "marginal") return { ...base, ...this.#steps(kind, line, spec) };
    const fraction = this.#grid(rate);
    const values = this.#room(kind, fraction.length);
    for (let i = 0; i < fraction.length; i += 1) values[i] = compared(spec.metric, kind, fraction[i], rate);
    return { ...base, fraction, values };
  }

  /** What one more decision earns in each part: a staircase, so every end stands twice. */
  #steps(kind, { fraction, profit }, { fixed, decisions }) {
    const [shares, values] = [this.#room(`${kind} shares`, 2 * PARTS), this.#room(kind, 2 * PARTS)];
    const line = { fraction, values: profit };
    for (let part = 0; part < PARTS; part += 1) {
      const [from, to] = [part / PARTS, (part + 1) / PARTS];
      const start = part ? valueAt(line, from) : -fixed;
      shares[2 * part] = from;
      shares[2 * part + 1] = to;
      values.fill(((valueAt(line, to) - start) * PARTS) / decisions, 2 * part, 2 * part + 2);
    }
    return { fraction: shares, values };
  }

  #today(spec, all) {
    const { today, metric, answer } = spec;
    if (!today) return null;
    const base = { id: "today", title: today.label, kind: "today" };
    if (today.curve && today.counts) {
      const { counts, curve } = today;
      const values = measured(metric, counts, curve, spec, this.#room("today", curve.size));
      return { ...base, counts, curve, fraction: curve.fraction, values };
    }
    const point = today.point ?? answer.today;
    return point ? { ...base, point, value: measureOf(metric, point, all) } : null;
  }

  #room(name, size) {
    let room = this.buffers.get(name);
    if (room?.length !== size) {
      room = new Float64Array(size);
      this.buffers.set(name, room);
    }
    return room;
  }

  /** Even shares, and the corner at which every hit is found. */
  #grid(rate) {
    if (this.grid.of !== rate) {
      const even = Array.from({ length: STEPS + 1 }, (_, i) => Math.max(i / STEPS, 1e-9));
      const every = Number.isFinite(rate) ? [...even, rate].sort((a, b) => a - b) : even;
      this.grid = { of: rate, fraction: Float64Array.from(every) };
    }
    return this.grid.fraction;
  }
}

/** The cut-off of a model nearest to a share. */
export function nearest({ fraction }, share) {
  const above = firstAtLeast(fraction, share);
  const below = Math.max(0, above - 1);
  return share - fraction[below] < fraction[above] - share ? below : above;
}

/** The height of a line at a share, between its points too. */
export function valueAt({ fraction, values }, share) {
  const high = firstAtLeast(fraction, share);
  if (high === 0 || fraction[high] <= share) return values[high];
  const part = (share - fraction[high - 1]) / (fraction[high] - fraction[high - 1]);
  return values[high - 1] + part * (values[high] - values[high - 1]);
}

function firstAtLeast(fraction, share) {
  let low = 0;
  let high = fraction.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (fraction[middle] < share) low = middle + 1;
    else high = middle;
  }
  return low;
}
