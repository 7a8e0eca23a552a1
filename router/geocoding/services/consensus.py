"""What the answers of several services are worth together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from router.domain.places import Grade, Place, great_circle_m
from router.geocoding.services.levels import next_step

__all__ = ["AGREE_M", "APART_M", "Heard", "Verdict", "verdict_on"]

AGREE_M = 200.0
APART_M = 300.0
HIGHEST = 0.95
IN_DISPUTE = 0.4
ORDER = tuple(Grade)  # best first


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """What one service answered.

    Parameters
    ----------
    service
        Its name.
    family
        Services of one family draw on one map.
    places
        Best first; empty if it does not know the address.
    why
        What is doubtful about the first.
    """

    service: str
    family: str
    places: tuple[Place, ...]
    why: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What several answers come to.

    Parameters
    ----------
    places
        Best first.
    why
        What is doubtful.
    disputed
        Whether two services contradict each other.
    """

    places: tuple[Place, ...]
    why: str
    disputed: bool = False


def verdict_on(heard: Sequence[Heard]) -> Verdict:
    """Weigh what the services answered.

    Parameters
    ----------
    heard
        In the order in which they were asked.

    Returns
    -------
    Verdict
        One answer is taken as it is.

    Notes
    -----
    **Agreement.** Two services of different families whose best places lie within 200 m of each
    other confirm each other, unless one of them knows only the area or is known to lie elsewhere
    (two city centres agree about nothing). The better place is then raised by one step: its grade
    by one, at most to a door, and its score to the next of `levels.STEPS`, at most to 0.95. Its
    radius stays.

    **Dispute.** Two best places more than 300 m apart, and farther than either's own radius
    reaches, contradict each other: both are candidates, and neither is accepted.
    """
    best = [(one, one.places[0]) for one in heard if one.places]
    others = [place for one in heard for place in one.places[1:]]
    ordered = sorted((place for _, place in best), key=_rank)
    why = "; ".join(_said(one) for one in heard)
    for i, (one, place) in enumerate(best):
        for other, second in best[i + 1 :]:
            apart = great_circle_m(place.coordinate, second.coordinate)
            if apart > max(APART_M, place.error_m, second.error_m):
                lowered = [replace(p, score=min(p.score, IN_DISPUTE)) for p in ordered]
                far = f"{apart / 1000:.1f} km" if apart >= 1000 else f"{apart:.0f} m"
                return Verdict(
                    places=(*lowered, *others),
                    why=f"{one.service} and {other.service} are {far} apart",
                    disputed=True,
                )
    for one, place in sorted(best, key=lambda pair: _rank(pair[1])):
        for other, second in best:
            if (
                one.family != other.family
                and _counts(place)
                and _counts(second)
                and great_circle_m(place.coordinate, second.coordinate) <= AGREE_M
            ):
                raised = replace(
                    place,
                    grade=ORDER[max(0, ORDER.index(place.grade) - 1)],
                    score=max(place.score, min(HIGHEST, next_step(place.score))),
                )
                rest = [p for p in ordered if p is not place]
                return Verdict(places=(raised, *rest, *others), why=why)
    return Verdict(places=(*ordered, *others), why=why)


def _counts(place: Place) -> bool:
    """Tell whether a place says more than the area, and lies where the address says."""
    return place.grade is not Grade.LOCALITY and place.score > IN_DISPUTE


def _rank(place: Place) -> tuple[float, float]:
    return -place.score, place.error_m


def _said(one: Heard) -> str:
    if not one.places:
        return f"{one.service} does not know this address"
    return f"{one.service} knows this only roughly, or elsewhere" + (
        f": {one.why}" if one.why else ""
    )
