"""What is expected of a plan: meetings, and what becomes of the visits that are not made."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Any

from router.domain.plan import PlanData
from router.domain.plurals import plural
from router.domain.why import expected_meetings

__all__ = ["expected_figures", "expected_words"]

_NAMES = {"visit": "by a visit on another day", "": "undecided"}


def expected_figures(plan: PlanData) -> Mapping[str, Any]:
    """Return what is expected of a plan, as JSON types.

    Parameters
    ----------
    plan
        The plan.

    Returns
    -------
    dict
        ``meetings`` (the sum of the chances of its visits; null if nothing is known of them),
        ``later`` (visits proposed for later days, also to cases that are held today), and ``due``:
        by channel, how many of the other unassigned visits are due by it.
    """
    later = {visit.visit_id for visit in plan.later}
    due = Counter(one.channel for one in plan.left_out if one.visit_id not in later)
    meetings = expected_meetings(plan)
    return {
        "meetings": None if meetings is None else round(meetings, 2),
        "later": len(plan.proposed),
        "due": dict(sorted(due.items())),
    }


def expected_words(plan: PlanData) -> str:
    """Return what is expected of a plan, for a person.

    Parameters
    ----------
    plan
        The plan.

    Returns
    -------
    str
        One or two sentences; empty if nobody said what its visits are worth.
    """
    if not plan.worths:
        return ""
    told = expected_figures(plan)
    visits = plural(len(plan.visited), "visit")
    said = f"Expected: {told['meetings'] or 0.0:.1f} meetings on {visits}."
    left = [
        f"{count} {_NAMES.get(channel, f'by {channel}')}" for channel, count in told["due"].items()
    ]
    if told["later"]:
        left.append(f"{told['later']} proposed for later days")
    return f"{said} Not made, but due: {', '.join(left)}." if left else said
