"""Who may go: how many people, with which certificates, to which areas, in which languages."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from itertools import permutations

from router.domain.profiles import CertificateRule, CrewRule, Profile
from router.domain.verdicts import PRODUCT, AgentFacts
from router.rules.clock import at_clock, day_of, local_days, midnight
from router.rules.reach import Asked, Facts, Reach, applies, asked_of
from router.rules.spans import Span, joined

__all__ = ["LONE", "asked_team", "asked_team_of_layer"]

LONE = frozenset({"risk"})
"""Flags with which nobody goes alone."""


def asked_team_of_layer(layer: Profile, facts: Facts) -> list[Asked]:
    """Prepare the rules of one layer on those who would go.

    Parameters
    ----------
    layer
        The profile.
    facts
        Of the visit; without agents there is nothing to judge.

    Returns
    -------
    list of Asked
        One per rule, on all of the agents together.
    """
    if not facts.agents:
        return []
    crews = [
        _asked_crew(rule, layer, facts)
        for rule in layer.of(CrewRule)
        if applies(rule, facts.standing) and (not rule.areas or facts.standing.area in rule.areas)
    ]
    certificates = [
        _asked_certificate(rule, layer, facts)
        for rule in layer.of(CertificateRule)
        if applies(rule, facts.standing)
    ]
    return crews + certificates


def _asked_crew(rule: CrewRule, layer: Profile, facts: Facts) -> Asked:
    people = sum(agent.people for agent in facts.agents)
    enough = (rule.least is None or people >= rule.least) and (
        rule.most is None or people <= rule.most
    )

    def over(period: Span) -> Reach:
        if enough:
            return Reach()
        if rule.between is None:
            return Reach(starts=())
        span = (period[0], period[1] + facts.length)
        touched = [
            piece
            for day, _, _ in local_days((span[0], span[1] + 1), facts.zone)
            for piece in at_clock(rule.between, day, facts.zone)
        ]
        free: list[Span] = []
        at = span[0]
        for start, end in joined(touched):
            free.append((at, start - 1))
            at = max(at, end + 1)
        return Reach(legal=joined([*free, (at, span[1])]))

    def say(_: Span) -> str:
        return f"{_people(people)} would go."

    return asked_of(rule, layer, facts, over, say)


def _asked_certificate(rule: CertificateRule, layer: Profile, facts: Facts) -> Asked:
    asked = rule.certificate.casefold()
    held = [
        (agent, {name.casefold(): until for name, until in agent.certificates})
        for agent in facts.agents
    ]
    lacking = [agent.agent_id for agent, has in held if asked not in has]
    ends = [has.get(asked) for _, has in held]

    def over(period: Span) -> Reach:
        return Reach(starts=()) if lacking else _until(ends, period, facts)

    def say(visit: Span) -> str:
        expired = [agent.agent_id for agent, has in held if _expired(has.get(asked), visit, facts)]
        parts = [f"{', '.join(lacking)} has none"] if lacking else []
        parts += [f"that of {', '.join(expired)} has expired"] if expired else []
        return f"Certificate {rule.certificate}: {'; '.join(parts)}."

    return asked_of(rule, layer, facts, over, say)


def asked_team(facts: Facts) -> list[Asked]:
    """Prepare the rules of the product on those who would go.

    Parameters
    ----------
    facts
        Of the visit; without agents there is nothing to judge.

    Returns
    -------
    list of Asked
        On risk, area, language, certificates that have expired, and who goes with whom. A door
        whose area is not known is open to every agent, and so is a borrower whose languages are not
        known.
    """
    if not facts.agents:
        return []
    standing, agents = facts.standing, facts.agents
    people = sum(agent.people for agent in agents)
    asked = []
    if LONE & standing.flags:
        asked.append(
            _whole(
                "risk",
                "two-people",
                people >= 2,
                "at least 2 people for the flag risk",
                f"{_people(people)} would go to a door with the flag risk.",
            )
        )
    limited = [agent for agent in agents if agent.areas]
    if standing.area and limited:
        elsewhere = [agent.agent_id for agent in limited if standing.area not in agent.areas]
        asked.append(
            _whole(
                "area",
                "area",
                not elsewhere,
                f"agents who go to the area {standing.area}",
                f"{', '.join(elsewhere)} does not go to the area {standing.area}.",
            )
        )
    if standing.languages:
        spoken = frozenset().union(*(agent.languages for agent in agents))
        asked.append(
            _whole(
                "language",
                "language",
                bool(spoken & standing.languages),
                f"one of the borrower's languages ({', '.join(sorted(standing.languages))})",
                f"{_names(agents)} speaks none of the borrower's languages.",
            )
        )
    asked.extend(_asked_expiry(agent, facts) for agent in agents if agent.certificates)
    if any(agent.pairs_with for agent in agents):
        asked.append(_asked_pairing(agents))
    return asked


def _asked_pairing(agents: Sequence[AgentFacts]) -> Asked:
    unwilling = [
        f"{one.agent_id} does not go with {other.agent_id}"
        for one, other in permutations(agents, 2)
        if not one.goes_with(other.agent_id)
    ]
    value = "agents who accept to go together"
    return _whole("crew", "pairs", not unwilling, value, f"{'; '.join(unwilling)}.")


def _asked_expiry(agent: AgentFacts, facts: Facts) -> Asked:
    def say(visit: Span) -> str:
        gone = [name for name, until in agent.certificates if _expired(until, visit, facts)]
        return f"{agent.agent_id}: certificate {', '.join(gone)} has expired."

    return Asked(
        profile=PRODUCT,
        field="certificates",
        rule_id=f"expired-{agent.agent_id}",
        over=lambda period: _until([until for _, until in agent.certificates], period, facts),
        value=lambda: "certificates valid through the day of the visit",
        say=say,
    )


def _whole(field: str, rule_id: str, fine: bool, value: str, detail: str) -> Asked:
    over: Callable[[Span], Reach] = lambda _: Reach() if fine else Reach(starts=())  # noqa: E731
    return Asked(
        profile=PRODUCT,
        field=field,
        rule_id=rule_id,
        over=over,
        value=lambda: value,
        say=lambda _: detail,
    )


def _until(ends: Sequence[date | None], period: Span, facts: Facts) -> Reach:
    """Leave open what lies before the midnight after the first of some last days."""
    last = min((end for end in ends if end is not None), default=None)
    if last is None:
        return Reach()
    after = midnight(last + timedelta(days=1), facts.zone)
    return Reach(
        legal=joined([(period[0], min(period[1] + facts.length, after))]),
        starts=joined([(period[0], min(period[1], after - 1))]),
    )


def _expired(until: date | None, visit: Span, facts: Facts) -> bool:
    last = max(visit[0], visit[1] - 1)  # a visit that ends at midnight is not of the next day
    return until is not None and until < day_of(last, facts.zone)


def _people(number: int) -> str:
    return "One person" if number == 1 else f"{number} people"


def _names(agents: Sequence[AgentFacts]) -> str:
    return ", ".join(agent.agent_id for agent in agents)
