"""Which case may be visited on a day, in which hours, and at which of its addresses."""

from router.rules.addresses import HUMANE_PLACES, KnownAddress, PlaceRule, offered
from router.rules.countries import country_of_zone, profile_of_country
from router.rules.gate import Gate, gate
from router.rules.hours import HUMANE_HOURS, VisitingHours
from router.rules.laws import make_law
from router.rules.profile_files import lint_profile, load_profile, profile_names
from router.rules.wording import describe_conditions, describe_rule

__all__ = [
    "HUMANE_HOURS",
    "HUMANE_PLACES",
    "Gate",
    "KnownAddress",
    "PlaceRule",
    "VisitingHours",
    "country_of_zone",
    "describe_conditions",
    "describe_rule",
    "gate",
    "lint_profile",
    "load_profile",
    "make_law",
    "offered",
    "profile_names",
    "profile_of_country",
]
