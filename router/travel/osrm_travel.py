"""Travel by OSRM, the reference street router, inside this process."""

from __future__ import annotations

import math
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from router.domain.agents import TravelMode
from router.domain.matrix import TravelMatrix
from router.domain.places import EARTH_RADIUS_M, Coordinate
from router.errors import RegionError
from router.travel.answering import answered, distinct
from router.travel.great_circle import straight_m
from router.travel.modes import MODE_RULES
from router.travel.osrm_building import BASE, osrm_available, osrm_folder, osrm_stamp
from router.travel.provider import Leg, Line

__all__ = ["OsrmTravel"]

_ON_STREET_M = 2.0  # points that the table put on a street must not be put on another
_SLACK_M = 5.0  # coordinates and distances are rounded
_ROWS_CELLS = 4_000_000  # cells per question; the answer comes as one object per cell


class OsrmTravel:
    """Travel along the streets of a region folder, by OSRM (multi-level Dijkstra).

    Parameters
    ----------
    directory
        The region folder, built with ``build_osrm``.
    max_snap_m
        A place farther than this from any street is unreachable.

    Raises
    ------
    RegionError
        If OSRM is not installed.

    Notes
    -----
    Left to itself OSRM puts a place on the nearest road at any distance, and refuses a whole table
    for one place without a road. So each place is asked for alone first, and only those near
    enough are put into the table, bounded. The last metres between the street and the door are no
    travel: they are part of a visit's setup. A place's distance from its street is in ``snap_m``.
    """

    name = "osrm"
    approximate = False

    def __init__(self, directory: Path, *, max_snap_m: float = 300.0) -> None:
        if not max_snap_m > 0:
            raise ValueError("the bound for putting places on streets is more than 0 m")
        if not osrm_available():
            raise RegionError("OSRM is not installed here; use the engine 'streets'")
        self._directory = directory
        self._max_snap_m = max_snap_m
        self._engines: dict[str, _Engine] = {}

    def matrix(self, points: Sequence[Coordinate], mode: TravelMode) -> TravelMatrix:
        """Return street times and distances (see ``TravelProvider.matrix``).

        Parameters
        ----------
        points
            Places.
        mode
            How the agent travels.

        Returns
        -------
        TravelMatrix
            In the order of ``points``, with ``snap_m``.

        Raises
        ------
        RegionError
            If OSRM's network for this mode is not built, or built by another version.
        """
        engine = self._engine(mode)
        unique, where = distinct(points)
        seconds, metres, snap_m, _ = engine.tables(unique, self._max_snap_m)
        return answered(
            seconds,
            metres,
            where,
            factor=MODE_RULES[mode].factor,
            source=self.name,
            snap_m=snap_m.tolist(),
        )

    def lines(self, legs: Sequence[Leg], mode: TravelMode) -> tuple[Line, ...]:
        """Return the streets that legs run along (see ``TravelProvider.lines``).

        Parameters
        ----------
        legs
            Pairs (from, to).
        mode
            How the agent travels.

        Returns
        -------
        tuple of tuple of Coordinate
            One line per leg.

        Raises
        ------
        RegionError
            If OSRM's network for this mode is not built, or built by another version.
        """
        engine = self._engine(mode)
        unique, where = distinct([point for leg in legs for point in leg])
        snapped = engine.snapped(unique, self._max_snap_m)
        lines = []
        for number, leg in enumerate(legs):
            start, end = snapped[where[2 * number]], snapped[where[2 * number + 1]]
            line = engine.line(start, end) if start and end else None
            lines.append(line or leg)
        return tuple(lines)

    def fingerprint(self, mode: TravelMode) -> str:
        """Return what the network was built from and with, and the bound.

        Parameters
        ----------
        mode
            How the agent travels.

        Returns
        -------
        str
            Without personal data.
        """
        return f"{osrm_stamp(self._directory, MODE_RULES[mode].network)}/{self._max_snap_m!r}"

    def _engine(self, mode: TravelMode) -> _Engine:
        network = MODE_RULES[mode].network
        if network not in self._engines:
            if not osrm_stamp(self._directory, network):
                raise RegionError(
                    f"the region has no OSRM network for {network} that this version can read; "
                    "build the region again, or use the engine 'streets'"
                )
            self._engines[network] = _Engine(osrm_folder(self._directory, network) / BASE)
        return self._engines[network]


