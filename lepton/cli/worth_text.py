"""What an answer says in a shell: a short table, then the plain sentences."""

from typing import TYPE_CHECKING, Any

from lepton.cli.output import columns
from lepton.plots.format import count, money, number, percent

if TYPE_CHECKING:
    from lepton.value import Answer, Assumptions, Point
    from lepton.value.nested import NestedAnswer
    from lepton.workflows.basis import Evidence

__all__ = ["lines", "recheck_lines"]

HEAD = ("", "share", "threshold", "acted on", "hits", "profit", "cost", "ROI")
SHARES = ("success_rate", "takers", "base_rate")


def lines(
    found: "Answer", evidence: "Evidence", assumptions: "Assumptions", told: dict[str, Any]
) -> list[str]:
    """The answer as a person reads it."""
    rows = f"{len(evidence.first.rows):,} rows"
    scaled = f"{assumptions.decisions_per_month:,.0f} decisions"
    said = [f"{evidence.title}: what acting is worth over {scaled}, judged on {rows}.", ""]
    said += [*columns(_points(found, told)), "", *_sentences(found, assumptions)]
    if "models" in told:
        said += ["", *columns(_models(told["models"], assumptions))]
    for pair in told.get("compare", ()):
        said += ["", _comparison(pair, assumptions)]
    for part in told.get("segments", ()):
        said += ["", *columns(_segments(part, assumptions))]
    if "band" in told:
        said += ["", *columns(_band(told["band"], assumptions))]
    return said


def recheck_lines(found: "NestedAnswer", assumptions: "Assumptions") -> list[str]:
    """What many trainings say, as a person reads it."""

    def said(amount: float | None) -> str:
        return money(amount, assumptions.currency, short=True)

    between = f"{said(found.low)} to {said(found.high)}"
    return [
        f"Expect {between} a month, {said(found.profit)} on average: "
        f"{found.trainings} trainings, each judged on rows it had not seen.",
        f"From shuffle to shuffle it went from {said(found.lowest)} to {said(found.highest)}.",
        f"Picked by looking at the results it would seem {said(found.apparent)}: do not quote it.",
        f"Acted on: {percent(found.fraction, short=True)} "
        f"({percent(found.fraction_low, short=True)} to "
        f"{percent(found.fraction_high, short=True)}).",
    ]


def _points(found: "Answer", told: dict[str, Any]) -> list[tuple[str, ...]]:
    named = [
        ("chosen", found.chosen.to_dict()),
        ("seems best", found.best.to_dict()),
        ("most ROI", None if found.best_roi is None else found.best_roi.to_dict()),
        ("fewest", found.fewest.to_dict()),
        ("everybody", found.everybody.to_dict()),
        ("at random", found.random.to_dict()),
        ("nobody", found.nobody.to_dict()),
        ("today", None if found.today is None else found.today.to_dict()),
        *(("asked for", point) for point in told["at"][1:]),
    ]
    return [HEAD, *((name, *_point(point)) for name, point in named if point is not None)]


def _point(point: dict[str, Any]) -> tuple[str, ...]:
    return (
        percent(point["fraction"]),
        number(point["threshold"]),
        count(point["n"]),
        count(point["tp"]),
        count(point["profit"]),
        count(point["cost"]),
        percent(point["roi"], 0),
    )


def _sentences(found: "Answer", assumptions: "Assumptions") -> list[str]:
    """The same in plain words: ranges before points, two significant figures."""

    def said(amount: float | None) -> str:
        return money(amount, assumptions.currency, short=True)

    if found.chosen.n == 0:
        return ["Act on nobody: no share pays under these assumptions."]
    whom = _whom(found.chosen, assumptions.decisions_per_month)
    told = [
        f"Acting on {whom} earns {said(found.low)} to {said(found.high)} a month "
        f"in 90 of 100 samples, {said(found.chosen.profit)} in these rows; "
        f"as many at random {said(found.random.profit)}."
    ]
    if found.chosen_elsewhere and found.optimism > 0:
        told.append(
            f"The share was chosen on other rows. Chosen on these it would seem "
            f"{said(found.best.profit)}: do not quote it."
        )
    if not found.chosen_elsewhere:
        told.append("The share was chosen on the rows that report the money, which flatters.")
    return told + _further(found, assumptions)


