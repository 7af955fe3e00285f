// The live curve: sliders and chart in one place, so that moving one repaints the other within a
// frame. The server hears of it once, when the hand is lifted.
import { Chart } from "./chart.js";
import { Controls } from "./controls.js";
import { html, setAttribute, setHidden, setText } from "./dom.js";
import { Advice, Table, Tiles } from "./figures.js";
import { answerOf, perfectCurve, pointAt, priceCurve, randomCurve, readCounts } from "./formula.js";
import { alternative, announcement, describePoint, sentences } from "./words.js";

const VERSION = 1;
const TITLES = { profit: "Profit a month", roi: "ROI" };

class View {
  constructor(host) {
    this.frame = 0;
    this.rev = -1;
    this.seq = 0;
    this.metric = "profit";
    this.withPerfect = true;
    const on = { begin: () => this.begin(), end: () => this.end(), commit: () => this.commit(),
      input: (name, value) => this.input(name, value), source: (from) => this.source(from),
      follow: () => this.follow() };
    this.controls = new Controls(on);
    this.chart = new Chart({ begin: on.begin, move: (share) => on.input("fraction", share),
      end: () => { on.end(); on.commit(); } });
    this.tiles = new Tiles();
    this.advice = new Advice();
    this.table = new Table();
    this.#assemble();
    this.root.addEventListener("pointerdown", (event) => {
      if (!this.chart.node.contains(event.target)) this.chart.leave();
    });
    host.append(this.root);
    this.watch = new ResizeObserver(([{ contentRect }]) => {
      this.chart.width = Math.round(contentRect.width);
      this.schedule();
    });
    this.watch.observe(this.chart.node);
  }

  #assemble() {
    this.first = html("span", { "data-testid": "sentence" });
    this.second = html("span", { class: "second", "data-testid": "sentence-second" });
    this.live = html("p", { class: "unseen", "aria-live": "polite", "data-testid": "live" });
    this.title = html("h3", { class: "chart-title" });
    const head = html("div", { class: "chart-head" }, this.title, this.#toggles());
    this.root = html("div", { class: "lepton-curve", "data-testid": "live-curve" },
      html("p", { class: "answer" }, this.first, this.second), this.live,
      html("div", { class: "body" }, this.controls.node,
        html("section", { class: "result", "aria-label": "Result" }, this.tiles.node,
          head, this.chart.node, this.advice.node, this.table.node)));
  }

