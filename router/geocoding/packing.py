"""How lines and squares of the map are written into the index."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from router.domain.places import Coordinate
from router.geocoding.streets import Line

__all__ = ["pack", "square_of", "unpack"]

SQUARES_PER_DEGREE = 500  # about 220 m from south to north, for the nearest door


def pack(lines: Sequence[Line]) -> bytes:
    """Store lines as sizes and degrees, both little-endian.

    Parameters
    ----------
    lines
        (k, 2) degrees each.

    Returns
    -------
    bytes
        For :func:`unpack`.
    """
    sizes = np.array([len(lines), *(len(line) for line in lines)], dtype="<f8")
    return b"".join([sizes.tobytes(), *(line.astype("<f8").tobytes() for line in lines)])


def unpack(blob: bytes) -> tuple[Line, ...]:
    """Read lines that :func:`pack` stored.

    Parameters
    ----------
    blob
        The bytes.

    Returns
    -------
    tuple of (k, 2) float
        The lines in degrees.
    """
    values = np.frombuffer(blob, dtype="<f8")
    count = int(values[0])
    sizes = values[1 : count + 1].astype(int)
    ends = np.cumsum(sizes * 2) + count + 1
    return tuple(
        values[end - size * 2 : end].reshape(size, 2) for end, size in zip(ends, sizes, strict=True)
    )


def square_of(point: Coordinate) -> int:
    """Return the number of the small square of the map that a point lies in.

    Parameters
    ----------
    point
        The point.

    Returns
    -------
    int
        Rows of 1,000,000 squares of 0.002 degrees.
    """
    row = int((point.lat + 90) * SQUARES_PER_DEGREE)
    return row * 1_000_000 + int((point.lon + 180) * SQUARES_PER_DEGREE)
