"""The measures of played days: what each is called, how it is counted, and how it is written."""

from __future__ import annotations

import statistics
from collections.abc import Callable
from dataclasses import dataclass, replace

from router.domain.plurals import plural
from router.domain.simulated import DayCount, Estimate, Run

__all__ = ["MEASURES", "Measure", "means_over", "measure_named"]

_FEW_SEEDS = 4  # of fewer, Student's t is 3.2 and more


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """One figure of a run.

    Parameters
    ----------
    name
        Stable, for files.
    label
        For people.
    count
        From a run; None if the run has no such figure.
    better
        1 if more is better, -1 if less is, 0 if neither.
    digits
        After the point.
    percent
        Whether it is a share, written in percent.
    signs
        Whether it may be less than nothing.
    meaning
        In a sentence, where the label is not enough.
    """

    name: str
    label: str
    count: Callable[[Run], float | None]
    better: int = 0
    digits: int = 0
    percent: bool = False
    signs: bool = False
    meaning: str = ""

    def write(self, value: float) -> str:
        """Return a value as people read it.

        Parameters
        ----------
        value
            Of this measure.

        Returns
        -------
        str
            With a percent sign if it is a share.
        """
        if self.percent:
            return f"{100 * value:z.{self.digits}f} %"  # z: never -0
        return f"{value:z,.{self.digits}f}"

    def signed(self, value: float) -> str:
        """Return a difference as people read it.

        Parameters
        ----------
        value
            Of this measure.

        Returns
        -------
        str
            With its sign, if it is not written as 0.
        """
        text = self.write(value)
        return f"+{text}" if value > 0 and text != self.write(0.0) else text

    def possible(self, value: Estimate, *, change: bool = False) -> Estimate:
        """Cut an interval where the measure ends.

        Parameters
        ----------
        value
            Its mean and bounds.
        change
            Whether it is by which share one has more than another, and not the measure itself.

        Returns
        -------
        Estimate
            With no bound below nothing, unless the measure has a sign, and none above the whole.
        """
        if value.low is None or value.high is None or self.signs:
            return value
        return replace(
            value,
            low=max(-1.0 if change else 0.0, value.low),
            high=min(1.0, value.high) if self.percent and not change else value.high,
        )


def _total(get: Callable[[DayCount], float]) -> Callable[[Run], float]:
    return lambda run: sum(get(day) for day in run.days)


def _ratio(
    part: Callable[[Run], float], whole: Callable[[Run], float]
) -> Callable[[Run], float | None]:
    return lambda run: part(run) / whole(run) if whole(run) else None


def _at_end(get: Callable[[DayCount], float]) -> Callable[[Run], float | None]:
    return lambda run: float(get(run.days[-1])) if run.days else None


def _per_borrower(run: Run) -> float | None:
    borrowers = sum(run.visits_of_borrowers.values())
    visits = sum(times * count for times, count in run.visits_of_borrowers.items())
    return visits / borrowers if borrowers else None


def _uneven(run: Run) -> float | None:
    hours = [agent.paid_s / 3600 / len(run.days) for agent in run.agents]
    return statistics.pstdev(hours) if hours else None


_CONTACTS = _total(lambda day: day.contacts)
_MADE = _total(lambda day: day.made)
_HOURS = _total(lambda day: day.paid_s / 3600)
_COST = _total(lambda day: day.cost)
_KEPT = _total(lambda day: day.kept)

MEASURES = (
    Measure(name="visits", label="visits made", count=_MADE),
    Measure(name="contacts", label="contacts", count=_CONTACTS, better=1),
    Measure(
        name="contacts_per_hour", label="contacts per paid hour",
        count=_ratio(_CONTACTS, _HOURS), better=1, digits=3,
    ),
    Measure(
        name="promises", label="promises given", count=_total(lambda day: day.promises), better=1
    ),
    Measure(name="kept", label="promises kept", count=_KEPT, better=1),
    Measure(name="money", label="money that came in", count=lambda run: run.money, better=1),
    Measure(
        name="marginal", label="money beyond no visits", count=lambda run: run.marginal, better=1,
        signs=True,  # a debt is settled with a twentieth left, which would have come in otherwise
        meaning="What of the money would not have come in had nobody been visited: the rest of it "
        "is paid anyway.",
    ),
    Measure(name="cost", label="cost of the team", count=_COST, better=-1),
    Measure(
        name="cost_per_contact", label="cost per contact", count=_ratio(_COST, _CONTACTS),
        better=-1, digits=2,
    ),
    Measure(
        name="cost_per_kept", label="cost per kept promise", count=_ratio(_COST, _KEPT),
        better=-1, digits=2,
    ),
    Measure(name="paid_hours", label="paid hours", count=_HOURS, digits=1),
    Measure(
        name="km", label="kilometres", count=_total(lambda day: day.distance_m / 1000), better=-1
    ),
    Measure(
        name="fruitless", label="fruitless visits", count=_total(lambda day: day.fruitless),
        better=-1,
    ),
    Measure(
        name="met_share", label="visits that met the borrower", count=_ratio(_CONTACTS, _MADE),
        better=1, digits=1, percent=True,
    ),
    Measure(
        name="visits_per_borrower", label="visits per borrower visited", count=_per_borrower,
        digits=2,
    ),
    Measure(
        name="evening_share", label="visits from 17:00 on",
        count=_ratio(_total(lambda day: day.evening), _MADE), digits=1, percent=True,
    ),
    Measure(
        name="median_age", label="median age of the undecided, days",
        count=_at_end(lambda day: day.median_age), better=-1, digits=1,
    ),
    Measure(
        name="oldest_age", label="oldest undecided, days",
        count=_at_end(lambda day: day.oldest_age), better=-1,
    ),
    Measure(
        name="over_limit", label="undecided over the limit",
        count=_at_end(lambda day: day.over_limit), better=-1,
    ),
    Measure(
        name="given_back", label="given back to another channel",
        count=_total(lambda day: day.given_back),
    ),
    Measure(
        name="uneven", label="unevenness of days, hours", count=_uneven, better=-1, digits=2,
        meaning="How far the agents' paid hours a day lie apart (their standard deviation): 0 if "
        "all work equally long.",
    ),
    Measure(name="broken", label="rules broken", count=_total(lambda day: day.broken), better=-1),
)  # fmt: skip
"""All of them, in the order in which they are shown."""

_BY_NAME = {measure.name: measure for measure in MEASURES}


def measure_named(name: str) -> Measure:
    """Return a measure.

    Parameters
    ----------
    name
        One of `MEASURES`.

    Returns
    -------
    Measure
        That one.
    """
    return _BY_NAME[name]


def means_over(seeds: int) -> str:
    """Say over how many seeds figures are means, and what their intervals are.

    Parameters
    ----------
    seeds
        That were played.

    Returns
    -------
    str
        Without a word of intervals where there are none.
    """
    if seeds < 2:
        return f"{plural(seeds, 'seed')}: no means, and no intervals"
    few = " (wide, as the seeds are few)" if seeds < _FEW_SEEDS else ""
    return f"Means over {seeds} seeds, 95 % intervals{few}"
