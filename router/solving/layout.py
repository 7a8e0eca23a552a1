"""A sequence laid out on a shift: what it takes, and whether it keeps what no time can mend."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from router.domain.problem import Span
from router.solving.prepared import FAR, Prepared, Rest

__all__ = ["Timeline", "timeline"]


@dataclass(frozen=True, slots=True)
class Timeline:
    """What a sequence takes on one shift, before any time is chosen.

    Parameters
    ----------
    gaps
        Seconds of travel and setup before each visit, and of travel to the end; one more than
        there are visits.
    windows, mirrored_windows, services
        By position.
    rests
        The breaks of the shift.
    distance_m
        Of the whole route.
    surcharge
        Money for who makes the visits.
    """

    gaps: list[int]
    windows: list[tuple[Span, ...]]
    mirrored_windows: list[tuple[Span, ...]]
    services: list[int]
    rests: Sequence[Rest]
    distance_m: int
    surcharge: float

    @property
    def work(self) -> int:
        """Seconds of travel, setup and service: no paid time is shorter."""
        return sum(self.gaps) + sum(self.services)

    def mirrored(self) -> Timeline:
        """Return the same timeline with time running backwards (t becomes -t)."""
        return Timeline(
            self.gaps[::-1],
            self.mirrored_windows[::-1],
            self.windows[::-1],
            self.services[::-1],
            [(-hi - length, -lo - length, length) for lo, hi, length in reversed(self.rests)],
            self.distance_m,
            self.surcharge,
        )


def timeline(day: Prepared, shift: int, sequence: Sequence[int]) -> Timeline | None:
    """Lay a sequence out on a shift.

    Parameters
    ----------
    day
        The problem.
    shift
        Its position.
    sequence
        Options, at least one.

    Returns
    -------
    Timeline or None
        None if a leg has no way, or a rule that does not depend on time is broken.
    """
    if not _keeps_rules(day, shift, sequence):
        return None
    legs, (place, end) = day.legs[shift], day.ends[shift]
    building = -1
    gaps: list[int] = []
    metres = 0
    for option in sequence:
        here = day.location[option]
        gap = legs.seconds[place, here]
        metres += legs.metres[place, here]
        if day.building[option] != building:
            gap += day.setup[option]
            building = day.building[option]
        gaps.append(gap)
        place = here
    gaps.append(legs.seconds[place, end])
    metres += legs.metres[place, end]
    most = day.problem.shifts[shift].max_distance_m
    if metres >= FAR or (most is not None and metres > most):
        return None
    surcharge = day.surcharge[shift]
    return Timeline(
        gaps,
        [day.windows[option] for option in sequence],
        [day.mirrored_windows[option] for option in sequence],
        [day.service[option] for option in sequence],
        day.rests[shift],
        metres,
        sum(surcharge[option] for option in sequence),
    )


def _keeps_rules(day: Prepared, shift: int, sequence: Sequence[int]) -> bool:
    """Tell whether who goes, how many, in which order, and with what load, is all right."""
    rules, allowed = day.problem.shifts[shift], day.allowed[shift]
    if not all(allowed[option] for option in sequence):
        return False
    if rules.max_visits is not None and len(sequence) > rules.max_visits:
        return False
    if rules.capacity is not None and sum(day.load[o] for o in sequence) > rules.capacity:
        return False
    keys = [key for option in sequence if (key := day.exclusive[option]) >= 0]
    if len(set(keys)) < len(keys) or len(set(sequence)) < len(sequence):
        return False
    locked = day.locked[shift]
    if locked and [day.visit_of[option] for option in sequence[: len(locked)]] != locked:
        return False
    reached: dict[int, int] = {}
    for option in sequence:
        for order, rank in day.ranks[day.visit_of[option]]:
            if rank < reached.get(order, 0):
                return False
            reached[order] = rank
    return True
