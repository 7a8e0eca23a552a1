"""The law of a plan: its layers, its holidays, and what a named person opened in the humane one."""

from __future__ import annotations

from datetime import date, time
from pathlib import Path

import pytest

from router.domain.profiles import ClockSpan, HoursRule, PlaceRule, Rule
from router.errors import InputError
from router.rules import country_of_zone, describe_rule, load_profile, make_law, strictest

DAY = date(2026, 11, 24)


def ids(law: object) -> list[str]:
    return [layer.profile_id for layer in law.layers]  # type: ignore[attr-defined]


def test_the_humane_layer_stands_first_and_can_be_left_out() -> None:
    assert ids(make_law(["cl"], years=[2026])) == ["humane", "cl"]
    assert ids(make_law(["cl"], humane=False, years=[2026])) == ["cl"]
    assert ids(make_law([], years=[2026])) == ["humane"]
    assert ids(make_law(["humane", "cl", "cl"], years=[2026])) == ["humane", "cl"]


def test_a_state_brings_its_country_along_and_the_holidays_of_both() -> None:
    law = make_law(["us-ma"], years=[2026])
    assert ids(law) == ["humane", "us", "us-ma"]
    assert law.calendar.name == "US-MA"
    assert date(2026, 4, 20) in law.calendar.holidays  # Patriots' Day
    assert date(2026, 7, 3) in law.calendar.holidays  # federal, for Saturday the Fourth
    assert ids(make_law(["us", "us-ma"], years=[2026])) == ["humane", "us", "us-ma"]
    assert ids(make_law(["br-sp"], years=[2026])) == ["humane", "br", "br-sp"]


def test_two_countries_make_a_holiday_of_either_a_holiday() -> None:
    law = make_law(["cl", "ru"], years=[2026])
    assert law.calendar.name == "CL+RU"
    assert {date(2026, 9, 18), date(2026, 6, 12)} <= set(law.calendar.holidays)


def test_the_country_of_the_doors_counts_where_no_profile_names_one() -> None:
    assert make_law([], country="FI", years=[2026]).calendar.name == "FI"
    assert make_law([], country="DE", subdivision="BY", years=[2026]).calendar.name == "DE-BY"
    assert make_law(["us"], subdivision="TX", years=[2026]).calendar.name == "US-TX"
    law = make_law(["cl"], country="FI", years=[2026])
    assert law.calendar.name == "CL"
    assert any("the doors are in FI" in warning for warning in law.warnings)


def test_a_law_without_holidays_says_so() -> None:
    assert any("no country" in warning for warning in make_law([], years=[2026]).warnings)
    with pytest.raises(InputError, match="years"):
        make_law(["cl"], years=[])


def test_a_law_warns_of_chinese_years_that_are_not_announced() -> None:
    assert any("2035" in warning for warning in make_law(["cn"], years=[2035]).warnings)
    assert not make_law(["cn"], years=[2026]).warnings


def test_every_fault_of_every_profile_is_named() -> None:
    with pytest.raises(InputError) as caught:
        make_law(["nowhere", "cl", "none.toml"], years=[2026])
    assert len(caught.value.faults) == 2


def test_two_profiles_of_one_id_are_refused(tmp_path: Path) -> None:
    own = tmp_path / "own.toml"
    own.write_text(
        'id = "cl"\nversion = "2"\ntitle = "t"\n[sources.s]\ntitle = "s"\ngrade = "primary"\n'
        '[[hours]]\nid = "h"\nsource = "s"\ndays = ["mon-fri"]\nopen = ["10:00-11:00"]\n'
    )
    assert ids(make_law([own], years=[2026])) == ["humane", "cl"]
    with pytest.raises(InputError) as caught:
        make_law(["cl", own], years=[2026])
    assert "two different profiles" in caught.value.faults[0].problem


