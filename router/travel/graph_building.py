"""From the roads of an extract to the street graph of one network."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array
from scipy.sparse.csgraph import connected_components

from router.domain.extract import RoadNetwork
from router.domain.places import EARTH_RADIUS_M
from router.travel.graph import StreetGraph
from router.travel.passage import CROSSING_S, PASSAGES, Passage

__all__ = ["build_graph"]

# A net of fewer directed stretches is a courtyard, a car park or a mapping fault; places are put
# on it only if nothing better is near. (The reference engine draws the line there, too.)
_MAIN_STRETCHES = 1000


@dataclass(frozen=True, slots=True)
class _Pieces:
    """Straight pieces between consecutive nodes of the passable roads."""

    a: NDArray[np.int32]
    b: NDArray[np.int32]
    length_m: NDArray[np.float64]
    forward_kmh: NDArray[np.float64]
    backward_kmh: NDArray[np.float64]
    restricted: NDArray[np.bool_]
    snappable: NDArray[np.bool_]


def build_graph(network: RoadNetwork, name: str) -> StreetGraph | None:
    """Build the graph of one network.

    Parameters
    ----------
    network
        The roads of an extract.
    name
        ``car``, ``bike`` or ``foot``.

    Returns
    -------
    StreetGraph or None
        None if no road may be passed.
    """
    pieces = _pieces(network, name)
    if not len(pieces.a):
        return None
    used, ends = np.unique(np.concatenate((pieces.a, pieces.b)), return_inverse=True)
    a, b = ends[: len(pieces.a)], ends[len(pieces.a) :]
    through = _through(a, b, pieces, len(used))
    chains = _chains(a, b, through)
    start, shape, signed = chains

    piece = np.where(signed >= 0, signed, ~signed)
    turned = signed < 0
    stretch_of = np.repeat(np.arange(len(start) - 1), np.diff(start) - 1)
    first = start[:-1] - np.arange(len(start) - 1)  # a stretch's first piece

    fastest = {
        False: np.where(turned, pieces.backward_kmh[piece], pieces.forward_kmh[piece]),
        True: np.where(turned, pieces.forward_kmh[piece], pieces.backward_kmh[piece]),
    }
    length = pieces.length_m[piece]
    along_s, against_s = (
        _cumulated(_seconds(length, fastest[against]), start, stretch_of)
        for against in (False, True)
    )
    along_m = _cumulated(length, start, stretch_of)
    open_along, open_against = fastest[False][first] > 0, fastest[True][first] > 0
    crossing = np.unique(np.concatenate((shape[start[:-1]], shape[start[1:] - 1])))
    tail = np.searchsorted(crossing, shape[start[:-1]]).astype(np.int32)
    head = np.searchsorted(crossing, shape[start[1:] - 1]).astype(np.int32)
    restricted = pieces.restricted[piece][first]
    last = first + np.diff(start) - 2
    speed = np.maximum(pieces.forward_kmh, pieces.backward_kmh)[piece]
    public = np.zeros(len(crossing), dtype=np.bool_)
    public[tail[~restricted]] = public[head[~restricted]] = True
    return StreetGraph(
        lat=network.lat[used],
        lon=network.lon[used],
        tail=tail,
        head=head,
        start=start,
        shape=shape.astype(np.int32),
        along_s=along_s,
        against_s=against_s,
        along_m=along_m,
        open_along=open_along,
        open_against=open_against,
        restricted=restricted,
        snappable=pieces.snappable[piece][first],
        main=_main(tail, head, open_along, open_against, along_m[start[1:] - 1]),
        entry=np.stack((restricted & public[tail], restricted & public[head]), axis=1),
        passing_s=_passing_s(
            tail, head, speed[first], speed[last], len(crossing), CROSSING_S[name]
        ),
        crossings=len(crossing),
    )


def _pieces(network: RoadNetwork, name: str) -> _Pieces:
    passage_of = PASSAGES[name]
    verdicts: dict[tuple[tuple[str, str], ...], Passage] = {}
    passages: list[Passage] = []
    nodes: list[NDArray[np.int32]] = []
    for road in network.roads:
        key = tuple(item for item in road.tags.items() if "name" not in item[0])
        passage = verdicts.get(key)
        if passage is None:
            passage = verdicts[key] = passage_of(road.tags)
        if (passage.forward_kmh or passage.backward_kmh) and len(road.nodes) > 1:
            passages.append(passage)
            nodes.append(road.nodes)
    if not nodes:
        nothing = np.empty(0)
        return _Pieces(
            nothing.astype(np.int32), nothing.astype(np.int32), nothing, nothing, nothing,
            nothing.astype(np.bool_), nothing.astype(np.bool_),
        )  # fmt: skip
    counts = np.array([len(line) - 1 for line in nodes])
    a = np.concatenate([line[:-1] for line in nodes])
    b = np.concatenate([line[1:] for line in nodes])
    distinct = a != b

    def of_each(values: list[float]) -> NDArray[np.float64]:
        repeated = np.repeat(np.array(values, dtype=np.float64), counts)
        return np.asarray(repeated[distinct], dtype=np.float64)

    a, b = a[distinct], b[distinct]
    return _Pieces(
        a=a,
        b=b,
        length_m=_metres(network, a, b),
        forward_kmh=of_each([passage.forward_kmh for passage in passages]),
        backward_kmh=of_each([passage.backward_kmh for passage in passages]),
        restricted=of_each([passage.restricted for passage in passages]).astype(np.bool_),
        snappable=of_each([passage.snappable for passage in passages]).astype(np.bool_),
    )


def _metres(
    network: RoadNetwork, a: NDArray[np.int32], b: NDArray[np.int32]
) -> NDArray[np.float64]:
    lat_a, lat_b = np.radians(network.lat[a]), np.radians(network.lat[b])
    half_lon = np.radians(network.lon[b] - network.lon[a]) / 2
    h = np.sin((lat_b - lat_a) / 2) ** 2 + np.cos(lat_a) * np.cos(lat_b) * np.sin(half_lon) ** 2
    metres: NDArray[np.float64] = 2 * EARTH_RADIUS_M * np.arcsin(np.sqrt(h))
    return metres


def _seconds(metres: NDArray[np.float64], kmh: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the time of each piece; 0 where it is closed (the stretch as a whole is closed)."""
    return np.where(kmh > 0, metres * 3.6 / np.where(kmh > 0, kmh, 1.0), 0.0)


