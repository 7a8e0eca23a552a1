"""A visit: a door, when it may be knocked on, by whom, and what that is worth."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

__all__ = ["Reference", "Span", "ValueBand", "Visit", "check_spans"]

Span = tuple[int, int]
"""Start and end in seconds after the problem's origin, both inclusive."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ValueBand:
    """A time of day in which a visit is worth something else.

    Parameters
    ----------
    start_s, end_s
        Of the service's start, both inclusive.
    value
        Money, in place of the visit's ``value``.
    """

    start_s: int
    end_s: int
    value: float

    def __post_init__(self) -> None:
        if self.end_s < self.start_s or not self.value >= 0:
            raise ValueError("a value band has a start, a later end, and a value")


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """What was planned or promised before, and what each change of it costs.

    Parameters
    ----------
    agent_id
        Who was to come.
    start_s
        When service was to start.
    tolerance_s
        A start that differs by no more is no change.
    agent_price, time_price, drop_price
        Money if another agent comes, if the start is changed, if the visit is left out.
    """

    agent_id: str
    start_s: int
    tolerance_s: int = 0
    agent_price: float = 0.0
    time_price: float = 0.0
    drop_price: float = 0.0

    def __post_init__(self) -> None:
        if self.tolerance_s < 0:
            raise ValueError("a tolerance is not negative")
        if not min(self.agent_price, self.time_price, self.drop_price) >= 0:
            raise ValueError("the prices of a change are not negative")


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """A case, or several of one borrower at one door, that may be visited.

    Parameters
    ----------
    visit_id
        Unique in the problem.
    case_ids
        The cases it settles.
    location
        Row of the travel matrices.
    building
        Visits with the same key pay one setup if they follow each other; must not be empty.
    service_s, setup_s
        At the door; on arrival at a new building.
    windows
        When service may start; empty means any time.
    legal
        Spans in which service must start and end; empty means any time.
    skills
        What the agent must have.
    release_s, due_s
        Service starts no earlier than the one and ends no later than the other; None means any.
    allowed_agents
        Agent ids of whom one must go; empty means any.
    excluded_agents
        Agent ids that must not go.
    preferred_agents
        Agent ids; empty means none is preferred.
    other_agent_price
        Money if an agent goes who is not preferred, where some are.
    value
        Money: what a visit is worth outside every band.
    value_bands
        Times of the service's start at which it is worth something else, in order, apart.
    mandatory
        Left out only if nothing can be done; an appointment is.
    load
        Units of the agent's capacity.
    group
        Of the visits that share a non-empty group, at most one is made.
    locked_shift
        Only this shift may make it; empty means any.
    locked_start_s
        Service starts then and at no other time; None means not locked.
    reference
        What was planned before; None if nothing was.
    """

    visit_id: str
    case_ids: tuple[str, ...]
    location: int
    building: str
    service_s: int
    setup_s: int = 0
    windows: tuple[Span, ...] = ()
    legal: tuple[Span, ...] = ()
    skills: frozenset[str] = frozenset()
    release_s: int | None = None
    due_s: int | None = None
    allowed_agents: frozenset[str] = frozenset()
    excluded_agents: frozenset[str] = frozenset()
    preferred_agents: frozenset[str] = frozenset()
    other_agent_price: float = 0.0
    value: float = 0.0
    value_bands: tuple[ValueBand, ...] = ()
    mandatory: bool = False
    load: int = 0
    group: str = ""
    locked_shift: str = ""
    locked_start_s: int | None = None
    reference: Reference | None = None

    def __post_init__(self) -> None:
        if not self.visit_id or not self.building:
            raise ValueError("a visit needs an id and a building")
        if min(self.service_s, self.setup_s, self.load) < 0:
            raise ValueError(f"visit {self.visit_id}: times and load are not negative")
        if not min(self.value, self.other_agent_price) >= 0:
            raise ValueError(f"visit {self.visit_id}: value and prices are not negative")
        bands = [(band.start_s, band.end_s) for band in self.value_bands]
        check_spans(bands, f"visit {self.visit_id}: value bands")
        if any(second[0] <= first[1] for first, second in pairwise(bands)):
            raise ValueError(f"visit {self.visit_id}: value bands do not overlap")
        check_spans(self.windows, f"visit {self.visit_id}: windows")
        check_spans(self.legal, f"visit {self.visit_id}: legal windows")

    @property
    def worth(self) -> float:
        """The most it can be worth: what is lost if it is left out."""
        return max(self.value, *(band.value for band in self.value_bands), 0.0)

    @property
    def starts(self) -> tuple[Span, ...]:
        """When service may start, the legal spans considered; empty means any time.

        An edited plan may have windows that no legal span meets: they are returned as they are.
        """
        if not self.legal:
            return self.windows
        hours = tuple((start, end - self.service_s) for start, end in self.legal)
        both = tuple(
            (max(start, first), min(end, last))
            for start, end in self.windows
            for first, last in hours
            if max(start, first) <= min(end, last)
        )
        return both or self.windows or hours

    def allows(self, agent_id: str, skills: frozenset[str]) -> bool:
        """Tell whether an agent may make the visit, whenever that is and whatever else he does.

        Parameters
        ----------
        agent_id, skills
            Who, and what he can do.

        Returns
        -------
        bool
            Locks are not considered.
        """
        return (
            self.skills <= skills
            and (not self.allowed_agents or agent_id in self.allowed_agents)
            and agent_id not in self.excluded_agents
        )

    def value_at(self, start_s: int) -> float:
        """Return what the visit is worth if its service starts at a time.

        Parameters
        ----------
        start_s
            Seconds after the problem's origin.

        Returns
        -------
        float
            Money.
        """
        for band in self.value_bands:
            if band.start_s <= start_s <= band.end_s:
                return band.value
        return self.value


def check_spans(spans: Sequence[Span], what: str) -> None:
    """Refuse spans that end before they start, or are out of order.

    Parameters
    ----------
    spans
        To be checked.
    what
        They are, for the message.

    Raises
    ------
    ValueError
        If one is wrong.
    """
    if any(end < start for start, end in spans):
        raise ValueError(f"{what}: one ends before it starts")
    if list(spans) != sorted(spans):
        raise ValueError(f"{what}: give them in order")
