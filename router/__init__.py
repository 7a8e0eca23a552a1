"""Plan door-to-door visits: addresses, rules, routes with time windows, and maps.

Six lines plan a day::

    import router

    router.build_region("helsinki.osm.pbf", "region")
    plan = router.plan_day("cases.csv", "agents.csv", date="2026-11-24", region="region")
    print(plan)
    plan.save("plan")

Every step is usable alone; see ``router.__all__``, which is in the order of the flow.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from router.checking import check, check_law, explain
    from router.domain.address_parts import AddressParts
    from router.domain.memory import Declaration
    from router.domain.plan import PlanData
    from router.domain.problem import Problem
    from router.domain.standing import Standing
    from router.domain.verdicts import AgentFacts, Law, Situation, Verdict
    from router.errors import InputError, JournalError, RegionError, RouterError, ServiceError
    from router.exports import read_plan
    from router.forming import ServiceTimes
    from router.front import MapPage, PeriodPlan, Plan
    from router.geocoding import RegionGeocoder
    from router.geocoding.parsing import parse_address
    from router.intake import (
        read_agents,
        read_approaches,
        read_cases,
        read_notices,
        read_outcomes,
        read_payments,
        read_replies,
    )
    from router.journal import Journal
    from router.pipeline import (
        Advice,
        Offer,
        Region,
        Settings,
        appoint,
        build_region,
        geocode_cases,
        open_region,
        plan_day,
        plan_days,
        publish_plan,
    )
    from router.rules import Sender, judge, make_law
    from router.solving import solve
    from router.travel import RushHours
    from router.value import ValueParameters, load_parameters

__all__ = [  # noqa: RUF022 - in the order of the flow
    "plan_day",
    "plan_days",
    "publish_plan",
    "Plan",
    "PeriodPlan",
    "MapPage",
    "Settings",
    "Sender",
    "Declaration",
    "ServiceTimes",
    "ValueParameters",
    "load_parameters",
    "RushHours",
    "build_region",
    "open_region",
    "Region",
    "read_cases",
    "read_agents",
    "read_outcomes",
    "read_payments",
    "read_approaches",
    "read_notices",
    "read_replies",
    "parse_address",
    "AddressParts",
    "RegionGeocoder",
    "geocode_cases",
    "make_law",
    "Law",
    "Standing",
    "AgentFacts",
    "Situation",
    "judge",
    "Verdict",
    "Journal",
    "appoint",
    "Advice",
    "Offer",
    "Problem",
    "solve",
    "check",
    "check_law",
    "explain",
    "PlanData",
    "read_plan",
    "RouterError",
    "InputError",
    "RegionError",
    "ServiceError",
    "JournalError",
]

# Loaded when first used: `import router` and `router --help` stay instant.
_HOMES = {
    "plan_day": "router.pipeline",
    "plan_days": "router.pipeline",
    "publish_plan": "router.pipeline",
    "Plan": "router.front",
    "PeriodPlan": "router.front",
    "MapPage": "router.front",
    "Settings": "router.pipeline",
    "Sender": "router.rules",
    "Declaration": "router.domain.memory",
    "ServiceTimes": "router.forming",
    "ValueParameters": "router.value",
    "load_parameters": "router.value",
    "RushHours": "router.travel",
    "build_region": "router.pipeline",
    "open_region": "router.pipeline",
    "Region": "router.pipeline",
    "read_cases": "router.intake",
    "read_agents": "router.intake",
    "read_outcomes": "router.intake",
    "read_payments": "router.intake",
    "read_approaches": "router.intake",
    "read_notices": "router.intake",
    "read_replies": "router.intake",
    "parse_address": "router.geocoding.parsing",
    "AddressParts": "router.domain.address_parts",
    "RegionGeocoder": "router.geocoding",
    "geocode_cases": "router.pipeline",
    "make_law": "router.rules",
    "Law": "router.domain.verdicts",
    "Standing": "router.domain.standing",
    "AgentFacts": "router.domain.verdicts",
    "Situation": "router.domain.verdicts",
    "judge": "router.rules",
    "Verdict": "router.domain.verdicts",
    "Journal": "router.journal",
    "appoint": "router.pipeline",
    "Advice": "router.pipeline",
    "Offer": "router.pipeline",
    "Problem": "router.domain.problem",
    "solve": "router.solving",
    "check": "router.checking",
    "check_law": "router.checking",
    "explain": "router.checking",
    "PlanData": "router.domain.plan",
    "read_plan": "router.exports",
    "RouterError": "router.errors",
    "InputError": "router.errors",
    "RegionError": "router.errors",
    "ServiceError": "router.errors",
    "JournalError": "router.errors",
}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module 'router' has no attribute {name!r}")
    value = getattr(import_module(_HOMES[name]), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
