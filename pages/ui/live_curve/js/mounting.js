// What every live component has: where it stands, how wide it is, and when it goes.

export const sizeOf = (width) => (width >= 760 ? "wide" : width > 560 ? "narrow" : "phone");

/** Give what Streamlit calls: one view for each place, taken away with it. */
export function mounted(View) {
  const views = new WeakMap();
  return ({ data, parentElement, setStateValue }) => {
    let view = views.get(parentElement);
    if (!view) {
      view = new View(parentElement);
      views.set(parentElement, view);
    }
    view.update(data, setStateValue);
    return () => {
      view.destroy();
      views.delete(parentElement);
    };
  };
}
