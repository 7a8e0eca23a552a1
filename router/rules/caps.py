"""How often, and how far apart: caps in rolling windows or per local day, and minimum gaps."""

from __future__ import annotations

from collections import Counter

from router.domain.channels import Attempt, Channel
from router.domain.places import PlaceType
from router.domain.plurals import plural
from router.domain.profiles import CapRule, GapRule, Profile
from router.rules.clock import day_of, local_days
from router.rules.reach import Asked, Facts, Reach, applies, asked_of, read_as
from router.rules.spans import DAY, Span, Spans, instant, joined, moment, without

__all__ = ["asked_caps", "asked_gaps"]


def asked_caps(layer: Profile, facts: Facts) -> list[Asked]:
    """Prepare the caps of one layer.

    Parameters
    ----------
    layer
        The profile.
    facts
        Of the visit; its history does not contain the visit itself.

    Returns
    -------
    list of Asked
        One per cap that binds visits to this type of place, also where it counts other channels
        only.

    Notes
    -----
    A window of N days is N times 24 hours long, whatever the clocks do, and half-open: of two
    approaches exactly so far apart, one lies outside. A visit must not overfill any window that
    contains it, so that approaches planned for later count as well.
    """
    return [
        _asked_cap(rule, layer, facts)
        for rule in layer.of(CapRule)
        if applies(rule, facts.standing) and _concerns(rule, facts.place_type)
    ]


def asked_gaps(layer: Profile, facts: Facts) -> list[Asked]:
    """Prepare the minimum gaps of one layer.

    Parameters
    ----------
    layer
        The profile.
    facts
        Of the visit; its history does not contain the visit itself.

    Returns
    -------
    list of Asked
        One per rule.
    """
    return [
        _asked_gap(rule, layer, facts)
        for rule in layer.of(GapRule)
        if applies(rule, facts.standing)
    ]


def _asked_cap(rule: CapRule, layer: Profile, facts: Facts) -> Asked:
    events = _counted(rule, facts)
    # So many approaches leave no room: the visit itself counts if visits do.
    full = rule.most + (Channel.VISIT not in rule.channels)

    def over(period: Span) -> Reach:
        if full < 1:
            return Reach(starts=())
        if rule.days is None:
            return Reach(starts=_other_days(full, events, period, facts))
        width = rule.days * DAY
        runs = zip(events, events[full - 1 :], strict=False)
        barred = [(last - width, first + width) for first, last in runs if last - first < width]
        return Reach(starts=without(period, barred))

    def say(visit: Span) -> str:
        span = "on the same day" if rule.days is None else f"less than {rule.days} x 24 h away"
        if rule.days is None:
            near = [e for e in events if day_of(e, facts.zone) == day_of(visit[0], facts.zone)]
        else:
            near = [e for e in events if abs(e - visit[0]) < rule.days * DAY]
        dates = ", ".join(f"{moment(e, facts.zone):%Y-%m-%d %H:%M}" for e in near[-4:])
        what = "attempt" if rule.counts == "attempts" else "contact"
        return f"{plural(len(near), what)} {span} ({dates or 'none'})."

    return asked_of(rule, layer, facts, over, say)


def _asked_gap(rule: GapRule, layer: Profile, facts: Facts) -> Asked:
    visits = sorted(
        instant(one.when)
        for one in facts.standing.history
        if one.channel is Channel.VISIT and one.counts_attempt
    )
    width = round(rule.days * DAY)

    def over(period: Span) -> Reach:
        return Reach(starts=without(period, [(at - width, at + width) for at in visits]))

    def say(visit: Span) -> str:
        near = min(visits, key=lambda at: abs(at - visit[0]))
        return (
            f"Another visit, on {moment(near, facts.zone):%Y-%m-%d %H:%M}, is less than "
            f"{rule.days:g} x 24 h away."
        )

    return asked_of(rule, layer, facts, over, say)


def _concerns(rule: CapRule, place: PlaceType | None) -> bool:
    """Tell whether a cap speaks of visits to a place; one that is not known may be such a place."""
    wanted = {read_as(one) for one in rule.place_types}
    return not wanted or place is None or read_as(place) in wanted


def _counted(rule: CapRule, facts: Facts) -> list[int]:
    def counts(one: Attempt) -> bool:
        said = one.counts_attempt if rule.counts == "attempts" else one.counts_contact
        if not said or one.channel not in rule.channels:
            return False
        if one.channel is Channel.VISIT and not _concerns(rule, one.place_type):
            return False
        # A debt that is not known may be this one.
        known = one.case_id and facts.standing.case_id
        return rule.scope == "borrower" or not known or one.case_id == facts.standing.case_id

    # A visit about several debts at one moment is one; calls count as they are written.
    counted = [one for one in facts.standing.history if counts(one)]
    visits = {instant(one.when) for one in counted if one.channel is Channel.VISIT}
    others = [instant(one.when) for one in counted if one.channel is not Channel.VISIT]
    return sorted([*visits, *others])


def _other_days(full: int, events: list[int], period: Span, facts: Facts) -> Spans:
    numbers = Counter(day_of(at, facts.zone) for at in events)
    return joined(
        (max(first, period[0]), min(after - 1, period[1]))
        for day, first, after in local_days((period[0], period[1] + 1), facts.zone)
        if numbers[day] < full
    )
