"""Rolling windows, changes of the clocks, midnight, borders of time zones, holidays, 调休."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from router.pipeline.asking import ask_one
from tests.scenarios.asking import refused, situation, visits

HELSINKI = "Europe/Helsinki"  # clocks go forward on 29 March 2026 and back on 25 October
SANTIAGO = "America/Santiago"  # clocks go forward at the midnight that begins 6 September 2026
SHANGHAI, URUMQI = "Asia/Shanghai", "Asia/Urumqi"
WEEK = {"history": visits("2026-03-28T12:00 ACC")}
WEEK_BACK = {"history": visits("2026-10-24T12:00 ACC")}

TABLE: list[tuple[str, str, str, object, dict[str, Any], str]] = [
    # Seven times 24 hours are an hour later on the clock after clocks went forward, and an hour
    # earlier after they went back.
    ("forward: 6 d 23 h 59 min 59 s", "2026-04-04T12:59:59", HELSINKI, "ru", WEEK, "ru:caps"),
    ("forward: seven days", "2026-04-04T13:00:00", HELSINKI, "ru", WEEK, ""),
    ("back: 6 d 23 h 59 min", "2026-10-31T10:59", HELSINKI, "ru", WEEK_BACK, "ru:caps"),
    ("back: seven days", "2026-10-31T11:00", HELSINKI, "ru", WEEK_BACK, ""),
    ("forward, looking ahead", "2026-03-28T12:00:01", HELSINKI, "ru",
     {"history": visits("2026-04-04T13:00")}, "ru:caps"),
    ("forward, looking ahead, seven days", "2026-03-28T12:00", HELSINKI, "ru",
     {"history": visits("2026-04-04T13:00")}, ""),
    # A visit between two others that are seven days apart from each other only.
    ("between two", "2026-11-24T12:00", HELSINKI, "ru",
     {"history": visits("2026-11-17T12:00 ACC", "2026-12-01T12:00")}, ""),
    ("between two, a second off", "2026-11-24T12:00:01", HELSINKI, "ru",
     {"history": visits("2026-11-17T12:00 ACC", "2026-12-01T12:00")}, "ru:caps"),
    # Two in 30 days: the third is refused by any window that holds all three.
    ("two behind", "2026-11-24T12:00", HELSINKI, "humane",
     {"history": visits("2026-10-25T12:00:01 ACC", "2026-11-10T12:00 ACC"),
      "told": "2026-11-20T12:00", "humane": True}, "humane:caps"),
    ("one behind, one ahead", "2026-11-24T12:00", HELSINKI, "humane",
     {"history": visits("2026-11-10T12:00 ACC", "2026-12-09T12:00"),
      "told": "2026-11-20T12:00", "humane": True}, "humane:caps"),
    ("one behind, one ahead, 30 days apart", "2026-11-24T12:00", HELSINKI, "humane",
     {"history": visits("2026-11-10T12:00 ACC", "2026-12-10T12:00"),
      "told": "2026-11-20T12:00", "humane": True}, ""),
    # "Once a day" is the local calendar day, whatever its length.
    ("25 hours of one day", "2026-10-25T23:30", HELSINKI, "th",
     {"history": visits("2026-10-25T00:10 ACC")}, "th:caps"),
    ("minutes apart, two days", "2026-10-25T00:10", HELSINKI, "th",
     {"history": visits("2026-10-24T23:50 ACC")}, ""),
    ("the day is that of the door", "2026-11-29T00:30+02:00", HELSINKI, "th",
     {"history": visits("2026-11-28T23:00+00:00 ACC")}, "th:caps"),
    # Notice: 24 hours are 24 hours.
    ("forward: told 23.5 h before", "2026-03-29T12:30", HELSINKI, "gb",
     {"told": "2026-03-28T12:00"}, "gb:notice"),
    ("forward: told 24 h before", "2026-03-29T13:00", HELSINKI, "gb",
     {"told": "2026-03-28T12:00"}, ""),
    ("back: told 24 h before", "2026-10-25T11:00", HELSINKI, "gb",
     {"told": "2026-10-24T12:00"}, ""),
    # A visit during the change: 40 minutes on the clock are 100 when clocks go back.
    ("over the repeated hour", "2026-10-25T03:50+03:00", HELSINKI, "br", {}, ""),
    ("bad time in both passes, first", "2026-10-25T03:10+03:00", HELSINKI, "br",
     {"not_at": "03:00-03:40"}, "router:not_at"),
    ("bad time in both passes, second", "2026-10-25T03:10+02:00", HELSINKI, "br",
     {"not_at": "03:00-03:40"}, "router:not_at"),
    # Midnight: both days have their say.
    ("into Monday, whose hours begin at eight", "2026-11-29T23:50", "Asia/Bangkok", "th", {},
     "th:hours"),
    ("ends at midnight", "2026-11-29T23:40", "Asia/Bangkok", "th", {}, ""),
    ("starts at midnight on Saturday", "2026-11-28T00:00", "Asia/Bangkok", "th", {}, ""),
    ("starts at midnight on Monday", "2026-11-30T00:00", "Asia/Bangkok", "th", {}, "th:hours"),
    ("from Saturday into a closed Sunday", "2026-11-28T23:50", "Asia/Bangkok", ["th", "za"], {},
     "za:hours"),
    ("into a hold that begins", "2026-11-28T23:50", "Asia/Bangkok", "br",
     {"holds": [{"reason": "away", "since": "2026-11-29"}]}, "router:hold"),
    ("out of a hold that ends", "2026-11-28T23:50", "Asia/Bangkok", "br",
     {"holds": [{"reason": "away", "until": "2026-11-28"}]}, "router:hold"),
    ("after a hold that ended", "2026-11-29T00:00", "Asia/Bangkok", "br",
     {"holds": [{"reason": "away", "until": "2026-11-28"}]}, ""),
    ("bad times across midnight", "2026-11-29T00:30", "Asia/Bangkok", "br",
     {"not_at": "Sat 22:00-06:00"}, "router:not_at"),
    ("the day without its first hour", "2026-09-06T01:00", SANTIAGO, "br", {}, ""),
    # Borders of time zones: the clock of the door.
    ("eight in Shanghai", "2026-11-24T08:00+08:00", SHANGHAI, "cn", {}, ""),
    ("the same moment in Urumqi", "2026-11-24T08:00+08:00", URUMQI, "cn", {}, "cn:hours"),
    ("ten in Shanghai is eight in Urumqi", "2026-11-24T10:00+08:00", URUMQI, "cn", {}, ""),
    ("Indianapolis", "2026-11-24T08:00-05:00", "America/Indiana/Indianapolis", "us", {}, ""),
    ("Knox, an hour behind", "2026-11-24T08:00-05:00", "America/Indiana/Knox", "us", {},
     "us:hours"),
    ("Saturday already in Auckland", "2026-11-27T20:00Z", "Pacific/Auckland", "pe", {},
     "pe:hours"),
    ("Monday already in Auckland", "2026-11-29T20:00Z", "Pacific/Auckland", "pe", {}, ""),
    ("quarter hours: Nepal", "2026-11-24T07:59+05:45", "Asia/Kathmandu", "us", {}, "us:hours"),
    ("half an hour of summer time: Lord Howe", "2026-11-24T20:41+11:00", "Australia/Lord_Howe",
     "us", {}, "us:hours"),
    # Rules in force on the date at the door: certificates in India from 1 July 2026.
    ("still June at the door", "2026-06-30T22:00Z", "America/New_York", "in", {"people": 1}, ""),
    ("already July at the door", "2026-06-30T22:00Z", "Asia/Kolkata", "in", {"people": 1},
     "in:certificates in:hours"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("start", "zone", "profile", "more", "expected"),
    [row[1:] for row in TABLE],
    ids=[row[0] for row in TABLE],
)
def test_who_says_no(
    start: str, zone: str, profile: object, more: dict[str, Any], expected: str
) -> None:
    assert refused(start, zone, profile, **more) == expected


def humane(start: str, **more: Any) -> str:
    told = f"{start[:4]}-{start[5:7]}-01T00:00" if start[8:10] != "01" else "2025-12-01T00:00"
    return refused(start, SHANGHAI, "cn", humane=True, told=told, **more)


@pytest.mark.parametrize(
    ("start", "expected"),
    [
        ("2026-01-04T12:00", ""),  # a Sunday that is worked: hours of a weekday
        ("2026-01-11T12:00", "humane:hours"),  # an ordinary Sunday
        ("2026-02-14T19:00", ""),  # a Saturday that is worked, until 20:00
        ("2026-02-07T19:00", "humane:hours"),  # an ordinary Saturday, until 18:00
        ("2026-02-17T12:00", "humane:hours"),  # Spring Festival, a Tuesday
        ("2026-02-28T19:00", ""),  # worked after the festival
        ("2026-10-02T12:00", "humane:hours"),  # National Day's week
        ("2026-10-10T19:00", ""),  # a Saturday that is worked after it
    ],
)
def test_holidays_and_adjusted_workdays_of_china(start: str, expected: str) -> None:
    assert humane(start) == expected


def test_a_year_without_announced_workdays_is_said() -> None:
    asked = situation("2035-03-06T12:00", SHANGHAI, "cn")
    answer = ask_one(json.dumps(asked), file="test", folder=Path())
    assert any("adjusted workdays" in warning for warning in answer.verdict.warnings)


def test_own_holidays_and_workdays_go_before_the_calendar() -> None:
    assert humane("2026-11-24T12:00", holidays=["2026-11-24"]) == "humane:hours"
    worked = [{"date": "2026-11-29", "kind": "workday"}]
    assert humane("2026-11-29T12:00", holidays=worked) == ""


def test_a_working_night_is_open_across_midnight(tmp_path: Path) -> None:
    own = tmp_path / "night.toml"
    own.write_text(
        'id = "night"\nversion = "1"\ntitle = "Night"\n'
        '[sources.us]\ntitle = "Ours"\ngrade = "unverified"\n'
        '[[hours]]\nid = "evening"\ndays = ["fri"]\nopen = ["20:00-24:00"]\nsource = "us"\n'
        '[[hours]]\nid = "night"\ndays = ["sat"]\nopen = ["00:00-02:00"]\nsource = "us"\n',
        encoding="utf-8",
    )

    def no(start: str) -> str:
        return refused(start, HELSINKI, [str(own)])

    # Friday 27 November: until two at night without a gap at midnight
    assert no("2026-11-27T23:50") == ""
    assert no("2026-11-28T01:40") == ""
    assert no("2026-11-28T01:41") == "night:hours"
    assert no("2026-11-27T19:59") == "night:hours"
