"""Who may be visited, when, where, how often and by whom: rules as data, and their judge."""

from router.rules.addresses import KnownAddress, offered, place_refusals
from router.rules.appointments import with_appointments
from router.rules.countries import country_of_zone, profile_of_country
from router.rules.gate import Gate, gate, open_on
from router.rules.judging import judge
from router.rules.laws import make_law, named_layers
from router.rules.linting import HUMANE
from router.rules.merging import EffectiveValue, strictest
from router.rules.notice_words import Sender
from router.rules.noticing import notices_due
from router.rules.opening import JudgedRule, Opening, opening
from router.rules.pairs import PairOpening, may_pair, pair_openings
from router.rules.profile_files import (
    lint_profile,
    load_profile,
    packaged_text,
    profile_names,
)
from router.rules.replying import apply_notices, apply_replies
from router.rules.standing import standings
from router.rules.standing_after import after_outcomes
from router.rules.standing_due import channel_due, why_held
from router.rules.wording import describe_conditions, describe_rule

__all__ = [
    "HUMANE",
    "EffectiveValue",
    "Gate",
    "JudgedRule",
    "KnownAddress",
    "Opening",
    "PairOpening",
    "Sender",
    "after_outcomes",
    "apply_notices",
    "apply_replies",
    "channel_due",
    "country_of_zone",
    "describe_conditions",
    "describe_rule",
    "gate",
    "judge",
    "lint_profile",
    "load_profile",
    "make_law",
    "may_pair",
    "named_layers",
    "notices_due",
    "offered",
    "open_on",
    "opening",
    "packaged_text",
    "pair_openings",
    "place_refusals",
    "profile_names",
    "profile_of_country",
    "standings",
    "strictest",
    "why_held",
    "with_appointments",
]
