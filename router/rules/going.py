"""Who of several teams may go, and when: a team is one agent, or several who meet at the door."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from router.domain.verdicts import AgentFacts, Refusal
from router.rules.asking import first_again, team_asked
from router.rules.reach import Asked, Facts, open_starts
from router.rules.spans import SECOND, Span, Spans, both, moment

__all__ = ["Going", "Team", "going", "refusal_of", "whole_seconds"]

Team = tuple[AgentFacts, ...]
"""Who go together; most are one agent."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Going:
    """What the rules on those who would go leave open.

    Parameters
    ----------
    barred
        Number of the team to why it may not go.
    cut
        Where all who may go may do so for a part only: the spans in which a visit must lie, and
        those in which it must start. None: those who may go may do so throughout.
    asked
        The rules that were judged.
    """

    barred: Mapping[int, tuple[Refusal, ...]]
    cut: tuple[Spans, Spans] | None
    asked: Sequence[Asked]


def going(teams: Sequence[Team], facts: Facts, within: Span, may_start: Spans) -> Going:
    """Say which teams are barred, and what is left where all may go for a part only.

    Parameters
    ----------
    teams
        Who might go.
    facts
        Of the visit, without agents.
    within
        In which it must start.
    may_start
        What all other rules leave open of it.

    Returns
    -------
    Going
        Where nothing is left that is open to all, those who may go for a part are barred.
    """
    seen: dict[tuple[str, str, str], Asked] = {}
    barred: dict[int, tuple[Refusal, ...]] = {}
    partly: dict[int, tuple[list[Asked], Spans, Spans]] = {}
    full = 0
    goal = may_start or (within,)
    for number, team in enumerate(teams):
        sent = replace(facts, agents=team)
        left: Spans = goal
        legal: Spans = ((within[0], within[1] + facts.length),)
        against: list[Asked] = []
        for one in team_asked(sent):
            reach = one.over(within)
            if reach is None:
                continue
            seen.setdefault((one.profile, one.field, one.rule_id), one)
            spans = both(goal, open_starts(reach, within, facts.length))
            if spans != goal:
                against.append(one)
            left = both(left, spans)
            legal = both(legal, reach.legal) if reach.legal is not None else legal
        if not left:
            barred[number] = tuple(refusal_of(one, within, sent, at=goal[0][0]) for one in against)
        elif left != goal:
            partly[number] = (against, legal, left)
        else:
            full += 1
    cut: tuple[Spans, Spans] | None = None
    if not full:
        for _, legal, left in partly.values():
            cut = (legal, left) if cut is None else (both(cut[0], legal), both(cut[1], left))
    if cut is None or not whole_seconds(cut[1]):
        cut = None
        for number, (against, _, _) in partly.items():
            barred[number] = tuple(
                refusal_of(one, within, facts, at=goal[-1][-1]) for one in against
            )
    return Going(barred=barred, cut=cut, asked=list(seen.values()))


def refusal_of(one: Asked, within: Span, facts: Facts, *, at: int | None = None) -> Refusal:
    """State why a rule says no, and when it would not.

    Parameters
    ----------
    one
        The rule.
    within
        In which a visit must start.
    facts
        Of the visit.
    at
        A start of which the rule says so; None: the first one.

    Returns
    -------
    Refusal
        With its citation.
    """
    again = first_again(one, within[0], facts.length)
    start = within[0] if at is None else at
    return Refusal(
        profile=one.profile,
        field=one.field,
        rule_id=one.rule_id,
        value=one.value(),
        detail=one.say((start, start + facts.length)),
        citation=one.citation,
        again=None if again is None else moment(again, facts.zone),
    )


def whole_seconds(spans: Spans) -> Spans:
    """Shorten spans to whole seconds.

    Parameters
    ----------
    spans
        In microseconds.

    Returns
    -------
    tuple
        Those that hold a whole second, shortened to whole ones.
    """
    whole = ((-(-start // SECOND) * SECOND, end // SECOND * SECOND) for start, end in spans)
    return tuple((start, end) for start, end in whole if start <= end)
