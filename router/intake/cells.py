"""How one cell is read, in general: plain text, ids, lists; refused rather than guessed."""

from __future__ import annotations

import re
from collections.abc import Mapping

__all__ = [
    "CellError",
    "check_id",
    "flat",
    "is_nothing",
    "parse_ids",
    "parse_list",
    "parse_skills",
    "unguard",
]


class CellError(ValueError):
    """A cell that cannot be read as what it should be.

    Parameters
    ----------
    problem
        What is wrong, without the value.
    fix
        What to write instead.
    """

    def __init__(self, problem: str, fix: str) -> None:
        super().__init__(problem)
        self.problem = problem
        self.fix = fix


_WIDTHS = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
_SPACES = dict.fromkeys(map(ord, "\u00a0\u2002\u2003\u2007\u2009\u202f\u3000"), " ")
_DASHES = dict.fromkeys(map(ord, "\u2010\u2011\u2012\u2013\u2014\u2212"), "-")
_FLAT: Mapping[int, int | str] = _WIDTHS | _SPACES | _DASHES
_GUARDED = "=+-@\t\r"
_SEPARATORS = re.compile(r"[;,、|\n]")
_NOTHING = frozenset({"-", "--", "none", "no", "n/a", "无", "没有", "否"})


def unguard(text: str) -> str:
    """Take off the apostrophe that CSV exports put before a text that a sheet would calculate.

    Parameters
    ----------
    text
        As written.

    Returns
    -------
    str
        ``=1+1`` for ``'=1+1``; other texts unchanged, such as ``'s-Hertogenbosch``.
    """
    return text[1:] if len(text) > 1 and text[0] == "'" and text[1] in _GUARDED else text


def flat(text: str) -> str:
    """Return text in one width: full-width signs, unusual spaces and dashes become plain ones.

    Parameters
    ----------
    text
        As written.

    Returns
    -------
    str
        Without spaces around it.
    """
    return text.translate(_FLAT).strip()


def is_nothing(text: str) -> bool:
    """Tell whether a cell says in words that its list is empty.

    Parameters
    ----------
    text
        The cell.

    Returns
    -------
    bool
        True for ``-``, ``none``, ``no``, ``n/a``, ``无``, ``没有``, ``否``.
    """
    return flat(text).lower() in _NOTHING


_DAMAGED_ID = re.compile(r"[0-9](?:[.,][0-9]+)?[eE]\+[0-9]+")
_ID_FIX = "Write the id as text, without line breaks."


def check_id(text: str) -> str:
    """Return an id; an apostrophe before it (Excel's sign for "text") is taken off.

    Parameters
    ----------
    text
        Not empty.

    Returns
    -------
    str
        Otherwise as written: ``007`` and ``NA`` are ids.

    Raises
    ------
    CellError
        If a spreadsheet has damaged it, or it holds control characters.
    """
    text = text.removeprefix("'").strip()
    if not text:
        raise CellError("the id is empty", _ID_FIX)
    if _DAMAGED_ID.fullmatch(text):
        raise CellError(
            "the spreadsheet has turned this id into a rounded number; its last digits are lost",
            "Format the column as text and enter the id again.",
        )
    if not text.isprintable() or "\ufffd" in text:
        raise CellError("the id holds a character that cannot be printed", _ID_FIX)
    return text


def parse_list(text: str) -> tuple[str, ...]:
    """Read a list separated by ``;`` ``,`` ``、`` ``|`` or line breaks.

    Parameters
    ----------
    text
        The cell; ``-``, ``none`` and ``无`` are an empty list.

    Returns
    -------
    tuple of str
        As written, in order, without repetitions.
    """
    if is_nothing(text):
        return ()
    plain = text.replace("；", ";").replace("，", ",").replace("｜", "|")
    return tuple(dict.fromkeys(item for raw in _SEPARATORS.split(plain) if (item := raw.strip())))


def parse_ids(text: str) -> frozenset[str]:
    """Read a list of ids, such as those of agents.

    Parameters
    ----------
    text
        The cell.

    Returns
    -------
    frozenset of str
        As written.

    Raises
    ------
    CellError
        If a spreadsheet has damaged one of them.
    """
    return frozenset(check_id(item) for item in parse_list(text))


def parse_skills(text: str) -> frozenset[str]:
    """Read a list of skills; case and width do not matter.

    Parameters
    ----------
    text
        The cell.

    Returns
    -------
    frozenset of str
        Lower case.
    """
    return frozenset(flat(item).casefold() for item in parse_list(text))
