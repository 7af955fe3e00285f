// The live case: what the investment comes to, following the hand within a frame. The server hears
// of a change once, when the hand is lifted, and answers with what takes many trials.
import { setAttribute } from "../../live_curve/js/dom.js";
import { mounted, sizeOf } from "../../live_curve/js/mounting.js";
import { Row } from "../../live_curve/js/tiles.js";
import { Chooser } from "./chooser.js";
import { FlowChart } from "./flowchart.js";
import { Frame } from "./frame.js";
import { FullScreen } from "./fullscreen.js";
import { Hands } from "./hands.js";
import { Rows } from "./rows.js";
import { alternative, sentences, tileTexts } from "./sayings.js";
import { Scenarios } from "./scenarios.js";
import { Yearly } from "./yearly.js";

const TILES = ["npv", "roi", "payback", "chance"];
const PYTHON = ["npv", "payback", "chance"]; // whose note or value takes many trials
const LOCKED = "This scenario is locked. Make a copy to change it.";
const BROUGHT = "These are the numbers we brought. Yours go into your own.";

/** Whether two scenarios would be drawn as one line. */
const same = (a, b) => a.npv === b.npv && a.flow.cumulative.at(-1) === b.flow.cumulative.at(-1);

class View {
  constructor(host) {
    this.frame = 0;
    this.hands = new Hands();
    this.scenarios = new Scenarios();
    this.on = Object.fromEntries(["begin", "end", "commit", "input", "choose"].map((name) =>
      [name, (...given) => this[name](...given)]));
    this.rows = new Rows(this.on);
    this.chooser = new Chooser(this.on);
    this.tiles = new Row(TILES);
    this.chart = new FlowChart();
    this.table = new Yearly();
    this.full = new FullScreen();
    this.page = new Frame({ rows: this.rows.node, chooser: this.chooser.node, full: this.full.node,
      tiles: this.tiles.node, chart: this.chart.node, table: this.table.node });
    this.root = this.page.node;
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
      if (target === this.root) this.width = width;
      else this.chart.width = Math.round(width);
    }
    this.chart.font = null; // the page may have another size of type by now
    setAttribute(this.root, "data-size", sizeOf(this.width));
    this.schedule();
  }

  /** Take what Python sent, when the hand is still. */
  update(data, send) {
    this.send = send;
    if (this.gesture && this.data) {
      this.waiting = data;
      return;
    }
    this.waiting = null;
    this.data = data;
    this.scenarios.take(data);
    this.hands.take(data, this.scenarios);
    this.schedule();
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
    this.hands.move(name, value);
    this.#changed();
  }

  choose(name) {
    this.hands.choose(name);
    this.chart.memory.clear();
    this.#changed();
    this.commit();
  }

  #changed() {
    this.root.dataset.fresh = "false"; // at once: Python has not followed yet
    this.schedule();
  }

  commit() {
    this.hands.commit(this.send);
    this.schedule();
  }

  schedule() {
    if (!this.frame) this.frame = requestAnimationFrame(() => this.#draw());
  }

  #draw() {
    this.frame = 0;
    if (!this.data) return;
    const { data, hands, scenarios } = this;
    this.#hear();
    const names = scenarios.all.map(({ name }) => name);
    const worked = names.map((name) => scenarios.worked(name, hands.moved));
    const shown = worked.find(({ name }) => name === hands.shown);
    const others = worked.filter((each) => each !== shown && !same(each, shown));
    this.chooser.build(names);
    this.chooser.sync(hands.shown);
    this.full.sync(data.room);
    this.#say(shown);
    this.#fields(shown);
    this.#drawChart(shown, others);
    if (!this.gesture) this.#settle(shown);
  }

  /** What Python worked out after the hand was lifted, and whether it is of these assumptions. */
  #hear() {
    const after = window.leptonAfter?.get(this.data.key);
    if (after !== this.after) {
      this.after = after;
      this.rows.refuse(after?.refused ?? "");
    }
    this.fresh = Boolean(after?.npv) && after.stamp === this.data.stamp
      && this.hands.knownAs(after);
  }

  #say(shown) {
    const { symbol, note } = this.data;
    const after = this.fresh ? this.after.npv : null;
    this.page.say(sentences(shown, after, symbol), note, this.fresh);
    const texts = tileTexts(shown, this.after?.npv ?? null, symbol);
    const lost = shown.npv < 0 ? ["npv", "roi"] : [];
    this.tiles.show(texts, lost);
    for (const id of PYTHON) {
      const { value, note: small } = this.tiles.parts[id];
      setAttribute(id === "chance" ? value : small, "data-stale", !this.fresh);
    }
  }

  #fields(shown) {
    const { data, after, fresh, hands } = this;
    this.rows.build(data.controls, data.title);
    this.rows.sync(shown.v, { symbol: data.symbol, inGesture: this.gesture, npv: shown.npv, fresh,
      breakEvens: after?.break_evens, locked: this.scenarios.named(hands.shown).locked && (data.room ? BROUGHT : LOCKED) });
  }

  #drawChart(shown, others) {
    const { symbol } = this.data;
    const band = this.after?.band && { ...this.after.band, updating: !this.fresh };
    this.chart.draw({ shown, others, band: band ?? null, symbol,
      alternative: alternative(shown, others, symbol) }, this.gesture);
  }

  /** What waits until the hand is lifted. */
  #settle(shown) {
    const { npv, roi, payback, flow } = shown;
    this.table.draw(shown, this.data.symbol);
    this.page.settle({ npv, roi, payback, total: flow.cumulative.at(-1), shown: this.hands.shown,
      rev: this.hands.rev, fresh: this.fresh, state: "ready" });
    this.place.dataset.curve = "ready"; // the page gives back the room it kept
  }

  destroy() {
    cancelAnimationFrame(this.frame);
    window.removeEventListener("lepton-after", this.heard);
    this.watch.disconnect();
    this.full.destroy();
    if (this.data?.room) this.hands.told.forget(); // nothing of a client outlives the room
    this.root.remove();
  }
}

export default mounted(View);
