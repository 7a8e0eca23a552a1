"""The streets that are drawn under a plan."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from router.domain.extract import Extent

__all__ = ["BaseMap", "StreetLine"]


@dataclass(frozen=True, slots=True, kw_only=True)
class StreetLine:
    """One street to draw.

    Parameters
    ----------
    kind
        ``major`` (motorway to secondary), ``street`` or ``path``.
    name
        Its name, or an empty text.
    points
        (k, 2) degrees, columns lat and lon.
    """

    kind: str
    name: str
    points: NDArray[np.float32]


@dataclass(frozen=True, slots=True, kw_only=True)
class BaseMap:
    """All streets of a region, for drawing.

    Parameters
    ----------
    lines
        The streets.
    extent
        Their box.
    attribution
        To be shown on every map.
    synthetic
        True if the region was generated; maps say so.
    """

    lines: tuple[StreetLine, ...]
    extent: Extent
    attribution: str
    synthetic: bool = False
