"""What a plan of several days writes: the firm day as ever, each other day as a proposal."""

from __future__ import annotations

import csv
import re
import stat
from dataclasses import replace
from pathlib import Path

import pytest

import router
from router.demo import example

DEMO = example("helsinki")


@pytest.fixture(scope="module")
def period(helsinki: Path) -> router.PeriodPlan:
    return router.plan_days(
        DEMO.cases, DEMO.agents, date=DEMO.day, days=3, region=helsinki, seconds=None, iterations=20
    )


@pytest.fixture(scope="module")
def folder(period: router.PeriodPlan, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return period.save(tmp_path_factory.mktemp("period") / "plan")


def names(folder: Path) -> set[str]:
    return {str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file()}


def test_every_day_has_its_folder_and_the_period_its_page_and_table(folder: Path) -> None:
    there = names(folder)
    assert {"plan.json", "index.html", "review.html", "period.html", "period.csv"} <= there
    for day in ("2026-11-25", "2026-11-26"):
        inside = {name for name in there if name.startswith(f"proposal/{day}/")}
        assert {f"proposal/{day}/{name}" for name in ("plan.json", "index.html")} <= inside
        assert f"proposal/{day}/review.html" not in inside  # the firm day has it
    for name in there:
        assert stat.S_IMODE((folder / name).stat().st_mode) == 0o600, name


def test_every_page_of_a_later_day_is_marked_and_no_page_of_the_firm_one(folder: Path) -> None:
    for path in folder.rglob("*.html"):
        proposal = "proposal" in path.relative_to(folder).parts
        marked = "is firm. This day is planned again" in path.read_text(encoding="utf-8")
        assert marked == proposal, path


def test_every_link_leads_to_a_file(folder: Path) -> None:
    for path in folder.rglob("*.html"):
        for link in re.findall(r'href="\./([^"]+)"', path.read_text(encoding="utf-8")):
            assert (path.parent / link).resolve().is_file(), (path, link)
    assert 'href="./period.html"' in (folder / "index.html").read_text(encoding="utf-8")


def test_all_pages_are_in_one_language(period: router.PeriodPlan, tmp_path: Path) -> None:
    """Most cases of the portfolio are Chinese; those of the later days and in review are not."""
    firm, *others = period.days
    shown = {case.case_id for plan in others for case in plan.data.cards}
    assert len(shown) < len(firm.data.cards) / 2
    doubtful = {case.case_id for case in firm.data.review}
    cards = tuple(
        card if card.case_id in shown | doubtful else replace(card, address="临江市南浦一路1号")
        for card in firm.data.cards
    )
    mixed = replace(firm, data=replace(firm.data, cards=cards))
    folder = replace(period, days=(mixed, *others)).save(tmp_path / "plan")
    pages = {
        str(path.relative_to(folder)): path.read_text(encoding="utf-8")
        for path in folder.rglob("*.html")
    }
    routes = sum(len(plan.routes) for plan in (mixed, *others))
    assert len(pages) == routes + 8  # days and rules three times each, the period, the review
    assert {name for name, page in pages.items() if '<html lang="zh-Hans">' not in page} == set()


def test_each_plan_file_alone_is_enough_to_check_its_day(folder: Path) -> None:
    for path in folder.rglob("plan.json"):
        report = router.check(router.read_plan(path))
        assert report.ok, (path, str(report))


def test_the_table_has_every_visit_of_every_day_and_names_no_borrower(
    period: router.PeriodPlan, folder: Path
) -> None:
    with (folder / "period.csv").open(encoding="utf-8-sig", newline="") as stream:
        found = list(csv.DictReader(stream))
    made = [
        (str(plan.data.day), visit_id)
        for plan in period.days
        for route in plan.routes
        for visit_id in route.visit_ids
    ]
    assert [(row["date"], row["visit_id"]) for row in found] == made
    assert {row["status"] for row in found if row["date"] == DEMO.day.isoformat()} == {"firm"}
    assert {row["status"] for row in found if row["date"] != DEMO.day.isoformat()} == {"proposal"}
    assert all(0 < float(row["chance"]) < 1 for row in found)
    text = (folder / "period.csv").read_text(encoding="utf-8") + period.map().html
    cards = [card for plan in period.days for card in plan.data.cards if card.name]
    assert not [card.name for card in cards if card.name in text]


def test_a_later_plan_of_fewer_days_takes_its_proposals_away(
    period: router.PeriodPlan, tmp_path: Path
) -> None:
    target = period.save(tmp_path / "plan")
    (target / "proposal" / "2026-11-25" / "mine.txt").write_text("kept", encoding="utf-8")
    period.days[0].save(target)
    left = {name for name in names(target) if name.startswith(("proposal", "period"))}
    assert left == {"proposal/2026-11-25/mine.txt"}
    assert "period.html" not in (target / "index.html").read_text(encoding="utf-8")


def test_the_same_period_is_written_as_the_same_bytes(
    period: router.PeriodPlan, folder: Path, tmp_path: Path
) -> None:
    again = period.save(tmp_path / "again")
    assert names(again) == names(folder)
    assert [n for n in names(folder) if (again / n).read_bytes() != (folder / n).read_bytes()] == []


def test_a_period_of_one_day_is_that_day(period: router.PeriodPlan, tmp_path: Path) -> None:
    alone = router.PeriodPlan(days=period.days[:1]).save(tmp_path / "alone")
    day = period.days[0].save(tmp_path / "day")
    assert names(alone) == names(day)


def test_it_tells_in_words_what_is_firm_and_shows_itself_in_a_notebook(
    period: router.PeriodPlan,
) -> None:
    firm, *others = str(period).splitlines()
    assert firm.startswith("Firm: Plan of Tue 24 Nov 2026: ")
    assert [line.partition(":")[0] for line in others] == ["Proposal", "Proposal"]
    assert period._repr_html_().startswith("<iframe")
    assert period.firm is period.days[0]


def test_days_out_of_order_or_none_are_no_period(period: router.PeriodPlan) -> None:
    for days in ((), period.days[::-1], (period.days[0], replace(period.days[0]))):
        with pytest.raises(ValueError, match="one plan per day"):
            router.PeriodPlan(days=days)
