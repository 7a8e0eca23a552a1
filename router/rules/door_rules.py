"""Where a layer lets a visit be, and whom it protects from visits."""

from __future__ import annotations

from datetime import date, timedelta

from router.domain.cases import Hold
from router.domain.places import PlaceType
from router.domain.plurals import plural
from router.domain.profiles import PlaceRule, Profile, ProtectedRule
from router.rules.clock import midnight
from router.rules.past_visits import visits_made
from router.rules.reach import Asked, Facts, Reach, applies, asked_of, read_as
from router.rules.spans import Span, joined, without

__all__ = ["asked_places", "asked_protected", "hold_span"]


def asked_places(layer: Profile, facts: Facts) -> list[Asked]:
    """Prepare the rules of one layer on the type of the place.

    Parameters
    ----------
    layer
        The profile.
    facts
        Of the visit.

    Returns
    -------
    list of Asked
        Those of this type of place; a registered or mailing address of which the layer does not
        speak has the rules of the home.
    """
    rules = [rule for rule in layer.of(PlaceRule) if applies(rule, facts.standing)]
    own = [rule for rule in rules if rule.place_type is facts.place_type]
    as_read = [rule for rule in rules if rule.place_type is read_as(facts.place_type)]
    return [_asked_place(rule, layer, facts) for rule in own or as_read]


def _asked_place(rule: PlaceRule, layer: Profile, facts: Facts) -> Asked:
    standing = facts.standing
    agreed = bool({facts.place_type.value, read_as(facts.place_type).value} & standing.consents)
    barred = rule.treatment == "deny" or (rule.treatment == "consent" and not agreed)
    fruitless = _fruitless_at(rule.after_fruitless_at, facts)

    def over(period: Span) -> Reach:
        if barred:
            return Reach(starts=())
        if rule.after_fruitless_at is None or rule.after_fruitless <= 0:
            return Reach()
        if len(fruitless) < rule.after_fruitless:
            return Reach(starts=())
        since = fruitless[rule.after_fruitless - 1] + 1
        return Reach(starts=joined([(max(period[0], since), period[1])]))

    def say(visit: Span) -> str:
        if rule.treatment == "deny":
            return f"A visit at this type of place ({facts.place_type}) is never made."
        if barred:
            return f"The borrower has not agreed to a visit at this place ({facts.place_type})."
        known = sum(at < visit[0] for at in fruitless)
        return (
            f"{known} of {plural(rule.after_fruitless, 'fruitless visit')} "
            f"at {rule.after_fruitless_at} "
            f"before one at {facts.place_type}."
        )

    return asked_of(rule, layer, facts, over, say)


def _fruitless_at(place: PlaceType | None, facts: Facts) -> list[int]:
    return [
        one.at
        for one in visits_made(facts)
        if place is not None
        and one.fruitless
        and any(read_as(where) is read_as(place) for where in one.places)
    ]


def asked_protected(layer: Profile, facts: Facts) -> list[Asked]:
    """Prepare the rules of one layer on borrowers who must not be visited.

    Parameters
    ----------
    layer
        The profile.
    facts
        Of the visit.

    Returns
    -------
    list of Asked
        One per rule.
    """

    def asked(rule: ProtectedRule) -> Asked:
        flags = sorted(rule.flags & facts.standing.flags)
        holds = [hold for hold in facts.standing.holds if hold.reason in rule.flags]

        def over(period: Span) -> Reach:
            if flags:
                return Reach(starts=())
            if not holds:
                return Reach()
            span = (period[0], period[1] + facts.length)
            return Reach(legal=without(span, [hold_span(hold, span, facts) for hold in holds]))

        return asked_of(
            rule,
            layer,
            facts,
            over,
            lambda _: (
                f"The borrower is protected ({', '.join(flags or [h.reason for h in holds])})."
            ),
        )

    return [asked(rule) for rule in layer.of(ProtectedRule) if applies(rule, facts.standing)]


def hold_span(hold: Hold, period: Span, facts: Facts) -> Span:
    """Return the instants of a hold, from its first to its last local day.

    Parameters
    ----------
    hold
        The hold.
    period
        What is looked at; a hold without a bound reaches beyond it.
    facts
        Of the visit.

    Returns
    -------
    tuple
        Open at both ends.
    """
    first = midnight(hold.since, facts.zone) if hold.since else period[0] - 1
    if hold.until is None or hold.until == date.max:  # which tables write for no end
        return first, period[1] + 1
    return first, midnight(hold.until + timedelta(days=1), facts.zone)
