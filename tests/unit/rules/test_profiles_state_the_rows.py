"""Every packaged profile states what its row of the survey of rules says, in the same words.

The words are those of `describe_rule` and `describe_conditions`; what they should be was written
down by hand from the survey, row by row, not from the files.
"""

from __future__ import annotations

from datetime import date

import pytest

from router.domain.profiles import Evidence, PaperRule
from router.rules import (
    describe_conditions,
    describe_rule,
    lint_profile,
    load_profile,
    profile_names,
    profile_of_country,
)

EVERY = "mon-sun, holiday"
BOTH = "visits and calls"
ALL = "every channel"
ELSEWHERE = ("work", "relative", "hospital", "school", "public", "agreed", "other")

ROWS: dict[str, list[tuple[str, str, str]]] = {
    # field, value, conditions
    "humane": [
        ("hours", "mon-fri 09:00-20:00", ""),
        ("hours", "sat 10:00-18:00", ""),
        ("hours", "sun closed", ""),
        ("hours", "holiday closed", ""),
        ("caps", "1 attempt a day", ""),
        ("caps", "1 attempt in 7 days", ""),
        ("caps", "2 attempts in 30 days", ""),
        ("notice", "notice 24 h before, with purpose, date and time", ""),
        ("places", "home: allowed", ""),
        ("places", "registered: allowed", ""),
        ("places", "mailing: allowed", ""),
        *(("places", f"{place}: denied", "") for place in ELSEWHERE),
        ("crew", "at most 2 people", ""),
        ("protected", "no visit to: hospital, incapacitated, minor, vulnerable", ""),
        ("records", "records kept 730 days, purged after 1095 days", ""),
    ],
    "cn": [
        ("hours", f"{EVERY} 08:00-22:00", f"{BOTH}; unless agreed to: hours"),
        ("caps", "3 contacts by call a day", "calls only"),
        ("caps", "6 attempts by call a day", "calls only"),
        ("records", "records kept 730 days", ""),
    ],
    "in": [
        ("hours", f"{EVERY} 08:00-19:00", f"from 2022-08-12; until 2026-06-30; {BOTH}"),
        ("hours", f"{EVERY} 08:00-19:00", f"from 2026-07-01; {BOTH}"),
        ("places", "work: allowed after 1 fruitless visit at home", "from 2026-07-01"),
        *(
            ("places", f"{place}: only with consent", "from 2026-07-01")
            for place in ("relative", "hospital", "school", "public", "other")
        ),
        *(
            (
                "places",
                f"{place}: allowed after 2 fruitless visits at agreed",
                "from 2026-07-01; for microfinance",
            )
            for place in ("home", "registered", "mailing", "work")
        ),
        ("certificates", "certificate IIBF", "from 2026-07-01"),
        ("protected", "no visit to: bereavement, disaster, festival, wedding", "from 2026-07-01"),
    ],
    "id": [
        ("hours", "mon-sat 08:00-20:00", BOTH),
        ("hours", "sun, holiday closed", BOTH),
        *(("places", f"{place}: allowed", "") for place in ("home", "registered", "mailing")),
        *(("places", f"{place}: only with consent", "") for place in ELSEWHERE),
    ],
    "ph": [("hours", f"{EVERY} 06:00-22:00", f"{BOTH}; unless agreed to: hours")],
    "vn": [
        ("hours", f"{EVERY} 07:00-21:00", BOTH),
        ("caps", "5 attempts of any kind a day", ALL),
    ],
    "th": [
        ("hours", "mon-fri 08:00-20:00", BOTH),
        ("hours", "holiday 08:00-18:00", BOTH),
        ("caps", "1 attempt of any kind a day", ALL),
        *(
            ("places", f"{place}: only with consent", "")
            for place in ("work", "relative", "hospital", "school", "public", "other")
        ),
    ],
    "kr": [
        ("hours", f"{EVERY} 08:00-21:00", BOTH),
        ("caps", "7 contacts of any kind in 7 days", f"from 2024-10-17; {ALL}"),
        ("protected", "no visit to: accident, disaster, hospital, illness", "from 2024-10-17"),
    ],
    "jp": [
        ("hours", f"{EVERY} 08:00-21:00", BOTH),
        *(
            ("places", f"{place}: only with consent", "")
            for place in ("work", "relative", "hospital", "school", "public", "other")
        ),
    ],
    "tw": [("hours", f"{EVERY} 07:00-22:00", BOTH)],
    "au": [
        ("hours", "mon-sun 09:00-21:00", ""),
        ("hours", "holiday closed", ""),
        ("hours", "mon-fri 09:00-17:00 at work, unless the hours there are known", ""),
        ("hours", "sat, sun closed at work, unless the hours there are known", ""),
        ("caps", "3 contacts of any kind in 7 days", ALL),
        ("caps", "10 contacts of any kind in 30 days", ALL),
        ("caps", "1 contact in 30 days", ""),
        ("consent", "consent to being visited", ""),
    ],
    "gb": [
        ("notice", "notice 24 h before, with purpose, date and time", ""),
        ("consent", "consent to being visited", "for dispute"),
        ("places", "work: only with consent", ""),
        ("places", "hospital: only with consent", ""),
        ("protected", "no visit to: vulnerable", ""),
    ],
    "us": [
        ("hours", f"{EVERY} 08:00-21:00", BOTH),
        ("caps", "7 attempts by call in 7 days per debt", "calls only"),
        ("protected", "no visit to: represented", ""),
        ("records", "records kept 1095 days", ""),
    ],
    "us-ma": [
        ("hours", f"{EVERY} 08:00-21:00", "calls only"),
        ("caps", "1 attempt at home in 30 days per debt", "unless agreed to: frequency"),
    ],
    "mx": [
        ("hours", f"{EVERY} 07:00-22:00", BOTH),
        ("protected", "no visit to: elderly, minor", ""),
    ],
    "br": [],
    "br-sp": [
        ("hours", "mon-fri 08:00-20:00", "calls only"),
        ("hours", "sat 08:00-14:00", "calls only"),
        ("hours", "sun, holiday closed", "calls only"),
    ],
    "br-al": [
        ("hours", "mon-fri 08:00-20:00", "calls only"),
        ("hours", "sat 08:00-14:00", "calls only"),
        ("hours", "sun, holiday closed", "calls only"),
    ],
    "br-rj": [
        ("hours", "mon-fri 09:00-19:00", "calls only"),
        ("hours", "sun, holiday closed", "calls only"),
    ],
    "br-es": [
        ("hours", "mon-sat 08:00-19:00", "calls only"),
        ("hours", "sun, holiday closed", "calls only"),
    ],
    "br-am": [
        ("hours", "mon-sat 00:00-19:00", "calls only"),
        ("hours", "sun, holiday closed", "calls only"),
    ],
    "cl": [
        ("hours", "mon-sat 08:00-20:00", BOTH),
        ("hours", "sun, holiday closed", BOTH),
        ("caps", "1 attempt by visit or call in 7 days", BOTH),
        ("caps", "2 attempts by message or letter in 7 days", "messages and letters only"),
        ("min_gap", "2 days apart", "messages and letters only"),
        ("records", "records kept 730 days", ""),
    ],
    "co": [
        ("hours", "mon-fri 07:00-19:00", "visits, calls and messages"),
        ("hours", "sat 08:00-15:00", "visits, calls and messages"),
        ("hours", "sun, holiday closed", "visits, calls and messages"),
        ("caps", "1 attempt of any kind a day", ALL),
        ("caps", "no contact by call or message or letter in 7 days", ""),
        ("consent", "consent to being visited", "except for microfinance"),
        ("places", "work: only with consent", "except for microfinance"),
    ],
    "pe": [
        ("hours", "mon-fri 07:00-20:00", ""),
        ("hours", "sat, sun, holiday closed", ""),
    ],
    "ru": [
        ("hours", "mon-fri 08:00-22:00", BOTH),
        ("hours", "sat, sun 09:00-20:00", BOTH),
        ("hours", "holiday 09:00-20:00", BOTH),
        ("caps", "1 attempt in 7 days", ""),
        ("protected", "no visit to: disabled, hospital, incapacitated, insolvency, minor", ""),
    ],
    "ro": [
        ("hours", f"{EVERY} 09:00-20:00", BOTH),
        ("places", "work: denied", ""),
    ],
    "gr": [
        ("hours", "mon-fri 09:00-20:00", "calls only"),
        ("caps", "1 attempt by call in 2 days", "calls only"),
    ],
    "za": [
        ("hours", "mon-sat 06:00-21:00", BOTH),
        ("hours", "sun closed", BOTH),
    ],
    "ke": [],
    "ng": [],
}


