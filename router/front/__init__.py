"""Plans as users hold them: thin fronts over the frozen plans, with frames, maps and files."""

from router.front.period import PeriodPlan
from router.front.plan import MapPage, Plan

__all__ = ["MapPage", "PeriodPlan", "Plan"]
