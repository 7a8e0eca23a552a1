"""Who may be visited, when, where, how often and by whom: rules as data, and their judge."""

from router.rules.addresses import KnownAddress, offered, place_refusals
from router.rules.appointments import with_appointments
from router.rules.countries import country_of_zone, profile_of_country
from router.rules.gate import Gate, gate
from router.rules.judging import judge
from router.rules.laws import make_law
from router.rules.opening import JudgedRule, Opening, opening
from router.rules.profile_files import lint_profile, load_profile, profile_names
from router.rules.standing import standings
from router.rules.standing_due import channel_due, why_held
from router.rules.wording import describe_conditions, describe_rule

__all__ = [
    "Gate",
    "JudgedRule",
    "KnownAddress",
    "Opening",
    "channel_due",
    "country_of_zone",
    "describe_conditions",
    "describe_rule",
    "gate",
    "judge",
    "lint_profile",
    "load_profile",
    "make_law",
    "offered",
    "opening",
    "place_refusals",
    "profile_names",
    "profile_of_country",
    "standings",
    "why_held",
    "with_appointments",
]
