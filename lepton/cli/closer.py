"""What ``lepton value`` tells beside its answer: certainty, trust, measures, looks and alerts."""

from typing import TYPE_CHECKING, Any

from lepton.errors import InputError, NotApplicable, must

if TYPE_CHECKING:
    from lepton.cli.closer_options import CloserFlags
    from lepton.value import Answer, Assumptions
    from lepton.value.result import Result
    from lepton.workflows.basis import Scored

__all__ = ["closer", "closer_lines"]

NAMES = {
    "mpc": "churn, one success rate (MPC)",
    "empc": "churn, a range of them (EMPC)",
    "empb": "churn, a worth of each (EMPB)",
    "mpcs": "credit, one loss (MPCS)",
    "empcs": "credit, a range of losses (EMPCS)",
    "empa": "selling (EMPA)",
    "h_measure": "H-measure",
    "savings": "savings",
}


def closer(
    scored: "Scored", assumptions: "Assumptions", found: "Answer", asked: "CloserFlags"
) -> dict[str, "Result | None"]:
    """Work out what was asked for, each by the name it has in the JSON output.

    Raises
    ------
    InputError
        An option lacks the one that it belongs to, or a number cannot be used.
    NotApplicable
        The money differs from row to row where it must not.
    """
    told: dict[str, Result | None] = {}
    told |= _certainty(scored, assumptions, found) if asked.certainty else {}
    told |= _trust(scored, assumptions) if asked.trust else {}
    told |= _measures(scored, assumptions) if asked.measures else {}
    told |= _metrics(scored, assumptions) if asked.metrics else {}
    return told | _review(scored, assumptions, asked) | _alerts(scored, assumptions, asked)


def closer_lines(told: dict[str, Any], currency: str) -> list[str]:
    """Say what was worked out, as a person reads it.

    Parameters
    ----------
    told
        From :func:`closer`.
    currency
        Three-letter code.
    """
    says = (_certain_lines, _trust_lines, _measure_lines, _metric_lines, _look_lines)
    lines: list[str] = []
    for say in says:
        said = say(told, currency)
        lines += ["", *said] if said else []
    return lines


def _certainty(scored: "Scored", assumptions: "Assumptions", found: "Answer") -> dict[str, Any]:
    from lepton.workflows.certainty import flattery, luck, range_of

    try:
        noise = luck(scored, assumptions)
    except NotApplicable:
        noise = None
    return {
        "interval": range_of(scored, assumptions, found),
        "noise": noise,
        "flattery": flattery(scored, assumptions, found),
    }


def _trust(scored: "Scored", assumptions: "Assumptions") -> dict[str, Any]:
    from lepton.workflows.certainty import trust

    names = ("reliability", "money_calibration", "threshold_gap")
    return dict(zip(names, trust(scored, assumptions), strict=True))


def _measures(scored: "Scored", assumptions: "Assumptions") -> dict[str, Any]:
    from lepton.workflows.measuring import measured_at

    return {"measures": measured_at(scored, assumptions)}


def _metrics(scored: "Scored", assumptions: "Assumptions") -> dict[str, Any]:
    from lepton.workflows.money_metrics import metrics_in_money

    return {"metrics": metrics_in_money(scored, assumptions)}


def _review(scored: "Scored", assumptions: "Assumptions", asked: "CloserFlags") -> dict[str, Any]:
    from lepton.workflows.second_look import second_look

    if asked.review_cost is None:
        _needs(asked.review_errors, "--review-errors", "--review-cost AMOUNT")
        return {}
    errors = asked.review_errors or 0.0
    found = second_look(scored, assumptions, review_cost=asked.review_cost, review_errors=errors)
    return {"review": found}


def _alerts(scored: "Scored", assumptions: "Assumptions", asked: "CloserFlags") -> dict[str, Any]:
    from lepton.workflows.second_look import daily_alerts

    if asked.alerts_per_day is None:
        _needs(asked.minutes, "--minutes", "--alerts-per-day N")
        _needs(asked.hours, "--hours", "--alerts-per-day N")
        return {}
    found = daily_alerts(
        scored, assumptions, alerts_per_day=asked.alerts_per_day,
        minutes_per_alert=asked.minutes, analysts_hours=asked.hours,
    )  # fmt: skip
    return {"alerts": found}


def _needs(given: float | None, flag: str, other: str) -> None:
    if given is not None:
        rule = f"given with {other.split(maxsplit=1)[0]}"
        raise InputError(must(flag, rule, f"only {flag}", f"Add {other}, or leave it out."))


def _certain_lines(told: dict[str, Any], currency: str) -> list[str]:
    from lepton.plots.certainty import certainty_words
    from lepton.plots.format import money

    if "interval" not in told:
        return []
    said = certainty_words(told["interval"], currency, noise=told["noise"])
    much = told["flattery"]
    if much.optimism > 0:
        most, less = (money(v, currency, short=True) for v in (much.apparent, much.optimism))
        said.append(f"The largest profit on these rows, {most}, flatters by {less}.")
    return said


def _trust_lines(told: dict[str, Any], currency: str) -> list[str]:
    from lepton.plots.trust import trust_words

    if "reliability" not in told:
        return []
    parts = [told[name] for name in ("reliability", "money_calibration", "threshold_gap")]
    return trust_words(parts[0], parts[1], parts[2], currency)


def _measure_lines(told: dict[str, Any], currency: str) -> list[str]:
    from lepton.cli.output import columns
    from lepton.plots.format import money, number, percent

    found = told.get("measures")
    if found is None:
        return []
    head = ("share", "hits found", "lift", "hits among", "profit")
    rows = zip(found.fraction, found.gains, found.lift, found.precision, found.profit, strict=True)
    table = [
        (percent(f), percent(g), number(x, 2), percent(p), money(m, currency))
        for f, g, x, p, m in rows
    ]
    said = [
        f"Profit captured: {percent(found.captured)}. Area under the ROC curve: "
        f"{number(found.auc)}; of its hull: {number(found.auc_hull)}."
    ]
    if found.net_benefit is not None:
        even = percent(found.break_even)
        everybody = number(found.net_benefit_everybody)
        said.append(
            f"Net benefit from a chance of {even} on: {number(found.net_benefit)} hits a "
            f"decision; acting on everybody: {everybody}."
        )
    return [*columns([head, *table]), "", *said]


def _metric_lines(told: dict[str, Any], currency: str) -> list[str]:  # noqa: ARG001 - as the others
    from lepton.cli.output import columns
    from lepton.plots.format import number

    found = told.get("metrics")
    if found is None:
        return []
    known = [(name, getattr(found, name)) for name in NAMES]
    table = [(NAMES[name], number(value)) for name, value in known if value is not None]
    whose = "these amounts" if found.amounts == "given" else "the usual amounts"
    return [*columns([("to compare models by", ""), *table]), f"Churn is measured by {whose}."]


def _look_lines(told: dict[str, Any], currency: str) -> list[str]:
    from lepton.plots.limits import alerts_sentence, review_sentence

    review, alerts = told.get("review"), told.get("alerts")
    said = [] if review is None else [review_sentence(review, currency)]
    return said if alerts is None else [*said, alerts_sentence(alerts, currency)]
