"""Service starts no earlier than a visit is released, and ends by when it is due."""

from __future__ import annotations

from tests.scenarios.streets import HOUR, MINUTE, day, shift, times, visit
from tests.solved import solved


def test_service_starts_no_earlier_than_the_release() -> None:
    # v2 must start by 08:30; v1 is released at 08:50: v2 08:30-08:40, then 10 minutes to v1.
    early = visit(2, windows=((8 * HOUR, 8 * HOUR + 30 * MINUTE),))
    solution = solved(day([early, visit(1, release_s=8 * HOUR + 55 * MINUTE)], [shift()]))
    assert times(solution)["v1"][0] == 8 * HOUR + 55 * MINUTE


def test_service_ends_by_when_it_is_due() -> None:
    # The agent reaches v1 at 08:10 and is done at 08:20.
    assert solved(day([visit(1, due_s=8 * HOUR + 20 * MINUTE)], [shift()])).routes
    assert not solved(day([visit(1, due_s=8 * HOUR + 20 * MINUTE - 1)], [shift()])).routes
