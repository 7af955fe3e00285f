// Where to stop, said in four ways that stay in step: a share, how many, from which score, for how
// much money; and whether it follows the most profitable share, or the fewest that earn the same.
import { html, setAttribute, setText } from "./dom.js";
import { Field } from "./field.js";
import { brief } from "./words.js";

const NEARLY = 1 + 1e-12;

/** A share of cases says enough in tenths of a percent. */
const tenths = (share) => Math.round(share * 1000) / 1000;

/** What was typed in another field may be any fraction: more digits than these say nothing. */
const hundredths = (share) => Math.round(share * 10_000) / 10_000;

/** Whether cases with the same score, which are chosen together or not at all, move the share. */
const together = ({ fraction }, chosen) => brief(fraction) !== brief(chosen.fraction)
  && tenths(Math.abs(fraction - chosen.fraction)) > 0;

export class Share {
  constructor(on) {
    this.on = on;
    this.node = html("section", { class: "stop", "aria-label": "Where to stop" });
  }

  /** Build for one wording: the same object as long as nothing in it changes. */
  build(words) {
    if (words === this.built) return;
    this.built = words;
    const { on } = this;
    const as = { ...on, input: (name, value) => on.input("fraction", this.#asShare(name, value)) };
    const spent = words.spent === "spent" ? "Money spent" : `Money ${words.spent}`;
    const field = (name, kind, label, bare = true) => new Field({ name, kind, label, bare }, as);
    this.fields = {
      fraction: field("fraction", "share", words.share, false),
      contacts: field("contacts", "count", `${words.to_act}, a month`),
      score: field("score", "score", words.byGain ? "From expected gain" : "From score"),
      spend: field("spend", "money", `${spent}, a month`),
    };
    const { fraction, ...others } = this.fields;
    this.node.replaceChildren(fraction.node, this.#follow(words),
      html("div", { class: "ways" }, ...Object.values(others).map(({ node }) => node)));
  }

  #follow(words) {
    const button = (how, text, id) => {
      const node = html("button", { type: "button", class: "quiet", "data-testid": id }, text);
      node.addEventListener("click", () => this.on.follow(how));
      return node;
    };
    this.state = html("span", { class: "state", "data-testid": "share-state" });
    this.ways = { profit: button("profit", "Most profitable", "follow"),
      fewest: button("fewest", `Fewest ${words.units}`, "follow-fewest") };
    return html("div", { class: "follow" }, this.state, ...Object.values(this.ways));
  }

  /** Turn what was typed into a share: never more than what it buys or allows. */
  #asShare(name, value) {
    const { work, decisions } = this;
    if (name === "fraction") return value;
    if (name === "contacts") return Math.min(1, value / decisions);
    if (name === "score") return work.shareWhile((i) => work.point(i).threshold >= value);
    return work.shareWhile((i) => work.main.curve.cost[i] <= value * NEARLY);
  }

  sync(work, params, answer, how) {
    const { chosen, limited_by: held } = answer;
    this.work = work;
    this.decisions = params.decisions_per_month;
    const own = params.fraction !== null && params.fraction !== undefined;
    const exact = own && !held;
    const apart = exact && together(params, chosen);
    const shown = {
      fraction: exact ? hundredths(params.fraction) : tenths(chosen.fraction),
      contacts: exact && !apart ? whole(params.fraction * this.decisions) : whole(chosen.n),
      score: chosen.threshold,
      spend: whole(chosen.cost),
    };
    for (const [name, field] of Object.entries(this.fields)) field.sync(shown[name], how);
    this.#tell(answer, params, own);
  }

  #tell({ chosen, honest, limited_by: held }, params, own) {
    const { follow = "profit" } = params;
    const follows = follow === "fewest" ? "Follows the fewest that earn about the same"
      : "Follows the most profitable share";
    const fixed = own && !held && together(params, chosen)
      ? `Fixed by you; equal scores stay together, so ${brief(chosen.fraction)}`
      : `Fixed by you; most profit at ${brief(honest.fraction)}`;
    setText(this.state, `${own ? fixed : follows}${held ? `, up to the ${held}` : ""}`);
    for (const [how, node] of Object.entries(this.ways)) {
      setAttribute(node, "aria-pressed", !own && how === follow);
    }
  }
}

const whole = (value) => (value >= 100 ? Math.round(value) : Number(value.toPrecision(3)));