def _cumulated(
    values: NDArray[np.float64], start: NDArray[np.int64], stretch_of: NDArray[np.intp]
) -> NDArray[np.float32]:
    """Return running sums that begin at 0 at every stretch's tail."""
    total = np.concatenate(([0.0], np.cumsum(values)))
    base = total[start[:-1] - np.arange(len(start) - 1)]
    sums: NDArray[np.float64] = np.zeros(int(start[-1]))
    inner = np.ones(len(sums), dtype=np.bool_)
    inner[start[:-1]] = False
    sums[inner] = total[1:] - base[stretch_of]
    return sums.astype(np.float32)


def _through(
    a: NDArray[np.intp], b: NDArray[np.intp], pieces: _Pieces, count: int
) -> NDArray[np.bool_]:
    """Tell of which nodes a stretch may run through: two pieces that are passed alike."""

    def at_nodes(at_a: NDArray[np.bool_], at_b: NDArray[np.bool_]) -> NDArray[np.intp]:
        return np.bincount(
            np.concatenate((a, b)), weights=np.concatenate((at_a, at_b)), minlength=count
        ).astype(np.intp)

    forward, backward = pieces.forward_kmh > 0, pieces.backward_kmh > 0
    degree = at_nodes(np.ones_like(forward), np.ones_like(forward))
    comes, goes = at_nodes(backward, forward), at_nodes(forward, backward)
    alike = comes == goes
    for flag in (pieces.restricted, pieces.snappable):
        alike &= at_nodes(flag, flag) != 1
    return np.asarray((degree == 2) & alike, dtype=np.bool_)


