"""The street graph of one network: crossings, the stretches between them, and their shapes."""

from __future__ import annotations

import hashlib
import zipfile
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from router.errors import RegionError
from router.travel.files import write_whole

__all__ = ["GRAPH_VERSION", "StreetGraph", "load_graph", "save_graph"]

GRAPH_VERSION = 1


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class StreetGraph:
    """Stretches of street between crossings.

    Parameters
    ----------
    lat, lon
        (v,) degrees of the bends and crossings.
    tail, head
        (e,) crossing at either end of each stretch; a crossing is a number in 0..crossings-1.
    start
        (e + 1,) where each stretch begins in ``shape``.
    shape
        (s,) numbers of the bends along the stretches, ends included.
    along_s, against_s
        (s,) seconds from the stretch's tail to the bend, and from the bend back to the tail.
    along_m
        (s,) metres from the tail to the bend.
    open_along, open_against
        (e,) whether the stretch may be passed from tail to head, and from head to tail.
    restricted
        (e,) only to reach or leave a place on it.
    snappable
        (e,) a place may be put on it.
    main
        (e,) part of a large net in which every street can be reached from every other.
    entry
        (e, 2) whether passing it along, or against, enters a restricted area.
    passing_s
        (e, 2) seconds that the crossing at its head (passed along) or tail (against) takes.
    crossings
        How many there are.
    """

    lat: NDArray[np.float64]
    lon: NDArray[np.float64]
    tail: NDArray[np.int32]
    head: NDArray[np.int32]
    start: NDArray[np.int64]
    shape: NDArray[np.int32]
    along_s: NDArray[np.float32]
    against_s: NDArray[np.float32]
    along_m: NDArray[np.float32]
    open_along: NDArray[np.bool_]
    open_against: NDArray[np.bool_]
    restricted: NDArray[np.bool_]
    snappable: NDArray[np.bool_]
    main: NDArray[np.bool_]
    entry: NDArray[np.bool_]
    passing_s: NDArray[np.float32]
    crossings: int

    @property
    def length_km(self) -> float:
        """Length of all stretches."""
        return float(self.along_m[self.start[1:] - 1].sum()) / 1000

    def digest(self) -> str:
        """Return a text that two graphs share only if they are alike.

        Returns
        -------
        str
            Hexadecimal.
        """
        digest = hashlib.blake2b(str(GRAPH_VERSION).encode(), digest_size=16)
        for name, array in _arrays(self).items():
            digest.update(f"{name}{array.shape}{array.dtype}".encode())
            digest.update(np.ascontiguousarray(array).tobytes())
        return digest.hexdigest()


def save_graph(graph: StreetGraph, path: Path) -> str:
    """Write a graph into a file.

    Parameters
    ----------
    graph
        The graph.
    path
        The ``.npz`` file; replaced as a whole.

    Returns
    -------
    str
        The graph's digest.
    """
    digest = graph.digest()
    stamp = {"format": np.array(GRAPH_VERSION), "digest": np.array(digest)}
    content: dict[str, Any] = {**_arrays(graph), **stamp}  # savez's stubs know no other mapping
    write_whole(path, lambda file: np.savez(file, **content))
    return digest


def load_graph(path: Path) -> tuple[StreetGraph, str]:
    """Read a graph from a file.

    Parameters
    ----------
    path
        The ``.npz`` file.

    Returns
    -------
    StreetGraph, str
        The graph and its digest.

    Raises
    ------
    RegionError
        If the file is damaged or of another version; build the region again.
    """
    try:
        with path.open("rb") as file, np.load(file, allow_pickle=False) as stored:
            if int(stored["format"]) != GRAPH_VERSION:
                raise RegionError(
                    f"{path.name} was written by another version; build the region again"
                )
            values = {field.name: stored[field.name] for field in fields(StreetGraph)}
            digest = str(stored["digest"])
    except (OSError, EOFError, KeyError, ValueError, zipfile.BadZipFile) as error:
        if isinstance(error, RegionError):
            raise
        raise RegionError(f"{path.name} cannot be read; build the region again") from error
    values["crossings"] = int(values["crossings"])
    return StreetGraph(**values), digest


def _arrays(graph: StreetGraph) -> dict[str, NDArray[np.generic]]:
    return {field.name: np.asarray(getattr(graph, field.name)) for field in fields(graph)}
