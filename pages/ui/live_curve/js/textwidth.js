// How wide a text will be, without asking the page, which would lay it out again.

const SIZE = 12;
const MOST = 400; // widths remembered; while a share is dragged new texts keep coming
const known = new Map();
let pen = null;
let family = "sans-serif";

/** Measure in this font from now on. */
export function useFont(name) {
  if (name === family) return;
  family = name;
  known.clear();
}

/** Width in pixels of a text in the size of the chart. */
export function textWidth(text, strong = false) {
  const key = strong ? `*${text}` : text;
  const found = known.get(key);
  if (found !== undefined) return found;
  if (known.size > MOST) known.clear();
  pen ??= document.createElement("canvas").getContext("2d");
  pen.font = `${strong ? 600 : 400} ${SIZE}px ${family}`;
  const { width } = pen.measureText(text);
  known.set(key, width);
  return width;
}
