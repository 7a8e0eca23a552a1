"""Invented portfolios, what really happens at their doors, and policies to compare with."""

from router.simulation.options import PortfolioOptions
from router.simulation.played import AgentDay, DayPlayed, VisitPlayed
from router.simulation.policies import (
    Facts,
    Orders,
    clusters,
    facts_of,
    longest_overdue,
    manual_order,
)
from router.simulation.portfolio import generate
from router.simulation.truth import paid_by, play_day, told
from router.simulation.world import World

__all__ = [
    "AgentDay",
    "DayPlayed",
    "Facts",
    "Orders",
    "PortfolioOptions",
    "VisitPlayed",
    "World",
    "clusters",
    "facts_of",
    "generate",
    "longest_overdue",
    "manual_order",
    "paid_by",
    "play_day",
    "told",
]
