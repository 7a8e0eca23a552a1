"""Addresses become places, in the order of trust; what is doubtful goes to review with a reason."""

from __future__ import annotations

import warnings
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from router.domain.extract import Extent
from router.domain.places import Address, Grade, LocatedAddress, LocationStatus, Place
from router.errors import DegradedWarning, QuotaError, ServiceError
from router.geocoding.cache import GeocodeCache
from router.geocoding.corrections import Correction, Corrections
from router.geocoding.geocoder import RegionGeocoder
from router.geocoding.grade import DEFAULT_MAX_ERROR_M, DEFAULT_THRESHOLD, Finding
from router.geocoding.online import OnlineGeocoder
from router.geocoding.sources import Cached, Indexed, Source
from router.geocoding.trust import Bounds
from router.geocoding.visited import (
    AddressRecord,
    AddressRecords,
    by_visits,
    not_offered,
    said_since,
)

__all__ = ["locate"]

MAX_FAILURES = 3  # in a row, before a failing service is left alone for this run
TABLE_ERROR_M = 10.0
_Progress = Callable[[int, int], None]


def locate(
    requests: Sequence[tuple[str, Address]],
    index: RegionGeocoder | None,
    *,
    corrections: Corrections | None = None,
    records: AddressRecords | None = None,
    cache: GeocodeCache | None = None,
    fallback: OnlineGeocoder | None = None,
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
        An online service for what the index does not know; None asks nobody.
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
        Once, if the fallback refuses or fails. The addresses that it was not asked about are in
        review and say so; answers that had come are in the cache, and a second run goes on there.

    Notes
    -----
    Order of trust: coordinates in the table, corrections, check-ins of earlier visits, cache,
    index, fallback. Check-ins made since a correction may speak against it, and two that agree on
    different days outrank it; against the table's point they ask for a review. An address is
    accepted if its score and its error radius pass; a street alone passes only if it is short and
    has no house numbers that speak against the one asked for.
    """
    extent = extent or (index.extent if index is not None else None)
    service = fallback.name if fallback is not None else ""
    kept = Cached(cache, service) if cache is not None else None
    asked = (_Asked(_Service(fallback, cache), kept),) if fallback is not None else ()
    locator = _Locator(
        bounds=Bounds(threshold=threshold, max_error_m=max_error_m, extent=extent),
        corrections=corrections,
        records=records or AddressRecords(),
        local=(*((kept,) if kept is not None else ()), Indexed(index)),
        remote=asked,
    )
    located: list[LocatedAddress] = []
    for done, (owner_id, address) in enumerate(requests, start=1):
        located.append(locator.locate(owner_id, address))
        if on_progress is not None:
            on_progress(done, len(requests))
    return tuple(located)


class _Service:
    """The fallback with its cache; it is left alone once it refuses or keeps failing."""

    def __init__(self, geocoder: OnlineGeocoder, cache: GeocodeCache | None) -> None:
        self._geocoder = geocoder
        self._cache = cache
        self._failures = 0
        self._stopped = ""

    def ask(self, address: Address) -> Finding:
        """Ask, and keep the answer before anything else is asked."""
        if self._stopped:
            return Finding(why=self._stopped)
        try:
            places = self._geocoder.ask(address)
        except QuotaError as error:
            return self._stop(str(error))
        except ServiceError as error:
            self._failures += 1
            if self._failures >= MAX_FAILURES:
                return self._stop(f"{error}; it is not asked again in this run")
            return Finding(why=f"{error}; run again")
        self._failures = 0
        if self._cache is not None:
            self._cache.put(self._geocoder.name, address, places, datum=self._geocoder.datum)
        return Finding(places=places, why=_answered(self._geocoder.name, places))

    def _stop(self, why: str) -> Finding:
        self._stopped = why
        warnings.warn(why, DegradedWarning, stacklevel=5)
        return Finding(why=why)


def _answered(service: str, places: Sequence[Place]) -> str:
    if not places:
        return f"{service} does not know this address"
    return f"{service} knows this only roughly, or elsewhere"


@dataclass(frozen=True, slots=True)
class _Asked:
    """The online fallback, about addresses of which nothing was kept."""

    service: _Service
    kept: Cached | None

    def find(self, address: Address) -> Finding | None:
        """Ask, unless an earlier answer is there."""
        if self.kept is not None and self.kept.find(address) is not None:
            return None
        return self.service.ask(address)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Locator:
    """People's words first, then what was seen at the door, then the geocoders in turn."""

    bounds: Bounds
    corrections: Corrections | None
    records: AddressRecords
    local: tuple[Source, ...]
    remote: tuple[Source, ...]

    def locate(self, owner_id: str, address: Address) -> LocatedAddress:
        """Locate one address."""
        said = self.corrections.entry(owner_id, address) if self.corrections else None
        record = self.records.of(owner_id, address)
        barred = not_offered(owner_id, address, record, said)
        if barred is not None:
            return barred
        told = self._told(owner_id, address, record, said)
        if told is not None:
            return told
        if record.check_ins:
            match = self._asked(owner_id, address, self.local)
            trusted = match.place if match.status is LocationStatus.ACCEPTED else None
            return by_visits(owner_id, address, record, trusted, self.bounds)
        return self._asked(owner_id, address, (*self.local, *self.remote))

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
        corrected = self.corrections.find(owner_id, address) if self.corrections else None
        if corrected is None:
            return None
        if settles:
            return self.bounds.given(owner_id, address, corrected)
        return by_visits(owner_id, address, record, corrected, self.bounds, given=True)

    def _asked(self, owner_id: str, address: Address, sources: Sequence[Source]) -> LocatedAddress:
        """Ask geocoders in turn, until one gives an answer that is trusted."""
        found: list[Finding] = []
        for source in sources:
            finding = source.find(address)
            if finding is None:
                continue
            if finding.places and self.bounds.trusts(finding.places[0]):
                return self.bounds.judged(owner_id, address, finding)
            found.append(finding)
        places = sorted(
            (place for finding in found for place in finding.places),
            key=lambda place: -place.score,
        )
        why = "; ".join(finding.why for finding in found if finding.why)
        return self.bounds.judged(owner_id, address, Finding(places=tuple(places), why=why))


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
