// Labels stand directly on the lines. Each has a few places it may take; it gets the first that
// covers neither another label nor the model's curve, and keeps it while that stays true.

import { textWidth } from "./textwidth.js";

const HEIGHT = 15;

function boxOf(label, place) {
  const width = textWidth(place.text ?? label.text, label.strong) + 4;
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
function crosses(box, { xs, ys, size }) {
  for (let i = firstFrom(xs, size, box.left); i < size; i += 1) {
    if (xs[i - 1] > box.right) return false;
    const low = Math.min(ys[i], ys[i - 1]);
    const high = Math.max(ys[i], ys[i - 1]);
    if (low < box.bottom && high > box.top) return true;
  }
  return false;
}

/** The first point right of a place, but never the very first: a stretch needs two. */
function firstFrom(xs, size, left) {
  let low = 1;
  let high = size;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (xs[middle] < left) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Choose a place for every label, the important ones first; `memory` holds the former choices.
 *  `lines` come with the model's own first: names may cross the others sooner than that one. */
export function placeLabels(labels, { frame, taken, avoided, lines, memory }) {
  const boxes = [...taken];
  const blocks = (box, others) => others.some((other) => overlap(box, other));
  const passes = [
    (box) => !blocks(box, avoided) && !lines.some((line) => crosses(box, line)),
    (box) => !blocks(box, avoided) && !lines.slice(0, 1).some((line) => crosses(box, line)),
  ];
  return labels.map((label) => {
    const order = inOrder(label, memory.get(label.id));
    const allowed = label.must ? [...passes, () => true] : passes;
    for (const free of allowed) {
      for (const i of order) {
        const box = boxOf(label, label.places[i]);
        if (!inside(box, frame) || blocks(box, boxes) || !free(box)) continue;
        memory.set(label.id, i);
        boxes.push(box);
        return { ...label, place: label.places[i] };
      }
    }
    return { ...label, place: null };
  });
}

/** The former place comes first, so that a label does not flutter; then as the label ranks them. */
function inOrder({ places, rank }, former) {
  const order = rank ? [...rank] : places.map((_, i) => i);
  if (former !== undefined && former < places.length) order.unshift(former);
  return order;
}
