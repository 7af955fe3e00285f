// The live curve: sliders and chart in one place, so that moving one repaints the other within a
// frame. The server hears of it once, when the hand is lifted.
import { Assumed } from "./assumed.js";
import { bandOf } from "./band.js";
import { Chart } from "./chart.js";
import { Controls } from "./controls.js";
import { setAttribute, setText } from "./dom.js";
import { Exports } from "./exports.js";
import { Advice, Table } from "./figures.js";
import { Page } from "./layout.js";
import { mounted, sizeOf } from "./mounting.js";
import { sentences } from "./sentences.js";
import { Share } from "./share.js";
import { Specs } from "./specs.js";
import { Tiles } from "./tiles.js";
import { textOf, Told } from "./told.js";
import { titleOf, Toggles, viewOf } from "./toggles.js";
import { alternative, describePoint, span } from "./words.js";
import { Work } from "./work.js";

const TURNS = 5; // frames in which everything beside the chart has been drawn once
const REST = 50; // ms without a move, after which everything is in step again

class View {
  constructor(host) {
    this.frame = 0;
    this.turn = 0;
    this.view = viewOf({});
    this.told = new Told();
    this.assumed = new Assumed();
    this.specs = new Specs();
    this.work = new Work();
    this.on = Object.fromEntries(["begin", "end", "commit", "input", "source", "form", "open",
      "follow", "show"].map((name) => [name, (...given) => this[name](...given)]));
    this.#parts();
    this.root.addEventListener("pointerdown", (event) => {
      if (!this.chart.node.contains(event.target)) this.chart.leave();
      this.toggles.leave(event.target);
    });
    host.append(this.root);
    this.place = host.host ?? host;
    setAttribute(this.root, "data-size", sizeOf(this.root.clientWidth || window.innerWidth));
    this.watch = new ResizeObserver((sizes) => this.#fit(sizes));
    for (const node of [this.root, this.chart.node]) this.watch.observe(node);
    this.heard = ({ detail }) => detail === this.data?.key && this.schedule();
    window.addEventListener("lepton-after", this.heard);
  }

  /** Follow the width: what stands where, and how wide the chart is drawn. */
  #fit(sizes) {
    for (const { target, contentRect: { width } } of sizes) {
      if (target === this.root) setAttribute(target, "data-size", sizeOf(width));
      else this.chart.width = Math.round(width);
    }
    this.schedule();
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
    this.page = new Page(Object.fromEntries(names.map((name) => [name, this[name].node])));
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
    this.assumed.take(params);
    this.view = viewOf(view);
  }

  begin() {
    this.gesture = true;
  }

  end() {
    this.gesture = false;
    if (this.waiting) this.#catchUp();
    this.active = null;
    this.schedule();
  }

  /** Take what came meanwhile; what the hand has moved stays where the hand left it. */
  #catchUp() {
    const { active } = this;
    const held = active && this.params[active];
    this.update(this.waiting, this.send);
    if (active) this.assumed.set(active, held);
  }

  get params() {
    return this.assumed.params;
  }

  input(name, value) {
    this.active = name;
    this.assumed.set(name, value);
    this.schedule();
  }

  follow(how) {
    this.assumed.follow(how);
    this.#changed();
  }

  source(from) {
    this.assumed.source(from, this.work.main.counts);
    this.#changed();
  }

  form(form) {
    this.assumed.form(form, this.data.formulas, this.work.main.counts);
    this.#changed();
  }

  #changed() {
    this.schedule();
    this.commit();
  }

  /** Change what is looked at; it is kept with the project. */
  show({ shown, ...change }) {
    this.view = { ...this.view, ...change, shown: { ...this.view.shown, ...shown } };
    this.chart.reset();
    this.#changed();
  }

  open(id, open) {
    const others = this.view.open.filter((other) => other !== id);
    if (open === others.length < this.view.open.length) return; // it was built that way
    this.view = { ...this.view, open: open ? [...others, id] : others };
    this.commit();
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
    this.controls.build(this.specs.of(data, params), this.view.open);
    const symbol = this.symbols.get(params.currency) ?? `${params.currency} `;
    const words = this.#words();
    const answer = work.price(params, this.after?.today ?? null);
    const how = { symbol, words, inGesture: this.gesture };
    this.page.say(sentences(answer, params, words, symbol), answer, symbol);
    this.tiles.draw(answer, words, symbol, params.decisions_per_month);
    this.share.build(words);
    this.#drawFields(answer, how);
    this.#drawChart(answer, words, symbol);
    this.advice.fade(answer.profitable);
    if (!this.gesture) this.#settle(answer, words, symbol);
  }

  /**
   * While the hand moves, a frame has time for the chart and the field in the hand; what stands
   * beside the other fields takes turns, and is in step as soon as the hand rests.
   */
  #drawFields(answer, how) {
    const { params, work, gesture, active } = this;
    this.turn = (this.turn + 1) % TURNS;
    const all = !gesture || this.rested;
    this.rested = false;
    const due = (place, name) => name === active || place % TURNS === this.turn;
    this.controls.sync(params, answer, how, all ? undefined : due);
    if (all || !this.turn || active === "fraction") this.share.sync(work, params, answer, how);
    clearTimeout(this.rest);
    if (!all) this.rest = setTimeout(() => this.#catchUpFields(), REST);
  }

  #catchUpFields() {
    this.rested = true;
    this.schedule();
  }

  /** The words of the form, and what the rows are ranked by. */
  #words() {
    const of = this.data.words[this.params.form];
    const byGain = this.work.main.counts.rankedBy === "gain";
    if (this.words?.of !== of || this.words.byGain !== byGain) this.words = { ...of, of, byGain };
    return this.words;
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
    if (!this.fresh) setAttribute(this.page.node, "data-fresh", false);
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
      gripLabel: words.share, valueText: this.page.said.first }, this.gesture);
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
    const specs = this.specs.of(this.data, params).groups.flatMap((group) => group.controls);
    this.advice.draw(counts, params, answer, specs, symbol);
    this.table.draw(answer, words, symbol);
    this.page.settle( { profitable: answer.profitable, profit: answer.chosen.profit,
      share: answer.chosen.fraction, bestShare: answer.best.fraction, rev: this.told.rev,
      seq: this.told.seq, fresh: this.fresh, state: "ready" });
    this.place.dataset.curve = "ready"; // the page gives back the room it kept
  }

  destroy() {
    cancelAnimationFrame(this.frame);
    clearTimeout(this.rest);
    window.removeEventListener("lepton-after", this.heard);
    this.watch.disconnect();
    this.root.remove();
  }
}

export default mounted(View);
