"""Who meets whom, as tables for the compiled search."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from router.solving.kernel.tables import KEY, MEETING, ORDER, SPANS, WINDOWS
from router.solving.prepared import Prepared

__all__ = ["pairs_of"]


def pairs_of(
    day: Prepared, node_of: Sequence[int], node: NDArray[np.int64]
) -> tuple[NDArray[np.int32], NDArray[np.int32], NDArray[np.bool_]]:
    """Return the meetings of a problem.

    Parameters
    ----------
    day
        The problem.
    node_of
        The node by option, or -1.
    node
        As in `Tables`.

    Returns
    -------
    tuple of ndarray
        ``pair``, ``met`` and ``may_meet`` of `Tables`. Of meetings that can never be made ``pair``
        names no nodes.
    """
    problem = day.problem
    count, shifts = len(problem.meetings), problem.shifts
    both = [
        [
            [
                node_of[option]
                for option in day.options_of[day.index[visit_id]]
                if node_of[option] >= 0
            ]
            for visit_id in (meeting.first, meeting.second)
        ]
        for meeting in problem.meetings
    ]
    most = max((len(nodes) for sides in both for nodes in sides), default=0)
    pair = np.full((count, 2, most), -1, np.int32)
    met = np.full((len(node), 2), -1, np.int32)
    met[:, SPANS] = node[:, WINDOWS]
    may_meet = np.zeros((count, len(shifts), len(shifts)), np.bool_)
    for m, (meeting, sides) in enumerate(zip(problem.meetings, both, strict=True)):
        for nodes in sides:
            met[nodes, MEETING] = m
        may_meet[m] = [
            [meeting.allows(one.agent_id, other.agent_id) for other in shifts] for one in shifts
        ]
        if all(sides) and not _exclude_each_other(node, sides[0][0], sides[1][0]):
            for side, nodes in enumerate(sides):
                pair[m, side, : len(nodes)] = nodes
    return pair, met, may_meet


def _exclude_each_other(node: NDArray[np.int64], one: int, other: int) -> bool:
    """Tell whether both are of one group, or of one order, which is made on one route."""
    same_order = node[one, ORDER] >= 0 and node[one, ORDER] == node[other, ORDER]
    return bool(same_order or node[one, KEY] == node[other, KEY])
