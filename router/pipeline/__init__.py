"""The whole flow: `plan_day`, and its few siblings that stop earlier.

This is the only package that calls more than two of the steps.
"""

from router.pipeline.addresses import parse_addresses
from router.pipeline.checking_files import CheckedFile, check_file
from router.pipeline.corrections import CorrectionsInUse, correction_memory, corrections_in_use
from router.pipeline.day import plan_day
from router.pipeline.locating import geocode_cases
from router.pipeline.region import Region, open_region
from router.pipeline.region_building import build_region
from router.pipeline.settings import Settings
from router.pipeline.solving import SolvedFile, solve_file

__all__ = [
    "CheckedFile",
    "CorrectionsInUse",
    "Region",
    "Settings",
    "SolvedFile",
    "build_region",
    "check_file",
    "correction_memory",
    "corrections_in_use",
    "geocode_cases",
    "open_region",
    "parse_addresses",
    "plan_day",
    "solve_file",
]
