"""What the kernel cannot model: said before it is asked, never ignored."""

from __future__ import annotations

from router.solving.prepared import Prepared

__all__ = ["kernel_obstacle"]

LONGEST_S = 1 << 28  # what the shifts may span: times are small integers in the kernel


def kernel_obstacle(day: Prepared) -> str:
    """Return what the kernel cannot model about a problem.

    Parameters
    ----------
    day
        Without spacings and meetings, or with them pinned.

    Returns
    -------
    str
        In words; empty if there is nothing.
    """
    problem = day.problem
    if problem.spacings or problem.meetings:
        return "visits that are spaced, or at which agents meet, are not pinned"
    ordered = [visit for order in set(problem.orders) for visit in order]
    if len(set(ordered)) < len(ordered):
        return "a visit stands in two orders"
    first, last = day.span
    if last - first >= LONGEST_S:
        return "the shifts span more than eight years"
    return ""
