"""What really happened on one day: every visit, every agent, and what becomes known when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from router.domain.channels import Attempt
from router.domain.memory import Payment
from router.domain.outcomes import Outcome
from router.domain.replies import Reply

__all__ = ["AgentDay", "DayPlayed", "Offer", "VisitPlayed"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """A time that the office offers a borrower by phone.

    Parameters
    ----------
    case_id
        For which visit.
    start, end
        Bounds of its start; zone-aware.
    """

    case_id: str
    start: datetime
    end: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class VisitPlayed:
    """One planned visit, as it really went.

    Parameters
    ----------
    visit_id, case_ids
        Which.
    shift_id, agent_id
        Who went, or was to go.
    planned_s
        When service was to start, in seconds after the problem's origin.
    start_s, end_s
        When it started and ended; both the moment at which it was given up, if it was not made.
    code
        One of `router.domain.outcomes.outcome_codes`; ``NOTDONE`` if it was not made.
    met
        Whether the borrower was met.
    appointment
        Whether the time was confirmed.
    until
        The date of a promise that was made; None if none was.
    kept
        Whether it will be kept, as nobody knows before that date; None if none was made.
    companion
        Whether the agent went with another one, whose visit it is: one conversation, not two.
    """

    visit_id: str
    case_ids: tuple[str, ...]
    shift_id: str
    agent_id: str
    planned_s: int
    start_s: int
    end_s: int
    code: str
    met: bool
    appointment: bool = False
    until: date | None = None
    kept: bool | None = None
    companion: bool = False

    @property
    def made(self) -> bool:
        """Whether somebody stood at the door."""
        return self.code != "NOTDONE"


@dataclass(frozen=True, slots=True, kw_only=True)
class AgentDay:
    """One agent's day, as it really went.

    Parameters
    ----------
    shift_id, agent_id
        Whose.
    start_s, end_s
        Departure and return, in seconds after the problem's origin.
    travel_s, distance_m, service_s, setup_s, wait_s, break_s
        What the time between went into.
    late_s
        How long after the shift's end, overtime included, the return was.
    cost
        Money: hours, kilometres, the use of the shift and overtime.
    """

    shift_id: str
    agent_id: str
    start_s: int
    end_s: int
    travel_s: int
    distance_m: int
    service_s: int
    setup_s: int
    wait_s: int
    break_s: int
    late_s: int
    cost: float

    @property
    def paid_s(self) -> int:
        """From departure to return."""
        return self.end_s - self.start_s


@dataclass(frozen=True, slots=True, kw_only=True)
class DayPlayed:
    """One day, as it really went.

    Parameters
    ----------
    day
        The date.
    visits
        Every planned visit, in the order of time; a meeting of two agents stands here twice.
    agents
        One for every route.
    outcomes
        One for every case of every planned visit, in the order of time; known the same evening.
    approaches
        Calls that the office made, and whether they reached anybody.
    replies
        To the times that the office offered by phone; who was not reached does not answer.
    payments
        That follow from the visits and calls of this day. Each is known from its ``when`` on, which
        may lie days later: `router.simulation.told` gives the planner only what is known.
    """

    day: date
    visits: tuple[VisitPlayed, ...] = ()
    agents: tuple[AgentDay, ...] = ()
    outcomes: tuple[Outcome, ...] = ()
    approaches: tuple[Attempt, ...] = ()
    replies: tuple[Reply, ...] = ()
    payments: tuple[Payment, ...] = ()

    @property
    def conversations(self) -> tuple[VisitPlayed, ...]:
        """Every planned visit, once."""
        return tuple(visit for visit in self.visits if not visit.companion)
