"""Invented portfolios, what really happens at their doors, and policies to compare with.

`generate` invents a city from a seed. A planner reads its ``agents``, ``cases_on`` a day, and what
it is `told`; `play_day` lets agents walk a plan and says what came of it.
"""

from router.simulation.manual import Names, manual_order, read_manual_order
from router.simulation.options import PortfolioOptions, hangzhou
from router.simulation.played import AgentDay, DayPlayed, Offer, VisitPlayed
from router.simulation.policies import Facts, Orders, clusters, facts_of, longest_overdue
from router.simulation.portfolio import generate
from router.simulation.tables import tables_of
from router.simulation.telling import paid_by, told
from router.simulation.truth import play_day
from router.simulation.world import World, true_presence

__all__ = [
    "AgentDay",
    "DayPlayed",
    "Facts",
    "Names",
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
    "read_manual_order",
    "tables_of",
    "told",
    "true_presence",
]