def _further(found: "Answer", assumptions: "Assumptions") -> list[str]:
    """Limits, today's rule, the assumed range, and what would have to be true."""

    def said(amount: float | None) -> str:
        return money(amount, assumptions.currency, short=True)

    told = []
    if found.limited_by is not None and found.shadow_price is not None:
        one = "contact" if found.limited_by == "capacity" else f"{said(1)} of budget"
        told.append(
            f"The {found.limited_by} holds it back: one more {one} would bring "
            f"{money(found.shadow_price, assumptions.currency)}."
        )
    if found.today is not None:
        told.append(
            f"What is done today earns {said(found.today.profit)}, "
            f"{said(found.over_today)} less than this."
            if (found.over_today or 0.0) >= 0
            else f"What is done today earns {said(found.today.profit)}: more than this."
        )
    ends = [found.assumed_low, found.assumed_high]
    if any(end is not None for end in ends):
        low, high = (found.chosen.profit if end is None else end for end in ends)
        told.append(f"With the assumed range of the success rate: {said(low)} to {said(high)}.")
    low, high = found.plateau
    if high > low:
        told.append(
            f"Any share from {percent(low, short=True)} to {percent(high, short=True)} "
            "earns as much but for chance."
        )
    return told + _true(found, assumptions)


def _true(found: "Answer", assumptions: "Assumptions") -> list[str]:
    """What would have to be true for it to stop paying."""
    said = []
    for name, value in found.break_evens.items():
        if value is None or name == "decisions_per_month":
            continue
        word = name.replace("_", " ")
        at = percent(value) if name in SHARES else money(value, assumptions.currency)
        said.append(f"{word} {at}")
    return [f"It would earn nothing at: {'; '.join(said)}."] if said else []


def _whom(chosen: "Point", decisions: float) -> str:
    return (
        f"the top {percent(chosen.fraction, short=True)} ({count(chosen.n)} of {count(decisions)})"
    )


def _models(values: list[dict[str, Any]], assumptions: "Assumptions") -> list[tuple[str, ...]]:
    head = ("each at its own share", "share", "profit", "low", "high")
    return [
        head,
        *(
            (v["title"], percent(v["fraction"]), *_money(v, ("profit", "low", "high"), assumptions))
            for v in values
        ),
    ]


def _comparison(pair: dict[str, Any], assumptions: "Assumptions") -> str:
    low, high = _money(pair, ("low", "high"), assumptions)
    return (
        f"{pair['a']} against {pair['b']}: {low} to {high} a month more; "
        f"better in {percent(pair['chance_a_better'], short=True)} of the samples."
    )


def _segments(part: dict[str, Any], assumptions: "Assumptions") -> list[tuple[str, ...]]:
    names = ("n", "acted", "hits", "profit", "low", "high")
    table: list[tuple[str, ...]] = [(part["column"], "decisions", "acted on", *names[2:])]
    for i, name in enumerate(part["name"]):
        counts = (count(part[key][i]) for key in names[:3])
        amounts = _money({key: part[key][i] for key in names[3:]}, names[3:], assumptions)
        table.append((str(name), *counts, *amounts))
    if part["fixed_cost"]:
        taken = money(-part["fixed_cost"], assumptions.currency)
        table.append(("fixed cost", "", "", "", taken, "", ""))
    return table


def _band(band: dict[str, Any], assumptions: "Assumptions") -> list[tuple[str, ...]]:
    """The range of the curve at every tenth."""
    names = ("profit", "low", "high", "low_all", "high_all")
    table: list[tuple[str, ...]] = [("share", "profit", "low", "high", "low, all", "high, all")]
    shares = band["share"]
    for tenth in range(11):
        i = min(range(len(shares)), key=lambda j: abs(shares[j] - tenth / 10))
        row = {key: band[key][i] for key in names}
        table.append((percent(shares[i], 0), *_money(row, names, assumptions)))
    return table


def _money(values: dict[str, Any], names: Any, assumptions: "Assumptions") -> tuple[str, ...]:
    return tuple(money(values[name], assumptions.currency) for name in names)
