"""What a plan costs, term by term."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["CostBreakdown"]


@dataclass(frozen=True, slots=True, kw_only=True)
class CostBreakdown:
    """What a plan costs, term by term, in money; their sum is what the search minimises.

    Parameters
    ----------
    travel_time, on_site, waiting, breaks
        Paid time by what it is spent on (setup and service are on site).
    distance
        Kilometres.
    overtime
        The premium after the shift's end.
    fixed
        Shifts that are used at all.
    value_not_collected
        What the visits that are left out, or made when they are worth less, would have been worth.
    preference
        Visits made by an agent who is not preferred.
    change
        Another agent, another time, or no visit, where something else was planned before.
    balance
        The price of uneven days.
    """

    travel_time: float = 0.0
    on_site: float = 0.0
    waiting: float = 0.0
    breaks: float = 0.0
    distance: float = 0.0
    overtime: float = 0.0
    fixed: float = 0.0
    value_not_collected: float = 0.0
    preference: float = 0.0
    change: float = 0.0
    balance: float = 0.0

    @property
    def total(self) -> float:
        """The sum of all terms."""
        return (
            self.travel_time
            + self.on_site
            + self.waiting
            + self.breaks
            + self.distance
            + self.overtime
            + self.fixed
            + self.value_not_collected
            + self.preference
            + self.change
            + self.balance
        )
