"""One change to a lawful plan, and the rule that it breaks: just that one is found."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, time

import pytest

from router.checking import FindingCode, check_law, rules_judged
from router.domain.cases import Hold
from router.domain.channels import Channel
from router.domain.places import PlaceType
from router.domain.plan import PlanData
from router.domain.profiles import (
    ClockSpan,
    ConsentRule,
    CrewRule,
    PaperRule,
    PlaceRule,
    ProtectedRule,
)
from router.domain.verdicts import AgentFacts
from tests.unit.checking.lawful import (
    CITED,
    DAY,
    LAW,
    WEEK,
    at,
    codes,
    facts,
    found,
    hours,
    lawful,
    more,
    moved,
    visited,
    with_facts,
    with_rules,
)

HOUR = 3600
CODES = FindingCode


def test_the_lawful_plan_is_lawful() -> None:
    assert check_law(lawful(), LAW) == ()


def test_the_rules_that_bind_visits_and_are_in_force_are_counted() -> None:
    # 11 of the product; mild: 3 hours, 3 caps, notice, 7 places, crew = 15; law: 3.
    assert rules_judged(LAW, DAY) == 29
    over = hours("old", WEEK, "10:00-11:00", until=date(2026, 11, 22))
    calls = hours("calls", WEEK, "10:00-11:00", applies_to=frozenset({Channel.CALL}))
    assert rules_judged(more(over, calls), DAY) == 29
    assert check_law(lawful(), more(over, calls)) == ()


def test_a_plan_without_its_rules_cannot_be_judged() -> None:
    assert found(replace(lawful(), compliance=None)) == [CODES.LAW_FACTS]


RISKY = facts(1, flags=frozenset({"risk"}))
CROWD = (AgentFacts(agent_id="a1", people=2),)


@pytest.mark.parametrize(
    ("expected", "broken"),
    [
        ([CODES.LAW_NOTICE], lambda: with_facts(lawful(), notified=at("10:01", 22))),
        ([], lambda: with_facts(lawful(), notified=at("10:00", 22))),  # exactly 24 h
        ([], lambda: with_facts(lawful(), notified=at("09:59"), confirmed=True)),
        ([], lambda: with_facts(lawful(), notified=None)),  # planned early enough, as it seems
        ([CODES.STAGE], lambda: with_facts(lawful(), stage="legal")),
        ([CODES.HOLD], lambda: with_facts(lawful(), holds=(Hold(reason="dispute"),))),
        ([CODES.HOLD], lambda: with_facts(lawful(), holds=(Hold("away", until=DAY),))),
        ([], lambda: with_facts(lawful(), holds=(Hold("away", until=date(2026, 11, 22)),))),
        ([], lambda: with_facts(lawful(), holds=(Hold("away", since=date(2026, 11, 24)),))),
        ([CODES.LAW_RISK], lambda: lawful(RISKY, starts=("10:00",))),
        ([], lambda: lawful(RISKY, starts=("10:00",), agents=CROWD)),
        ([CODES.LAW_CREW], lambda: lawful(agents=(AgentFacts(agent_id="a1", people=3),))),
    ],
)
def test_a_change_breaks_just_its_rule(
    expected: list[FindingCode], broken: Callable[[], PlanData]
) -> None:
    assert sorted(set(found(broken()))) == expected


@pytest.mark.parametrize(
    "place", [PlaceType.WORK, PlaceType.RELATIVE, PlaceType.HOSPITAL, PlaceType.OTHER]
)
def test_other_places_than_the_home_are_not_visited(place: PlaceType) -> None:
    agreed = frozenset({place.value, "visit"})
    plan = lawful(facts(1, place_type=place, consents=agreed), starts=("10:00",))
    assert found(plan) == [CODES.LAW_PLACES]
    # The plan's cards say what the place is, too.
    assert found(with_facts(lawful(), place_type=place)) == [CODES.LAW_FACTS, CODES.LAW_PLACES]


@pytest.mark.parametrize("place", [PlaceType.REGISTERED, PlaceType.MAILING])
def test_a_registered_or_mailing_address_is_judged_as_a_home(place: PlaceType) -> None:
    home = PlaceRule(rule_id="home", citation=CITED, place_type=PlaceType.HOME, treatment="consent")
    plan = lawful(facts(1, place_type=place), starts=("10:00",))
    assert found(plan) == []
    assert found(plan, more(home)) == [CODES.LAW_PLACES]
    agreed = lawful(facts(1, place_type=place, consents=frozenset({"home"})), starts=("10:00",))
    assert found(agreed, more(home)) == []
    own = replace(home, rule_id="own", place_type=place, treatment="allow")
    assert found(plan, more(home, own)) == []  # the layer names the type itself


def test_a_place_only_after_the_borrower_was_missed_at_another() -> None:
    law = with_rules(
        PlaceRule(
            rule_id="work", citation=CITED, place_type=PlaceType.WORK, treatment="allow",
            after_fruitless_at=PlaceType.HOME, after_fruitless=1,
        )
    )  # fmt: skip
    at_work = facts(1, place_type=PlaceType.WORK)
    missed = visited(at("15:00", 2), "NAH", place_type=PlaceType.REGISTERED)
    met = replace(missed, code="PART")
    elsewhere = replace(missed, place_type=PlaceType.RELATIVE)
    plan = lawful(at_work, starts=("10:00",))
    for history, expected in [
        ((), [CODES.LAW_PLACES]),
        ((met,), [CODES.LAW_PLACES]),
        ((elsewhere,), [CODES.LAW_PLACES]),
        ((missed,), []),
    ]:
        assert codes(check_law(plan, law, history)) == expected


def test_an_agreement_to_be_visited_is_asked_for() -> None:
    law = more(ConsentRule(rule_id="permission", citation=CITED))
    assert found(lawful(facts(1), starts=("10:00",)), law) == [CODES.LAW_CONSENT]
    assert found(lawful(facts(1, consents=frozenset({"visit"})), starts=("10:00",)), law) == []


def test_a_consent_lifts_the_rules_that_it_lifts() -> None:
    plan = with_facts(moved(lawful(), "v1", -1 * HOUR - 1), consents=frozenset({"hours"}))
    assert found(plan) == []
    again = lawful(history=(visited(at("10:00", 20)),))
    often = with_facts(again, consents=frozenset({"frequency"}))
    assert found(often) == [CODES.LAW_CAPS]  # the law's cap is not lifted


def test_a_rule_for_a_flag_binds_borrowers_with_the_flag() -> None:
    law = more(
        PlaceRule(
            rule_id="micro", citation=CITED, place_type=PlaceType.HOME, treatment="deny",
            if_flags=frozenset({"microfinance"}),
        )
    )  # fmt: skip
    assert found(lawful(), law) == []
    micro = facts(1, flags=frozenset({"microfinance", "other"}))
    assert found(lawful(micro, starts=("10:00",)), law) == [CODES.LAW_PLACES]


def test_the_protected_are_not_visited() -> None:
    law = more(
        ProtectedRule(rule_id="minors", citation=CITED, flags=frozenset({"minor", "hospital"}))
    )
    assert found(lawful(facts(1, flags=frozenset({"minor"})), starts=("10:00",)), law) == [
        CODES.LAW_PROTECTED
    ]
    held = facts(1, holds=(Hold(reason="hospital"),))
    assert found(lawful(held, starts=("10:00",)), law) == [CODES.HOLD, CODES.LAW_PROTECTED]


def test_a_crew_rule_holds_in_its_areas_and_at_its_times() -> None:
    dark = CrewRule(
        rule_id="dark", citation=CITED, least=2, areas=frozenset({"port"}),
        between=ClockSpan(time(18), time(0)),
    )  # fmt: skip
    law = more(dark)
    in_port = facts(1, area="port")
    assert found(lawful(in_port, starts=("17:49",)), law) == []
    assert found(lawful(in_port, starts=("17:50",)), law) == [CODES.LAW_CREW]  # touches 18:00
    assert found(lawful(facts(1), starts=("19:00",)), law) == []
    assert found(lawful(in_port, starts=("19:00",), agents=CROWD), law) == []


def test_papers_that_a_rule_demands_are_stated() -> None:
    law = more(
        PaperRule(rule_id="papers", citation=CITED, carry=("photo ID",), recording="required")
    )
    assert found(lawful(facts(1), starts=("10:00",)), law) == [CODES.LAW_PAPERS]
    told = facts(1, carry=("photo ID", "letter"), recording="required")
    assert found(lawful(told, starts=("10:00",)), law) == []
