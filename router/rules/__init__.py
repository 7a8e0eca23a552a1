"""Which case may be visited on a day, and in which hours."""

from router.rules.gate import Gate, gate
from router.rules.hours import HUMANE_HOURS, VisitingHours

__all__ = ["HUMANE_HOURS", "Gate", "VisitingHours", "gate"]
