// What stands on the lines: places that each name may take, the best first.
import { duration } from "./span.js";

const LEFT = 0.03;

/** Names of the lines and of the mark, the important ones first. */
export function labelsOf(view, widthOf) {
  const { shown, others, x, y, box, horizon } = view;
  return [payback(view), ending("shown", shown, "own", view, true),
    { id: "nothing", kind: "nothing", text: "doing nothing", places: level(x, y(0), box) },
    ...others.map((each, i) => ending(`other-${i}`, each, `other s${i % 4}`, view, false)),
    building(view, widthOf(BUILDING) + 8 < x(shown.v.build_months / horizon) - box.left),
  ].filter(Boolean);
}

const BUILDING = "being built";

function building({ shown, x, box, horizon }, fits) {
  if (!fits) return null;
  const middle = (box.left + x(Math.min(1, shown.v.build_months / horizon))) / 2;
  return { id: "building", kind: "quiet", text: BUILDING,
    places: [{ x: middle, y: box.top + 14, anchor: "middle" }] };
}

function payback({ shown: { payback: months }, x, y, horizon }) {
  if (months === null || months === 0) return null;
  const [px, py] = [x(months / horizon), y(0)];
  return { id: "payback", kind: "chosen", strong: true, must: true,
    text: `paid back after ${duration(months)}`,
    places: [{ x: px + 10, y: py + 18, anchor: "start" }, { x: px - 10, y: py - 10, anchor: "end" },
      { x: px - 10, y: py + 18, anchor: "end" }, { x: px + 10, y: py + 34, anchor: "start" },
      { x: px - 10, y: py - 26, anchor: "end" }, { x: px + 12, y: py - 8, anchor: "start" },
      { x: px + 12, y: py - 28, anchor: "start" }] };
}

/** At the right end of a line, or further back on it. */
function ending(id, { name, flow: { cumulative } }, kind, { x, y, horizon }, strong) {
  const last = Math.min(horizon, cumulative.length - 1);
  const back = [0, 0.08, 0.2, 0.35].map((part) => Math.round(last * (1 - part)));
  const places = back.flatMap((month) => {
    const [px, py] = [x(month / horizon), y(cumulative[month])];
    return [{ x: px - 2, y: py - 9, anchor: "end" }, { x: px - 2, y: py + 18, anchor: "end" },
      { x: px - 2, y: py - 22, anchor: "end" }, { x: px - 2, y: py + 32, anchor: "end" }];
  });
  return { id, kind, strong, text: name, places };
}

function level(x, py, box) {
  return [{ x: box.right, y: py - 6, anchor: "end" }, { x: box.right, y: py + 15, anchor: "end" },
    { x: x(LEFT), y: py - 6, anchor: "start" }, { x: x(0.5), y: py - 6, anchor: "middle" }];
}
