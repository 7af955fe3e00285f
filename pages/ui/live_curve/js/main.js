// The live curve: sliders and chart in one place, so that moving one repaints the other within a
// frame. The server hears of it once, when the hand is lifted.
import { bandOf } from "./band.js";
import { Chart } from "./chart.js";
import { Controls } from "./controls.js";
import { setAttribute, setHidden, setText } from "./dom.js";
import { Exports } from "./exports.js";
import { Advice, Table } from "./figures.js";
import { money } from "./format.js";
import { layout } from "./layout.js";
import { announcement, sentences } from "./sentences.js";
import { Share } from "./share.js";
import { Tiles } from "./tiles.js";
import { textOf, Told } from "./told.js";
import { titleOf, Toggles, viewOf } from "./toggles.js";
import { alternative, describePoint, span } from "./words.js";
import { Work } from "./work.js";

class View {
  constructor(host) {
    this.frame = 0;
    this.view = viewOf({});
    this.told = new Told();
    this.work = new Work();
    this.on = Object.fromEntries(["begin", "end", "commit", "input", "source", "form", "open",
      "follow", "show"].map((name) => [name, (...given) => this[name](...given)]));
    this.#parts();
    this.root.addEventListener("pointerdown", (event) => {
      if (!this.chart.node.contains(event.target)) this.chart.leave();
      this.toggles.leave(event.target);
    });
    host.append(this.root);
    this.watch = new ResizeObserver(([{ contentRect }]) => {
      this.chart.width = Math.round(contentRect.width);
      this.schedule();
    });
    this.watch.observe(this.chart.node);
    this.heard = ({ detail }) => detail === this.data?.key && this.schedule();
    window.addEventListener("lepton-after", this.heard);
  }

  #parts() {
    const { on } = this;
    this.controls = new Controls(on);
    this.chart = new Chart({ begin: on.begin, move: (share) => on.input("fraction", share),
      end: () => { on.end(); on.commit(); } });
    this.tiles = new Tiles();
    this.share = new Share(on);
    this.toggles = new Toggles(on);
    this.exports = new Exports(() => this.#taken());
    this.advice = new Advice();
    this.table = new Table();
    const names = ["controls", "tiles", "toggles", "chart", "share", "exports", "advice", "table"];
    this.page = layout(Object.fromEntries(names.map((name) => [name, this[name].node])));
    this.root = this.page.node;
  }

