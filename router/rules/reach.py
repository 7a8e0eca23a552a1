"""What the rules look at, and how one rule answers: by the spans of time that it leaves open.

Every rule, of a profile or of the product, is asked in the same way, "when would you let a visit
be?", whether one visit is judged or a whole day is opened for planning; so both agree.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta, tzinfo

from router.domain.channels import Channel
from router.domain.places import PlaceType
from router.domain.profiles import Citation, Profile, Rule
from router.domain.standing import Standing
from router.domain.verdicts import AgentFacts, Law
from router.rules.clock import midnight
from router.rules.spans import Span, Spans, both, fitting, joined
from router.rules.wording import describe_rule

__all__ = [
    "AS_HOME",
    "Asked",
    "Facts",
    "Reach",
    "applies",
    "asked_of",
    "lifted",
    "open_starts",
    "read_as",
]

AS_HOME = frozenset({PlaceType.REGISTERED, PlaceType.MAILING})
"""Places that are treated as the borrower's home."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What the rules look at.

    Parameters
    ----------
    standing
        Of the case.
    place_type
        What the place is to the borrower.
    zone
        Of the door.
    law
        Under which rules.
    length
        Of the visit, microseconds.
    agents
        Who would go, together; empty if nobody is named.
    light
        Gives the daylight around a period; None if it is not known.
    confirmed
        Starts at which the visit is a confirmed appointment.
    told_from
        From when on a visit may start that the borrower is told of now; None if nobody is told.
    """

    standing: Standing
    place_type: PlaceType
    zone: tzinfo
    law: Law
    length: int
    agents: tuple[AgentFacts, ...] = ()
    light: Callable[[Span], Spans] | None = None
    confirmed: Spans = ()
    told_from: Callable[[float], int] | None = None


@dataclass(frozen=True, slots=True)
class Reach:
    """What one rule leaves open of a period.

    Parameters
    ----------
    legal
        A visit must start and end in one of these spans; None if the rule does not say.
    starts
        A visit must start in one of these; None if the rule does not say.
    """

    legal: Spans | None = None
    starts: Spans | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """One rule, ready to answer.

    Parameters
    ----------
    profile, field, rule_id
        Which rule.
    over
        What it leaves open of a period; None if it has no say there, as on other days or dates.
    value
        What it states, in short words.
    say
        What is wrong with a visit that spans such an interval, in a sentence.
    citation
        Where it comes from.
    together
        What it leaves open together with the rules of its kind in its layer, such as the hours of
        the other days; None if it stands alone.
    """

    profile: str
    field: str
    rule_id: str
    over: Callable[[Span], Reach | None]
    value: Callable[[], str]
    say: Callable[[Span], str]
    citation: Citation | None = None
    together: Callable[[Span], Reach | None] | None = None


def open_starts(reach: Reach, period: Span, length: int) -> Spans:
    """Return when a visit may start as far as one rule is concerned.

    Parameters
    ----------
    reach
        What the rule leaves open.
    period
        In which the visit must start.
    length
        Of the visit, microseconds.

    Returns
    -------
    tuple
        In order.
    """
    starts: Spans = (period,)
    if reach.legal is not None:
        starts = both(starts, joined(fitting(reach.legal, length)))
    if reach.starts is not None:
        starts = both(starts, reach.starts)
    return starts


def applies(rule: Rule, standing: Standing) -> bool:
    """Tell whether a rule speaks of visits to this borrower.

    Parameters
    ----------
    rule
        Of any kind.
    standing
        Of the case.

    Returns
    -------
    bool
        False for rules of other channels or for borrowers with other flags.
    """
    return Channel.VISIT in rule.applies_to and (
        (not rule.if_flags or bool(rule.if_flags & standing.flags))
        and not rule.unless_flags & standing.flags
    )


def lifted(rule: Rule, standing: Standing) -> bool:
    """Tell whether the borrower's consent lifts a rule.

    Parameters
    ----------
    rule
        Of any kind.
    standing
        Of the case.

    Returns
    -------
    bool
        True if one of the consents that lift it was given.
    """
    return bool(rule.lifted_by & standing.consents)


def read_as(place: PlaceType) -> PlaceType:
    """Return the type of place as which a place is treated.

    Parameters
    ----------
    place
        What it is to the borrower.

    Returns
    -------
    PlaceType
        The home for a registered and a mailing address.
    """
    return PlaceType.HOME if place in AS_HOME else place


def asked_of(
    rule: Rule,
    layer: Profile,
    facts: Facts,
    over: Callable[[Span], Reach],
    say: Callable[[Span], str],
) -> Asked:
    """Prepare a rule of a layer, bound to visits that start on dates on which it is in force.

    Parameters
    ----------
    rule, layer
        The rule, and its profile.
    facts
        Of the visit.
    over
        What the rule leaves open of a period while it is in force.
    say
        What is wrong with a visit, in a sentence.

    Returns
    -------
    Asked
        It has no say where it is not in force at all, and bars nothing if a consent lifts it.
    """
    return Asked(
        profile=layer.profile_id,
        field=rule.field,
        rule_id=rule.rule_id,
        over=_in_force_only(rule, facts, over),
        value=lambda: describe_rule(rule),
        say=say,
        citation=rule.citation,
    )


def _in_force_only(
    rule: Rule, facts: Facts, over: Callable[[Span], Reach]
) -> Callable[[Span], Reach | None]:
    if rule.effective is None and rule.until is None:
        return lambda period: Reach() if lifted(rule, facts.standing) else over(period)

    def bound(period: Span) -> Reach | None:
        zone = facts.zone
        outside: list[Span] = []
        if rule.effective is not None:
            outside.append((period[0], min(period[1], midnight(rule.effective, zone) - 1)))
        if rule.until is not None:
            after = midnight(rule.until + timedelta(days=1), zone)
            outside.append((max(period[0], after), period[1]))
        free = joined(outside)
        if free and free[0] == period:
            return None
        if lifted(rule, facts.standing):
            return Reach()
        starts = open_starts(over(period), period, facts.length)
        return Reach(starts=joined((*starts, *free)))

    return bound
