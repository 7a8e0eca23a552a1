"""The whole flow: `plan_day`, and its few siblings that stop earlier.

This is the only package that calls more than two of the steps.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from router.pipeline.addresses import parse_addresses
    from router.pipeline.appointing import Advice, Offer, appoint, booked, proposed
    from router.pipeline.checking_files import CheckedFile, check_file
    from router.pipeline.checking_law import LawOptions
    from router.pipeline.corrections import CorrectionsInUse, correction_memory, corrections_in_use
    from router.pipeline.day import plan_day, plan_days
    from router.pipeline.figures import figures_of, zone_of_doors
    from router.pipeline.learning import Learned, learn, learned_of_memory
    from router.pipeline.locating import geocode_cases
    from router.pipeline.publishing import publish_plan
    from router.pipeline.region import Region, open_region, purge_region
    from router.pipeline.region_building import build_region
    from router.pipeline.settings import Settings
    from router.pipeline.solving import SolvedFile, solve_file
    from router.pipeline.trials import trials_of
    from router.pipeline.valuing import ValuedCase, value_case

__all__ = [
    "Advice",
    "CheckedFile",
    "CorrectionsInUse",
    "LawOptions",
    "Learned",
    "Offer",
    "Region",
    "Settings",
    "SolvedFile",
    "ValuedCase",
    "appoint",
    "booked",
    "build_region",
    "check_file",
    "correction_memory",
    "corrections_in_use",
    "figures_of",
    "geocode_cases",
    "learn",
    "learned_of_memory",
    "open_region",
    "parse_addresses",
    "plan_day",
    "plan_days",
    "proposed",
    "publish_plan",
    "purge_region",
    "solve_file",
    "trials_of",
    "value_case",
    "zone_of_doors",
]

# Loaded when first used: reading addresses needs no solver.
_HOMES = {
    "Advice": "router.pipeline.appointing",
    "Offer": "router.pipeline.appointing",
    "appoint": "router.pipeline.appointing",
    "booked": "router.pipeline.appointing",
    "proposed": "router.pipeline.appointing",
    "CheckedFile": "router.pipeline.checking_files",
    "CorrectionsInUse": "router.pipeline.corrections",
    "LawOptions": "router.pipeline.checking_law",
    "Region": "router.pipeline.region",
    "Settings": "router.pipeline.settings",
    "SolvedFile": "router.pipeline.solving",
    "build_region": "router.pipeline.region_building",
    "check_file": "router.pipeline.checking_files",
    "correction_memory": "router.pipeline.corrections",
    "corrections_in_use": "router.pipeline.corrections",
    "figures_of": "router.pipeline.figures",
    "trials_of": "router.pipeline.trials",
    "zone_of_doors": "router.pipeline.figures",
    "Learned": "router.pipeline.learning",
    "learn": "router.pipeline.learning",
    "learned_of_memory": "router.pipeline.learning",
    "geocode_cases": "router.pipeline.locating",
    "open_region": "router.pipeline.region",
    "parse_addresses": "router.pipeline.addresses",
    "plan_day": "router.pipeline.day",
    "plan_days": "router.pipeline.day",
    "publish_plan": "router.pipeline.publishing",
    "purge_region": "router.pipeline.region",
    "solve_file": "router.pipeline.solving",
    "ValuedCase": "router.pipeline.valuing",
    "value_case": "router.pipeline.valuing",
}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module 'router.pipeline' has no attribute {name!r}")
    value = getattr(import_module(_HOMES[name]), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