def loosening(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "loosen.toml"
    path.write_text(text, encoding="utf-8")
    return path


SATURDAY = """\
[[loosen]]
rule = "hours-sat"
by = "Li Wei"
reason = "agreed with the ombudsman"
until = 2026-12-31
[loosen.to]
open = ["09:00-19:00"]

[[loosen]]
rule = "denied-work"
by = "Li Wei"
reason = "field test"
[loosen.to]
treatment = "consent"
"""


def rules_of(law: object, rule_id: str, day: date) -> list[Rule]:
    humane = law.layers[0].on(day)  # type: ignore[attr-defined]
    return [rule for rule in humane.rules if rule.rule_id == rule_id]


def test_a_loosened_rule_holds_until_its_last_day_and_the_strict_one_from_the_next(
    tmp_path: Path,
) -> None:
    law = make_law(["cl"], loosenings=loosening(tmp_path, SATURDAY), years=[2026, 2027], day=DAY)
    (before,) = rules_of(law, "hours-sat", date(2026, 12, 31))
    (after,) = rules_of(law, "hours-sat", date(2027, 1, 1))
    assert isinstance(before, HoursRule)
    assert isinstance(after, HoursRule)
    assert before.open == (ClockSpan(time(9), time(19)),)
    assert after.open == (ClockSpan(time(10), time(18)),)


def test_a_loosening_is_shown_with_its_name_and_reason_and_opens_only_its_rule(
    tmp_path: Path,
) -> None:
    law = make_law(["cl"], loosenings=loosening(tmp_path, SATURDAY), years=[2026], day=DAY)
    assert [(one.rule_id, one.changes, one.by, one.reason) for one in law.loosened] == [
        ("hours-sat", "open = 09:00-19:00", "Li Wei", "agreed with the ombudsman"),
        ("denied-work", "treatment = consent", "Li Wei", "field test"),
    ]
    (work,) = rules_of(law, "denied-work", DAY)
    assert isinstance(work, PlaceRule)
    assert work.treatment == "consent"
    assert work.place_type == "work"
    (hospital,) = rules_of(law, "denied-hospital", DAY)
    assert describe_rule(hospital) == "hospital: denied"
    assert law.layers[1] == load_profile("cl")


def test_an_expired_loosening_is_not_applied_and_warned_of(tmp_path: Path) -> None:
    path = loosening(tmp_path, SATURDAY)
    law = make_law([], country="CL", loosenings=path, years=[2027], day=date(2027, 1, 1))
    assert [one.rule_id for one in law.loosened] == ["denied-work"]
    assert [describe_rule(rule) for rule in rules_of(law, "hours-sat", date(2027, 1, 2))] == [
        "sat 10:00-18:00"
    ]
    assert any("hours-sat" in warning and "2026-12-31" in warning for warning in law.warnings)
    # On its last day it still holds.
    last = make_law([], country="CL", loosenings=path, years=[2026], day=date(2026, 12, 31))
    assert len(last.loosened) == 2


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        (SATURDAY.replace("denied-work", "cl:hours"), "a law is never loosened"),
        (SATURDAY.replace("denied-work", "ru:weekly"), "a law is never loosened"),
        (SATURDAY.replace("denied-work", "home-visit"), "a law is never loosened"),
        (SATURDAY.replace("denied-work", "denied-wrok"), "no such rule"),
        (SATURDAY.replace("denied-work", "hours-sat"), "loosened twice"),
        (SATURDAY.replace('by = "Li Wei"\nreason = "f', 'reason = "f'), "'by' is missing"),
        (SATURDAY.replace('"field test"', '" "'), "empty"),
        (SATURDAY.replace('treatment = "consent"', "source = 1"), "cannot be changed"),
        (SATURDAY.replace('treatment = "consent"', "most = 1"), "cannot be changed"),
        (SATURDAY.replace('treatment = "consent"', 'treatment = "perhaps"'), "not known"),
        (SATURDAY.replace('treatment = "consent"', ""), "what changes"),
        (SATURDAY.replace("until = 2026-12-31", 'until = "some day"'), "no date"),
        (SATURDAY.replace("09:00-19:00", "09:00-25:00"), "no such time"),
        (SATURDAY.replace('by = "Li Wei"\nreason = "f', 'bye = "x"\nreason = "f'), "no key"),
        ("", "no loosening"),
        ("[loosen]\nrule = 1\n", "no loosening"),
        ("loosen = [1]\n", "no loosening"),
        ("x = [", "no TOML"),
    ],
)
def test_a_loosening_that_cannot_be_used_is_refused(
    tmp_path: Path, text: str, problem: str
) -> None:
    with pytest.raises(InputError) as caught:
        make_law(["cl"], loosenings=loosening(tmp_path, text), years=[2026])
    found = [fault for fault in caught.value.faults if problem in fault.problem]
    assert found, caught.value.faults


def test_the_strictest_values_of_two_layers_name_the_layer_they_come_from() -> None:
    # humane Saturday 10-18 lies inside Colombia's 8-15 at its start, and Colombia's end is earlier.
    values = {
        (one.field, one.value): one.layers
        for one in strictest([load_profile("humane"), load_profile("co")], DAY)
    }
    assert values["hours", "sat 10:00-15:00"] == ("humane:hours-sat", "co:hours-sat")
    assert values["hours", "mon-fri 09:00-19:00"] == ("humane:hours-week", "co:hours")
    assert values["hours", "holiday closed"] == ("humane:hours-holiday", "co:closed")
    assert values["places", "work: denied"] == ("humane:denied-work",)
    assert values["consent", "consent to being visited (except for microfinance)"] == (
        "co:authorised",
    )
    # Every cap is kept with its own count.
    assert values["caps", "1 attempt in 7 days"] == ("humane:weekly",)
    assert values["caps", "no contact by call or message or letter in 7 days"]


def test_what_binds_calls_only_is_not_among_what_binds_visits() -> None:
    values = strictest([load_profile("us"), load_profile("us-ma")], DAY)
    assert [one.value for one in values if one.field == "caps"] == [
        "1 attempt at home in 30 days per debt (unless agreed to: frequency)"
    ]
    assert [one.layers for one in values if one.field == "hours"] == [("us:hours",)]


@pytest.mark.parametrize(
    ("zone", "country"),
    [
        ("Asia/Shanghai", "CN"),
        ("Asia/Urumqi", "CN"),
        ("Asia/Hong_Kong", "HK"),
        ("Asia/Macau", "MO"),
        ("Asia/Taipei", "TW"),
        ("Europe/Helsinki", "FI"),
        ("America/Sao_Paulo", "BR"),
        ("America/Manaus", "BR"),
        ("Australia/Lord_Howe", "AU"),
        # Old names.
        ("PRC", "CN"),
        ("Asia/Chongqing", "CN"),
        ("Asia/Calcutta", "IN"),
        ("Asia/Saigon", "VN"),
        ("US/Eastern", "US"),
        ("GB", "GB"),
        ("Iceland", "IS"),  # joined to Abidjan in the database
        # No country.
        ("UTC", ""),
        ("Etc/GMT-8", ""),
        ("EST", ""),
        ("Nowhere/Land", ""),
        ("", ""),
    ],
)
def test_a_zone_lies_in_a_country(zone: str, country: str) -> None:
    assert country_of_zone(zone) == country
