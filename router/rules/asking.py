"""All rules that have a say in a visit, in the order in which they are reported."""

from __future__ import annotations

from collections.abc import Sequence

from router.domain.profiles import PaperRule
from router.rules.bands import asked_band
from router.rules.caps import asked_caps, asked_gaps
from router.rules.clock import day_of
from router.rules.door_rules import asked_places, asked_protected
from router.rules.notices import asked_consents, asked_notices, asked_priors
from router.rules.open_hours import asked_hours
from router.rules.product import asked_product
from router.rules.reach import Asked, Facts, applies, lifted, open_starts
from router.rules.spans import DAY, SECOND, Span
from router.rules.team import asked_team, asked_team_of_layer

__all__ = ["all_asked", "first_again", "papers", "team_asked"]

_LAYER_FAMILIES = (
    asked_hours,
    asked_caps,
    asked_gaps,
    asked_priors,
    asked_notices,
    asked_consents,
    asked_places,
    asked_protected,
)
_LOOK_AHEAD = (16, 400)  # days searched for the moment at which a rule permits again
_RECORDING = ("required", "inform")  # the stricter first


def all_asked(facts: Facts) -> list[Asked]:
    """Prepare every rule, on times and on those who would go.

    Parameters
    ----------
    facts
        Of the visit; without agents there are no rules on those who would go.

    Returns
    -------
    list of Asked
        Those of the product first, then layer by layer.
    """
    asked = [*asked_product(facts), *asked_band(facts), *asked_team(facts)]
    for layer in facts.law.layers:
        for family in _LAYER_FAMILIES:
            asked.extend(family(layer, facts))
        asked.extend(asked_team_of_layer(layer, facts))
    return asked


def team_asked(facts: Facts) -> list[Asked]:
    """Prepare every rule on those who would go.

    Parameters
    ----------
    facts
        Of the visit, with its agents.

    Returns
    -------
    list of Asked
        Those of the product first, then layer by layer.
    """
    asked = asked_team(facts)
    for layer in facts.law.layers:
        asked.extend(asked_team_of_layer(layer, facts))
    return asked


def first_again(asked: Asked, start: int, length: int) -> int | None:
    """Find the first whole second from which a rule, and those of its kind, let the visit start.

    Parameters
    ----------
    asked
        The rule.
    start
        Not before this instant, microseconds.
    length
        Of the visit, microseconds.

    Returns
    -------
    int or None
        None if time alone does not cure it within 400 days.
    """
    for days in _LOOK_AHEAD:
        period: Span = (start, start + days * DAY)
        reach = (asked.together or asked.over)(period)
        spans = (period,) if reach is None else open_starts(reach, period, length)
        for first, last in spans:
            whole = -(-first // SECOND) * SECOND
            if whole <= last:
                return whole
    return None


def papers(facts: Facts, at: int) -> tuple[tuple[str, ...], tuple[str, ...], str]:
    """Collect what the agent takes along, how to behave, and whether to record.

    Parameters
    ----------
    facts
        Of the visit.
    at
        When it starts, microseconds.

    Returns
    -------
    tuple
        Documents, sentences, and ``required``, ``inform`` or empty: the strictest of all layers.
    """
    day = day_of(at, facts.zone)
    rules: Sequence[PaperRule] = [
        rule
        for layer in facts.law.layers
        for rule in layer.of(PaperRule)
        if rule.in_force(day) and applies(rule, facts.standing) and not lifted(rule, facts.standing)
    ]
    carry = dict.fromkeys(paper for rule in rules for paper in rule.carry)
    conduct = dict.fromkeys(sentence for rule in rules for sentence in rule.conduct)
    said = {rule.recording for rule in rules}
    recording = next((word for word in _RECORDING if word in said), "")
    return tuple(carry), tuple(conduct), recording
