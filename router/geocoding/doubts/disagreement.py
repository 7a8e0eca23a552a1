"""Two sources that disagree about one address."""

from __future__ import annotations

from collections.abc import Sequence

from router.domain.places import LocatedAddress, LocationStatus, Place, great_circle_m
from router.geocoding.doubts.doubt import GIVEN, Doubt, Doubts
from router.geocoding.visited.judging import spoken_m

__all__ = ["DISAGREE_M", "disagreeing"]

DISAGREE_M = 300.0


def disagreeing(located: Sequence[LocatedAddress], opinions: Sequence[Place | None]) -> Doubts:
    """Find addresses whose place lies far from what another source trusts.

    Parameters
    ----------
    located
        As located.
    opinions
        For each, what the region's index trusts by itself; None if nothing, or if it is the source.

    Returns
    -------
    Doubts
        Those that lie farther than 300 m apart.
    """
    found: dict[int, Doubt] = {}
    for position, (one, opinion) in enumerate(zip(located, opinions, strict=True)):
        if one.status is not LocationStatus.ACCEPTED or one.place is None or opinion is None:
            continue
        apart = great_circle_m(one.place.coordinate, opinion.coordinate)
        if apart > DISAGREE_M:
            source = "the table's point" if one.place.source == GIVEN else one.place.source
            why = f"{source} lies {spoken_m(apart)} from the door that the region knows"
            found[position] = Doubt(why=why, candidates=(one.place, opinion))
    return Doubts(found)
