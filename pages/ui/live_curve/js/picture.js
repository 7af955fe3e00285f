// The chart as it is shown, as a PNG: drawn by the browser itself, styles written into the nodes.

const SCALE = 2;
const PAD = 20;
const COPIED = ["fill", "fill-opacity", "stroke", "stroke-width", "stroke-dasharray", "stroke-linejoin",
  "stroke-opacity", "opacity", "paint-order", "font-size", "font-weight", "font-family", "text-anchor",
  "stop-color", "shape-rendering", "font-variant-numeric"];

/** Draw one or more charts, one under the other, with a title above and a note below.
 *  Gives a Promise of a PNG at twice the size on the screen, or `width` pixels wide if that is more. */
export async function picture(nodes, { title = "", note = "", background = null, width = null } = {}) {
  const charts = [].concat(nodes).filter((node) => node.getBoundingClientRect().height > 0);
  const style = getComputedStyle(charts[0]);
  const full = charts[0].getBoundingClientRect().width + 2 * PAD;
  const scale = Math.max(SCALE, (width ?? 0) / full);
  const texts = { font: style.fontFamily, ink: style.color, paper: background ?? paperOf(charts[0]) };
  const canvas = document.createElement("canvas");
  const pen = canvas.getContext("2d");
  const heads = folded(pen, title, `600 16px ${texts.font}`, full - 2 * PAD);
  const notes = folded(pen, note, `12px ${texts.font}`, full - 2 * PAD);
  const images = await Promise.all(charts.map(imageOf));
  const chartHeight = images.reduce((sum, image) => sum + image.height, 0);
  canvas.width = Math.round(scale * full);
  canvas.height = Math.round(scale * (2 * PAD + 22 * heads.length + chartHeight + 17 * notes.length));
  pen.scale(scale, scale);
  pen.fillStyle = texts.paper;
  pen.fillRect(0, 0, canvas.width, canvas.height);
  let top = written(pen, heads, { font: `600 16px ${texts.font}`, ink: texts.ink, top: PAD, line: 22 });
  for (const image of images) {
    pen.drawImage(image, 0, top);
    top += image.height;
  }
  pen.globalAlpha = 0.75;
  written(pen, notes, { font: `12px ${texts.font}`, ink: texts.ink, top, line: 17 });
  return new Promise((done, failed) => {
    canvas.toBlob((blob) => (blob ? done(blob) : failed(new Error("The picture could not be drawn."))), "image/png");
  });
}

/** The first colour behind a node that is not see-through. */
function paperOf(node) {
  for (let at = node; at; at = at.parentElement ?? at.getRootNode().host) {
    const { backgroundColor } = getComputedStyle(at);
    if (!/^(transparent|rgba\(.*, 0\))$/.test(backgroundColor)) return backgroundColor;
  }
  return "white";
}

/** A picture of one chart, with room on both sides for what sticks out. */
function imageOf(node) {
  const { width: inner, height } = node.getBoundingClientRect();
  const width = inner + 2 * PAD;
  const copy = inlined(node);
  copy.setAttribute("xmlns", "http://www.w3.org/2000/svg");
  copy.setAttribute("viewBox", `${-PAD} 0 ${width} ${height}`);
  copy.setAttribute("width", width);
  copy.setAttribute("height", height);
  const image = new Image(width, height);
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(new XMLSerializer().serializeToString(copy))}`;
  return image.decode().then(() => image);
}

/** A copy without what is hidden, every style written out: the style sheet does not travel. */
function inlined(node) {
  const copy = node.cloneNode(false);
  const style = getComputedStyle(node);
  copy.removeAttribute("class");
  for (const name of COPIED) {
    const value = style.getPropertyValue(name);
    if (value) copy.style.setProperty(name, value);
  }
  for (const child of node.childNodes) {
    if (child.nodeType === Node.TEXT_NODE) copy.append(child.cloneNode());
    else if (!child.hasAttribute("hidden")) copy.append(inlined(child));
  }
  return copy;
}

/** A text in lines that fit. */
function folded(pen, text, font, width) {
  pen.font = font;
  const lines = [];
  for (const word of text.split(" ").filter(Boolean)) {
    const longer = lines.length ? `${lines.at(-1)} ${word}` : word;
    if (lines.length && pen.measureText(longer).width <= width) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  return lines;
}

function written(pen, lines, { font, ink, top, line }) {
  pen.font = font;
  pen.fillStyle = ink;
  lines.forEach((text, i) => pen.fillText(text, PAD, top + line * i + line - 6));
  return top + line * lines.length;
}
