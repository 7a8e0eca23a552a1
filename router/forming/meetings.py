"""Cases that nobody may visit alone: two visits at one door, by two agents who meet there.

The first one is the visit proper: it has the worth, the skills and the agents that are asked for.
Whoever makes the second accompanies, for as long; both or neither are made.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

from router.domain.problem import Meeting, Shift, Visit
from router.forming.visits import LocatedCase, Pairs

__all__ = ["COMPANION", "joined_pairs", "with_meetings"]

COMPANION = "+2"
"""Ends the id of the visit by the second agent."""


def with_meetings(
    visits: Sequence[Visit], located: Sequence[LocatedCase], shifts: Sequence[Shift]
) -> tuple[tuple[Visit, ...], tuple[Meeting, ...]]:
    """Add to each visit that needs two agents the visit of the second one.

    Parameters
    ----------
    visits
        As formed.
    located
        The cases they were formed of; those with pairs need two agents.
    shifts
        Of the period.

    Returns
    -------
    tuple
        The visits, followed by those of second agents, and the meetings of the two.

    Notes
    -----
    The second visit is worth nothing by itself and is as mandatory as the first; it takes as long,
    in the same windows. Skills, a required agent and the agent of the last time are matters of the
    first: one of the two has them. Of the visits of a group the first stands for both.
    """
    pairs_of = {one.case.case_id: one.pairs for one in located if one.pairs}
    agents = {shift.agent_id for shift in shifts}
    taken = {visit.visit_id for visit in visits}
    firsts: list[Visit] = []
    seconds: list[Visit] = []
    meetings: list[Meeting] = []
    for visit in visits:
        pairs = _together([pairs_of[case] for case in visit.case_ids if case in pairs_of])
        if not pairs:
            firsts.append(visit)
            continue
        going = frozenset().union(*pairs)
        if len(pairs) == len(going) * (len(going) - 1) // 2:  # any two of them
            visit = replace(visit, excluded_agents=visit.excluded_agents | (agents - going))
            pairs = frozenset()
        name = _free(f"{visit.visit_id}{COMPANION}", taken)
        taken.add(name)
        firsts.append(visit)
        seconds.append(_companion(visit, name))
        meetings.append(Meeting(first=visit.visit_id, second=name, pairs=pairs))
    return (*firsts, *seconds), tuple(meetings)


def joined_pairs(days: Sequence[tuple[Pairs, Collection[str]]]) -> Pairs:
    """Return who may go together over several days.

    Parameters
    ----------
    days
        Of each day on which two agents are needed: who may go together, and who is on duty.

    Returns
    -------
    frozenset
        The pairs of all days, but those who are both on duty on a day on which they may not.
    """
    return frozenset(
        pair
        for pair in frozenset().union(*(pairs for pairs, _ in days))
        if all(pair in pairs or not pair <= set(on_duty) for pairs, on_duty in days)
    )


def _together(pairs: Sequence[Pairs]) -> Pairs:
    """Who may go together to all cases of a visit; empty if one agent goes."""
    return frozenset.intersection(*pairs) if pairs else frozenset()


def _free(name: str, taken: Collection[str]) -> str:
    return next(found for found in _names(name) if found not in taken)


def _names(name: str) -> Iterator[str]:
    while True:
        yield name
        name += COMPANION


def _companion(visit: Visit, name: str) -> Visit:
    return replace(
        visit,
        visit_id=name,
        skills=frozenset(),
        allowed_agents=frozenset(),
        preferred_agents=frozenset(),
        other_agent_price=0.0,
        value=0.0,
        value_bands=(),
        load=0,
        group="",
    )
