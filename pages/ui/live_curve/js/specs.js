// What to draw as controls, under one form and one source of the benefit; worked out when it changes.

export class Specs {
  /** Groups of controls, with the words around them and a text that says whether they changed. */
  of(data, { form, benefit_from: from }) {
    const { known } = this;
    if (known?.data === data && known.form === form && known.from === from) return known.built;
    const fit = (spec) => (from === "column" ? { ...spec, ...spec.from_column } : spec);
    const groups = data.groups[form].map((group) =>
      ({ ...group, controls: group.controls.map(fit) }));
    const { currencies, columns, forms } = data;
    const built = { groups, currencies, columns, forms, words: data.words[form] };
    this.known = { data, form, from, built: { ...built, text: JSON.stringify(built) } };
    return this.known.built;
  }
}
