"""What played days came to: counts by day, runs of one policy and seed, and figures over seeds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from types import MappingProxyType

__all__ = [
    "AblationFigures",
    "AgentLoad",
    "DayCount",
    "Estimate",
    "Policy",
    "PolicyFigures",
    "Run",
    "SimulationResult",
    "Switch",
    "WhatIfResult",
    "WhatIfRow",
]


class Policy(StrEnum):
    """By what the visits of a day are chosen and put in order."""

    OURS = "ours"
    """This program."""
    LONGEST_OVERDUE = "longest-overdue"
    """One district a day for each agent, the longest overdue first, and spare cases."""
    CLUSTERS = "clusters"
    """A cluster of doors for each agent, from one to the nearest next."""
    MANUAL = "manual"
    """The order of a file."""
    ORTOOLS = "ortools"
    """OR-Tools as it is usually written: one value for every visit, whatever the hour."""


class Switch(StrEnum):
    """What can be switched off in our policy, to see what it is worth."""

    HOURS = "value by hour"
    """Off: a visit is worth the same at every hour, the mean over its hours."""
    LEARNING = "learning"
    """Off: the chances to meet somebody stay as they were assumed."""
    DAYS = "several days"
    """Off: every day is planned as if it were the only one."""
    REMOTE = "remote pooling"
    """Off: no trips to remote doors are kept together."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AgentLoad:
    """What one agent did in a run.

    Parameters
    ----------
    agent_id
        Who.
    visits, contacts
        Made; borrowers met.
    paid_s
        From departure to return, over all days.
    days
        On which there was a route.
    """

    agent_id: str
    visits: int = 0
    contacts: int = 0
    paid_s: int = 0
    days: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class DayCount:
    """What one played day came to.

    Parameters
    ----------
    day
        Which.
    open_cases
        That might have been visited, as far as the rules go.
    planned, made
        Visits.
    contacts
        Visits at which the borrower in person was met.
    fruitless
        Visits made at which he was not.
    evening
        Visits made that began at 17:00 or later.
    promises
        Given.
    kept
        Of the promises given on this day: those that were kept, whenever that was.
    paid_s, distance_m
        Of all routes as they were really driven.
    cost
        Money for time, way and use of shifts.
    undecided
        Cases that wait for a first visit or another decision at the end of the day.
    median_age, oldest_age
        Days since these came in; 0 without any.
    over_limit
        How many of them wait longer than the ageing limit.
    given_back
        Cases that went back to another channel on this day, as their time was up.
    broken
        Findings of the checker, on what was planned and on what was really done.
    """

    day: date
    open_cases: int = 0
    planned: int = 0
    made: int = 0
    contacts: int = 0
    fruitless: int = 0
    evening: int = 0
    promises: int = 0
    kept: int = 0
    paid_s: int = 0
    distance_m: int = 0
    cost: float = 0.0
    undecided: int = 0
    median_age: float = 0.0
    oldest_age: int = 0
    over_limit: int = 0
    given_back: int = 0
    broken: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """One policy, played through the days of one seed.

    Parameters
    ----------
    policy
        Which.
    off
        What was switched off; None for nothing.
    seed
        Of the portfolio and of everything that happens in it.
    days
        In order; fewer than asked for if it was interrupted.
    agents
        In the order of their ids.
    visits_of_borrowers
        How many borrowers were visited once, twice, and so on.
    money
        That came in from the first day to 30 days after the last, as promises come due later than
        they are given.
    marginal
        What of it would not have come in had nobody been visited.
    findings
        The first things that the checker found, if it found any.
    """

    policy: Policy
    off: Switch | None = None
    seed: int
    days: tuple[DayCount, ...]
    agents: tuple[AgentLoad, ...] = ()
    visits_of_borrowers: Mapping[int, int] = field(default_factory=dict)
    money: float = 0.0
    marginal: float = 0.0
    findings: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        counted = dict(sorted(self.visits_of_borrowers.items()))
        object.__setattr__(self, "visits_of_borrowers", MappingProxyType(counted))

    def __reduce__(self) -> tuple[object, ...]:
        # A mapping that cannot be changed cannot be sent between processes.
        return _run, (
            self.policy, self.off, self.seed, self.days, self.agents,
            dict(self.visits_of_borrowers), self.money, self.marginal, self.findings,
        )  # fmt: skip


def _run(
    policy: Policy,
    off: Switch | None,
    seed: int,
    days: tuple[DayCount, ...],
    agents: tuple[AgentLoad, ...],
    visits_of_borrowers: dict[int, int],
    money: float,
    marginal: float,
    findings: tuple[str, ...],
) -> Run:
    return Run(
        policy=policy,
        off=off,
        seed=seed,
        days=days,
        agents=agents,
        visits_of_borrowers=visits_of_borrowers,
        money=money,
        marginal=marginal,
        findings=findings,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Estimate:
    """A mean over seeds, and the bounds of what more seeds would show.

    Parameters
    ----------
    mean
        Over the seeds.
    low, high
        With 95 % confidence; None if there are fewer than two seeds.
    seeds
        How many had the figure.
    """

    mean: float
    low: float | None = None
    high: float | None = None
    seeds: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class PolicyFigures:
    """The figures of one policy over all seeds.

    Parameters
    ----------
    policy
        Which.
    figures
        By name of the measure; a measure that no seed has (a cost per kept promise, without one)
        is not there.
    ours_more
        By name of the measure: by which share our policy has more than this one, over the seeds
        that both were played with; empty for ours.
    """

    policy: Policy
    figures: Mapping[str, Estimate]
    ours_more: Mapping[str, Estimate] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class AblationFigures:
    """What one part of our policy is worth.

    Parameters
    ----------
    switch
        The part.
    worth
        By name of the measure: what is gained with it over going without, as a difference in the
        unit of the measure.
    share
        The same as a share of what there is without it.
    """

    switch: Switch
    worth: Mapping[str, Estimate]
    share: Mapping[str, Estimate]


@dataclass(frozen=True, slots=True, kw_only=True)
class SimulationResult:
    """What a simulation came to.

    Parameters
    ----------
    title
        Of what was played, in words.
    notes
        What the figures rest on, in sentences.
    days
        That were to be played.
    seeds
        That were played, in order.
    limit_days
        The ageing limit.
    runs
        Every run, ordered by policy, switch and seed.
    policies
        In the order asked for.
    ablation
        What each part is worth; empty if that was not asked.
    complete
        False if it was interrupted: the figures are those of what was done.
    """

    title: str
    notes: tuple[str, ...] = ()
    days: int
    seeds: tuple[int, ...]
    limit_days: int
    runs: tuple[Run, ...]
    policies: tuple[PolicyFigures, ...]
    ablation: tuple[AblationFigures, ...] = ()
    complete: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class WhatIfRow:
    """One way to set up the team, and what comes of it.

    Parameters
    ----------
    name
        Such as ``8 agents``; the first row is what there is today.
    figures
        By name of the measure.
    more
        By name of the measure: how much more than today, as a difference in the measure's unit.
    """

    name: str
    figures: Mapping[str, Estimate]
    more: Mapping[str, Estimate] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class WhatIfResult:
    """What would come of other teams, shifts and appointments.

    Parameters
    ----------
    title, notes
        What was played, and what the figures rest on.
    days, seeds
        How much.
    rows
        Today first.
    complete
        False if it was interrupted.
    """

    title: str
    notes: tuple[str, ...] = ()
    days: int
    seeds: tuple[int, ...]
    rows: tuple[WhatIfRow, ...]
    complete: bool = True
