"""Which case may be visited on a day, in which hours, and at which of its addresses."""

from router.rules.addresses import HUMANE_PLACES, KnownAddress, PlaceRule, offered
from router.rules.gate import Gate, gate
from router.rules.hours import HUMANE_HOURS, VisitingHours

__all__ = [
    "HUMANE_HOURS",
    "HUMANE_PLACES",
    "Gate",
    "KnownAddress",
    "PlaceRule",
    "VisitingHours",
    "gate",
    "offered",
]
