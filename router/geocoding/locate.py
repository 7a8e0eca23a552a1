"""Addresses become places, in the order of trust; what is doubtful goes to review with a reason."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from router.domain.extract import Extent
from router.domain.places import (
    Address,
    Coordinate,
    Grade,
    LocatedAddress,
    LocationStatus,
    Place,
)
from router.geocoding.corrected import judge_correction
from router.geocoding.corrections import Correction, Corrections
from router.geocoding.geocoder import RegionGeocoder
from router.geocoding.grade import DEFAULT_MAX_ERROR_M, DEFAULT_THRESHOLD, Finding
from router.geocoding.services.asking import Asking, OnlineServices
from router.geocoding.services.cache import GeocodeCache
from router.geocoding.services.online import OnlineGeocoder

__all__ = ["locate"]

MAX_CANDIDATES = 5
EXTENT_MARGIN = 0.01  # degrees, about a kilometre: a door just outside the box is not foreign
TABLE_ERROR_M = 10.0
_Progress = Callable[[int, int], None]


def locate(
    requests: Sequence[tuple[str, Address]],
    index: RegionGeocoder | None,
    *,
    corrections: Corrections | None = None,
    cache: GeocodeCache | None = None,
    fallback: OnlineGeocoder | OnlineServices | None = None,
    threshold: float = DEFAULT_THRESHOLD,
    max_error_m: float = DEFAULT_MAX_ERROR_M,
    extent: Extent | None = None,
    on_progress: _Progress | None = None,
) -> tuple[LocatedAddress, ...]:
    """Find out where addresses are.

    Parameters
    ----------
    requests
        Case or agent id, and the address as it came.
    index
        The region's geocoder; None if there is no region.
    corrections
        The dispatcher's own points.
    cache
        Answers of online services from earlier runs; those of ``fallback`` are kept here.
    fallback
        An online service for what the index does not know, or several; None asks nobody.
    threshold
        Lowest score, 0 to 1, that is accepted.
    max_error_m
        Largest error radius in metres that is accepted.
    extent
        Box of the region; taken from ``index`` if None. A point outside goes to review.
    on_progress
        Called with the number of addresses done, and of all.

    Returns
    -------
    tuple of LocatedAddress
        One per request, in the same order.

    Warns
    -----
    DegradedWarning
        Once for a service that refuses or fails. The addresses that it was not asked about are in
        review and say so; answers that had come are in the cache, and a second run goes on there.

    Notes
    -----
    Order of trust: coordinates in the table, corrections, cache, index, fallback; a correction
    also helps where the table's point lies outside the region. An address is accepted if its score
    and its error radius pass; a street alone passes only if it is short and has no house numbers
    that speak against the one asked for. Everything known here is found first, so that it is known
    how many addresses would be sent before the first one is.
    """
    extent = extent or (index.extent if index is not None else None)
    locator = _Locator(
        index=index,
        corrections=corrections,
        cache=cache,
        threshold=threshold,
        max_error_m=max_error_m,
        extent=extent,
    )
    if isinstance(fallback, OnlineGeocoder):
        fallback = OnlineServices((fallback,))
    asking = fallback.session(cache, locator.trusted) if fallback is not None else None
    located: dict[int, LocatedAddress] = {}
    unknown: dict[int, Finding] = {}
    for place, (owner_id, address) in enumerate(requests):
        known = locator.known_here(owner_id, address, asking)
        if isinstance(known, LocatedAddress):
            located[place] = known
            if on_progress is not None:
                on_progress(len(located), len(requests))
        else:
            unknown[place] = known
    if asking is not None and fallback is not None:
        asking.announce([requests[place][1] for place in unknown])
        for place, found in unknown.items():
            owner_id, address = requests[place]
            located[place] = locator.together(owner_id, address, found, asking.ask(address))
            if on_progress is not None:
                on_progress(len(located), len(requests))
        fallback.report()
    return tuple(located[place] for place in range(len(requests)))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Locator:
    """The sources in order of trust, and the bounds of what is accepted."""

    index: RegionGeocoder | None
    corrections: Corrections | None
    cache: GeocodeCache | None
    threshold: float
    max_error_m: float
    extent: Extent | None

    def known_here(
        self, owner_id: str, address: Address, asking: Asking | None
    ) -> LocatedAddress | Finding:
        """Locate one address without asking anybody; what the index says if that is not enough."""
        said = self.corrections.entry(owner_id, address) if self.corrections else None
        if address.coordinate is not None:
            given = self._given(owner_id, address, _from_table(address))
            if said is None or given.status is LocationStatus.ACCEPTED:
                return given
        if said is not None:
            return self._said(owner_id, address, said)
        cached = self._from_cache(address, asking)
        if cached is not None and cached.places and self.trusted(cached.places[0]):
            return self._judged(owner_id, address, cached)
        found = self._looked_up(address)
        if found.places and self.trusted(found.places[0]):
            return self._judged(owner_id, address, found)
        if asking is not None and cached is None:
            return found
        return self.together(owner_id, address, found, cached or Finding())

    def together(
        self, owner_id: str, address: Address, found: Finding, asked: Finding
    ) -> LocatedAddress:
        """Locate one address from what the index and the services say."""
        if asked.places and self.trusted(asked.places[0]):
            return self._judged(owner_id, address, asked)
        both = sorted((*found.places, *asked.places), key=lambda place: -place.score)
        why = "; ".join(reason for reason in (found.why, asked.why) if reason)
        return self._judged(owner_id, address, Finding(places=tuple(both), why=why))

    def _looked_up(self, address: Address) -> Finding:
        if self.index is None:
            return Finding(why="there is no region to look in")
        return self.index.find(
            address.text,
            city=address.city,
            district=address.district,
            postcode=address.postcode,
        )

    def _said(self, owner_id: str, address: Address, said: Correction) -> LocatedAddress:
        """Take what a person said; what the index knows shows whether it is a slip."""
        known = self._looked_up(address).places
        point = said.coordinate
        inside = point is not None and self._contains(point)
        return judge_correction(owner_id, address, said, inside=inside, candidates=known)

    def _from_cache(self, address: Address, asking: Asking | None) -> Finding | None:
        if asking is not None:
            return asking.cached(address)
        kept = self.cache.get("", address) if self.cache is not None else None
        return None if kept is None else Finding(places=kept)

    def trusted(self, place: Place) -> bool:
        """Tell whether a place is accepted."""
        return (
            place.score >= self.threshold
            and place.error_m <= self.max_error_m
            and self._inside(place)
        )

    def _inside(self, place: Place) -> bool:
        return self._contains(place.coordinate)

    def _contains(self, point: Coordinate) -> bool:
        return self.extent is None or self.extent.contains(point, margin=EXTENT_MARGIN)

    def _given(self, owner_id: str, address: Address, place: Place) -> LocatedAddress:
        """Accept a point that a person gave, unless it lies outside the region."""
        inside = self._inside(place)
        return LocatedAddress(
            owner_id=owner_id,
            address=address,
            status=LocationStatus.ACCEPTED if inside else LocationStatus.REVIEW,
            place=place,
            candidates=() if inside else (place,),
            why="" if inside else "outside the region",
        )

    def _judged(self, owner_id: str, address: Address, found: Finding) -> LocatedAddress:
        """Accept the best place, or send the address to review with the reason."""
        best = found.places[0] if found.places else None
        if best is not None and self.trusted(best):
            return LocatedAddress(
                owner_id=owner_id, address=address, status=LocationStatus.ACCEPTED, place=best
            )
        return LocatedAddress(
            owner_id=owner_id,
            address=address,
            status=LocationStatus.REVIEW,
            place=best,
            candidates=found.places[:MAX_CANDIDATES],
            why=self._why(best, found.why),
        )

    def _why(self, best: Place | None, why: str) -> str:
        """Say why the best place is not accepted."""
        if best is None:
            return why or "no street of this name is known here"
        if not self._inside(best):
            return "outside the region" + (f"; {why}" if why else "")
        if best.score >= self.threshold:
            far = f"the place is known to {best.error_m:.0f} m only"
            return f"{why}; {far}" if why else far
        if why:
            return why
        return f"the nearest name is {best.matched}, which is not near enough"


def _from_table(address: Address) -> Place:
    """Turn the table's own point into a place."""
    point = address.coordinate
    assert point is not None
    return Place(
        coordinate=point,
        grade=Grade.DOOR,
        score=1.0,
        error_m=TABLE_ERROR_M,
        matched=address.text or f"{point.lat:.6f}, {point.lon:.6f}",
        source="table",
    )