@pytest.mark.parametrize("name", ROWS)
def test_a_profile_states_its_row_and_nothing_else(name: str) -> None:
    stated = [
        (rule.field, describe_rule(rule), describe_conditions(rule))
        for rule in load_profile(name).rules
        if not isinstance(rule, PaperRule)
    ]
    assert sorted(stated) == sorted(ROWS[name])


def test_there_is_a_row_for_every_packaged_profile() -> None:
    assert set(profile_names()) == set(ROWS)
    assert profile_names()[0] == "humane"


@pytest.mark.parametrize("name", ROWS)
def test_a_packaged_profile_has_no_fatal_fault_and_an_id_like_its_file(name: str) -> None:
    assert not [fault for fault in lint_profile(name) if fault.fatal]
    profile = load_profile(name)
    assert profile.profile_id == name
    assert profile.version
    assert len(profile.digest) == 64


@pytest.mark.parametrize("name", [name for name in ROWS if name != "humane"])
def test_every_value_of_a_law_says_where_it_was_read_and_how_well_it_is_known(name: str) -> None:
    profile = load_profile(name)
    assert profile.country == name[:2].upper()
    assert profile.subdivision == name[3:].upper()
    for rule in profile.rules:
        assert rule.citation.title
        known = rule.citation.grade is not Evidence.UNVERIFIED
        # What was published after the survey's month carries no date of reading.
        assert rule.citation.where or not known
        assert rule.citation.checked is None or rule.citation.checked == date(2025, 11, 1)


