// From a column of numbers to a path: few enough vertices for a frame, and never without the peak.

const MOST = 300; // vertices of one line, and a few that must not be left out
const FAR = 20_000; // pixels: what lies further out is clipped anyway, and huge numbers draw badly

export const round = (pixel) => Math.round(pixel * 10) / 10;

/** One line as it was drawn last: its path, and its pixels for hit tests. */
export class Trace {
  constructor() {
    this.xs = new Float64Array(MOST + 32);
    this.ys = new Float64Array(MOST + 32);
    this.size = 0;
    this.path = "";
  }

  clear() {
    this.size = 0;
    this.path = "";
    return this;
  }

  /** Walk the finite points; `keep` are indexes, ascending, that must not be left out. */
  draw({ fraction, values }, x, y, keep = []) {
    const last = values.length - 1;
    const gap = (x(1) - x(0)) / (MOST - 20);
    const peak = peakOf(values);
    let [path, size, before, next] = ["", 0, -FAR, 0];
    for (let i = 0; i <= last; i += 1) {
      while (keep[next] < i) next += 1;
      const value = values[i];
      if (value !== value || value === Infinity || value === -Infinity) continue;
      const px = x(fraction[i]);
      const named = i === last || i === peak || keep[next] === i || px === before; // a step stays a step
      if (!named && px - before < gap) continue;
      const py = Math.max(-FAR, Math.min(FAR, y(value)));
      before = px;
      path += `${size ? "L" : "M"}${round(px)} ${round(py)}`;
      this.xs[size] = px;
      this.ys[size] = py;
      size += 1;
    }
    this.size = size;
    this.path = path;
    return this;
  }
}

function peakOf(values) {
  let peak = -1;
  for (let i = 0; i < values.length; i += 1) {
    const value = values[i];
    if (value < Infinity && (peak < 0 || value > values[peak])) peak = i;
  }
  return peak;
}

/** One edge of an area: from left to right, or back from right to left. */
export function edge(shares, values, x, y, { back = false, first = "M", most = 120 } = {}) {
  const last = shares.length - 1;
  const step = Math.max(1, Math.ceil(shares.length / most));
  let path = "";
  for (let k = 0; k <= last; k = k === last ? k + 1 : Math.min(last, k + step)) {
    const i = back ? last - k : k;
    if (!Number.isFinite(values[i]) || values[i] === null) continue;
    const py = Math.max(-FAR, Math.min(FAR, y(values[i])));
    path += `${path ? "L" : first}${round(x(shares[i]))} ${round(py)}`;
  }
  return path;
}
