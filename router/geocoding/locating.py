"""Addresses become places, in the order of trust; what is doubtful goes to review with a reason."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from router.domain.extract import Extent
from router.domain.places import Address, Grade, LocatedAddress, LocationStatus, Place
from router.geocoding.corrections.entries import Correction, Corrections, place_of
from router.geocoding.corrections.judging import judge_correction
from router.geocoding.geocoder import RegionGeocoder
from router.geocoding.grade import DEFAULT_MAX_ERROR_M, DEFAULT_THRESHOLD, Finding
from router.geocoding.services.asking import OnlineServices
from router.geocoding.services.cache import GeocodeCache
from router.geocoding.services.online import OnlineGeocoder
from router.geocoding.services.session import Asking
from router.geocoding.sources import Answered, FromCache, Indexed, Source
from router.geocoding.trust import Bounds
from router.geocoding.visited import (
    AddressRecord,
    AddressRecords,
    by_visits,
    not_offered,
    said_since,
)

__all__ = ["locate"]

TABLE_ERROR_M = 10.0
_Progress = Callable[[int, int], None]


def locate(
    requests: Sequence[tuple[str, Address]],
    index: RegionGeocoder | None,
    *,
    corrections: Corrections | None = None,
    records: AddressRecords | None = None,
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
    records
        What earlier visits say of the addresses.
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
    Order of trust: coordinates in the table, corrections, check-ins of earlier visits, cache,
    index, fallback. A correction helps where the table's point lies outside the region; one that
    says that an address cannot be found keeps it in review, and nobody is asked. Check-ins made
    since a correction may speak against it, and two that agree on different days outrank it;
    against the table's point they ask for a review. An address is accepted if its score and its
    error radius pass; a street alone passes only if it is short and has no house numbers that speak
    against the one asked for. Everything known here is found first, so that it is known how many
    addresses would be sent before the first one is.
    """
    extent = extent or (index.extent if index is not None else None)
    bounds = Bounds(threshold=threshold, max_error_m=max_error_m, extent=extent)
    if isinstance(fallback, OnlineGeocoder):
        fallback = OnlineServices((fallback,))
    asking = Asking(fallback, cache, bounds.trusts) if fallback is not None else None
    locator = _Locator(
        bounds=bounds,
        corrections=corrections,
        records=records or AddressRecords(),
        kept=Answered(asking) if asking is not None else FromCache(cache),
        index=Indexed(index),
        asks=asking is not None,
    )
    located: dict[int, LocatedAddress] = {}
    unknown: dict[int, Finding] = {}
    for place, (owner_id, address) in enumerate(requests):
        known = locator.known_here(owner_id, address)
        if isinstance(known, LocatedAddress):
            located[place] = known
            if on_progress is not None:
                on_progress(len(located), len(requests))
        else:
            unknown[place] = known
    if asking is not None and fallback is not None:
        asking.announce([requests[place][1] for place in unknown])
        try:
            for place, found in unknown.items():
                owner_id, address = requests[place]
                located[place] = locator.together(owner_id, address, found, asking.ask(address))
                if on_progress is not None:
                    on_progress(len(located), len(requests))
        finally:  # who interrupts a run has paid for its calls, too
            fallback.report()
    return tuple(located[place] for place in range(len(requests)))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Locator:
    """People's words first, then what was seen at the door, then the geocoders in turn."""

    bounds: Bounds
    corrections: Corrections | None
    records: AddressRecords
    kept: Source
    index: Source
    asks: bool

    def known_here(self, owner_id: str, address: Address) -> LocatedAddress | Finding:
        """Locate one address without asking anybody; what the index says if that is not enough."""
        said = self.corrections.entry(owner_id, address) if self.corrections else None
        record = self.records.of(owner_id, address)
        barred = not_offered(owner_id, address, record, said)
        if barred is not None:
            return barred
        told = self._told(owner_id, address, record, said)
        if told is not None:
            return told
        cached = self.kept.find(address)
        found = Finding()
        if cached is None or not self._trusts(cached):
            found = self.index.find(address) or found
        enough = self._trusts(found) or cached is not None
        if not enough and self.asks and not record.check_ins:
            return found
        match = self.together(owner_id, address, found, cached or Finding())
        if not record.check_ins:
            return match
        trusted = match.place if match.status is LocationStatus.ACCEPTED else None
        return by_visits(owner_id, address, record, trusted, self.bounds)

    def together(
        self, owner_id: str, address: Address, found: Finding, asked: Finding
    ) -> LocatedAddress:
        """Locate one address from what the index and the services say."""
        for finding in (asked, found):
            if self._trusts(finding):
                return self.bounds.judged(owner_id, address, finding)
        both = sorted((*found.places, *asked.places), key=lambda place: -place.score)
        why = "; ".join(reason for reason in (found.why, asked.why) if reason)
        return self.bounds.judged(owner_id, address, Finding(places=tuple(both), why=why))

    def _trusts(self, finding: Finding) -> bool:
        return bool(finding.places) and self.bounds.trusts(finding.places[0])

    def _told(
        self, owner_id: str, address: Address, record: AddressRecord, said: Correction | None
    ) -> LocatedAddress | None:
        """Answer from the table's point, or from a correction, weighed against the check-ins."""
        settles = said is not None and not (
            record.check_ins and not said_since(said.when, record.check_ins[-1].when)
        )
        if address.coordinate is not None:
            given = self.bounds.given(owner_id, address, _from_table(address))
            if given.status is LocationStatus.ACCEPTED:
                if record.check_ins and not settles:
                    return by_visits(
                        owner_id, address, record, given.place, self.bounds, given=True
                    )
                return given
            if said is None and not record.check_ins:
                return given
        if said is None:
            return None
        corrected = place_of(said, address)
        if settles:
            # What the index knows shows whether the point is a slip of the hand.
            known = self.index.find(address) or Finding()
            inside = corrected is not None and self.bounds.inside(corrected)
            return judge_correction(owner_id, address, said, inside=inside, candidates=known.places)
        if corrected is None:  # somebody has stood at the door since
            return None
        return by_visits(owner_id, address, record, corrected, self.bounds, given=True)


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
