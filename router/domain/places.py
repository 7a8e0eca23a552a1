"""Where things are: coordinates, addresses as written, and the places they were matched to."""

from __future__ import annotations

import math
from dataclasses import dataclass
from enum import StrEnum

__all__ = [
    "Address",
    "Coordinate",
    "Datum",
    "Grade",
    "LocatedAddress",
    "LocationStatus",
    "Place",
    "PlaceType",
    "great_circle_m",
]

EARTH_RADIUS_M = 6_371_008.8  # mean radius, IUGG


class Datum(StrEnum):
    """The datum a coordinate was written in; inside router everything is WGS-84."""

    WGS84 = "wgs84"
    GCJ02 = "gcj02"
    BD09 = "bd09"


class PlaceType(StrEnum):
    """What a place is to the borrower."""

    HOME = "home"
    WORK = "work"
    REGISTERED = "registered"
    MAILING = "mailing"
    RELATIVE = "relative"
    HOSPITAL = "hospital"
    SCHOOL = "school"
    PUBLIC = "public"
    AGREED = "agreed"
    """A place of the borrower's choice, other than home and work."""
    OTHER = "other"


class Grade(StrEnum):
    """How exactly an address was matched, best first."""

    DOOR = "door"
    INTERPOLATED = "interpolated"
    STREET = "street"
    PLACE = "place"
    LOCALITY = "locality"


class LocationStatus(StrEnum):
    """Whether a located address may be routed."""

    ACCEPTED = "accepted"
    REVIEW = "review"


@dataclass(frozen=True, slots=True)
class Coordinate:
    """A point in WGS-84 degrees.

    Parameters
    ----------
    lat
        Latitude, -90 to 90.
    lon
        Longitude, -180 to 180.

    Raises
    ------
    ValueError
        If a value is not finite or out of range; check whether the two are swapped.
    """

    lat: float
    lon: float

    def __post_init__(self) -> None:
        if not (math.isfinite(self.lat) and math.isfinite(self.lon)):
            raise ValueError("a coordinate needs two finite numbers")
        if not (-90 <= self.lat <= 90 and -180 <= self.lon <= 180):
            raise ValueError("latitude must lie in -90..90 and longitude in -180..180")


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """An address as it came, with what the table says about it.

    Parameters
    ----------
    text
        The address as written; may be empty if ``coordinate`` is given.
    place_type
        What the place is to the borrower.
    city, district, postcode
        Separate columns, if the table has them; they must agree with the match.
    coordinate
        The point given in the table, already converted to WGS-84.
    datum
        The datum in which that point was written.
    """

    text: str = ""
    place_type: PlaceType = PlaceType.HOME
    city: str = ""
    district: str = ""
    postcode: str = ""
    coordinate: Coordinate | None = None
    datum: Datum = Datum.WGS84

    def __post_init__(self) -> None:
        if not self.text.strip() and self.coordinate is None:
            raise ValueError("an address needs a text or a coordinate")


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A coordinate with the grade of the match and the text it came from.

    Parameters
    ----------
    coordinate
        The point.
    grade
        How exactly the address was matched.
    score
        0 to 1: how sure the match is.
    error_m
        Radius in metres in which the true door is expected.
    matched
        The text that was matched, written in full.
    source
        ``table``, ``correction``, ``check-in``, ``cache:<service>``, ``index`` or the name of a
        service.
    building
        Key of the building; two places with the same key share one stop. May be empty.
    by, when
        Of a correction: who vouches for it and since when, as written; else empty.
    """

    coordinate: Coordinate
    grade: Grade
    score: float
    error_m: float
    matched: str
    source: str
    building: str = ""
    by: str = ""
    when: str = ""

    def __post_init__(self) -> None:
        if not 0 <= self.score <= 1:
            raise ValueError("a score lies between 0 and 1")
        if not self.error_m >= 0:
            raise ValueError("an error radius is not negative")


@dataclass(frozen=True, slots=True, kw_only=True)
class LocatedAddress:
    """What geocoding says about one address of one case or agent.

    Parameters
    ----------
    owner_id
        The case or agent the address belongs to.
    address
        The address as it came.
    status
        ``accepted`` (may be routed) or ``review`` (a person must look).
    place
        The best match, if there is any.
    candidates
        Up to five matches, best first, for the review.
    why
        Why the address is in review; empty if accepted.
    rule
        Short code of what forbids to go there whatever its point, such as ``ADDRESS:MOVED`` or
        ``PLACES:humane:denied-work``; empty if nothing does. Such an address is not accepted.
    others
        The further addresses of the same case, in the order of the table.
    checked
        Whether a person looked and said that there is no point for it: nobody is asked again.
    """

    owner_id: str
    address: Address
    status: LocationStatus
    place: Place | None = None
    candidates: tuple[Place, ...] = ()
    why: str = ""
    rule: str = ""
    others: tuple[LocatedAddress, ...] = ()
    checked: bool = False

    def __post_init__(self) -> None:
        if self.status is LocationStatus.ACCEPTED and self.checked:
            raise ValueError("an address without a point is not accepted")
        if self.status is LocationStatus.ACCEPTED and self.place is None:
            raise ValueError("an accepted address needs a place")
        if self.status is LocationStatus.ACCEPTED and self.rule:
            raise ValueError("an address that a rule forbids is not accepted")


def great_circle_m(a: Coordinate, b: Coordinate) -> float:
    """Return the great-circle distance in metres (haversine, mean Earth radius).

    Parameters
    ----------
    a, b
        The two points.

    Returns
    -------
    float
        Metres.
    """
    phi_a, phi_b = math.radians(a.lat), math.radians(b.lat)
    half_lat = (phi_b - phi_a) / 2
    half_lon = math.radians(b.lon - a.lon) / 2
    h = math.sin(half_lat) ** 2 + math.cos(phi_a) * math.cos(phi_b) * math.sin(half_lon) ** 2
    return 2 * EARTH_RADIUS_M * math.asin(min(1.0, math.sqrt(h)))
