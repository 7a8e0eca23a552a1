"""What of an address text names the door: street and number, without flat, floor and town."""

from __future__ import annotations

import re
import unicodedata

from router.geocoding.corrections.entries import plain

__all__ = ["door_key"]

_NUMBER = re.compile(r"\d+")


def door_key(text: str) -> str:
    """Return a text that flats of one house share and other houses do not.

    Parameters
    ----------
    text
        An address as written.

    Returns
    -------
    str
        All up to the first number (``annankatu 6`` of ``Annankatu 6 B 12, Helsinki``); if the
        number comes first, all up to a comma or the second number (``12 main st`` of
        ``12 Main St, Apt 4``). Case, width and punctuation do not matter.

    Notes
    -----
    It is only used to count how many houses share one point; two spellings of one street count as
    two. Chinese compounds differ by the number of the building: ``翠苑3`` of ``翠苑3幢2单元``.
    """
    written = unicodedata.normalize("NFKC", text)
    head = plain(written.split(",")[0])
    if head[:1].isdigit() and not head.isdigit():
        second = _NUMBER.search(head, _end_of_number(head))
        return head[: second.start()].strip() if second else head
    whole = plain(written)
    first = _NUMBER.search(whole)
    return whole[: first.end()] if first else whole


def _end_of_number(text: str) -> int:
    return len(text) - len(text.lstrip("0123456789"))
