"""The rows of the cash flow that are no money: time, volume, uptake, fading."""

from dataclasses import replace
from typing import Any

import numpy as np

from lepton.finance import timeline
from lepton.finance.flows import assumed
from lepton.report.workbook.content import Content
from lepton.report.workbook.rows import Floats, Row

__all__ = ["calendar_rows", "in_horizon"]

YEAR = 12


def in_horizon(content: Content) -> Floats:
    """1 in the months that the scenario looks at, 0 after them."""
    months = np.arange(content.months + 1)
    return np.asarray(months <= content.scene.case.horizon_months, dtype=np.float64)


def calendar_rows(content: Content) -> tuple[Row, ...]:
    """Give the rows, with what the engine found for the scenario that is looked at."""
    return (*_time(content), *_volume(content), *_uptake(content), *_fading(content))


def _time(content: Content) -> tuple[Row, ...]:
    case, flow = content.wide
    inside = in_horizon(content)
    moments = timeline.moments(case)
    used = timeline.in_use(case)
    flag: dict[str, Any] = {"unit": "1 or 0", "shape": "count", "summed": False}
    return (
        Row(label="Time"),
        Row(key="inside", label="In the months looked at", across="IF([month]<=horizon_months,1,0)",
            values=inside, name="months_inside", **flag),
        Row(key="today", label="Today", across="IF([month]=0,1,0)",
            values=np.arange(inside.size) == 0, **flag),
        Row(key="used", label="Months in use", unit="months", shape="count", summed=False,
            across="MAX([month]-build_months,0)", values=used),
        Row(key="running", label="In use", across="IF([used]>0,1,0)*[inside]",
            values=(used > 0) * inside, **flag),
        Row(key="moment", label="Money moves after", unit="months", shape="tenths", summed=False,
            across='IF(timing="mid",MAX([month]-half_a_month,0),[month])', values=moments,
            name="moments"),
        Row(key="factor", label="Worth today of 1 in that month", unit="factor", shape="factor",
            summed=False, across="(1+discount_rate)^(-[moment]/months_per_year)",
            values=flow.factor, name="discount_factor"),
        Row(key="level", label="Price level", unit="factor", shape="factor", summed=False,
            across="(1+inflation)^([month]/months_per_year)",
            values=timeline.prices(case, case.inflation)),
    )  # fmt: skip


def _volume(content: Content) -> tuple[Row, ...]:
    case, flow = content.wide
    month = timeline.months(case).astype(int)
    calendar = (case.first_month - 2 + month) % YEAR
    return (
        Row(label="How much there is to decide"),
        Row(key="calendar", label="Calendar month", unit="1 to 12", shape="count", summed=False,
            across="MOD(first_month-1+[month]-1,months_per_year)+1", values=calendar + 1),
        Row(key="season", label="Season", unit="factor", shape="factor", summed=False,
            across="INDEX(season,[calendar])", values=np.asarray(case.season)[calendar]),
        Row(key="volume", label="Decisions", unit="number", shape="count",
            across="IF([month]>0,decisions_per_month*(1+volume_growth)^(([month]-1)"
            "/months_per_year)*[season],0)*[inside]", values=flow.volume * in_horizon(content)),
    )  # fmt: skip


def _uptake(content: Content) -> tuple[Row, ...]:
    case, _ = content.wide
    v = assumed(case, content.scene.earning)
    shapes = {shape: _shape(content, shape, v) for shape in ("linear", "logistic", "bass")}
    share: dict[str, Any] = {"unit": "%", "shape": "share", "summed": False}
    chosen = (
        'IF(adoption="linear",[straight],IF(adoption="logistic",[s_curve],'
        'IF(adoption="bass",[bass],1)))'
    )
    return (
        Row(label="How fast people use it"),
        Row(key="straight", label="Straight ramp", values=shapes["linear"],
            across="[running]*MIN([used]/MAX(adoption_months,least_ramp),1)", **share),
        Row(key="s_curve", label="S-curve", values=shapes["logistic"],
            across="[running]/(1+EXP(MIN(-adoption_speed*([used]-adoption_midpoint),largest_exponent)))",
            **share),
        Row(key="bass", label="Bass curve", values=shapes["bass"],
            across="[running]*(1-EXP(-(bass_innovation+bass_imitation)*[used]))/(1+bass_imitation"
            "/bass_innovation*EXP(-(bass_innovation+bass_imitation)*[used]))",
            **share),
        Row(key="uptake", label="Decisions that follow the model",
            across=f"[running]*adoption_ceiling*{chosen}",
            values=timeline.adoption(case, v) * in_horizon(content), **share),
    )  # fmt: skip


def _shape(content: Content, shape: str, v: dict[str, Any]) -> Floats:
    """A curve of uptake in the months of use, before the ceiling."""
    case, _ = content.wide
    found = timeline.adoption(replace(case, adoption=shape), {**v, "adoption_ceiling": 1.0})
    return np.asarray(found * in_horizon(content))


def _fading(content: Content) -> tuple[Row, ...]:
    case, _ = content.wide
    v = assumed(case, content.scene.earning)
    age = np.maximum(timeline.in_use(case) - 1, 0)
    if case.retrain_every:
        age = age % case.retrain_every
    half, inside = case.half_life_months, in_horizon(content)
    flag: dict[str, Any] = {"unit": "1 or 0", "shape": "count"}
    return (
        Row(label="How long the model stays good"),
        Row(key="age", label="Months since it was trained", unit="months", shape="count",
            summed=False, values=age,
            across="IF(retrain_every>0,MOD(MAX([used]-1,0),retrain_every),MAX([used]-1,0))"),
        Row(key="left", label="Left of its advantage (amount: fades so much a month)", unit="%",
            shape="share", summed=False, values=timeline.decay(case, v),
            amount="IF(half_life_months>0,LN(halves)/half_life_months,0)",
            amount_value=np.log(2) / half if half > 0 else 0.0, amount_shape="factor",
            across="lasting_share+(1-lasting_share)*EXP(-[$left]*[age])"),
        Row(key="trained", label="New training", values=timeline.retrained(case) * inside,
            across="IF(retrain_every>0,IF([used]>1,IF([age]=0,1,0),0),0)*[inside]",
            **flag),
        Row(key="audited", label="Audit", values=timeline.audited(case) * inside,
            across="IF([used]>0,IF(MOD([used],months_per_year)=0,1,0),0)*[inside]",
            **flag),
    )  # fmt: skip
