"""An invented city: what the planner may see of it, and the truth that it may not."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

from router.domain.agents import Agent
from router.domain.cases import Case
from router.simulation.options import PortfolioOptions

__all__ = ["World"]


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class World:
    """An invented city.

    Parameters
    ----------
    seed
        Of everything.
    options
        What it is like.
    agents
        Who visits.
    """

    seed: int
    options: PortfolioOptions
    agents: tuple[Agent, ...]
    _truth: Any = field(default=None)

    @property
    def zone(self) -> ZoneInfo:
        """Of every door."""
        return ZoneInfo(self.options.zone)

    def cases_on(self, day: date) -> tuple[Case, ...]:
        """Return the table of cases as it is on the morning of a day.

        Parameters
        ----------
        day
            The date.

        Returns
        -------
        tuple of Case
            Those that have come in by then, with the days overdue of that date and with the
            appointments that the office agreed by phone; whoever has paid is still there.
        """
        raise NotImplementedError
