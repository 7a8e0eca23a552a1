"""Rules and complaints in words: one is written in the singular."""

from __future__ import annotations

import pytest

from router.checking import check_law
from router.checking.law_words import cited
from router.domain.channels import Channel
from router.domain.profiles import CapRule, CrewRule, GapRule, PriorRule, Rule
from tests.unit.checking.lawful import CITED, LAW, facts, lawful, more


@pytest.mark.parametrize(
    ("rule", "said"),
    [
        (
            CapRule(rule_id="r", citation=CITED, most=1, days=7),
            "at most 1 attempt (visit) in 7 days",
        ),
        (
            CapRule(rule_id="r", citation=CITED, most=2, days=1),
            "at most 2 attempts (visit) in 1 day",
        ),
        (GapRule(rule_id="r", citation=CITED, days=1), "1 day between visits"),
        (GapRule(rule_id="r", citation=CITED, days=1.5), "1.5 days between visits"),
        (
            PriorRule(rule_id="r", citation=CITED, channel=Channel.CALL, attempts=1),
            "1 time by call",
        ),
        (CrewRule(rule_id="r", citation=CITED, most=1), "at most 1 person"),
        (CrewRule(rule_id="r", citation=CITED, least=2), "at least 2 people"),
    ],
)
def test_a_rule_is_cited_in_the_number_that_it_states(rule: Rule, said: str) -> None:
    words = cited(LAW.layers[0], rule, "complaint")
    assert f": {said}" in words, words


def test_one_person_stands_at_a_door_that_needs_two() -> None:
    law = more(CrewRule(rule_id="two", citation=CITED, least=2))
    (finding,) = check_law(lawful(facts(1), starts=("10:00",)), law)
    assert "1 person stands at the door" in str(finding)
