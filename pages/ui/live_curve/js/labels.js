// Labels stand directly on the lines. Each has a few places it may take; it gets the first that
// covers neither another label nor the model's curve, and keeps it while that stays true.

const HEIGHT = 15;
const PER_CHARACTER = 6.4;
const BOLD = 1.07;

function boxOf(label, place) {
  const width = label.text.length * PER_CHARACTER * (label.strong ? BOLD : 1) + 4;
  const shift = { start: 0, middle: width / 2, end: width }[place.anchor];
  return {
    left: place.x - shift,
    right: place.x - shift + width,
    top: place.y - HEIGHT + 3,
    bottom: place.y + 3,
  };
}

const overlap = (a, b) =>
  a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;

const inside = (box, frame) =>
  box.left >= frame.left && box.right <= frame.right && box.top >= frame.top
  && box.bottom <= frame.bottom;

/** Does a line of pixels (x ascending) pass through a box? */
function crosses(box, xs, ys, size) {
  for (let i = 1; i < size; i += 1) {
    if (xs[i] < box.left) continue;
    if (xs[i - 1] > box.right) return false;
    const low = Math.min(ys[i], ys[i - 1]);
    const high = Math.max(ys[i], ys[i - 1]);
    if (low < box.bottom && high > box.top) return true;
  }
  return false;
}

/** Choose a place for every label, the important ones first; `memory` holds the former choices. */
export function placeLabels(labels, { frame, taken, avoided, line, memory }) {
  const boxes = [...taken];
  return labels.map((label) => {
    const former = memory.get(label.id);
    const order = label.places.map((_, i) => i);
    if (former !== undefined && former < order.length) order.unshift(former);
    const free = order.find((i) => {
      const box = boxOf(label, label.places[i]);
      if (!inside(box, frame) || [...boxes, ...avoided].some((other) => overlap(box, other))) return false;
      return !crosses(box, line.xs, line.ys, line.size);
    });
    const chosen = free ?? (label.must ? order.find((i) => fits(label, i, frame, boxes)) : undefined);
    if (chosen === undefined) return { ...label, place: null };
    memory.set(label.id, chosen);
    boxes.push(boxOf(label, label.places[chosen]));
    return { ...label, place: label.places[chosen] };
  });
}

/** Second choice for a label that has to be there: it may cross the curve, nothing else. */
function fits(label, i, frame, boxes) {
  const box = boxOf(label, label.places[i]);
  return inside(box, frame) && !boxes.some((other) => overlap(box, other));
}