  /** What an export is made of. */
  #taken() {
    return { chart: this.chart.pictures, work: this.work, params: this.params, view: this.view,
      title: this.page.title.textContent, note: this.page.first.textContent,
      background: getComputedStyle(this.root).getPropertyValue("--paper") };
  }

  /** Take what Python sent: new counts when the hand is still, new assumptions if newer. */
  update(data, send) {
    this.send = send;
    if (this.gesture && this.data) {
      this.waiting = data;
      return;
    }
    this.waiting = null;
    this.data = data;
    this.symbols = new Map(data.currencies.map(({ code, symbol }) => [code, symbol]));
    this.work.take(data.models);
    if (data.rev > this.told.rev) this.#apply();
    this.schedule();
  }

  #apply() {
    const { params, view } = this.told.take(this.data);
    this.params = params;
    this.view = viewOf(view);
    this.other = undefined;
  }

  begin() {
    this.gesture = true;
  }

  end() {
    this.gesture = false;
    if (this.waiting) this.update(this.waiting, this.send);
    this.schedule();
  }

  input(name, value) {
    this.params = { ...this.params, [name]: value, ...this.#within(name, value) };
    this.schedule();
  }

  /** A range of the success rate moves along when the rate leaves it. */
  #within(name, value) {
    const { success_low: low, success_high: high } = this.params;
    if (name !== "success_rate") return {};
    return { success_low: low !== null && low > value ? value : low,
      success_high: high !== null && high < value ? value : high };
  }

  follow(how) {
    this.params = { ...this.params, follow: how };
    this.input("fraction", null);
    this.commit();
  }

  /** Change what is looked at; it is kept with the project. */
  show({ shown, ...change }) {
    this.view = { ...this.view, ...change, shown: { ...this.view.shown, ...shown } };
    this.chart.reset();
    this.schedule();
    this.commit();
  }

  open(id, open) {
    const others = this.view.open.filter((other) => other !== id);
    this.view = { ...this.view, open: open ? [...others, id] : others };
    this.commit();
  }

  /** From one amount to a column and back; the first time, so that the total stays the same. */
  source(from) {
    if (from === this.params.benefit_from) return;
    this.#swap(from);
    this.commit();
    this.schedule();
  }

  #swap(from) {
    const { counts } = this.work.main;
    const mean = (counts.valueTp?.[counts.size - 1] ?? 0) / (counts.positives || 1);
    const first = from === "column" ? 1 : Number((mean * this.params.benefit).toPrecision(3));
    const benefit = this.other ?? first;
    this.other = this.params.benefit;
    this.params = { ...this.params, benefit_from: from, benefit };
  }

  /** Another way to count the money; only an offer has a value of its own for each case. */
  form(form) {
    const { params, data: { formulas } } = this;
    const column = params.benefit_from === "column";
    const first = form === "formula" && !params.tp_formula
      ? formulas[column ? "column" : params.form] : {};
    if (column && form !== "formula") this.#swap("amount");
    this.params = { ...this.params, ...first, benefit_from: "amount" };
    this.input("form", form);
    this.commit();
  }

  /** What to draw as controls; the benefit is an amount or a part of each one's own value. */
  #specs() {
    const { data, params: { benefit_from: from, form } } = this;
    if (this.specs?.of === data && this.specs.from === from && this.specs.form === form) return this.specs;
    const fit = (spec) => (from === "column" ? { ...spec, ...spec.from_column } : spec);
    const groups = data.groups[form].map((group) =>
      ({ ...group, controls: group.controls.map(fit) }));
    const { currencies, columns, forms } = data;
    const built = { groups, currencies, columns, forms, words: data.words[form] };
    this.specs = { of: data, from, form, ...built, text: JSON.stringify(built) };
    return this.specs;
  }

  commit() {
    this.told.commit(this.params, this.view, this.send);
  }

  schedule() {
    if (!this.frame) this.frame = requestAnimationFrame(() => this.#draw());
  }

  #draw() {
    this.frame = 0;
    if (!this.params) return;
    const { params, work, data } = this;
    this.#hear();
    this.controls.build(this.#specs(), this.view.open);
    const symbol = this.symbols.get(params.currency) ?? `${params.currency} `;
    const words = data.words[params.form];
    const answer = work.price(params, this.after?.today ?? null);
    const how = { symbol, words, inGesture: this.gesture };
    this.#say(answer, words, symbol);
    this.tiles.draw(answer, words, symbol, params.decisions_per_month);
    this.controls.sync(params, answer, how);
    this.share.build(words, work.main.counts.rankedBy === "gain" ? "From expected gain" : "From score");
    this.share.sync(work, params, answer, how);
    this.#drawChart(answer, words, symbol);
    this.advice.fade(answer.profitable);
    if (!this.gesture) this.#settle(answer, words, symbol);
  }

  /** What Python worked out after the hand was lifted, and whether it is of these assumptions. */
  #hear() {
    const after = window.leptonAfter?.get(this.data.key);
    if (after !== this.after) {
      this.after = after;
      this.after.text = textOf(after.of);
      this.controls.refuse(after.refused ?? "");
    }
    this.fresh = Boolean(after) && after.text === textOf(this.params);
    setAttribute(this.page.updating, "data-on", Boolean(after) && !this.fresh && !after.refused);
  }

  #say(answer, words, symbol) {
    this.said = sentences(answer, this.params, words, symbol);
    setText(this.page.first, this.said.first);
    setText(this.page.second, this.said.second);
    setText(this.page.third, this.said.third);
    setText(this.page.profit, money(answer.chosen.profit, symbol, { brief: true }));
    setAttribute(this.page.profit, "data-loss", answer.chosen.profit < 0);
  }

  #drawChart(answer, words, symbol) {
    const { work, view, params } = this;
    const { random, perfect } = work.comparisons(view.metric, true);
    const title = titleOf(view, words);
    setText(this.page.title, title);
    this.toggles.sync(view, this.#there(answer));
    this.chart.draw({ metric: view.metric, x: view.x, shown: view.shown, models: work.models,
      random, perfect, everybody: answer.everybody, today: work.today, answer,
      band: this.#band(), symbol, words, share: this.#shareOf(answer),
      decisions: params.decisions_per_month, title,
      describe: (i) => this.#describe(i, answer, words, symbol),
      alternative: alternative(answer, words, symbol, title),
      gripLabel: words.share, valueText: this.said.first }, this.gesture);
  }

  #shareOf(answer) {
    const { fraction } = this.params;
    const free = fraction !== null && fraction !== undefined && !answer.limited_by;
    return free ? fraction : answer.chosen.fraction;
  }

  #describe(i, answer, words, symbol) {
    const point = this.work.point(i);
    const fixed = this.params.fixed_cost;
    const atRandom = -fixed + point.fraction * (answer.everybody.profit + fixed);
    return describePoint(point, atRandom, words, symbol);
  }

  /** Python's band where it is of these assumptions; until then one that moves with the hand. */
  #band() {
    if (this.fresh && this.after.band) return this.after.band;
    this.moving = bandOf(this.work.main.curve, this.moving);
    return { ...this.moving, updating: Boolean(this.after?.band) };
  }

  #there(answer) {
    const simultaneous = Boolean(this.after?.band?.low_all);
    return { today: Boolean(answer.today), models: this.work.models.length > 1, simultaneous };
  }

  /** What waits until the hand is lifted. */
  #settle(answer, words, symbol) {
    const { params, work: { main: { counts } } } = this;
    const specs = this.#specs().groups.flatMap((group) => group.controls);
    this.advice.draw(counts, params, answer, specs, symbol);
    this.table.draw(answer, words, symbol);
    setText(this.page.live, announcement(this.said));
    setHidden(this.page.live, false);
    const told = { profitable: answer.profitable, profit: answer.chosen.profit,
      share: answer.chosen.fraction, bestShare: answer.best.fraction, rev: this.told.rev,
      seq: this.told.seq, fresh: this.fresh, state: "ready" };
    for (const [name, value] of Object.entries(told)) this.root.dataset[name] = String(value);
  }

  destroy() {
    cancelAnimationFrame(this.frame);
    window.removeEventListener("lepton-after", this.heard);
    this.watch.disconnect();
    this.root.remove();
  }
}

const views = new WeakMap();

export default function liveCurve({ data, parentElement, setStateValue }) {
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
}
