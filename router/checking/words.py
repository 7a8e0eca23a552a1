"""Clock times, spans and lists in words, for findings and reasons."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from router.domain.problem import Problem, Shift, Span

__all__ = ["agent", "clock", "kilometres", "listed", "minutes", "spans", "visit"]

_SHOWN_SPANS = 3


def clock(problem: Problem, seconds: int) -> str:
    """Return the clock time of an offset.

    Parameters
    ----------
    problem
        Whose origin and zone count.
    seconds
        After the origin; any number.

    Returns
    -------
    str
        Such as ``14:05``, ``14:05:30``, or ``00:20 (+1 day)`` if it is on another date.
    """
    try:
        moment = problem.instant(seconds)
    except (OverflowError, ValueError):
        return f"{seconds} s"
    days = (moment.date() - problem.origin.date()).days
    shown = f"{moment:%H:%M:%S}" if moment.second else f"{moment:%H:%M}"
    if days:
        shown += f" ({days:+d} day{'' if abs(days) == 1 else 's'})"
    return shown


def minutes(seconds: float) -> str:
    """Return a length of time in minutes, rounded up so that it suffices.

    Parameters
    ----------
    seconds
        The length.

    Returns
    -------
    str
        Such as ``25 min`` or ``1 h 05 min``.
    """
    whole = -int(-seconds // 60)
    return f"{whole} min" if abs(whole) < 60 else f"{whole // 60} h {whole % 60:02d} min"


def kilometres(metres: float) -> str:
    """Return a distance in kilometres.

    Parameters
    ----------
    metres
        The distance.

    Returns
    -------
    str
        Such as ``12.3 km``.
    """
    return f"{metres / 1000:.1f} km"


def spans(problem: Problem, times: Sequence[Span]) -> str:
    """Return spans as clock times.

    Parameters
    ----------
    problem
        Whose origin and zone count.
    times
        Spans in seconds after the origin.

    Returns
    -------
    str
        Such as ``09:00-11:00 and 17:00-19:00``; at most three, then ``and 2 more``.
    """
    shown = [f"{clock(problem, a)}-{clock(problem, b)}" for a, b in times[:_SHOWN_SPANS]]
    if len(times) > _SHOWN_SPANS:
        shown.append(f"{len(times) - _SHOWN_SPANS} more")
    return listed(shown)


def listed(names: Iterable[str]) -> str:
    """Join names as in a sentence.

    Parameters
    ----------
    names
        Any number.

    Returns
    -------
    str
        Such as ``a, b and c``.
    """
    items = list(names)
    if len(items) < 2:
        return "".join(items)
    return f"{', '.join(items[:-1])} and {items[-1]}"


def agent(shift: Shift) -> str:
    """Return the name to call a shift's agent by.

    Parameters
    ----------
    shift
        The shift.

    Returns
    -------
    str
        The agent's name, or id.
    """
    return shift.agent_name or shift.agent_id


def visit(problem: Problem, visit_id: str) -> str:
    """Return what to call a visit.

    Parameters
    ----------
    problem
        To which it belongs.
    visit_id
        The visit.

    Returns
    -------
    str
        Such as ``visit v1``; of the second agent at a door ``the second of the two at v1``.
    """
    first = problem.companions.get(visit_id)
    return f"visit {visit_id}" if first is None else f"the second of the two at {first}"
