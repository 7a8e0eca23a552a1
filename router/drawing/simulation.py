"""The pages of `router simulate` and `router whatif`: figures with intervals, tables and bars."""

from __future__ import annotations

import statistics
from collections.abc import Callable, Iterable, Mapping, Sequence

from router.domain.measures import MEASURES, Measure, means_over, measure_named
from router.domain.plurals import plural
from router.domain.simulated import (
    DayCount,
    Estimate,
    Policy,
    PolicyFigures,
    Run,
    SimulationResult,
    WhatIfResult,
)
from router.drawing.charts import Bar, Line, bar_chart, line_chart, written
from router.drawing.markup import join, tag
from router.drawing.page import figures, full_page, table
from router.drawing.palette import COLOURS
from router.drawing.safe import Html, safe_text

__all__ = ["draw_simulation", "draw_what_if"]

_COLOUR_OF = dict(zip(Policy, COLOURS, strict=False))
_BARS = ("contacts_per_hour", "contacts", "kept", "marginal", "cost_per_contact", "km")
_PART_BARS = ("contacts_per_hour", "contacts", "marginal", "fruitless")
_MANAGER = ("contacts", "kept", "money", "marginal", "cost", "contacts_per_hour")
_MANAGER_BARS = ("contacts", "marginal")
_OFFLINE = "This file loads nothing from any network"


def draw_simulation(result: SimulationResult) -> str:
    """Draw what a simulation came to.

    Parameters
    ----------
    result
        Of all policies and seeds.

    Returns
    -------
    str
        A self-contained HTML file without a script; the people of the portfolio are invented.
    """
    body = [
        _head("Simulation", result.title, result.days, result.seeds),
        *_unfinished(complete=result.complete),
        _main_figures(result),
        tag("h2", Html("All figures")),
        _policies_table(result),
        *_meanings(MEASURES),
        tag("h2", Html("Side by side")),
        tag("div", *_policy_bars(result.policies), class_="plots"),
        *_parts(result),
        tag("h2", Html("Load of the agents")),
        tag("div", *_loads(result), class_="plots"),
        tag("h2", Html("Ageing")),
        tag("div", *_ageing(result), class_="plots"),
        *_notes(result.notes),
        tag("footer", safe_text(_OFFLINE)),
    ]
    return full_page(f"Simulation · {result.title}", body, also="simulation")


def draw_what_if(result: WhatIfResult) -> str:
    """Draw what would come of other teams, shifts and appointments.

    Parameters
    ----------
    result
        Today's way first.

    Returns
    -------
    str
        A self-contained HTML file without a script.
    """
    measures = [measure_named(name) for name in _MANAGER]
    rows = []
    for row in result.rows:
        cells = [tag("b", safe_text(row.name))]
        for measure in measures:
            cell = _cell(row.figures, measure)
            if measure.name in row.more:
                more = written(row.more[measure.name], measure.signed)
                cell = join([cell, tag("div", more, class_="more")])
            cells.append(cell)
        rows.append(cells)
    heads = ["what if", *(measure.label for measure in measures)]
    bars = [
        bar_chart(
            f"{measure_named(name).label}: more than today", "",
            [
                Bar(row.name, row.more[name], COLOURS[0])
                for row in result.rows
                if name in row.more
            ],
            measure_named(name).signed,
        )
        for name in _MANAGER_BARS
    ]  # fmt: skip
    body = [
        _head("What if", result.title, result.days, result.seeds),
        *_unfinished(complete=result.complete),
        tag("div", *bars, class_="plots"),
        tag("h2", Html("All figures")),
        tag(
            "p",
            safe_text("Below each figure, signed: how much more it is than today."),
            class_="soft small",
        ),
        table(heads, rows, numbers=range(1, len(heads)), look="simulated"),
        *_meanings(measures),
        *_notes(result.notes),
        tag("footer", safe_text(_OFFLINE)),
    ]
    return full_page(f"What if · {result.title}", body, also="simulation")


def _head(over: str, title: str, days: int, seeds: Sequence[int]) -> Html:
    return tag(
        "header",
        tag("div", tag("p", safe_text(over), class_="over"), tag("h1", safe_text(title))),
        tag(
            "p",
            safe_text(f"{plural(days, 'day')}. {means_over(len(seeds))}."),
            class_="soft",
        ),
        class_="top",
    )


def _unfinished(*, complete: bool) -> list[Html]:
    if complete:
        return []
    return [
        tag("p", Html("It was interrupted: these are the figures of what was played until then."),
            class_="notice"),
    ]  # fmt: skip


def _notes(notes: Sequence[str]) -> list[Html]:
    if not notes:
        return []
    return [
        tag("h2", Html("What the figures rest on")),
        *(tag("p", safe_text(note)) for note in notes),
    ]


