"""An address as text becomes its parts: Chinese and Western, nothing thrown away."""

from __future__ import annotations

import re
from collections.abc import Container
from dataclasses import replace

from router.domain.address_parts import AddressParts, Piece
from router.geocoding.parsing.chinese import parse_chinese
from router.geocoding.parsing.divisions import Division, Divisions, Level, divisions
from router.geocoding.parsing.western import parse_western

__all__ = ["Division", "Divisions", "Level", "divisions", "parse_address"]

LONGEST = 400  # characters that are read; no address is longer
WORD = re.compile(r"[^\W\d_]{2}")
CJK = re.compile(r"[㐀-鿿豈-﫿]")


def parse_address(text: str, lexicon: Container[str] | None = None) -> AddressParts:
    """Read an address.

    Parameters
    ----------
    text
        As written, in Chinese or in a Western language.
    lexicon
        Names of streets and compounds that are known to exist; they help to tell where a Chinese
        name ends.

    Returns
    -------
    AddressParts
        The parts, and what was not understood in ``rest``. Never fails.

    Examples
    --------
    >>> parts = parse_address("广东深圳罗湖东门中路2047号1201")
    >>> parts.province, parts.city, parts.district, parts.road, parts.number, parts.room
    ('广东省', '深圳市', '罗湖区', '东门中路', '2047', '1201')
    """
    head = text[:LONGEST]
    western = CJK.search(head) is None and WORD.search(head) is not None
    parts = parse_western(head) if western else parse_chinese(head, lexicon)
    if len(text) == len(head):
        return parts
    tail = text[LONGEST:]
    rest = f"{parts.rest} {tail.strip()}".strip()
    return replace(parts, written=text, rest=rest, pieces=(*parts.pieces, Piece("rest", tail)))
