"""The point of a row: from one column of coordinates, or from latitude and longitude."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

from router.domain.places import Coordinate, Datum
from router.intake.cells import CellError
from router.intake.points import parse_point, point_of
from router.intake.rows import RowReader

__all__ = ["row_point"]


def row_point(row: RowReader, datum: Datum, *, harmless: str = "") -> Coordinate | None:
    """Read the point of a row from ``coordinates``, or from ``lat`` and ``lon``.

    Parameters
    ----------
    row
        The row.
    datum
        The datum that it is written in.
    harmless
        What happens instead if the point cannot be read; if empty, the row is refused.

    Returns
    -------
    Coordinate or None
        WGS-84; None if there is none, or a fault was noted.
    """
    pair, lat, lon = row.text("coordinates"), row.text("lat"), row.text("lon")

    def fault(column: str, problem: str, fix: str, value: str) -> None:
        told = f"{fix} Until then {harmless}." if harmless else fix
        row.fault(column, problem, told, fatal=not harmless, value=value)

    if lat or lon:
        if pair:
            problem = "coordinates stand here and in lat and lon"
            fault("coordinates", problem, "Leave one of them empty.", pair)
            return None
        blamed = "lat" if row.has("lat") else "lon"
        try:
            return point_of(lat, lon, datum)
        except CellError as error:
            fault(blamed, error.problem, error.fix, f"{lat}, {lon}")
            return None
    if not pair:
        return None
    return row.read("coordinates", _POINTS[datum], None, harmless=harmless)


# One grammar per datum, made once: what was read before is found again by its grammar.
_POINTS: Mapping[Datum, Callable[[str], Coordinate | None]] = {
    datum: partial(parse_point, datum=datum) for datum in Datum
}
