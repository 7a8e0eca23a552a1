"""What rules state is said in Chinese where that is known, and else left in English."""

from __future__ import annotations

import pytest

from router.drawing.rule_values import value_in


@pytest.mark.parametrize(
    ("value", "chinese"),
    [
        ("mon-fri 09:00-20:00", "周一至周五 09:00-20:00"),
        (
            "mon-fri, holiday 08:00-12:00, 14:00-18:00",
            "周一至周五、节假日 08:00-12:00、14:00-18:00",
        ),
        ("sun, holiday closed", "周日、节假日 不上门"),
        ("1 attempt a day", "每天最多 1 次上门"),
        ("2 attempts in 30 days", "30 天内最多 2 次上门"),
        ("1 attempt by visit or call in 7 days", "7 天内最多 1 次上门（上门或电话）"),
        ("7 contacts of any kind in 7 days", "7 天内最多 7 次联系（任何方式）"),
        ("1 attempt in 30 days per debt", "30 天内最多 1 次上门（按债务）"),
        ("1 attempt at home in 30 days per debt", "30 天内最多 1 次上门（住所）（按债务）"),
        (
            "notice 24 h before, with purpose, date and time",
            "提前 24 小时告知：目的、日期和时间",
        ),
        ("home: allowed", "住所：允许"),
        ("work: denied", "单位：禁止"),
        ("no visit to: hospital, minor", "不得上门：住院、未成年"),
        ("at most 2 people", "最多 2 人"),
        ("at least 2 and at most 3 people", "至少 2 人，最多 3 人"),
        ("certificate IIBF", "资格证书：IIBF"),
    ],
)
def test_the_words_of_rules_are_known_in_chinese(value: str, chinese: str) -> None:
    assert value_in("zh", value) == chinese
    assert value_in("en", value) == value


@pytest.mark.parametrize(
    "value", ["", "fri-sun at night", "home: allowed after 2 fruitless visits at work", "{{7*7}}"]
)
def test_what_is_not_known_stays_as_it_is(value: str) -> None:
    assert value_in("zh", value) == value
