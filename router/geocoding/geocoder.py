"""The address index as a geopy geocoder, for anyone who uses geopy."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
from geopy.exc import GeocoderQueryError
from geopy.geocoders.base import DEFAULT_SENTINEL, Geocoder
from geopy.location import Location
from geopy.point import Point
from numpy.typing import NDArray

from router.domain.extract import Extent
from router.domain.places import Address, Coordinate, Place
from router.geocoding.contradiction import contradiction
from router.geocoding.grade import DEFAULT_MAX_ERROR_M, DEFAULT_THRESHOLD, Finding
from router.geocoding.lookup import Lookup
from router.geocoding.nearest import metres_to_doors, nearest

__all__ = ["RegionGeocoder"]


class RegionGeocoder(Geocoder):  # type: ignore[misc]  # geopy publishes no types
    """A geocoder over the address index of one region; it needs no network.

    Parameters
    ----------
    index_path
        The index that :func:`build_index` wrote.
    threshold
        Lowest score, 0 to 1, of what :meth:`geocode` returns.
    max_error_m
        Largest error radius in metres of what :meth:`geocode` returns.

    Raises
    ------
    RegionError
        If the index cannot be used; build the region again.

    Examples
    --------
    >>> from router.geocoding import RegionGeocoder
    >>> geocoder = RegionGeocoder("helsinki/addresses.sqlite")  # doctest: +SKIP
    >>> location = geocoder.geocode("Mannerheimintie 5, Helsinki")  # doctest: +SKIP
    >>> location.raw["grade"], location.raw["error_m"]  # doctest: +SKIP
    ('door', 20.0)
    """

    def __init__(
        self,
        index_path: Path | str,
        *,
        threshold: float = DEFAULT_THRESHOLD,
        max_error_m: float = DEFAULT_MAX_ERROR_M,
    ) -> None:
        super().__init__(user_agent="router")
        self._lookup = Lookup(Path(index_path))
        self._threshold = threshold
        self._max_error_m = max_error_m

    @property
    def extent(self) -> Extent:
        """The box of the region."""
        return self._lookup.store.extent

    def close(self) -> None:
        """Close the index."""
        self._lookup.store.close()

    def __exit__(self, *exc: object) -> None:
        super().__exit__(*exc)
        self.close()

    def geocode(
        self,
        query: str | Mapping[str, str],
        *,
        exactly_one: bool = True,
        timeout: object = DEFAULT_SENTINEL,  # noqa: ARG002  geopy's signature; nothing is waited for
    ) -> Location | list[Location] | None:
        """Return where an address is, as geopy does.

        Parameters
        ----------
        query
            An address as written, or a mapping with ``street`` (name and number), ``city``,
            ``district`` and ``postcode``.
        exactly_one
            Whether to return the best match alone.
        timeout
            Ignored.

        Returns
        -------
        geopy.Location, list of geopy.Location, or None
            None if nothing is trusted enough. ``raw`` holds ``grade``, ``score``, ``error_m``,
            ``source`` and ``building``.

        Raises
        ------
        geopy.exc.GeocoderQueryError
            If a mapping has other keys.
        """
        if isinstance(query, Mapping):
            fields = {str(key): str(value or "") for key, value in query.items()}
            text = fields.pop("street", "")
            strange = sorted(set(fields) - {"city", "district", "postcode"})
            if strange:
                raise GeocoderQueryError(f"unknown keys in the query: {', '.join(strange)}")
            finding = self.find(text, **fields)
        else:
            finding = self.find(query)
        trusted = [
            _location(place)
            for place in finding.places
            if place.score >= self._threshold and place.error_m <= self._max_error_m
        ]
        if not trusted:
            return None
        return trusted[0] if exactly_one else trusted

    def reverse(
        self,
        query: object,
        *,
        exactly_one: bool = True,
        timeout: object = DEFAULT_SENTINEL,  # noqa: ARG002  geopy's signature; nothing is waited for
    ) -> Location | list[Location] | None:
        """Return the nearest door, or the nearest street if no door is near.

        Parameters
        ----------
        query
            Anything that ``geopy.Point`` takes: a pair, a text, a point.
        exactly_one
            Whether to return the nearest alone.
        timeout
            Ignored.

        Returns
        -------
        geopy.Location, list of geopy.Location, or None
            None if nothing is within 500 m.
        """
        point = Point(query)
        here = Coordinate(point.latitude, point.longitude)
        found = [_location(place) for place in nearest(self._lookup, here)]
        if not found:
            return None
        return found[0] if exactly_one else found

    def search(
        self, text: str, *, city: str = "", district: str = "", postcode: str = "", limit: int = 5
    ) -> tuple[Place, ...]:
        """Return what an address may mean, the doubtful included.

        Parameters
        ----------
        text
            The address as written.
        city, district, postcode
            From columns of their own; they must agree with the match.
        limit
            The most places.

        Returns
        -------
        tuple of Place
            Best first; judge them by ``score`` and ``error_m``.
        """
        return self.find(text, city=city, district=district, postcode=postcode).places[:limit]

    def find(self, text: str, *, city: str = "", district: str = "", postcode: str = "") -> Finding:
        """Return what an address may mean, and what is doubtful about it.

        Parameters
        ----------
        text
            The address as written.
        city, district, postcode
            From columns of their own; they must agree with the match.

        Returns
        -------
        Finding
            Places, best first, and a reason in words.
        """
        return self._lookup.find(text, city=city, district=district, postcode=postcode)

    def contradiction(self, point: Coordinate, address: Address) -> str:
        """Return the stated town, district or postcode that speaks against a point.

        Parameters
        ----------
        point
            WGS-84.
        address
            What is stated, in columns of their own.

        Returns
        -------
        str
            The name as stated; empty if none does, or the region does not know it.
        """
        return contradiction(self._lookup, point, address)

    def metres_to_doors(self, points: Sequence[Coordinate]) -> NDArray[np.float64]:
        """Return how far points lie from the nearest door.

        Parameters
        ----------
        points
            WGS-84.

        Returns
        -------
        (n,) metres
            500 where no door is that near.
        """
        return metres_to_doors(self._lookup, points)


def _location(place: Place) -> Location:
    """Turn a place into geopy's location."""
    raw = {
        "grade": place.grade.value,
        "score": place.score,
        "error_m": place.error_m,
        "source": place.source,
        "building": place.building,
    }
    return Location(place.matched, (place.coordinate.lat, place.coordinate.lon, 0.0), raw)
