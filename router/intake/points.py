"""Coordinates as written in a table become WGS-84 points, or a fault that says what is wrong."""

from __future__ import annotations

import re

from router.domain.datums import to_wgs84
from router.domain.places import Coordinate, Datum
from router.intake.cells import CellError, flat

__all__ = ["is_point", "parse_point", "point_of"]

_DEGREES = re.compile(r"([+-]?[0-9]{1,3}(?:\.[0-9]*)?|[+-]?\.[0-9]+)\s*°?")
_ITEM = r"([^,;\s()\[\]]+)"
_PAIR = re.compile(rf"[(\[]?\s*{_ITEM}\s*[,;\s]\s*{_ITEM}\s*[)\]]?")
_LOOKS_LIKE_PAIR = re.compile(
    r"[(\[]?\s*[+-]?[0-9]+[.,]?[0-9]*\s*°?\s*[,;\s]\s*[+-]?[0-9]+[.,]?[0-9]*\s*°?\s*[)\]]?"
)
_FIX = "Write decimal degrees, latitude and longitude, such as 60.1699 and 24.9384."
_FIX_PAIR = "Write latitude, then longitude: 60.1699,24.9384."
_POLEWARD = 84.0  # nobody has an address nearer to a pole


def is_point(text: str) -> bool:
    """Tell whether a text is meant as coordinates rather than as an address.

    Parameters
    ----------
    text
        The cell.

    Returns
    -------
    bool
        True if it is two numbers and nothing else.
    """
    return _LOOKS_LIKE_PAIR.fullmatch(flat(text)) is not None


def parse_point(text: str, datum: Datum) -> Coordinate:
    """Read ``lat,lon``.

    Parameters
    ----------
    text
        The cell.
    datum
        The datum it is written in.

    Returns
    -------
    Coordinate
        WGS-84.

    Raises
    ------
    CellError
        If it is anything else, or cannot be a place.
    """
    written = flat(text)
    if written.count(",") > 1 or re.search(r"[0-9],[0-9]+\s*[;\s]", written):
        raise CellError("decimal commas cannot be told from the comma between the two", _FIX_PAIR)
    found = _PAIR.fullmatch(written)
    if found is None:
        raise CellError("these are not two numbers", _FIX_PAIR)
    return point_of(found[1], found[2], datum)


def point_of(lat_text: str, lon_text: str, datum: Datum) -> Coordinate:
    """Read latitude and longitude from two cells.

    Parameters
    ----------
    lat_text, lon_text
        The cells, not both empty.
    datum
        The datum they are written in.

    Returns
    -------
    Coordinate
        WGS-84.

    Raises
    ------
    CellError
        If one is missing or not a number, both are 0, they are out of range, or look swapped.
    """
    if not lat_text or not lon_text:
        missing = "longitude" if lat_text else "latitude"
        raise CellError(f"only one of the two coordinates is given; the {missing} is missing", _FIX)
    lat, lon = _degrees(lat_text), _degrees(lon_text)
    if lat == 0 and lon == 0:
        raise CellError(
            "0,0 lies in the sea off Africa; it stands for a missing coordinate",
            "Leave both cells empty, or write the true ones.",
        )
    if abs(lat) > _POLEWARD:
        if abs(lon) <= 90 and abs(lat) <= 180:
            raise CellError(
                "latitude and longitude look swapped", f"{_FIX_PAIR} AMap and Baidu copy lon,lat."
            )
        raise CellError("the latitude is out of range", _FIX)
    if abs(lon) > 180:
        raise CellError("the longitude is out of range", _FIX)
    return to_wgs84(Coordinate(lat, lon), datum)


def _degrees(text: str) -> float:
    written = flat(text)
    if re.fullmatch(r"[+-]?[0-9]+,[0-9]+", written):
        raise CellError("a decimal comma", "Write a decimal point, such as 60.1699.")
    found = _DEGREES.fullmatch(written)
    if found is None:
        raise CellError("this is not a number of degrees", _FIX)
    return float(found[1])
