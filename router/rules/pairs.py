"""Where nobody may go alone: which two agents may meet at the door, and when.

A pair is judged by the same rules as one agent: its people add up, both need the area and the
certificates, one who speaks the language is enough, and each accepts the other.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import combinations, combinations_with_replacement, product
from typing import Protocol

from router.domain.verdicts import PRODUCT, AgentFacts, Refusal
from router.rules.going import Team
from router.rules.opening import Opening, team_name

__all__ = ["Ask", "PairOpening", "may_pair", "pair_openings"]

_SHOWN = 3  # refusals by name; who does not want whom is no long reading


class Ask(Protocol):
    """What `router.rules.opening` answers of one case, whoever would go."""

    def __call__(self, *, agents: Sequence[AgentFacts] | Sequence[Team]) -> Opening:
        """Ask with some agents, or with some who go together."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class PairOpening:
    """What the rules leave open of a period to pairs of agents.

    Parameters
    ----------
    opening
        When a pair may go; with refusals if none may.
    pairs
        Agent ids, two by two: who may go together, in the windows of the opening. Empty if nobody
        may.
    """

    opening: Opening
    pairs: frozenset[frozenset[str]] = frozenset()


def may_pair(one: AgentFacts, other: AgentFacts) -> bool:
    """Tell whether two agents accept each other.

    Parameters
    ----------
    one, other
        Two agents.

    Returns
    -------
    bool
        False if one of them names others only.
    """
    return one.goes_with(other.agent_id) and other.goes_with(one.agent_id)


def pair_openings(ask: Ask, agents: Sequence[AgentFacts]) -> PairOpening:
    """Find when, and by which two agents, a case may be visited that nobody may visit alone.

    Parameters
    ----------
    ask
        The question of the case; `functools.partial` of `opening` is one.
    agents
        Those on duty.

    Returns
    -------
    PairOpening
        The opening of the agents by themselves, and no pairs, where somebody may go alone, where
        no time is open to anybody, and where no two may go together. If pairs may go that do not
        want each other, its refusals say so.

    Notes
    -----
    A case that one agent may visit in a part of the day is visited by one, in that part: pairs are
    asked only where nobody may go alone at any time. Agents of whom the rules know the same are
    judged once, as the answer is the same.
    """
    alone = ask(agents=agents)
    if not agents or not alone.windows or len(alone.barred) < len(agents):
        return PairOpening(opening=alone)
    kinds = _kinds(agents)
    teams = _teams(kinds)
    if not teams:
        return PairOpening(opening=alone)
    together = ask(agents=list(teams.values()))
    lawful = [
        pair
        for (one, other), team in teams.items()
        if team_name(team) not in together.barred
        for pair in _members(kinds, one, other)
    ]
    pairs = frozenset(
        frozenset((one.agent_id, other.agent_id)) for one, other in lawful if may_pair(one, other)
    )
    if pairs:
        return PairOpening(opening=replace(together, barred={}), pairs=pairs)
    if not lawful:
        return PairOpening(opening=alone)
    return PairOpening(
        opening=replace(alone, refusals=(*alone.refusals, _unwilling(lawful))),
    )


def _kinds(agents: Sequence[AgentFacts]) -> list[list[AgentFacts]]:
    """Put those together of whom rules know the same, but who they are and with whom they go."""
    kinds: dict[AgentFacts, list[AgentFacts]] = {}
    for agent in agents:
        kinds.setdefault(_anybody(agent, ""), []).append(agent)
    return list(kinds.values())


def _teams(kinds: Sequence[Sequence[AgentFacts]]) -> dict[tuple[int, int], Team]:
    """Two of each two kinds, and of each kind that has two, by the numbers of the kinds."""
    return {
        (one, other): (_anybody(kinds[one][0], f"{one}"), _anybody(kinds[other][-1], f"{other}'"))
        for one, other in combinations_with_replacement(range(len(kinds)), 2)
        if one != other or len(kinds[one]) > 1
    }


def _anybody(agent: AgentFacts, name: str) -> AgentFacts:
    return replace(agent, agent_id=name, pairs_with=frozenset())


def _members(
    kinds: Sequence[Sequence[AgentFacts]], one: int, other: int
) -> Iterator[tuple[AgentFacts, AgentFacts]]:
    """All pairs of two kinds."""
    if one == other:
        yield from combinations(kinds[one], 2)
    else:
        yield from product(kinds[one], kinds[other])


def _unwilling(lawful: Sequence[tuple[AgentFacts, AgentFacts]]) -> Refusal:
    agents = {agent.agent_id: agent for pair in lawful for agent in pair}
    choosy = [agent for agent in agents.values() if agent.pairs_with]
    said = [
        f"{agent.agent_id} goes with {', '.join(sorted(agent.pairs_with))} only"
        for agent in choosy[:_SHOWN]
    ]
    more = f"; and so on for {len(choosy) - _SHOWN} more" if len(choosy) > _SHOWN else ""
    return Refusal(
        profile=PRODUCT,
        field="crew",
        rule_id="pairs",
        value="agents who accept to go together",
        detail=f"No two agents on duty may meet there: {'; '.join(said)}{more}.",
        citation=None,
        again=None,
    )
