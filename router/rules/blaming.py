"""Which rules are to blame where they leave nothing of a period open, and by which start."""

from __future__ import annotations

from collections.abc import Sequence

from router.rules.going import whole_seconds
from router.rules.reach import Asked, Facts, Reach, open_starts
from router.rules.spans import Span, Spans, both

__all__ = ["to_blame"]

_WISHES = ("appointment", "windows")


def to_blame(
    answers: Sequence[tuple[Asked, Reach]], within: Span, facts: Facts
) -> list[tuple[Asked, int]]:
    """Name the rules that close a period, each with a start of which it says so.

    Parameters
    ----------
    answers
        The rules that have a say in it, with what they leave open; together nothing.
    within
        The period, in which a visit must start.
    facts
        Of the visit.

    Returns
    -------
    list of tuple
        In the order in which they were asked; what was wished or agreed stands last.

    Notes
    -----
    What is wished or agreed is taken as given: a rule is to blame if it leaves nothing of that,
    alone; else the hours together; else what the hours leave nothing of; else so few that close it
    together that none of them could be left out. Each is asked about a start to which, if there is
    one, nobody else objects: it says no there, and its words are about that start.
    """
    open_by = [(one, open_starts(reach, within, facts.length)) for one, reach in answers]
    wishes = [(one, spans) for one, spans in open_by if one.field in _WISHES]
    rules = [(one, spans) for one, spans in open_by if one.field not in _WISHES]
    wish = _all_of(wishes, (within,))
    if not whole_seconds(wish):
        return [(one, within[0]) for one, _ in wishes]
    narrowing = [(one, left) for one, spans in rules if (left := both(spans, wish)) != wish]
    shut = [one for one, spans in narrowing if not whole_seconds(spans)]
    if not shut:
        of_hours = [(one, spans) for one, spans in narrowing if one.field == "hours"]
        hours = _all_of(of_hours, wish)
        shut = [one for one, spans in narrowing if not whole_seconds(both(spans, hours))]
        if not whole_seconds(hours):
            shut = [one for one, _ in of_hours]
    shut = shut or _together(narrowing, wish)
    blamed = [(one, _asked_about(one, narrowing, shut, wish)) for one in shut]
    without_wish = _all_of([(one, spans) for one, spans in rules if one in shut], (within,))
    if whole_seconds(without_wish):  # another time of the day would do
        blamed += [(one, wish[0][0]) for one, _ in wishes]
    return blamed


def _together(narrowing: Sequence[tuple[Asked, Spans]], wish: Spans) -> list[Asked]:
    """Name some that leave nothing together, though each of them is needed for that."""
    needed = list(narrowing)
    for pair in sorted(narrowing, key=lambda pair: pair[0].field != "hours"):
        rest = [other for other in needed if other is not pair]
        if not whole_seconds(_all_of(rest, wish)):
            needed = rest
    return [one for one, _ in needed]


def _asked_about(
    one: Asked, narrowing: Sequence[tuple[Asked, Spans]], shut: Sequence[Asked], wish: Spans
) -> int:
    """Return a start that a rule refuses: best one that only it refuses."""
    without = [(other, spans) for other, spans in narrowing if other is not one]
    beside = [(other, spans) for other, spans in without if other in shut]
    innocent = [(other, spans) for other, spans in without if other not in shut]
    for others in (without, beside, innocent):
        if left := whole_seconds(_all_of(others, wish)):
            return left[0][0]
    return wish[0][0]


def _all_of(open_by: Sequence[tuple[Asked, Spans]], spans: Spans) -> Spans:
    for _, of_one in open_by:
        spans = both(spans, of_one)
    return spans
