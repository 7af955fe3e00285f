// What the browser was told by Python and what it has told Python: neither overwrites the other.

const VERSION = 1;
const committed = new Map(); // what the server was told, should the page build the curve anew

/** A set of assumptions as one text: the same text for the same numbers, in whatever order. */
export const textOf = (params) => JSON.stringify(Object.entries(params)
  .sort(([a], [b]) => (a < b ? -1 : 1)));

export class Told {
  rev = -1;
  seq = 0;

  /** What to show of a message: what was told here since it was made, or what it says. */
  take({ key, rev, params, view }) {
    const here = committed.get(key);
    const known = here?.rev === rev ? here : { params, view };
    this.key = key;
    this.rev = rev;
    this.sent = this.#text(known.params, known.view);
    return known;
  }

  /** Tell Python, once, and only of something new. */
  commit(params, view, send) {
    const text = this.#text(params, view);
    if (text === this.sent) return;
    this.sent = text;
    this.seq = Math.max(this.seq + 1, Date.now());
    committed.set(this.key, { rev: this.rev, params, view });
    send("params", { version: VERSION, seq: this.seq, rev: this.rev, params, view });
  }

  /** Keep nothing of what was told here. */
  forget() {
    committed.delete(this.key);
    window.leptonAfter?.delete(this.key);
  }

  #text(params, view) {
    return JSON.stringify([textOf(params), view]);
  }
}
