"""How agents work, in balanced figures: never by money, and never as a ranking."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from datetime import date

__all__ = ["AgentFigures", "Share", "TeamFigures"]

_Z = 1.959963984540054  # 95 % of a normal distribution lie within so many standard deviations


@dataclass(frozen=True, slots=True)
class Share:
    """How many of how many, and what that may have been by chance.

    Parameters
    ----------
    part, whole
        Counts; the part is no larger than the whole.
    """

    part: int = 0
    whole: int = 0

    def __post_init__(self) -> None:
        if not 0 <= self.part <= self.whole:
            raise ValueError("a share is a part of a whole")

    @property
    def rate(self) -> float | None:
        """The share, 0 to 1; None of nothing."""
        return self.part / self.whole if self.whole else None

    @property
    def interval(self) -> tuple[float, float] | None:
        """Bounds of the rate that a longer time would show, with 95 % confidence.

        Notes
        -----
        Wilson (1927), Journal of the American Statistical Association 22, 209-212.
        """
        if not self.whole:
            return None
        n, p = self.whole, self.part / self.whole
        middle = (p + _Z**2 / (2 * n)) / (1 + _Z**2 / n)
        half = _Z / (1 + _Z**2 / n) * math.sqrt(p * (1 - p) / n + _Z**2 / (4 * n**2))
        return max(0.0, middle - half), min(1.0, middle + half)


@dataclass(frozen=True, slots=True, kw_only=True)
class AgentFigures:
    """The figures of one agent, or of a team.

    Parameters
    ----------
    agent_id
        Who; empty for visits of which nobody said who made them, and for a team.
    planned
        Visits that plans gave to the agent.
    made
        Visits that were carried out, planned or not.
    contacts
        At how many of them the borrower was met.
    on_time
        Of those that had a time: how many began within the named span, or within 15 minutes of
        the plan.
    complete
        How many have a whole record: begin and end, who, which address, and a recording where one
        is asked for.
    complaints, leave, unsafe
        Visits with a complaint; at which the agent was asked to leave or not to come back; that
        were broken off because they were not safe.
    promises
        Of the promises whose day is past: how many were kept.
    """

    agent_id: str = ""
    planned: int = 0
    made: int = 0
    contacts: Share = Share()
    on_time: Share = Share()
    complete: Share = Share()
    complaints: int = 0
    leave: int = 0
    unsafe: int = 0
    promises: Share = Share()


@dataclass(frozen=True, slots=True, kw_only=True)
class TeamFigures:
    """The figures of all agents over some days.

    Parameters
    ----------
    first, last
        Days that are counted, both included; None means no bound.
    agents
        In the order of their ids.
    team
        Of all of them together.
    recording
        Whether a recording belongs to a whole record.
    """

    first: date | None = None
    last: date | None = None
    agents: tuple[AgentFigures, ...] = ()
    team: AgentFigures = field(default_factory=AgentFigures)
    recording: bool = False
