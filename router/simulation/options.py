"""What an invented portfolio is like: every rate in one place, with its default."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time

from router.domain.places import Coordinate

__all__ = ["PortfolioOptions"]


@dataclass(frozen=True, slots=True, kw_only=True)
class PortfolioOptions:
    """An invented portfolio: its city, its borrowers, its agents, and what happens at the doors.

    Parameters
    ----------
    first_day
        Of the simulation; the stock is there that morning.
    days
        Calendar days for which cases arrive.
    """

    first_day: date = date(2026, 11, 23)
    days: int = 28
    zone: str = "Europe/Helsinki"
    centre: Coordinate = Coordinate(60.2, 24.9)
    stock: int = 500
    arrivals: float = 20.0
    agents: int = 6
    evening: float = 1.0
