"""What a plan must state of its visits, and what contradicts the rest of it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from router.checking import FindingCode, check_law
from router.domain.calendars import Calendar
from router.domain.verdicts import Law
from tests.unit.checking.lawful import (
    LAW,
    MILD,
    at,
    compliance,
    found,
    lawful,
    moved,
    with_facts,
)

HOUR = 3600
CODES = FindingCode


def test_a_planned_visit_without_facts_is_a_violation() -> None:
    plan = lawful()
    without = replace(plan, compliance=replace(compliance(plan), facts=compliance(plan).facts[1:]))
    assert found(without) == [CODES.LAW_FACTS]


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"borrower_ids": ("b2",)}, True),  # hides the first borrower's visit
        ({"borrower_ids": ("b1", "b9")}, True),
        ({"case_ids": ("c1", "c9")}, True),
        ({"zone": "Mars/Olympus"}, True),
        ({"zone": "America/Lima"}, False),
    ],
)
def test_facts_that_contradict_the_plan_are_found(
    changes: dict[str, object], expected: bool
) -> None:
    assert (CODES.LAW_FACTS in found(with_facts(lawful(), **changes))) is expected


def test_facts_that_are_stated_twice_are_found() -> None:
    plan = lawful()
    once = compliance(plan).facts
    twice = replace(plan, compliance=replace(compliance(plan), facts=(*once, once[0])))
    assert found(twice) == [CODES.LAW_FACTS]


def test_an_agent_of_whom_nothing_is_known_is_found() -> None:
    plan = lawful()
    nobody = replace(plan, compliance=replace(compliance(plan), agents=()))
    assert CODES.LAW_FACTS in found(nobody)


def test_a_visit_that_is_planned_before_there_is_time_for_notice_is_found() -> None:
    plan = with_facts(lawful(), notified=None)
    for moment, expected in [(at("10:00", 22), []), (at("10:01", 22), [CODES.LAW_NOTICE])]:
        late = replace(plan, compliance=replace(compliance(plan), planned_at=moment))
        assert found(late) == expected


def test_no_finding_names_a_person() -> None:
    plan = lawful()
    named = replace(plan, cards=tuple(replace(card, name="Ana Rojas") for card in plan.cards))
    details = [str(one) for one in check_law(moved(named, "v1", -5 * HOUR), LAW)]
    assert details
    assert not any("Rojas" in detail for detail in details)


def test_a_law_without_layers_still_knows_the_product() -> None:
    none = Law(layers=(), calendar=Calendar())
    assert found(with_facts(lawful(), stage="call"), none) == [CODES.STAGE]
    assert MILD in LAW.layers


@pytest.mark.parametrize("seconds", [-(10**12), -2 * 86400, 4 * 86400, 10**12])
def test_a_visit_on_no_day_that_anybody_planned_is_found(seconds: int) -> None:
    assert found(moved(lawful(), "v1", seconds)) == [CODES.LAW_FACTS]
