"""A plan judged against its problem: what breaks a rule, what it costs, why a visit is left out.

Shares no code with solving. `check_routes` judges routes, `check` a whole plan, `costs` recomputes
the money, `explain` tests why each visit is on no route, `check_law` judges the visits of a plan by
the visiting rules.
"""

from router.checking.costs import costs
from router.checking.explain import explain
from router.checking.findings import Finding, FindingCode, Report, Severity
from router.checking.law import check_law, rules_judged
from router.checking.plans import check
from router.checking.routes import check_routes

__all__ = [
    "Finding",
    "FindingCode",
    "Report",
    "Severity",
    "check",
    "check_law",
    "check_routes",
    "costs",
    "explain",
    "rules_judged",
]
