"""Travel over an own street graph: works with every Python and on every system."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from router.domain.agents import TravelMode
from router.domain.extract import RoadNetwork
from router.domain.matrix import TravelMatrix
from router.domain.places import Coordinate
from router.errors import RegionError
from router.travel.answering import answered, distinct
from router.travel.graph import StreetGraph, load_graph, save_graph
from router.travel.graph_building import build_graph
from router.travel.modes import MODE_RULES, networks_of
from router.travel.provider import Leg, Line
from router.travel.searching import travel_tables, ways
from router.travel.snapping import StreetFinder

__all__ = ["BuiltNetwork", "StreetTravel", "build_network", "streets_path"]


@dataclass(frozen=True, slots=True, kw_only=True)
class BuiltNetwork:
    """One network that was built, for the region's manifest.

    Parameters
    ----------
    name
        ``car``, ``bike`` or ``foot``.
    path
        The file.
    crossings, stretches
        Counts.
    length_km
        Of all stretches.
    digest
        Changes with the content.
    """

    name: str
    path: Path
    crossings: int
    stretches: int
    length_km: float
    digest: str


def streets_path(directory: Path, network: str) -> Path:
    """Return where a network's street graph lies in a region folder.

    Parameters
    ----------
    directory
        The region folder.
    network
        ``car``, ``bike`` or ``foot``.

    Returns
    -------
    Path
        It need not exist.
    """
    return directory / f"streets-{network}.npz"


def build_network(
    network: RoadNetwork,
    directory: Path,
    *,
    modes: Sequence[TravelMode] = tuple(TravelMode),
    on_progress: Callable[[str, float], None] | None = None,
) -> tuple[BuiltNetwork, ...]:
    """Build the street graphs of a region.

    Parameters
    ----------
    network
        The roads of an extract.
    directory
        The region folder; made if it does not exist.
    modes
        How agents travel there; decides which networks are built.
    on_progress
        Called with a text and the share done, 0 to 1.

    Returns
    -------
    tuple of BuiltNetwork
        One per network that has roads; an extract without any road for cars has none for cars.

    Raises
    ------
    RegionError
        If no road of the extract can be used at all.
    """
    tell = on_progress or (lambda _text, _share: None)
    names = networks_of(modes)
    directory.mkdir(parents=True, exist_ok=True)
    built = []
    for number, name in enumerate(names):
        tell(f"streets for {name}", number / len(names))
        path = streets_path(directory, name)
        graph = build_graph(network, name)
        if graph is None:
            path.unlink(missing_ok=True)
            continue
        built.append(
            BuiltNetwork(
                name=name,
                path=path,
                crossings=graph.crossings,
                stretches=len(graph.tail),
                length_km=graph.length_km,
                digest=save_graph(graph, path),
            )
        )
    tell("streets", 1.0)
    if not built:
        raise RegionError("the extract has no road that can be used; take a larger extract")
    return tuple(built)


@dataclass(frozen=True, slots=True)
class _Loaded:
    graph: StreetGraph
    digest: str
    finder: StreetFinder


class StreetTravel:
    """Travel along the streets of a region folder, by our own search.

    Parameters
    ----------
    directory
        The region folder, built with ``build_network``.
    max_snap_m
        A place farther than this from any street is unreachable.

    Notes
    -----
    Times are those of the tags (class, limit, surface, direction, access) plus a mean time per
    crossing; single turns, turn restrictions, gates and traffic lights are not seen. The last
    metres between the street and the door are no travel: they are part of a visit's setup. A
    place's distance from its street is in ``snap_m``.
    """

    name = "streets"
    approximate = False

    def __init__(self, directory: Path, *, max_snap_m: float = 300.0) -> None:
        if not max_snap_m > 0:
            raise ValueError("the bound for putting places on streets is more than 0 m")
        self._directory = directory
        self._max_snap_m = max_snap_m
        self._networks: dict[str, _Loaded] = {}

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
            If the region has no streets for this mode.
        """
        loaded = self._network(mode)
        unique, where = distinct(points)
        snaps = loaded.finder.snap(unique)
        seconds, metres = travel_tables(loaded.graph, snaps)
        return answered(
            seconds,
            metres,
            where,
            factor=MODE_RULES[mode].factor,
            source=self.name,
            snap_m=snaps.distance_m.tolist(),
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
            If the region has no streets for this mode.
        """
        loaded = self._network(mode)
        unique, where = distinct([point for leg in legs for point in leg])
        numbers = list(zip(where[::2].tolist(), where[1::2].tolist(), strict=True))
        found = ways(loaded.graph, loaded.finder.snap(unique), numbers)
        return tuple(line or leg for line, leg in zip(found, legs, strict=True))

    def fingerprint(self, mode: TravelMode) -> str:
        """Return the street graph's digest and the bound.

        Parameters
        ----------
        mode
            How the agent travels.

        Returns
        -------
        str
            Without personal data.

        Raises
        ------
        RegionError
            If the region has no streets for this mode.
        """
        return f"{self._network(mode).digest}/{self._max_snap_m!r}"

    def _network(self, mode: TravelMode) -> _Loaded:
        name = MODE_RULES[mode].network
        if name not in self._networks:
            path = streets_path(self._directory, name)
            if not path.exists():
                raise RegionError(
                    f"the region has no streets for {name} ({path.name} is missing); "
                    "build it again from an extract that has them"
                )
            graph, digest = load_graph(path)
            self._networks[name] = _Loaded(graph, digest, StreetFinder(graph, self._max_snap_m))
        return self._networks[name]