@pytest.mark.parametrize(
    ("name", "field", "grade"),
    [
        ("kr", "hours", Evidence.UNVERIFIED),  # marked G in the survey
        ("tw", "hours", Evidence.UNVERIFIED),
        ("jp", "places", Evidence.UNVERIFIED),
        ("co", "consent", Evidence.UNVERIFIED),
        ("co", "places", Evidence.UNVERIFIED),
        ("us", "records", Evidence.UNVERIFIED),
        ("in", "certificates", Evidence.UNVERIFIED),  # the final text was not read
        ("au", "hours", Evidence.PRIMARY),  # V1
        ("gb", "notice", Evidence.PRIMARY),
        ("ru", "protected", Evidence.PRIMARY),
        ("cl", "caps", Evidence.SECONDARY),  # V2
        ("pe", "hours", Evidence.SECONDARY),
    ],
)
def test_grades_are_those_of_the_survey(name: str, field: str, grade: Evidence) -> None:
    rules = [rule for rule in load_profile(name).rules if rule.field == field]
    assert {rule.citation.grade for rule in rules} == {grade}


def test_australias_limit_on_face_to_face_contacts_is_not_verified() -> None:
    grades = {rule.rule_id: rule.citation.grade for rule in load_profile("au").rules}
    assert grades["face-to-face"] is Evidence.UNVERIFIED
    assert grades["weekly"] is Evidence.PRIMARY


def test_a_visit_in_china_is_recorded() -> None:
    recording = {rule.recording for rule in load_profile("cn").of(PaperRule)}
    assert recording == {"required", ""}


def test_china_warns_of_what_advertising_pages_claim() -> None:
    note = load_profile("cn").note
    assert "taozhai.320500.cn" in note
    assert "guanxian.org" in note
    assert "Treat as false" in note


def test_india_keeps_eight_to_nineteen_through_the_change_of_rules() -> None:
    for day in (date(2026, 6, 30), date(2026, 7, 1)):
        hours = [rule for rule in load_profile("in").on(day).rules if rule.field == "hours"]
        assert [describe_rule(rule) for rule in hours] == [f"{EVERY} 08:00-19:00"]
    assert not [r for r in load_profile("in").on(date(2026, 6, 30)).rules if r.field == "places"]


def test_the_profile_of_a_country_is_its_national_one() -> None:
    assert profile_of_country("CN") == "cn"
    assert profile_of_country("gb") == "gb"
    # br-es is Espírito Santo; Spain has no rule, only custom.
    assert profile_of_country("ES") == ""
    assert profile_of_country("US-MA") == ""
    assert profile_of_country("") == ""