class _Engine:
    """One OSRM network; everything untyped stays in here. OSRM writes (lon, lat)."""

    def __init__(self, base: Path) -> None:
        import osrm

        self._osrm = osrm
        # OSRM cuts a path at the first ".osrm", so it gets one that has none before the end. The
        # files are read into memory when opened; the link is not needed afterwards.
        with tempfile.TemporaryDirectory(prefix="router-") as name:
            link = Path(name) / "network"
            link.symlink_to(base.parent.absolute(), target_is_directory=True)
            self._engine = self._opened(link / base.name)

    def _opened(self, base: Path) -> Any:
        try:
            return self._osrm.OSRM(
                algorithm="MLD",
                storage_config=str(base),
                use_shared_memory=False,
                max_locations_distance_table=-1,
                max_locations_viaroute=-1,
                max_results_nearest=-1,
                verbosity="NONE",
            )
        except RuntimeError as error:
            raise RegionError(
                "the region's OSRM files cannot be opened; build the region again"
            ) from error

    def tables(
        self, points: Sequence[Coordinate], bound_m: float, *, origins: int | None = None
    ) -> tuple[
        NDArray[np.float64], NDArray[np.float64], NDArray[np.float64], list[Coordinate | None]
    ]:
        """Return seconds, metres, snap distances and snapped points; NaN where there is no way.

        With ``origins`` only that many rows are asked for; the others stay NaN.
        """
        snap_m = np.array([self._nearest_m(point) for point in points], dtype=np.float64)
        near = np.flatnonzero(snap_m <= bound_m)
        seconds = np.full((len(points), len(points)), np.nan)
        metres = seconds.copy()
        snapped: list[Coordinate | None] = [None] * len(points)
        step = max(1, _ROWS_CELLS // max(1, len(near)))
        for begin in range(0, len(near) if origins is None else min(origins, len(near)), step):
            rows = near[begin : begin + step]
            if origins is not None:
                rows = rows[:origins]
            asked = near.tolist() if len(near) > 1 else near.tolist() * 2  # one is no table
            answer = self._engine.Table(
                self._osrm.TableParameters(
                    coordinates=[(points[k].lon, points[k].lat) for k in asked],
                    radiuses=[bound_m] * len(asked),
                    sources=[begin + k for k in range(len(rows))],
                    annotations=["duration", "distance"],
                    generate_hints=False,
                )
            )
            block = np.ix_(rows, near)
            seconds[block] = [list(row)[: len(near)] for row in answer["durations"]]
            metres[block] = [list(row)[: len(near)] for row in answer["distances"]]
            for k, waypoint in zip(asked, answer["destinations"], strict=True):
                snap_m[k] = waypoint["distance"]
                lon, lat = waypoint["location"]
                snapped[k] = Coordinate(float(lat), float(lon))
        self._mend(seconds, metres, snapped)
        return seconds, metres, snap_m, snapped

    def snapped(self, points: Sequence[Coordinate], bound_m: float) -> list[Coordinate | None]:
        """Return where the table puts places; None if no road is near enough."""
        return self.tables(points, bound_m, origins=1)[3]

    def line(self, start: Coordinate, end: Coordinate) -> Line | None:
        """Return the way between two points on roads, or None."""
        route = self._route(start, end)
        if route is None:
            return None
        shape = route["geometry"]["coordinates"]
        return tuple(Coordinate(float(lat), float(lon)) for lon, lat in shape)

    def _mend(
        self,
        seconds: NDArray[np.float64],
        metres: NDArray[np.float64],
        snapped: Sequence[Coordinate | None],
    ) -> None:
        """Replace figures that cannot be: a table may hold ways shorter than the straight line.

        References
        ----------
        https://github.com/Project-OSRM/osrm-backend/issues/5855 (places close together) and
        https://github.com/Project-OSRM/osrm-backend/issues/7269 (far apart): negative distances.
        Single routes do not have them.
        """
        known = [k for k, point in enumerate(snapped) if point]
        straight = np.full(metres.shape, np.nan)
        straight[np.ix_(known, known)] = straight_m([point for point in snapped if point])
        for i, j in np.argwhere((metres < straight - _SLACK_M) | (seconds < 0)).tolist():
            start, end = snapped[i], snapped[j]
            route = self._route(start, end) if start and end else None
            if route is not None:
                seconds[i, j], metres[i, j] = route["duration"], route["distance"]
        np.fmax(metres, np.where(np.isfinite(metres), 0.0, np.nan), out=metres)
        np.fmax(seconds, np.where(np.isfinite(seconds), 0.0, np.nan), out=seconds)

    def _route(self, start: Coordinate, end: Coordinate) -> Any:
        try:
            answer = self._engine.Route(
                self._osrm.RouteParameters(
                    coordinates=[(start.lon, start.lat), (end.lon, end.lat)],
                    radiuses=[_ON_STREET_M] * 2,
                    geometries="geojson",
                    overview="full",
                    generate_hints=False,
                )
            )
        except RuntimeError:  # NoRoute, NoSegment
            return None
        return answer["routes"][0]

    def _nearest_m(self, point: Coordinate) -> float:
        try:
            answer = self._engine.Nearest(
                self._osrm.NearestParameters(
                    coordinates=[(point.lon, point.lat)], generate_hints=False
                )
            )
        except RuntimeError:  # NoSegment: no road at all
            return math.pi * EARTH_RADIUS_M
        return float(answer["waypoints"][0]["distance"])
