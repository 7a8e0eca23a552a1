"""An address as text becomes its parts: Chinese and Western, nothing thrown away."""

from __future__ import annotations

import re
from collections.abc import Container

from router.domain.address_parts import AddressParts
from router.geocoding.parsing.divisions import Division, Divisions, Level, divisions

__all__ = ["Division", "Divisions", "Level", "divisions", "parse_address"]

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
    if CJK.search(text):
        from router.geocoding.parsing.chinese import parse_chinese

        return parse_chinese(text, lexicon)
    from router.geocoding.parsing.chinese import parse_chinese

    return parse_chinese(text, lexicon)
