"""Where a stretch of characters may be cut into names: behind endings, and around known names."""

from __future__ import annotations

from collections.abc import Container

from router.geocoding.parsing.name_costs import BY_LAST, CLOSER_SIGNS, CLOSING, LAST_SIGNS

__all__ = ["endings_at", "known_names"]


def endings_at(text: str) -> dict[int, tuple[str, ...]]:
    """Find the endings that close at each place, the longest first.

    Parameters
    ----------
    text
        The stretch.

    Returns
    -------
    dict of int to tuple of str
        By the place behind them; empty where a name may end without an ending.
    """
    hits: dict[int, tuple[str, ...]] = {}
    for place, sign in enumerate(text, start=1):
        if sign not in LAST_SIGNS and sign not in CLOSER_SIGNS:
            after = text[place : place + 1]
            if sign.isdigit() and not after.isdigit():
                hits[place] = ()  # 省道S203
            elif sign.isascii() and sign.isalpha() and not after.isascii():
                hits[place] = ()  # 三里屯SOHO
            continue
        found = tuple(one for one in BY_LAST.get(sign, ()) if text.endswith(one, 0, place))
        if (
            found
            or sign in "段期区团环"
            or text.endswith(CLOSING, 0, place)
            or (sign in "东南西北中" and place >= 2 and text[place - 2] in "路街道")
            or sign in "组社队"
        ):
            hits[place] = found
    return hits


def known_names(text: str, lexicon: Container[str]) -> frozenset[tuple[int, int]]:
    """Find the known names of a stretch.

    Parameters
    ----------
    text
        The stretch.
    lexicon
        Names that are known to exist.

    Returns
    -------
    frozenset of (int, int)
        Start and end of each.
    """
    size = len(text)
    return frozenset(
        (start, end)
        for start in range(size - 1)
        for end in range(start + 2, min(size, start + 14) + 1)
        if text[start:end] in lexicon
    )