def _main_figures(result: SimulationResult) -> Html:
    shown: list[tuple[str, str]] = []
    for policy in result.policies:
        more = policy.ours_more.get("contacts_per_hour")
        if more is not None:
            between = "" if more.low is None else f" ({100 * more.low:+z.0f} to {_end(more)})"
            shown.append(
                (f"{100 * more.mean:+z.0f} %",
                 f"contacts per paid hour over {policy.policy.value}{between}")
            )  # fmt: skip
    ours = [run for run in result.runs if run.policy is Policy.OURS and run.off is None]
    if ours:
        over = sum(run.days[-1].over_limit for run in ours if run.days)
        shown.append((str(over), f"undecided over {result.limit_days} days at the end, ours"))
    broken = sum(day.broken for run in result.runs for day in run.days)
    shown.append((str(broken), "rules broken, all policies"))
    return figures(shown)


def _end(more: Estimate) -> str:
    return "" if more.high is None else f"{100 * more.high:+z.0f} %"


def _policies_table(result: SimulationResult) -> Html:
    heads = ["", *(one.policy.value for one in result.policies)]
    rows = [
        [safe_text(measure.label), *(_cell(one.figures, measure) for one in result.policies)]
        for measure in MEASURES
    ]
    return table(heads, rows, numbers=range(1, len(heads)), look="simulated")


def _meanings(measures: Iterable[Measure]) -> list[Html]:
    return [
        tag("p", tag("b", safe_text(one.label)), safe_text(f": {one.meaning}"), class_="soft small")
        for one in measures
        if one.meaning
    ]


def _cell(known: Mapping[str, Estimate], measure: Measure) -> Html:
    value = known.get(measure.name)
    return Html("–") if value is None else written(value, measure.write)


def _policy_bars(policies: Sequence[PolicyFigures]) -> list[Html]:
    return [
        bar_chart(
            measure.label,
            {1: "more is better", -1: "less is better"}.get(measure.better, ""),
            [
                Bar(one.policy.value, one.figures[measure.name], _COLOUR_OF[one.policy])
                for one in policies
                if measure.name in one.figures
            ],
            measure.write,
        )
        for measure in map(measure_named, _BARS)
    ]


def _parts(result: SimulationResult) -> list[Html]:
    if not result.ablation:
        return []
    plots = [
        bar_chart(
            measure.label,
            "with everything on, less with this part switched off",
            [
                Bar(part.switch.value, part.worth[measure.name], COLOURS[0])
                for part in result.ablation
                if measure.name in part.worth
            ],
            measure.signed,
        )
        for measure in map(measure_named, _PART_BARS)
    ]
    return [tag("h2", Html("What each part is worth")), tag("div", *plots, class_="plots")]


def _loads(result: SimulationResult) -> list[Html]:
    drawn: list[tuple[str, list[Bar]]] = []
    for one in result.policies:
        runs = _whole(result.runs, one.policy)
        names = list(dict.fromkeys(agent.agent_id for run in runs for agent in run.agents))
        bars: list[Bar] = []
        for name in names:
            hours = [
                agent.paid_s / 3600 / len(run.days)
                for run in runs
                for agent in run.agents
                if agent.agent_id == name and run.days
            ]
            mean = Estimate(mean=statistics.fmean(hours), seeds=len(hours))
            bars.append(Bar(name, mean, _COLOUR_OF[one.policy]))
        drawn.append((one.policy.value, bars))
    most = max((bar.value.mean for _, bars in drawn for bar in bars), default=0.0)
    note = "paid hours a day, mean over the seeds; one scale for all policies"
    return [bar_chart(name, note, bars, "{:.1f}".format, reach=most) for name, bars in drawn]


def _whole(runs: Sequence[Run], policy: Policy) -> list[Run]:
    return [run for run in runs if run.policy is policy and run.off is None]


def _ageing(result: SimulationResult) -> list[Html]:
    def lines(get: Callable[[DayCount], float]) -> list[Line]:
        found = []
        for number, one in enumerate(result.policies):
            runs = _whole(result.runs, one.policy)
            length = min(len(run.days) for run in runs)
            values = tuple(
                statistics.fmean(get(run.days[day]) for run in runs) for day in range(length)
            )
            found.append(Line(one.policy.value, values, _COLOUR_OF[one.policy], number % 3))
        return found

    ends = ("day 1", f"day {result.days}")
    return [
        line_chart(
            "Undecided cases", "waiting for a first visit or for another decision",
            lines(lambda day: float(day.undecided)), _short, ends, whole=True,
        ),
        line_chart(
            "Median age of the undecided", "days since they came in",
            lines(lambda day: day.median_age), _short, ends,
        ),
        line_chart(
            "Oldest undecided", f"days since it came in; the limit is {result.limit_days}",
            lines(lambda day: float(day.oldest_age)), _short, ends, whole=True,
        ),
        line_chart(
            f"Undecided over {result.limit_days} days", "at the end of each day",
            lines(lambda day: float(day.over_limit)), _short, ends, whole=True,
        ),
    ]  # fmt: skip


def _short(value: float) -> str:
    """A mean over seeds, without a tenth that says nothing."""
    return f"{value:,.1f}".removesuffix(".0")
