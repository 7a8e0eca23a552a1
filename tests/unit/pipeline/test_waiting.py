"""A case waits since the table says, or at least since a plan first considered it."""

from __future__ import annotations

from datetime import date

from router.domain.cases import Case
from router.domain.memory import Memory
from router.domain.places import Address
from router.pipeline.memory_of_day import received_then

FIRST, BEFORE, TODAY = date(2026, 11, 2), date(2026, 10, 1), date(2026, 11, 24)


def test_the_table_goes_before_the_memory_and_the_memory_before_nothing() -> None:
    told, untold, new, ahead = (
        Case(case_id=name, addresses=(Address(text="Street 1"),), received=received)
        for name, received in (("told", BEFORE), ("untold", None), ("new", None), ("ahead", None))
    )
    seen = (("ahead", date(2026, 11, 25)), ("told", FIRST), ("untold", FIRST))
    cases = received_then([told, untold, new, ahead], Memory(first_seen=seen), TODAY)
    assert [one.received for one in cases] == [BEFORE, FIRST, None, None]
