"""The streets under a map: cropped to it, simplified, and packed into a short text.

Packed, a point costs about five characters instead of the twenty of GeoJSON: whole numbers of
1e-5 degrees, each the difference to the point before, zigzagged, in digits of five bits (the low
ones first; 32 is added while more follow). The alphabet holds nothing that HTML, JavaScript or
Jinja2 could read as more than text. ``unpackStreets`` in ``page.js`` reads it.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from router.domain.basemap import BaseMap, StreetLine
from router.domain.extract import Extent

__all__ = ["ALPHABET", "KINDS", "PackedStreets", "pack_streets", "simplified"]

ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
KINDS = ("path", "street", "major")  # drawn in this order
_STEPS_PER_DEGREE = 100_000
_METRES_PER_DEGREE = 111_195
# From exact to coarse: which kinds are drawn, and how far a line may move, in metres.
_DETAIL = (
    (KINDS, 1.0),
    (KINDS, 3.0),
    (("street", "major"), 5.0),
    (("street", "major"), 12.0),
    (("major",), 12.0),
    (("major",), 40.0),
)


@dataclass(frozen=True, slots=True)
class PackedStreets:
    """Streets ready for ``page.js``.

    Parameters
    ----------
    lines
        Packed text by kind: per line the name's number, the count of points, the points.
    names
        Their names, not yet encoded; number 0 is the empty name.
    """

    lines: dict[str, str]
    names: tuple[str, ...]

    @property
    def size(self) -> int:
        """Characters of the packed lines."""
        return sum(len(text) for text in self.lines.values())


def pack_streets(basemap: BaseMap, box: Extent, *, budget: int) -> PackedStreets:
    """Return the streets that touch a box, as detailed as the budget allows.

    Parameters
    ----------
    basemap
        All streets of the region.
    box
        What the map shows.
    budget
        Characters that the lines may take. The coarsest step is taken even if it takes more.

    Returns
    -------
    PackedStreets
        The first step of detail that fits.
    """
    nearby = _touching(basemap.lines, box)
    packed = PackedStreets({}, ("",))
    for kinds, tolerance_m in _DETAIL:
        packed = _packed([line for line in nearby if line.kind in kinds], kinds, tolerance_m)
        if packed.size <= budget:
            break
    return packed


def simplified(
    points: NDArray[np.float64], line_of: NDArray[np.int64], tolerance_m: float
) -> NDArray[np.bool_]:
    """Tell which points of many lines are needed to draw them.

    Parameters
    ----------
    points
        (n, 2) degrees, lat and lon, the lines one after the other.
    line_of
        (n,) which line each point belongs to.
    tolerance_m
        Metres by which a single step may move a line.

    Returns
    -------
    NDArray
        (n,) True for the points that stay; the first and the last of a line always do.

    Notes
    -----
    Points are taken away in a few passes, never two neighbours in one, which is a matrix operation
    over all lines at once (Douglas and Peucker's method recurses line by line).
    """
    keep = np.ones(len(points), dtype=np.bool_)
    if len(points) == 0:
        return keep
    scale = np.array([1.0, math.cos(math.radians(float(points[:, 0].mean())))])
    metres = points * scale * _METRES_PER_DEGREE
    for _ in range(8):
        left = np.flatnonzero(keep)
        inner = np.zeros(len(left), dtype=np.bool_)
        owner = line_of[left]
        inner[1:-1] = (owner[1:-1] == owner[:-2]) & (owner[1:-1] == owner[2:])
        height = np.full(len(left), np.inf)
        height[1:-1] = _distance_to_segment(metres[left])
        # Equal heights (a straight street) are told apart, so that a pass takes every third.
        height += tolerance_m * 1e-3 * (np.arange(len(left)) * 2_654_435_761 % 1000) / 1000
        height[~inner | (height >= tolerance_m)] = np.inf
        lowest = np.isfinite(height)
        lowest[1:] &= height[1:] < height[:-1]
        lowest[:-1] &= height[:-1] <= height[1:]
        if not lowest.any():
            break
        keep[left[lowest]] = False
    return keep


def _touching(lines: tuple[StreetLine, ...], box: Extent) -> list[StreetLine]:
    usable = [line for line in lines if len(line.points) > 1]
    if not usable:
        return []
    points = np.concatenate([line.points for line in usable])
    starts = np.cumsum([0] + [len(line.points) for line in usable[:-1]])
    low = np.minimum.reduceat(points, starts)
    high = np.maximum.reduceat(points, starts)
    touches = (
        (high[:, 0] >= box.south)
        & (low[:, 0] <= box.north)
        & (high[:, 1] >= box.west)
        & (low[:, 1] <= box.east)
    )
    return [usable[at] for at in np.flatnonzero(touches)]


def _packed(lines: list[StreetLine], kinds: tuple[str, ...], tolerance_m: float) -> PackedStreets:
    names = ("", *sorted({line.name for line in lines} - {""}))
    number_of = {name: at for at, name in enumerate(names)}
    return PackedStreets(
        {
            kind: _packed_kind([one for one in lines if one.kind == kind], number_of, tolerance_m)
            for kind in kinds
        },
        names,
    )


def _packed_kind(lines: list[StreetLine], number_of: dict[str, int], tolerance_m: float) -> str:
    if not lines:
        return ""
    points = np.concatenate([line.points for line in lines]).astype(np.float64)
    line_of = np.repeat(np.arange(len(lines)), [len(line.points) for line in lines])
    keep = simplified(points, line_of, tolerance_m)
    steps = np.rint(points[keep] * _STEPS_PER_DEGREE).astype(np.int64)
    counts = np.bincount(line_of[keep], minlength=len(lines))
    first = np.concatenate([[0], np.cumsum(counts)[:-1]])
    header = 2 * np.arange(len(lines)) + 2 * first
    stream = np.empty(2 * len(lines) + 2 * len(steps), dtype=np.int64)
    stream[header] = [number_of[line.name] for line in lines]
    stream[header + 1] = counts
    at = np.repeat(header + 2 - 2 * first, counts) + 2 * np.arange(len(steps))
    moves = np.diff(steps, axis=0, prepend=np.zeros((1, 2), dtype=np.int64))
    zigzag = (moves << 1) ^ (moves >> 63)
    stream[at], stream[at + 1] = zigzag[:, 0], zigzag[:, 1]
    return _digits(stream)


def _digits(values: NDArray[np.int64]) -> str:
    lengths = np.ones(len(values), dtype=np.int64)
    for power in range(1, 8):
        lengths += values >= 1 << (5 * power)
    ends = np.cumsum(lengths)
    digits = np.zeros(int(ends[-1]), dtype=np.int64)
    for place in range(int(np.max(lengths))):
        longer = lengths > place
        more = np.where(lengths[longer] > place + 1, 32, 0)
        position = (ends - lengths)[longer] + place
        digits[position] = (values[longer] >> (5 * place) & 31) | more
    letters = np.frombuffer(ALPHABET.encode("ascii"), dtype=np.uint8)
    return letters[digits].tobytes().decode("ascii")


def _distance_to_segment(points: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return for every inner point its distance to the segment between its neighbours."""
    start, point, end = points[:-2], points[1:-1], points[2:]
    along, offset = end - start, point - start
    length = np.maximum((along**2).sum(axis=1), 1e-12)
    share = np.clip((along * offset).sum(axis=1) / length, 0.0, 1.0)
    distance: NDArray[np.float64] = np.hypot(*(offset - share[:, None] * along).T)
    return distance
