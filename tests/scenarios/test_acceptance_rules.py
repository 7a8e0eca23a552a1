"""What a lawful and humane day must show, case by case, planned end to end on real streets."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pandas as pd
import pytest

import router
from router.demo import example

ZONE = ZoneInfo("Europe/Helsinki")
TUESDAY = date(2026, 11, 24)
DOORS = ("Unioninkatu 13", "Bulevardi 8", "Liisankatu 21", "Kalevankatu 18", "Siltasaarenkatu 12")
Planner = Callable[..., router.Plan]


@pytest.fixture(scope="session")
def region(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("acceptance") / "region"
    router.build_region(example("helsinki").extract, folder)
    return folder


def case(case_id: str = "C-1", door: int = 0, **columns: object) -> dict[str, object]:
    return {"case_id": case_id, "address": f"{DOORS[door]}, Helsinki", "value": 500} | columns


AGENT: dict[str, object] = {
    "agent_id": "A1",
    "start": "open",
    "end": "open",
    "shifts": "Mon-Sun 07:00-22:00",
}


@pytest.fixture
def plan(region: Path) -> Planner:
    def planned(
        *cases: dict[str, object],
        on: date = TUESDAY,
        agents: tuple[dict[str, object], ...] = (AGENT,),
        profiles: tuple[str, ...] = (),
        **more: object,
    ) -> router.Plan:
        return router.plan_day(
            pd.DataFrame(cases, dtype=str).fillna(""),
            pd.DataFrame(agents, dtype=str).fillna(""),
            date=on,
            region=region,
            settings=router.Settings(profiles=profiles),
            seconds=None,
            iterations=20,
            **more,  # type: ignore[arg-type]
        )

    return planned


def starts(plan: router.Plan) -> dict[str, datetime]:
    """When each planned case is visited, at the door."""
    visits = {visit.visit_id: visit.case_ids for visit in plan.data.problem.visits}
    return {
        case_id: plan.data.problem.instant(visit.start_s).astimezone(ZONE)
        for route in plan.routes
        for stop in route.stops
        for visit in stop.visits
        for case_id in visits[visit.visit_id]
    }


def why(plan: router.Plan, case_id: str = "C-1") -> str:
    (held,) = (held for held in plan.held if held.case_id == case_id)
    return held.rule


def outcome(code: str, when: datetime, case_id: str = "C-1", **columns: object) -> pd.DataFrame:
    row = {"case_id": case_id, "when": when.isoformat(), "code": code} | columns
    return pd.DataFrame([row], dtype=str)


def at(day: date, hour: int, minute: int = 0) -> datetime:
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=ZONE)


@pytest.mark.parametrize(
    ("profile", "days", "allowed"),
    [
        # One a week: after six days no, after seven times 24 hours yes; the humane layer too.
        ("cl", 6, False), ("cl", 7, True), ("ru", 6, False), ("ru", 7, True),
        # Massachusetts: one in thirty days.
        ("us-ma", 29, False), ("us-ma", 30, True),
    ],
)  # fmt: skip
def test_caps_of_a_profile_are_kept(plan: Planner, profile: str, days: int, allowed: bool) -> None:
    before = at(TUESDAY - timedelta(days=days), 9)
    day = plan(case(), profiles=(profile,), outcomes=outcome("NAH", before))
    assert ("C-1" in starts(day)) is allowed
    if not allowed:
        assert why(day).startswith("CAPS:")


@pytest.mark.parametrize(
    ("profile", "on", "rule"),
    [
        ("pe", date(2026, 11, 28), "HOURS:pe"),  # a Saturday
        ("id", date(2026, 11, 29), "HOURS:id"),  # a Sunday
        ("id", date(2026, 12, 25), "HOURS:id"),  # a Friday, and Christmas
    ],
)
def test_closed_days_are_named(plan: Planner, profile: str, on: date, rule: str) -> None:
    day = plan(case(), on=on, profiles=(profile,))
    assert not starts(day)
    (held,) = day.held
    assert held.rule.startswith("HOURS:")
    assert rule.partition(":")[2] in held.rule + held.detail + held.source


def test_a_workplace_is_never_visited_in_romania(plan: Planner) -> None:
    day = plan(case(address_type="work", consents="work"), profiles=("ro",))
    assert "work" in why(day)


def test_who_paid_this_morning_is_not_visited(plan: Planner) -> None:
    paid = pd.DataFrame([{"case_id": "C-1", "when": "2026-11-24 08:05"}], dtype=str)
    day = plan(case(), case("C-2", 1), payments=paid)
    assert list(starts(day)) == ["C-2"]
    assert next(held for held in day.held if held.case_id == "C-1").channel == "closed"


def test_three_loans_and_three_addresses_are_at_most_one_stop(plan: Planner) -> None:
    loans = [case(f"C-{n}", n, borrower_id="B-1") for n in range(3)]
    day = plan(*loans)
    assert len(starts(day)) == 1
    assert {left.code for left in day.unassigned} == {"SAME_BORROWER"}


def test_one_cap_counts_all_loans_of_a_borrower(plan: Planner) -> None:
    yesterday = outcome("NAH", at(TUESDAY - timedelta(days=1), 18), case_id="C-2")
    day = plan(case(borrower_id="B-1"), case("C-2", 1, borrower_id="B-1"), outcomes=yesterday)
    assert not starts(day)
    assert why(day).startswith("CAPS:")


def test_after_nobody_was_home_in_the_morning_the_next_attempt_is_not_in_the_morning(
    plan: Planner,
) -> None:
    before = at(TUESDAY - timedelta(days=14), 10)  # also a Tuesday
    day = plan(case(), outcomes=outcome("NAH", before))
    assert starts(day)["C-1"].hour >= 12


def test_after_three_fruitless_visits_the_case_goes_to_another_channel(plan: Planner) -> None:
    times = [at(TUESDAY - timedelta(days=days), 10 + 4 * n) for n, days in enumerate((60, 40, 20))]
    day = plan(case(), outcomes=pd.concat([outcome("NAH", when) for when in times]))
    assert not starts(day)
    (held,) = day.held
    assert held.channel not in {"", "visit"}


@pytest.mark.parametrize("code", ["LEAVE", "COMP", "VULN", "DISP", "REPR", "DECD"])
def test_what_people_said_holds_until_a_named_release(plan: Planner, code: str) -> None:
    long_ago = outcome(code, at(TUESDAY - timedelta(days=400), 10))
    day = plan(case(), outcomes=long_ago)
    assert not starts(day)
    assert why(day).startswith("HOLD:")


def test_a_lone_agent_never_goes_where_two_must(plan: Planner) -> None:
    day = plan(case(flags="risk"))
    assert not starts(day)
    crew = AGENT | {"agent_id": "A2", "people": "2"}
    assert "C-1" in starts(plan(case(flags="risk"), agents=(AGENT, crew)))


def test_an_agent_whose_certificate_expired_does_not_work(plan: Planner) -> None:
    expired = AGENT | {"certificates": "IIBF until 2026-11-23"}
    valid = AGENT | {"certificates": "IIBF until 2026-11-24"}  # through its last day
    assert not starts(plan(case(), agents=(expired,)))
    assert "C-1" in starts(plan(case(), agents=(valid,)))


@pytest.mark.parametrize(
    "cases",
    [[], [case(holds="dispute")], [case(stage="legal")], [case(address="Nowhere 999")]],
    ids=["no cases", "all held", "all at another stage", "none located"],
)
def test_a_day_without_visits_is_a_readable_plan(
    plan: Planner, cases: list[dict[str, object]], tmp_path: Path
) -> None:
    day = plan(*(cases or [case(holds="dispute")]), agents=(AGENT,))
    assert not starts(day)
    day.save(tmp_path / "plan")
    assert "0 violations" in (tmp_path / "plan" / "compliance.html").read_text(encoding="utf-8")


def test_a_payment_or_complaint_that_cannot_be_read_stops_the_visit(plan: Planner) -> None:
    torn = outcome("COMPLAIMT", at(TUESDAY - timedelta(days=1), 10))
    day = plan(case(), case("C-2", 1), outcomes=torn)
    assert list(starts(day)) == ["C-2"]
    (held,) = day.held
    assert (held.rule, held.channel) == ("HOLD:unread", "review")
    assert "outcomes, row 2" in held.source
