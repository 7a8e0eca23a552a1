"""Which case may be visited on a day, in which hours, and at which of its addresses."""

from router.rules.addresses import HUMANE_PLACES, KnownAddress, PlaceRule, offered
from router.rules.gate import Gate, gate
from router.rules.hours import HUMANE_HOURS, VisitingHours
from router.rules.standing import standings
from router.rules.standing_due import channel_due, why_held

__all__ = [
    "HUMANE_HOURS",
    "HUMANE_PLACES",
    "Gate",
    "KnownAddress",
    "PlaceRule",
    "VisitingHours",
    "channel_due",
    "gate",
    "offered",
    "standings",
    "why_held",
]