def _chains(
    a: NDArray[np.intp], b: NDArray[np.intp], through: NDArray[np.bool_]
) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]:
    """Walk from crossing to crossing: stretch starts, nodes, and pieces (``~p`` if turned)."""
    count = len(a)
    ends_sum = (a + b).tolist()
    tails = a.tolist()
    passes = through.tolist()
    around = np.zeros(len(through), dtype=np.int64)  # sum of the two pieces at a through node
    np.add.at(around, a, np.arange(count))
    np.add.at(around, b, np.arange(count))
    partner = around.tolist()
    used = bytearray(count)
    start, shape, signed = [0], [], []

    def walk(node: int, piece: int) -> None:
        origin = node
        shape.append(node)
        while True:
            used[piece] = 1
            signed.append(piece if tails[piece] == node else ~piece)
            node = ends_sum[piece] - node
            shape.append(node)
            if node == origin or not passes[node]:
                break
            piece = partner[node] - piece
        start.append(len(shape))

    at_crossing = ~through
    for ends in (a, b):
        for piece in np.flatnonzero(at_crossing[ends]).tolist():
            if not used[piece]:
                walk(int(ends[piece]), piece)
    for piece in range(count):  # rings that touch no other street
        if not used[piece]:
            walk(tails[piece], piece)
    return np.array(start), np.array(shape), np.array(signed)


def _passing_s(
    tail: NDArray[np.int32],
    head: NDArray[np.int32],
    speed_at_tail: NDArray[np.float64],
    speed_at_head: NDArray[np.float64],
    crossings: int,
    costs: tuple[float, float, float],
) -> NDArray[np.float32]:
    """Return what passing the crossing at the end takes, for stretches passed along and against.

    Who comes on one of the two fastest roads of a crossing is on a through road; if three are
    equally fast nobody is; who comes on a slower one has to yield or to turn.
    """
    through_s, equal_s, yielding_s = costs
    ends, speeds = np.concatenate((head, tail)), np.concatenate((speed_at_head, speed_at_tail))
    fastest = np.zeros(crossings)
    np.maximum.at(fastest, ends, speeds)
    yields = speeds < fastest[ends] - 0.5
    equals = np.bincount(ends[~yields], minlength=crossings) >= 3
    busy = np.bincount(ends, minlength=crossings) >= 3
    seconds = np.where(yields, yielding_s, np.where(equals[ends], equal_s, through_s))
    return np.where(busy[ends], seconds, 0.0).reshape(2, -1).T.astype(np.float32)


def _main(
    tail: NDArray[np.int32],
    head: NDArray[np.int32],
    open_along: NDArray[np.bool_],
    open_against: NDArray[np.bool_],
    length_m: NDArray[np.float32],
) -> NDArray[np.bool_]:
    """Tell which stretches belong to the longest net, or to another large one."""
    rows = np.concatenate((tail[open_along], head[open_against]))
    columns = np.concatenate((head[open_along], tail[open_against]))
    nodes = int(np.maximum(tail, head).max()) + 1
    links = csr_array((np.ones(len(rows), dtype=np.int32), (rows, columns)), shape=(nodes, nodes))
    nets = np.asarray(connected_components(links, directed=True, connection="strong")[1])
    inside = nets[tail] == nets[head]
    net = nets[tail[inside]]
    directions = open_along[inside].astype(np.intp) + open_against[inside]
    stretches = np.bincount(net, weights=directions, minlength=nodes)
    metres: NDArray[np.float64] = np.bincount(net, weights=length_m[inside], minlength=nodes)
    large = (stretches >= _MAIN_STRETCHES) | (metres == np.max(metres))
    return np.asarray(inside & large[nets[tail]], dtype=np.bool_)
