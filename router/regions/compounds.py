"""Chinese compounds: which building of which compound an object is, by its tags or by its place."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from router.regions.shapes import holds

__all__ = ["Outlines", "building_of", "compound_of", "has_han", "may_be_building"]

_HAN = re.compile(r"[㐀-鿿豈-﫿]")
_BLOCK = r"第?([0-9０-９]{1,3}|[A-Za-zＡ-Ｚ]|[一二三四五六七八九十]{1,3})"
_WORD = r"(?:号楼|號樓|幢|栋|棟|座|#楼|#|号院楼)"
_BUILDING = re.compile(rf"{_BLOCK}{_WORD}$")
_NAMED_BUILDING = re.compile(
    rf"(?P<compound>.*?[^\d０-９A-Za-z一二三四五六七八九十第])??{_BLOCK}{_WORD}$"
)
# The houses of a lane are the buildings of the compound that it leads into.
_IN_LANE = re.compile(r"弄([0-9０-９]{1,3})号?$")
_PLAIN = re.compile(r"[0-9]{1,3}|[A-Z]")
# Keys that tell the building within a compound, the clearest first.
_BUILDING_KEYS = ("addr:block_number", "addr:block", "addr:building", "addr:unit", "ref")
_COMPOUND_KEYS = ("addr:neighbourhood", "addr:residential", "addr:estate", "addr:quarter")


def has_han(text: str) -> bool:
    """Tell whether a text holds Chinese characters.

    Parameters
    ----------
    text
        Any text.

    Returns
    -------
    bool
        True if it holds at least one.
    """
    return _HAN.search(text) is not None


def may_be_building(tags: Mapping[str, str]) -> bool:
    """Tell a building without a number that may yet be told by another tag.

    Parameters
    ----------
    tags
        Of the way.

    Returns
    -------
    bool
        True if it is a building with such a tag.
    """
    return tags.get("building", "no") != "no" and any(key in tags for key in _BUILDING_KEYS)


def building_of(tags: Mapping[str, str]) -> str:
    """Return the building within its compound, without its word.

    Parameters
    ----------
    tags
        Of the node, way or relation.

    Returns
    -------
    str
        ``3`` of ``3号楼``, ``A`` of ``A座``; empty if no tag tells it.
    """
    for key in ("addr:housenumber", "addr:housename", "name"):
        found = _NAMED_BUILDING.fullmatch(tags.get(key, "").strip())
        if found is not None:
            return found.group(2)
    lane = _IN_LANE.search(f"{tags.get('addr:street', '')}{tags.get('addr:housenumber', '')}")
    if lane is not None:
        return lane.group(1)
    for key in _BUILDING_KEYS:
        value = tags.get(key, "").strip()
        found = _BUILDING.fullmatch(value)
        if found is not None:
            return found.group(1)
        if _PLAIN.fullmatch(value):
            return value
    return ""


def compound_of(tags: Mapping[str, str]) -> str:
    """Return the compound that an object names as its own.

    Parameters
    ----------
    tags
        Of the node, way or relation.

    Returns
    -------
    str
        Empty if no tag names one, or it is not Chinese.
    """
    for key in _COMPOUND_KEYS:
        if has_han(tags.get(key, "")):
            return tags[key].strip()
    for key in ("addr:housename", "name"):
        value = tags.get(key, "").strip()
        found = _NAMED_BUILDING.fullmatch(value)
        if found is not None and found["compound"]:
            return found["compound"].strip()
    for key in ("addr:housename", "addr:place"):
        value = tags.get(key, "").strip()
        if has_han(value) and not _NAMED_BUILDING.fullmatch(value):
            return value
    return ""


class Outlines:
    """Tells the named area that a point lies in, the smallest if several.

    Parameters
    ----------
    areas
        Name and closed ring ((k, 2) degrees, columns lat and lon) of each.
    """

    def __init__(self, areas: Sequence[tuple[str, NDArray[np.float64]]]) -> None:
        boxes = [(*ring.min(axis=0), *ring.max(axis=0)) for _, ring in areas]
        self._areas = areas
        self._boxes = np.array(boxes, dtype=np.float64).reshape(len(areas), 4)
        self._sizes = np.prod(self._boxes[:, 2:] - self._boxes[:, :2], axis=1)

    def __bool__(self) -> bool:
        return bool(self._areas)

    def around(self, lat: float, lon: float) -> str:
        """Return the name of the area around a point.

        Parameters
        ----------
        lat, lon
            The point, degrees.

        Returns
        -------
        str
            Empty if it lies in none.
        """
        box = self._boxes
        near = (box[:, 0] <= lat) & (lat <= box[:, 2]) & (box[:, 1] <= lon) & (lon <= box[:, 3])
        inside = [
            (float(self._sizes[at]), self._areas[at][0])
            for at in np.flatnonzero(near).tolist()
            if holds(self._areas[at][1], lat, lon)
        ]
        return min(inside)[1] if inside else ""
