"""Every route worth while of one shift of a small problem, as chains of links between events.

A route is a chain from its departure over the starts of its *tied* visits (those whose times other
visits depend on) to its return. A link says: leaving one event at x <= ``last``, the next is at any
time from max(``soon``, x + ``work``) on. Breaks, windows and bands of value give several such
chains for the same visits. One is dropped only if another one, of the same visits with the same
last one, the same tied ones in order and as many breaks taken, is as good in every number.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from router.domain.problem import Problem
from tests.property.rating import FOREVER, closings, openings, pauses, pieces
from tests.property.rules import going_price, leg, money
from tests.property.writing import Passed

__all__ = ["Chain", "Chains", "Link", "Way", "whole"]

NEVER = float("inf")


class Link(NamedTuple):
    """From one event at x <= ``last`` to the next, at max(``soon``, x + ``work``) or later."""

    soon: int
    work: int
    last: int


class Way(NamedTuple):
    """A beginning of a route: its links, the last one open; what it has cost and covered.

    The price is that of its starts, its agent and its kilometres; metres count where they have a
    limit.
    """

    links: tuple[Link, ...]
    price: float
    metres: int
    tied: tuple[int, ...]
    passed: tuple[Passed, ...]


class Chain(NamedTuple):
    """A whole route; ``least`` is its cost if none of its visits were tied."""

    least: float
    shift: int
    way: Way
    taken: int
    closes: int

    @property
    def departs(self) -> int:
        """The latest departure that does not delay the earliest return."""
        link = whole(self.way.links)
        assert link is not None
        return min(link.last, link.soon - link.work)

    @property
    def order(self) -> tuple[int, ...]:
        """The visits."""
        return tuple(visit for visit, *_ in self.way.passed[1:])


Ways = list[list[Way]]  # by the number of breaks taken


class Chains:
    """The chains of one shift.

    Parameters
    ----------
    problem, number
        The shift.
    tied
        Visits whose starts are events of their own.
    most
        What a route may cost, by its set of visits; sets that are not there are not wanted.
    """

    def __init__(
        self,
        problem: Problem,
        number: int,
        tied: frozenset[int] = frozenset(),
        most: Mapping[int, float] | None = None,
    ) -> None:
        self.problem, self.number, self.tied, self.most = problem, number, tied, most
        self.shift = shift = problem.shifts[number]
        self.first, self.last = shift.earliest_s, shift.latest_s + shift.overtime_max_s
        self.place = {visit.visit_id: n for n, visit in enumerate(problem.visits)}
        self.locked = [self.place[v] for v in shift.locked_visits]
        elsewhere = {v for s in problem.shifts if s is not shift for v in s.locked_visits}
        self.may = [
            n
            for n, visit in enumerate(problem.visits)
            if visit.skills <= shift.skills
            and (not visit.allowed_agents or shift.agent_id in visit.allowed_agents)
            and shift.agent_id not in visit.excluded_agents
            and visit.locked_shift in ("", shift.shift_id)
            and visit.visit_id not in elsewhere
        ]
        self.pauses = pauses(shift.breaks)
        self.closings = closings(shift)
        self.opening: Ways = [
            []
            if opens is None
            else [Way((Link(opens, 0, FOREVER),), 0.0, 0, (), ((-1, taken, opens, opens),))]
            for taken, opens in enumerate(openings(self.first, shift.breaks))
        ]
        self.onward = self._most_onward()

    def _most_onward(self) -> dict[int, float] | None:
        """What a beginning may cost, by its set of visits."""
        if self.most is None:
            return None
        found = dict(self.most)
        for mask in sorted(self.most, key=int.bit_count, reverse=True):
            part = mask
            while part:
                found[part] = max(found.get(part, -NEVER), self.most[mask])
                part = (part - 1) & mask
        return found

    def all(self) -> dict[int, list[Chain]]:
        """For every set of visits its routes, the cheapest first."""
        found: dict[int, list[Chain]] = {}
        layer: dict[tuple[int, int, tuple[int, ...]], Ways] = {(0, -1, ()): self.opening}
        longest = len(self.problem.visits)
        if self.shift.max_visits is not None:
            longest = min(longest, self.shift.max_visits)
        for length in range(longest):
            onward: dict[tuple[int, int, tuple[int, ...]], Ways] = {}
            for (mask, before, _), ways in layer.items():
                for n in self._next(mask, length):
                    for taken, several in enumerate(self._extended(ways, before, n)):
                        for way in several:
                            if self._affords(mask | 1 << n, way):
                                key = mask | 1 << n, n, way.tied
                                target = onward.setdefault(key, [[] for _ in ways])
                                _add(target[taken], way)
            layer = onward
            if length + 1 >= len(self.locked):
                for (mask, n, _), ways in layer.items():
                    for chain in self._closed(ways, n):
                        if self.most is None or chain.least < self.most.get(mask, -NEVER):
                            _keep(found.setdefault(mask, []), chain)
        return {mask: sorted(several, key=lambda c: c.least) for mask, several in found.items()}

    def along(self, order: Sequence[int]) -> list[Chain]:
        """The routes that make these visits, which the shift is known to be able to make."""
        ways, before = self.opening, -1
        for n in order:
            extended = self._extended(ways, before, n)
            ways, before = [[] for _ in extended], n
            for target, several in zip(ways, extended, strict=True):
                for way in several:
                    _add(target, way)
        found: list[Chain] = []
        for chain in self._closed(ways, before):
            _keep(found, chain)
        return sorted(found, key=lambda c: c.least)

    def _next(self, mask: int, length: int) -> Iterator[int]:
        """Visits that may follow those made."""
        visits = self.problem.visits
        made = [n for n in range(len(visits)) if mask >> n & 1]
        load = sum(visits[m].load for m in made)
        for n in self.may if length >= len(self.locked) else [self.locked[length]]:
            visit = visits[n]
            if (
                n in self.may
                and n not in made
                and not (visit.group and any(visits[m].group == visit.group for m in made))
                and not self._too_late(made, n)
                and (self.shift.capacity is None or load + visit.load <= self.shift.capacity)
                and (self.onward is None or mask | 1 << n in self.onward)
            ):
                yield n

    def _too_late(self, made: Sequence[int], new: int) -> bool:
        """Whether a visit that must come after the new one has been made already."""
        for order in self.problem.orders:
            numbers = [self.place[v] for v in order]
            if new in numbers and any(m in numbers[numbers.index(new) :] for m in made):
                return True
        return False

    def _affords(self, mask: int, way: Way) -> bool:
        """Whether a beginning is not dearer yet than the whole route may be."""
        if self.shift.max_distance_m is not None and way.metres > self.shift.max_distance_m:
            return False
        if self.onward is None:
            return True
        link = whole(way.links)
        return link is not None and self._cost(link, way) < self.onward[mask]

    def _cost(self, link: Link, way: Way) -> float:
        paid = max(link.work, link.soon - link.last)
        return money(self.problem, self.shift, paid, link.soon, 0) + way.price

    def _extended(self, ways: Ways, before: int, n: int) -> Ways:
        """Go to a visit and make it."""
        visits = self.problem.visits
        visit = visits[n]
        found: Ways = [[] for _ in ways]
        here = self.shift.start_location if before < 0 else visits[before].location
        seconds, metres = leg(self.problem, self.shift, here, visit.location)
        if seconds < 0:
            return found
        if before < 0 or visits[before].building != visit.building:
            seconds += visit.setup_s
        going = going_price(visit, self.shift.agent_id)
        for taken, several in enumerate(self._travelled(ways, seconds, metres)):
            for lo, hi, price in pieces(visit, self.first, self.last):
                for way in several:
                    (soon, work, last), passed = way.links[-1], (*way.passed, (n, taken, lo, hi))
                    if soon > hi:
                        continue
                    soon, tied = max(soon, lo), way.tied
                    links = way.links[:-1]
                    if n in self.tied:
                        tied = (*tied, n)
                        links += (Link(soon, work, last), Link(-FOREVER, visit.service_s, hi))
                    else:
                        over, done = soon + visit.service_s, work + visit.service_s
                        links += (Link(over, done, min(last, hi - work)),)
                    found[taken].append(
                        Way(links, way.price + price + going, way.metres, tied, passed)
                    )
        return found

    def _travelled(self, ways: Ways, seconds: int, metres: int) -> Ways:
        """Travel and set up, with any number of the next breaks in between."""
        found: Ways = [[] for _ in ways]
        extra = metres / 1000 * self.shift.cost_per_km
        if self.shift.max_distance_m is None:
            metres = 0

        def moved(way: Way, link: Link) -> Way:
            links = (*way.links[:-1], link)
            return Way(links, way.price + extra, way.metres + metres, way.tied, way.passed)

        for taken, several in enumerate(ways):
            for way in several:
                soon, work, last = way.links[-1]
                found[taken].append(moved(way, Link(soon + seconds, work + seconds, last)))
                for (i, j), (opens, closes, length) in self.pauses.items():
                    if i == taken and soon <= closes:
                        after = max(soon + seconds, opens) + length
                        link = Link(after, work + seconds + length, min(last, closes - work))
                        found[j].append(moved(way, link))
        return found

    def _closed(self, ways: Ways, last: int) -> Iterator[Chain]:
        """Return, as whole routes within the limits."""
        place = self.problem.visits[last].location
        seconds, metres = leg(self.problem, self.shift, place, self.shift.end_location)
        if seconds < 0:
            return
        if self.shift.end_location is not None:
            ways = self._travelled(ways, seconds, metres)
        for taken, several in enumerate(ways):
            for way in several:
                far = self.shift.max_distance_m is not None and way.metres > (
                    self.shift.max_distance_m
                )
                link = whole(way.links)
                if far or link is None or link.soon > self.closings[taken]:
                    continue
                paid = max(link.work, link.soon - link.last)
                if self.shift.max_duration_s is None or paid <= self.shift.max_duration_s:
                    cost = self._cost(link, way)
                    yield Chain(cost, self.number, way, taken, self.closings[taken])


def whole(links: Sequence[Link]) -> Link | None:
    """All links as one; None if they do not go together."""
    soon, work, last = links[0]
    for link in links[1:]:
        if soon > link.last:
            return None
        last = min(last, link.last - work)
        soon, work = max(link.soon, soon + link.work), work + link.work
    return Link(soon, work, last)


def _keep(several: list[Chain], new: Chain) -> None:
    """Add a chain unless another one is as good in everything; without tied visits cost is all."""

    def beats(one: Chain, other: Chain) -> bool:
        if one.way.tied != other.way.tied:
            return False
        if not one.way.tied:
            return one.least <= other.least
        return one.closes >= other.closes and _beats(one.way, other.way)

    if not any(beats(old, new) for old in several):
        several[:] = [old for old in several if not beats(new, old)]
        several.append(new)


def _add(several: list[Way], new: Way) -> None:
    """Add a beginning unless another one with the same tied visits is as good in everything."""
    if not any(_beats(old, new) for old in several):
        several[:] = [old for old in several if not _beats(new, old)]
        several.append(new)


def _beats(one: Way, other: Way) -> bool:
    if one.price > other.price or one.metres > other.metres:
        return False
    for (soon, work, last), (soon_o, work_o, last_o) in zip(one.links, other.links, strict=True):
        if soon > soon_o or work > work_o or last < last_o:
            return False
    return True
