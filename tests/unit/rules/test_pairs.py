"""Which two agents may go where nobody may go alone: judged by the rules that judge one agent."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from functools import partial
from itertools import combinations
from zoneinfo import ZoneInfo

from router.domain.places import PlaceType
from router.domain.profiles import (
    CertificateRule,
    Citation,
    ClockSpan,
    CrewRule,
    Evidence,
    Profile,
    Rule,
)
from router.domain.standing import Standing
from router.domain.times import TimeWindow
from router.domain.verdicts import AgentFacts, Law, Situation
from router.rules import PairOpening, judge, may_pair, opening, pair_openings

ZONE = ZoneInfo("Europe/Helsinki")
DAY = date(2026, 11, 24)
CITE = Citation(title="made up", grade=Evidence.UNVERIFIED)
TEN_MINUTES = timedelta(minutes=10)
RISK = frozenset({"risk"})


def at(hour: int) -> datetime:
    return datetime.combine(DAY, time(hour), ZONE)


def law(*rules: Rule) -> Law:
    return Law(layers=(Profile(profile_id="p", version="1", title="made up", rules=rules),))


def standing(**more: object) -> Standing:
    return Standing(case_id="1", borrower_id="b", **more)  # type: ignore[arg-type]


def asked(
    who: Standing, *agents: AgentFacts, rules: Law | None = None, wish: TimeWindow | None = None
) -> PairOpening:
    ask = partial(
        opening,
        who,
        place_type=PlaceType.HOME,
        zone=ZONE,
        law=rules or law(),
        period=TimeWindow(at(9), at(20)),
        duration=TEN_MINUTES,
        windows=None if wish is None else [wish],
    )
    return pair_openings(ask, agents)


def agent(name: str, **more: object) -> AgentFacts:
    return AgentFacts(agent_id=name, **more)  # type: ignore[arg-type]


def pairs(*names: str) -> frozenset[frozenset[str]]:
    return frozenset(frozenset(pair) for pair in names)


def test_people_add_up() -> None:
    found = asked(standing(flags=RISK), agent("A"), agent("B"), agent("C"))
    assert found.pairs == pairs("AB", "AC", "BC")
    assert found.opening.refusals == ()
    assert [(w.start, w.end) for w in found.opening.windows] == [(at(9), at(20) - TEN_MINUTES)]


def test_where_one_may_go_nobody_is_paired() -> None:
    assert asked(standing(), agent("A"), agent("B")).pairs == frozenset()
    crew = asked(standing(flags=RISK), agent("A"), agent("B"), agent("C", people=2))
    assert crew.pairs == frozenset()
    assert set(crew.opening.barred) == {"A", "B"}


def test_one_agent_and_none_are_no_pair() -> None:
    for team in ((), (agent("A"),)):
        found = asked(standing(flags=RISK), *team)
        assert found.pairs == frozenset()
    assert [refusal.code for refusal in found.opening.refusals] == ["RISK:two-people"]


def test_both_need_the_area() -> None:
    # B goes everywhere, C to the south only.
    team = (agent("A", areas=frozenset({"north"})), agent("B"), agent("C", areas=frozenset({"s"})))
    assert asked(standing(flags=RISK, area="north"), *team).pairs == pairs("AB")


def test_both_need_the_certificate() -> None:
    rule = CertificateRule(rule_id="card", citation=CITE, certificate="card")
    held = {"certificates": (("card", None),)}
    team = (agent("A", **held), agent("B", **held), agent("C"))
    assert asked(standing(flags=RISK), *team, rules=law(rule)).pairs == pairs("AB")


def test_one_who_speaks_the_language_is_enough() -> None:
    team = (agent("A", languages=frozenset({"sv"})), agent("B"), agent("C"))
    found = asked(standing(flags=RISK, languages=frozenset({"sv"})), *team)
    assert found.pairs == pairs("AB", "AC")


def test_each_of_two_accepts_the_other() -> None:
    team = (agent("A", pairs_with=frozenset("B")), agent("B"), agent("C"))
    assert may_pair(team[0], team[1])
    assert not may_pair(team[2], team[0])
    assert asked(standing(flags=RISK), *team).pairs == pairs("AB", "BC")


def test_those_who_do_not_accept_each_other_are_named() -> None:
    team = [agent(n, pairs_with=frozenset({"Z"})) for n in "ABCDE"]
    found = asked(standing(flags=RISK), *team)
    assert found.pairs == frozenset()
    last = found.opening.refusals[-1]
    assert last.code == "CREW:pairs"
    assert last.detail == (
        "No two agents on duty may meet there: A goes with Z only; B goes with Z only; "
        "C goes with Z only; and so on for 2 more."
    )


def test_two_go_in_the_evening_where_only_the_evening_is_left() -> None:
    rule = CrewRule(rule_id="late", citation=CITE, least=2, between=ClockSpan(time(18), time(21)))
    evening = TimeWindow(at(18), at(19))
    found = asked(standing(), agent("A"), agent("B"), rules=law(rule), wish=evening)
    assert found.pairs == pairs("AB")
    assert [(w.start, w.end) for w in found.opening.windows] == [(at(18), at(19))]
    # In the daytime one may go, until 18:00: the visit takes ten minutes.
    daytime = asked(standing(), agent("A"), agent("B"), rules=law(rule))
    assert daytime.pairs == frozenset()
    (window,) = daytime.opening.windows
    assert window.end < at(18) - TEN_MINUTES


def test_three_are_asked_for_and_a_crew_and_one_are_three() -> None:
    rule = CrewRule(rule_id="three", citation=CITE, least=3)
    found = asked(standing(), agent("A"), agent("B"), agent("C", people=2), rules=law(rule))
    assert found.pairs == pairs("AC", "BC")


def test_pairs_are_those_that_the_judge_lets_go_and_who_accept_each_other() -> None:
    languages = (frozenset({"sv"}), frozenset({"fi"}), frozenset[str]())
    areas = (frozenset({"north"}), frozenset({"south"}), frozenset[str]())
    team = [
        agent(f"{n}", languages=languages[n % 3], areas=areas[n // 3 % 3],
              certificates=(("card", date(2026, 11, 20 + n % 8)),),
              pairs_with=frozenset(f"{m}" for m in range(n % 2, 40, 2) if n % 4 == 0))
        for n in range(40)
    ]  # fmt: skip
    who = standing(flags=RISK, area="north", languages=frozenset({"sv"}))
    lawful = pairs()
    for one, other in combinations(team, 2):
        verdict = judge(
            Situation(start=at(10), duration=TEN_MINUTES, zone=ZONE, place_type=PlaceType.HOME,
                      standing=who, agents=(one, other), law=law())
        )  # fmt: skip
        if verdict.allowed:
            lawful |= {frozenset({one.agent_id, other.agent_id})}
    assert len(lawful) > 5
    assert asked(who, *team).pairs == lawful
