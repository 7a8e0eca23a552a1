"""Keeps the locations of all nodes in osmium's memory and looks up those that are needed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import osmium
import osmium.index
import osmium.osm
from numpy.typing import NDArray

from router.regions.opening import open_extract

__all__ = ["Coordinates", "NodeLocations"]


@dataclass(frozen=True, slots=True)
class Coordinates:
    """Degrees of the nodes that are needed and there, by ascending id.

    Parameters
    ----------
    ids
        (n,) node ids, ascending.
    lat, lon
        (n,) degrees.
    """

    ids: NDArray[np.int64]
    lat: NDArray[np.float64]
    lon: NDArray[np.float64]

    def rows(self, refs: NDArray[np.int64]) -> NDArray[np.int64]:
        """Return the row of each node id, -1 where the node is missing.

        Parameters
        ----------
        refs
            (k,) node ids.

        Returns
        -------
        array
            (k,) rows.
        """
        if not len(self.ids):
            return np.full(len(refs), -1, dtype=np.int64)
        at = np.minimum(np.searchsorted(self.ids, refs), len(self.ids) - 1)
        found: NDArray[np.int64] = np.where(self.ids[at] == refs, at, -1).astype(np.int64)
        return found

    def points(self, refs: NDArray[np.int64]) -> NDArray[np.float64]:
        """Return the coordinates of those nodes that are there.

        Parameters
        ----------
        refs
            (k,) node ids.

        Returns
        -------
        array
            (up to k, 2) degrees, columns lat and lon, in the order of the ids given.
        """
        rows = self.rows(refs)
        rows = rows[rows >= 0]
        return np.column_stack([self.lat[rows], self.lon[rows]])


class NodeLocations:
    """All node locations of a file: 16 bytes each, filled and sorted by osmium itself."""

    def __init__(self) -> None:
        # sparse_mem_array and not flex_mem: the latter turns into a dense table over the whole id
        # range for large files, which takes gigabytes for a metro area.
        self._table = osmium.index.create_map("sparse_mem_array")
        self.handler = osmium.NodeLocationsForWays(self._table)
        self.handler.ignore_errors()

    def look_up(
        self, needed: Sequence[NDArray[np.int64]], more: Sequence[int], path: Path
    ) -> Coordinates:
        """Return the coordinates of the nodes that some ways use.

        Parameters
        ----------
        needed
            Node ids of each way.
        more
            Single node ids.
        path
            The extract, for another pass if it has negative ids (as editors write).

        Returns
        -------
        Coordinates
            Of those nodes that the file holds.
        """
        ids = np.sort(np.concatenate([*needed, np.array(more, dtype=np.int64)]))
        ids = ids[np.diff(ids, prepend=ids[:1] - 1) != 0]  # half the time of np.unique
        get = self._table.get
        below = _negative_nodes(path) if len(ids) and ids[0] < 0 else {}
        kept: list[int] = []
        lat: list[float] = []
        lon: list[float] = []
        for ref in ids.tolist():
            if ref < 0:
                point = below.get(ref)
                if point is None:
                    continue
                lat.append(point[0])
                lon.append(point[1])
            else:
                try:
                    location = get(ref)
                except KeyError:
                    continue
                if not location.valid():
                    continue
                lat.append(location.lat_without_check())
                lon.append(location.lon_without_check())
            kept.append(ref)
        return Coordinates(
            np.array(kept, dtype=np.int64),
            np.array(lat, dtype=np.float64),
            np.array(lon, dtype=np.float64),
        )


class _BelowZero:
    """Collects all nodes with negative ids; osmium's table has no room for them."""

    def __init__(self) -> None:
        self.points: dict[int, tuple[float, float]] = {}

    def node(self, node: osmium.osm.Node) -> None:
        if node.id < 0 and node.location.valid():
            self.points[node.id] = (node.location.lat, node.location.lon)


def _negative_nodes(path: Path) -> dict[int, tuple[float, float]]:
    collector = _BelowZero()
    with open_extract(path, osmium.osm.NODE) as reader:
        osmium.apply(reader, collector)
    return collector.points