  #toggles() {
    this.metrics = ["profit", "roi"].map((metric) => {
      const button = html("button", { type: "button", "data-testid": `metric-${metric}` },
        metric === "roi" ? "ROI %" : "Profit");
      button.addEventListener("click", () => this.show({ metric }));
      return button;
    });
    this.perfect = html("input", { type: "checkbox", "data-testid": "show-perfect" });
    this.perfect.addEventListener("change", () => this.show({ withPerfect: this.perfect.checked }));
    return html("div", { class: "toggles" },
      html("label", { class: "check" }, this.perfect, "Perfect foresight"),
      html("div", { class: "segments", role: "group", "aria-label": "What the chart shows" },
        ...this.metrics));
  }

  show(change) {
    Object.assign(this, change);
    this.chart.marks.memory.clear();
    this.chart.ranges = {};
    this.schedule();
  }

  /** Take what Python sent: new counts always, new assumptions only if they are newer. */
  update(data, send) {
    this.send = send;
    this.data = data;
    this.symbols = new Map(data.currencies.map(({ code, symbol }) => [code, symbol]));
    if (data.dataset !== this.dataset) {
      this.dataset = data.dataset;
      this.counts = readCounts(data.counts);
      this.curve = null;
      this.chart.ranges = {};
    }
    if (data.rev > this.rev) this.#apply(data);
    this.schedule();
  }

  /** A hand on a slider wins over what arrives meanwhile. */
  #apply({ params, rev, key }) {
    const held = this.gesture && this.active ? { [this.active]: this.params[this.active] } : {};
    const told = committed.get(key);
    this.params = { ...(told?.rev === rev ? told.params : params), ...held };
    this.sent = JSON.stringify(this.params);
    this.rev = rev;
    this.other = undefined;
  }

  begin() {
    this.gesture = true;
  }

  end() {
    this.gesture = false;
    this.active = null;
    this.schedule();
  }

  input(name, value) {
    this.active = name;
    this.params = { ...this.params, [name]: value };
    this.schedule();
  }

  follow() {
    this.input("fraction", null);
    this.commit();
  }

  /** From one amount to a column and back; the first time, so that the total stays the same. */
  source(from) {
    if (from === this.params.benefit_from) return;
    const { counts } = this;
    const mean = counts.valueTp[counts.size - 1] / (counts.positives || 1);
    const first = from === "column" ? 1 : Number((mean * this.params.benefit).toPrecision(3));
    const benefit = this.other ?? first;
    this.other = this.params.benefit;
    this.params = { ...this.params, benefit_from: from, benefit };
    this.commit();
    this.schedule();
  }

  /** What to draw as controls; the benefit is an amount or a part of each one's own value. */
  #specs() {
    const { data, params: { benefit_from: from } } = this;
    if (this.specs?.of !== data || this.specs.from !== from) {
      const fit = (spec) => (from === "column" ? { ...spec, ...spec.from_column } : spec);
      const groups = data.groups.map((group) => ({ ...group, controls: group.controls.map(fit) }));
      const { currencies, words } = data;
      this.specs = { of: data, from, groups, currencies, words,
        text: JSON.stringify([groups, currencies, words]) };
    }
    return this.specs;
  }

  /** Tell Python, once, and only of something new. */
  commit() {
    const text = JSON.stringify(this.params);
    if (text === this.sent) return;
    this.sent = text;
    this.seq = Math.max(this.seq + 1, Date.now());
    committed.set(this.data.key, { rev: this.rev, params: this.params });
    this.send("params", { version: VERSION, seq: this.seq, rev: this.rev, params: this.params });
  }

  schedule() {
    if (!this.frame) this.frame = requestAnimationFrame(() => this.#draw());
  }

  #draw() {
    this.frame = 0;
    if (!this.params) return;
    this.controls.build(this.#specs());
    const { counts, params, data } = this;
    const symbol = this.symbols.get(params.currency) ?? `${params.currency} `;
    this.curve = priceCurve(counts, params, this.curve);
    const answer = answerOf(counts, params, this.curve);
    const share = answer.following ? answer.chosen.fraction : params.fraction;
    const decisions = params.decisions_per_month ?? counts.total;
    const [first, second] = sentences(answer, data.words, symbol);
    setText(this.first, first);
    setText(this.second, second);
    this.tiles.draw(answer, data.words, symbol, decisions);
    this.controls.sync(params, answer, { symbol, share, inGesture: this.gesture });
    this.#drawChart(answer, symbol, share);
    this.advice.fade(answer.profitable);
    if (!this.gesture) this.#settle(answer, symbol);
  }

  #drawChart(answer, symbol, share) {
    const { counts, params, curve, metric } = this;
    const { words } = this.data;
    const fine = metric === "roi" ? 100 : 1; // profit is a straight line, and so is its ceiling
    const random = randomCurve(counts, params, fine);
    const title = `${TITLES[metric]} by share of ${words.units} ${words.acted}`;
    setText(this.title, title);
    this.metrics.forEach((button, i) => setAttribute(button, "aria-pressed",
      ["profit", "roi"][i] === metric));
    this.perfect.checked = this.withPerfect;
    const describe = (i) => {
      const point = pointAt(counts, params, curve, i);
      const everybody = answer.everybody;
      const atRandom = -params.fixed_cost + point.fraction * (everybody.profit + params.fixed_cost);
      return describePoint(point, atRandom, words, symbol);
    };
    this.chart.draw({ metric, counts, curve, random, answer, symbol, share, describe,
      perfect: this.withPerfect
        ? perfectCurve(counts, params, counts.valuePerfect ? 100 : fine) : null,
      xTitle: `share of ${words.units} ${words.acted}, highest score first`,
      alternative: alternative(answer, words, symbol, title),
      gripLabel: words.share, valueText: this.first.textContent }, this.gesture);
  }

  /** What waits until the hand is lifted. */
  #settle(answer, symbol) {
    const { counts, params, data } = this;
    const specs = this.#specs().groups.flatMap((group) => group.controls);
    this.advice.draw(counts, params, answer, specs, symbol);
    this.table.draw(answer, data.words, symbol);
    setText(this.live, announcement(answer, data.words, symbol));
    setHidden(this.live, false);
    const { dataset } = this.root;
    dataset.profitable = String(answer.profitable);
    dataset.profit = String(answer.chosen.profit);
    dataset.share = String(answer.chosen.fraction);
    dataset.bestShare = String(answer.best.fraction);
    dataset.rev = String(this.rev);
    dataset.seq = String(this.seq);
    dataset.state = "ready";
  }

  destroy() {
    cancelAnimationFrame(this.frame);
    this.watch.disconnect();
    this.root.remove();
  }
}

const views = new WeakMap();
const committed = new Map(); // what the server was told, should the page build the curve anew

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
