// What a frame works out: every model priced, and the answer for the project's own.
import { answerOf, perfectCurve, pointAt, priceCurve, randomCurve, readCounts, todayCounts }
  from "./formula.js";

const SMOOTH = 100; // steps of a line that is not straight
const ENOUGH = 30; // decisions on the rows behind a return that is worth naming

export class Work {
  models = [];

  /** Take the models as Python sent them; counts already read are kept. */
  take(models) {
    const known = new Map(this.models.map((model) => [model.id, model]));
    this.models = models.map((raw, i) => {
      const former = known.get(raw.id);
      const same = former?.dataset === raw.dataset;
      return { id: raw.id, title: raw.title, dataset: raw.dataset, main: i === 0,
        counts: same ? former.counts : readCounts(raw.counts),
        choose: same ? former.choose : raw.choose && readCounts(raw.choose),
        curve: former?.curve ?? null, chooseCurve: former?.chooseCurve ?? null };
    });
  }

  get main() {
    return this.models[0];
  }

  /** Price every model; the answer of the first one. */
  price(params, today) {
    for (const model of this.models) {
      model.curve = priceCurve(model.counts, params, model.curve);
      if (model.choose) model.chooseCurve = priceCurve(model.choose, params, model.chooseCurve);
    }
    const { counts, curve, choose, chooseCurve } = this.main;
    this.params = params;
    const answer = answerOf(counts, params, curve, { choose, chooseCurve, today });
    this.#price(today, answer);
    return { ...answer, best_roi: this.#worthNaming(answer.best_roi) };
  }

  /** Today's rule as the chart draws it: a point, or a curve of its own. */
  #price(today, answer) {
    const counts = todayCounts(today);
    this.todayCurve = counts && priceCurve(counts, this.params, this.todayCurve);
    this.today = today && { label: today.label, kind: today.kind, point: answer.today,
      counts, curve: this.todayCurve };
  }

  /** A return that stands on a handful of rows is chance. */
  #worthNaming(point) {
    return point && this.main.counts.n[point.index] >= ENOUGH ? point : null;
  }

  /** Acting on as many picked at random, and on those that a perfect model would pick. */
  comparisons(metric, withPerfect) {
    const { counts } = this.main;
    const fine = metric === "profit" ? 1 : SMOOTH; // profit is a straight line, and so is its ceiling
    return {
      random: randomCurve(counts, this.params, fine),
      perfect: withPerfect
        ? perfectCurve(counts, this.params, counts.valuePerfect ? SMOOTH : fine) : null,
    };
  }

  /** Everything known about one cut-off. */
  point(i, { counts, curve } = this.main) {
    return pointAt(counts, this.params, curve, i);
  }

  /** The share at the deepest cut-off of which `holds` is true; it is true from nobody on. */
  shareWhile(holds) {
    const { curve } = this.main;
    let low = 0;
    let high = curve.size - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (holds(middle)) low = middle;
      else high = middle - 1;
    }
    return curve.fraction[low];
  }
}
