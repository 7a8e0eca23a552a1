"""Places are put on the nearest street that leads somewhere."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.spatial import cKDTree

from router.domain.places import EARTH_RADIUS_M, Coordinate
from router.travel.graph import StreetGraph

__all__ = ["Snaps", "StreetFinder"]

_NOWHERE_M = math.pi * EARTH_RADIUS_M  # no street at all: as far away as can be
_PART_M = 40.0  # pieces are cut into parts no longer than this, each known by its middle


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Snaps:
    """Where places were put.

    Parameters
    ----------
    stretch
        (n,) number of the stretch, -1 if no street is near enough.
    bend
        (n,) position in the graph's ``shape`` of the bend before the point.
    along_s, against_s, along_m
        (n,) the stretch's running sums at the point.
    lat, lon
        (n,) the point on the street.
    distance_m
        (n,) metres from the place to the point, or to the nearest street if that is too far.
    """

    stretch: NDArray[np.int64]
    bend: NDArray[np.int64]
    along_s: NDArray[np.float64]
    against_s: NDArray[np.float64]
    along_m: NDArray[np.float64]
    lat: NDArray[np.float64]
    lon: NDArray[np.float64]
    distance_m: NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class _Found:
    distance_m: float
    bend: int
    share: float


class _Parts:
    """An index over the parts of some pieces of street."""

    def __init__(self, graph: StreetGraph, bends: NDArray[np.int64]) -> None:
        """Index the pieces that begin at ``bends`` (positions in ``shape``)."""
        self._graph = graph
        a, b = graph.shape[bends], graph.shape[bends + 1]
        length = graph.along_m[bends + 1] - graph.along_m[bends]
        parts = np.maximum(1, np.ceil(length / _PART_M)).astype(np.int64)
        self._bend = np.repeat(bends, parts)
        number = np.arange(parts.sum()) - np.repeat(np.cumsum(parts) - parts, parts)
        share = (number + 0.5) / np.repeat(parts, parts)
        lat = np.repeat(graph.lat[a], parts) + share * np.repeat(graph.lat[b] - graph.lat[a], parts)
        lon = np.repeat(graph.lon[a], parts) + share * np.repeat(graph.lon[b] - graph.lon[a], parts)
        self._tree = cKDTree(_on_sphere(lat, lon), balanced_tree=False, compact_nodes=False)

    def nearest(self, point: Coordinate) -> _Found | None:
        """Return the nearest piece; of equally near ones the first."""
        if not len(self._bend):
            return None
        place = _on_sphere(np.array([point.lat]), np.array([point.lon]))[0]
        middle, _ = self._tree.query(place)
        # A part reaches half its length beyond its middle, so the nearest is among these.
        near = self._tree.query_ball_point(place, float(middle) * (1 + 1e-6) + _PART_M / 2 + 0.1)
        bends = np.unique(self._bend[near])
        graph = self._graph
        a, b = graph.shape[bends], graph.shape[bends + 1]
        # Metres east and north of the place: flat enough for the few hundred that count.
        north = math.radians(1) * EARTH_RADIUS_M
        east = north * math.cos(math.radians(point.lat))
        ax, ay = (graph.lon[a] - point.lon) * east, (graph.lat[a] - point.lat) * north
        dx, dy = (graph.lon[b] - graph.lon[a]) * east, (graph.lat[b] - graph.lat[a]) * north
        square = dx * dx + dy * dy
        share = np.clip(-(ax * dx + ay * dy) / np.where(square > 0, square, 1.0), 0.0, 1.0)
        distance = np.hypot(ax + share * dx, ay + share * dy)
        best = int(np.argmin(distance))
        return _Found(float(distance[best]), int(bends[best]), float(share[best]))


class StreetFinder:
    """Finds the street on which a place is put.

    Parameters
    ----------
    graph
        The streets.
    max_snap_m
        Places farther from any street are put nowhere.

    Notes
    -----
    The nearest street of a large connected net wins over a nearer one of a courtyard or car park
    that leads nowhere; only if none is within the bound may the place be put on the latter. Roads
    that only some may enter serve as well as others, ferries and gated driveways do not.
    """

    def __init__(self, graph: StreetGraph, max_snap_m: float) -> None:
        self._graph = graph
        self._bound = max_snap_m
        before = np.ones(len(graph.shape), dtype=np.bool_)
        before[graph.start[1:] - 1] = False  # no piece begins at the last bend of a stretch
        bends = np.flatnonzero(before)
        self._stretch_of = np.repeat(np.arange(len(graph.tail)), np.diff(graph.start))
        stretch = self._stretch_of[bends]
        self._main = _Parts(graph, bends[(graph.snappable & graph.main)[stretch]])
        self._other = _Parts(graph, bends[(graph.snappable & ~graph.main)[stretch]])

    def snap(self, points: Sequence[Coordinate]) -> Snaps:
        """Put places on streets.

        Parameters
        ----------
        points
            The places.

        Returns
        -------
        Snaps
            In order; always the same for the same place, whatever the others are.
        """
        found = [self._one(point) for point in points]
        distance = np.array([one.distance_m if one else _NOWHERE_M for one in found])
        bend = np.array([one.bend if one else 0 for one in found], dtype=np.int64)
        share = np.array([one.share if one else 0.0 for one in found])
        graph = self._graph

        def between(values: NDArray[np.float64] | NDArray[np.float32]) -> NDArray[np.float64]:
            low, high = values[bend].astype(np.float64), values[bend + 1].astype(np.float64)
            return low + share * (high - low)

        return Snaps(
            stretch=np.where(distance <= self._bound, self._stretch_of[bend], -1),
            bend=bend,
            along_s=between(graph.along_s),
            against_s=between(graph.against_s),
            along_m=between(graph.along_m),
            lat=between(graph.lat[graph.shape]),
            lon=between(graph.lon[graph.shape]),
            distance_m=distance,
        )

    def _one(self, point: Coordinate) -> _Found | None:
        main = self._main.nearest(point)
        if main and main.distance_m <= self._bound:
            return main
        other = self._other.nearest(point)
        found = [one for one in (main, other) if one]
        return min(found, key=lambda one: one.distance_m, default=None)


def _on_sphere(lat: NDArray[np.float64], lon: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return (n, 3) metres from the centre of the Earth, so that no projection distorts."""
    phi, lam = np.radians(lat), np.radians(lon)
    return EARTH_RADIUS_M * np.stack(
        (np.cos(phi) * np.cos(lam), np.cos(phi) * np.sin(lam), np.sin(phi)), axis=1
    )
