"""What must have happened before a visit: notice in time, consent, attempts by other channels."""

from __future__ import annotations

from router.domain.plurals import plural
from router.domain.profiles import ConsentRule, NoticeRule, PriorRule, Profile
from router.domain.standing import Notice, Standing
from router.rules.reach import Asked, Facts, Reach, applies, asked_of
from router.rules.spans import SECOND, Span, Spans, both, instant, joined, moment

__all__ = ["ALWAYS", "asked_consents", "asked_notices", "asked_priors", "confirmed_by"]

_HOUR = 3600 * SECOND
NAMES_THE_TIME = "date_time"
ALWAYS: Span = (-(10**18), 10**18)
"""An interval that contains every instant of any plan."""


def asked_notices(layer: Profile, facts: Facts) -> list[Asked]:
    """Prepare the rules of one layer on notice.

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

    Notes
    -----
    Exactly the lead time is enough. A notice counts for the time that it names, if the rule asks
    for a time at all; a confirmed appointment is notice.
    """
    return [
        _asked_notice(rule, layer, facts)
        for rule in layer.of(NoticeRule)
        if applies(rule, facts.standing)
    ]


def confirmed_by(standing: Standing) -> Spans:
    """Return the starts that the borrower confirmed.

    Parameters
    ----------
    standing
        Of the case.

    Returns
    -------
    tuple
        Empty if no appointment is confirmed; any start if its time is not known here.
    """
    notice = standing.notice
    if notice is None or not notice.confirmed:
        return ()
    return _named(notice) or (ALWAYS,)


def _named(notice: Notice) -> Spans | None:
    """Return the starts that a notice names; None if they are not known here."""
    if notice.start is None:
        return None
    return ((instant(notice.start), instant(notice.end or notice.start)),)


def _asked_notice(rule: NoticeRule, layer: Profile, facts: Facts) -> Asked:
    notice = facts.standing.notice
    lead = round(rule.lead_hours * _HOUR)

    def over(period: Span) -> Reach:
        told = both(facts.confirmed, (period,))
        if notice is not None and rule.says <= notice.says:
            named = _named(notice) if NAMES_THE_TIME in rule.says else None
            later = (max(period[0], instant(notice.sent) + lead), period[1])
            if later[0] <= later[1]:
                told = joined((*told, *both((later,), (period,) if named is None else named)))
        if facts.told_from is not None:
            told = joined((*told, (max(period[0], facts.told_from(rule.lead_hours)), period[1])))
        return Reach(starts=told)

    def say(visit: Span) -> str:
        if notice is None:
            return "The borrower was not told of the visit."
        missing = sorted(rule.says - notice.says)
        if missing:
            return f"The notice does not state {', '.join(missing).replace('_', ' and ')}."
        if instant(notice.sent) + lead > visit[0]:
            told = moment(instant(notice.sent), facts.zone)
            return (
                f"The borrower was told on {told:%Y-%m-%d %H:%M}; "
                f"{rule.lead_hours:g} h must lie between that and the visit."
            )
        return "The notice names another time than that of the visit."

    return asked_of(rule, layer, facts, over, say)


def asked_consents(layer: Profile, facts: Facts) -> list[Asked]:
    """Prepare the rules of one layer that ask for the borrower's agreement.

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

    def asked(rule: ConsentRule) -> Asked:
        given = rule.consent in facts.standing.consents
        return asked_of(
            rule,
            layer,
            facts,
            lambda _: Reach() if given else Reach(starts=()),
            lambda _: f"The borrower has not agreed ({rule.consent}).",
        )

    return [asked(rule) for rule in layer.of(ConsentRule) if applies(rule, facts.standing)]


def asked_priors(layer: Profile, facts: Facts) -> list[Asked]:
    """Prepare the rules of one layer on what must have been tried by other channels.

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

    def asked(rule: PriorRule) -> Asked:
        stated = dict(facts.standing.prior).get(rule.channel, 0)
        tried = sorted(
            instant(one.when)
            for one in facts.standing.history
            if one.channel is rule.channel and one.counts_attempt
        )

        def over(period: Span) -> Reach:
            missing = rule.attempts - stated
            if missing <= 0:
                return Reach()
            if missing > len(tried):
                return Reach(starts=())
            return Reach(starts=joined([(max(period[0], tried[missing - 1] + 1), period[1])]))

        def say(visit: Span) -> str:
            known = stated + sum(at < visit[0] for at in tried)
            return (
                f"{known} of {plural(rule.attempts, 'attempt')} by {rule.channel} before "
                f"{moment(visit[0], facts.zone):%Y-%m-%d %H:%M}."
            )

        return asked_of(rule, layer, facts, over, say)

    return [asked(rule) for rule in layer.of(PriorRule) if applies(rule, facts.standing)]
