"""A plan judged against its problem: what breaks a rule, what it costs, why a visit is left out.

Shares no code with solving. `check_routes` judges routes, `check` a whole plan, `costs` recomputes
the money, `explain` tests why each visit is on no route, `check_law` judges the visits of a plan by
the visiting rules. `late_appointments` finds the appointments that slower travel would break,
`leave_earlier` saves those that an earlier departure saves. `Filling` puts visits on shifts one by
one, exactly and without a search, where a plan is to begin with them.
"""

from router.checking.costs import costs
from router.checking.earlier import leave_earlier
from router.checking.explain import explain
from router.checking.filling import Filled, Filling
from router.checking.findings import Finding, FindingCode, Report, Severity
from router.checking.law import check_law, rules_judged
from router.checking.law_memory import with_remembered_holds
from router.checking.plans import check
from router.checking.routes import check_routes
from router.checking.slots import Slot, slots
from router.checking.slower import LateAppointment, at_risk, late_appointments

__all__ = [
    "Filled",
    "Filling",
    "Finding",
    "FindingCode",
    "LateAppointment",
    "Report",
    "Severity",
    "Slot",
    "at_risk",
    "check",
    "check_law",
    "check_routes",
    "costs",
    "explain",
    "late_appointments",
    "leave_earlier",
    "rules_judged",
    "slots",
    "with_remembered_holds",
]
