// What the server worked out after the hand was lifted, handed to the curve on the same page. It
// comes as a message of its own, so that the counts need not travel again.
export default function after({ data }) {
  const kept = (window.leptonAfter ??= new Map());
  kept.set(data.key, data);
  window.dispatchEvent(new CustomEvent("lepton-after", { detail: data.key }));
}
