// Elements are made one by one and text goes in as text: nothing is ever parsed as HTML.

const SVG = "http://www.w3.org/2000/svg";

function fill(node, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    node.setAttribute(name, value === true ? "" : String(value));
  }
  node.append(...children.filter((child) => child !== null && child !== undefined));
  return node;
}

/** An HTML element with attributes and children (text is a child). */
export function html(tag, attributes = {}, ...children) {
  return fill(document.createElement(tag), attributes, children);
}

/** The same for SVG. */
export function svg(tag, attributes = {}, ...children) {
  return fill(document.createElementNS(SVG, tag), attributes, children);
}

/** Change text or an attribute only where it differs: most frames change little. */
export function setText(node, text) {
  if (node.textContent !== text) node.textContent = text;
}

export function setAttribute(node, name, value) {
  const text = String(value);
  if (node.getAttribute(name) !== text) node.setAttribute(name, text);
}

export function setHidden(node, hidden) {
  if (hidden) setAttribute(node, "hidden", "");
  else if (node.hasAttribute("hidden")) node.removeAttribute("hidden");
}

/** Keep exactly `many` children of one kind in a group, made once and used again. */
export function pool(group, tag, many) {
  while (group.children.length < many) group.append(svg(tag));
  while (group.children.length > many) group.lastChild.remove();
  return group.children;
}

export function removeChildren(node) {
  while (node.firstChild) node.firstChild.remove();
}
