"""A plan judged against its problem: what breaks a rule, what it costs, why a visit is left out.

Shares no code with solving. `check_routes` judges routes, `check` a whole plan, `costs` recomputes
the money, `explain` tests why each visit is on no route.
"""

from router.checking.costs import costs
from router.checking.explain import explain
from router.checking.findings import Finding, FindingCode, Report, Severity
from router.checking.plans import check
from router.checking.routes import check_routes

__all__ = [
    "Finding",
    "FindingCode",
    "Report",
    "Severity",
    "check",
    "check_routes",
    "costs",
    "explain",
]
