"""Invented portfolios, what really happens at their doors, and policies to compare with."""

from router.simulation.options import PortfolioOptions, hangzhou
from router.simulation.played import AgentDay, DayPlayed, Offer, VisitPlayed
from router.simulation.policies import (
    Facts,
    Orders,
    clusters,
    facts_of,
    longest_overdue,
    manual_order,
)
from router.simulation.portfolio import generate
from router.simulation.telling import paid_by, told
from router.simulation.truth import play_day
from router.simulation.world import World, true_presence

__all__ = [
    "AgentDay",
    "DayPlayed",
    "Facts",
    "Offer",
    "Orders",
    "PortfolioOptions",
    "VisitPlayed",
    "World",
    "clusters",
    "facts_of",
    "generate",
    "hangzhou",
    "longest_overdue",
    "manual_order",
    "paid_by",
    "play_day",
    "told",
    "true_presence",
]
