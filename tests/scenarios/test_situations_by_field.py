"""Rules of the humane layer and of the product, field by field: who says no, and who does not.

2026-11-24 is a Tuesday in Santiago, without a holiday near; the borrower was told three days
before, unless a row says otherwise.
"""

from __future__ import annotations

from typing import Any

import pytest

from tests.scenarios.asking import calls, refusals, refused, visits

NOON = "2026-11-24T12:30"
TOLD = "2026-11-21T12:00"
ZONE = "America/Santiago"


def agent(agent_id: str = "a", **more: Any) -> dict[str, Any]:
    return {"agent_id": agent_id, **more}


TABLE: list[tuple[str, str, dict[str, Any], str]] = [
    # Humane hours: Mon-Fri 9-20, Sat 10-18, never on Sundays and holidays
    ("noon", NOON, {}, ""),
    ("opens at nine", "2026-11-24T09:00", {}, ""),
    ("a second before nine", "2026-11-24T08:59:59", {}, "humane:hours"),
    ("ends at eight", "2026-11-24T19:40", {}, ""),
    ("a second too long", "2026-11-24T19:40:01", {}, "humane:hours"),
    ("longer visit", "2026-11-24T19:30", {"duration_min": 31}, "humane:hours"),
    ("Saturday at ten", "2026-11-28T10:00", {}, ""),
    ("Saturday at nine", "2026-11-28T09:30", {}, "humane:hours"),
    ("Saturday till six", "2026-11-28T17:41", {}, "humane:hours"),
    ("Sunday", "2026-11-29T12:00", {}, "humane:hours"),
    ("holiday", "2026-12-08T12:00", {}, "humane:hours"),
    ("hours are not opened by consent", "2026-11-24T20:30", {"consents": ["hours"]},
     "humane:hours"),
    # Humane caps: one a day, one in 7 days, two in 30 days; over all debts
    ("earlier today", "2026-11-24T18:00", {"history": visits("2026-11-24T10:00 ACC")},
     "humane:caps"),
    ("another debt, another address", NOON, {"case_id": "1", "history": visits(
        "2026-11-20T10:00 ACC", case_id="2", place_type="registered")}, "humane:caps"),
    ("not attempted does not count", NOON, {"history": visits("2026-11-23T10:00 NOTDONE")}, ""),
    ("planned counts", NOON, {"history": visits("2026-11-23T10:00")}, "humane:caps"),
    ("planned for later counts", NOON, {"history": visits("2026-11-28T10:00")}, "humane:caps"),
    ("planned in exactly seven days", NOON, {"history": visits("2026-12-01T12:30")}, ""),
    ("calls do not count", NOON, {"history": calls("2026-11-24T09:00")}, ""),
    ("twice in 30 days", NOON, {"history": visits("2026-10-30T10:00 ACC", "2026-11-10T10:00 ACC")},
     "humane:caps"),
    ("the first is 30 days ago", NOON, {"history": visits(
        "2026-10-25T12:30 ACC", "2026-11-10T10:00 ACC")}, ""),
    ("one visit about three debts counts once", NOON, {"case_id": "1", "history": [
        {"when": "2026-11-10T10:00", "outcome": "ACC", "case_id": debt} for debt in "123"]}, ""),
    ("consent to be visited more often", NOON, {"consents": ["frequency"],
     "history": visits("2026-11-23T10:00 ACC")}, "humane:caps"),
    # Notice
    ("not told", NOON, {"notice": None}, "humane:notice"),
    ("told 24 h before", NOON, {"told": "2026-11-23T12:30"}, ""),
    ("told a second late", NOON, {"told": "2026-11-23T12:30:01"}, "humane:notice"),
    ("told afterwards", NOON, {"told": "2026-11-24T14:00"}, "humane:notice"),
    ("named another time", NOON,
     {"notice": {"sent": TOLD, "start": "2026-11-24T15:00"}}, "humane:notice"),
    ("named this time", NOON, {"notice": {"sent": TOLD, "start": NOON}}, ""),
    ("named a span", NOON, {"notice": {
        "sent": TOLD, "start": "2026-11-24T12:00", "end": "2026-11-24T13:00"}}, ""),
    ("named a span that has passed", NOON, {"notice": {
        "sent": TOLD, "start": "2026-11-24T11:00", "end": "2026-11-24T12:00"}}, "humane:notice"),
    ("without the purpose", NOON, {"notice": {"sent": TOLD, "says": ["date_time"]}},
     "humane:notice"),
    ("without date and time", NOON, {"notice": {"sent": TOLD, "says": ["purpose"]}},
     "humane:notice"),
    ("confirmed an hour ago", NOON, {"notice": {
        "sent": "2026-11-24T11:30", "start": NOON, "confirmed": True}}, ""),
    ("confirmed for another time, told late", NOON, {"notice": {
        "sent": "2026-11-24T11:30", "start": "2026-11-25T10:00", "confirmed": True}},
     "humane:notice"),
    ("confirmed does not open the hours", "2026-11-24T20:30", {"notice": {
        "start": "2026-11-24T20:30", "confirmed": True}}, "humane:hours"),
    # Places: at home only
    ("registered address", NOON, {"place_type": "registered"}, ""),
    ("mailing address", NOON, {"place_type": "mailing"}, ""),
    ("work with consent", NOON, {"place_type": "work", "consents": ["work"]}, "humane:places"),
    ("relative", NOON, {"place_type": "relative"}, "humane:places"),
    ("hospital", NOON, {"place_type": "hospital"}, "humane:places"),
    ("school", NOON, {"place_type": "school"}, "humane:places"),
    ("public place", NOON, {"place_type": "public"}, "humane:places"),
    ("other", NOON, {"place_type": "other"}, "humane:places"),
    # Crew: never more than two; protected borrowers
    ("two people", NOON, {"people": 2}, ""),
    ("three people", NOON, {"people": 3}, "humane:crew"),
    ("one and two people", NOON, {"agents": [agent(), agent("b", people=2)]}, "humane:crew"),
    ("minor", NOON, {"flags": ["minor"]}, "humane:protected"),
    ("vulnerable", NOON, {"flags": ["vulnerable"]}, "humane:protected"),
    ("vulnerable as a hold", NOON, {"holds": ["vulnerable"]}, "humane:protected router:hold"),
    # Stage and holds
    ("at the legal stage", NOON, {"stage": "legal"}, "router:stage"),
    ("stage in Chinese", NOON, {"stage": "外访"}, ""),
    ("disputed", NOON, {"holds": ["dispute"]}, "router:hold"),
    ("two holds", NOON, {"holds": ["dispute", "complaint"]}, "router:hold"),
    ("promise till today", NOON, {"holds": [{"reason": "promise", "until": "2026-11-24"}]},
     "router:hold"),
    ("promise till yesterday", NOON, {"holds": [{"reason": "promise", "until": "2026-11-23"}]},
     ""),
    ("away from tomorrow", NOON, {"holds": [{"reason": "away", "since": "2026-11-25"}]}, ""),
    ("released by name", NOON, {"holds": [
        {"reason": "dispute", "released": {"by": "Li", "reason": "settled"}}]}, ""),
    ("released tomorrow", NOON, {"holds": [{"reason": "dispute", "released": {
        "by": "Li", "reason": "settled", "when": "2026-11-25T09:00"}}]}, "router:hold"),
    ("released today", NOON, {"holds": [{"reason": "dispute", "released": {
        "by": "Li", "reason": "settled", "when": "2026-11-24T09:00"}}]}, ""),
    # Three fruitless visits in a row
    ("three in a row", NOON, {"history": visits(
        "2026-07-01T10:00 ACC", "2026-08-01T10:00 NOTE", "2026-09-01T10:00 ACC")},
     "router:fruitless"),
    ("two in a row", NOON, {"history": visits(
        "2026-08-01T10:00 NOTE", "2026-09-01T10:00 ACC")}, ""),
    ("met between", NOON, {"history": visits(
        "2026-07-01T10:00 ACC", "2026-08-01T10:00 PART", "2026-09-01T10:00 ACC",
        "2026-10-01T10:00 ACC")}, ""),
    ("moved between does not reset", NOON, {"history": visits(
        "2026-06-01T10:00 ACC", "2026-07-01T10:00 ACC", "2026-08-01T10:00 MOVED",
        "2026-09-01T10:00 ACC")}, "router:fruitless"),
    ("moved does not count", NOON, {"history": visits(
        "2026-07-01T10:00 ACC", "2026-08-01T10:00 MOVED", "2026-09-01T10:00 ACC")}, ""),
    ("without a code, not reached", NOON, {"history": [
        {"when": f"2026-0{month}-01T10:00", "reached": False} for month in (7, 8, 9)]},
     "router:fruitless"),
    ("one visit about three debts is one in a row", NOON, {"history": [
        {"when": "2026-11-10T10:00", "outcome": "ACC", "case_id": debt} for debt in "123"]}, ""),
    ("planned between does not reset", NOON, {"history": visits(
        "2026-07-01T10:00 ACC", "2026-08-01T10:00 ACC", "2026-09-01T10:00 ACC",
        "2026-09-20T10:00")}, "router:fruitless"),
    # Another part of the day after nobody was home
    ("same part, weekday morning", "2026-11-24T10:00",
     {"history": visits("2026-11-10T11:59 NAH")}, "router:band"),
    ("afternoon after a morning", "2026-11-24T12:00",
     {"history": visits("2026-11-10T11:59 NAH")}, ""),
    ("Saturday morning after a weekday morning", "2026-11-28T10:00",
     {"history": visits("2026-11-10T11:59 NAH")}, ""),
    ("evening after an evening", "2026-11-24T17:00",
     {"history": visits("2026-11-10T19:00 THIRD")}, "router:band"),
    ("a later attempt in between", "2026-11-24T10:00",
     {"history": visits("2026-10-10T10:00 NAH", "2026-11-10T15:00 ACC")}, ""),
    ("confirmed appointment is exempt", "2026-11-24T10:00",
     {"history": visits("2026-11-10T10:00 NAH"),
      "notice": {"start": "2026-11-24T10:00", "confirmed": True}}, ""),
    ("no other part is open", "2026-11-24T10:00",
     {"history": visits("2026-11-10T10:00 NAH"), "not_at": ["Mon-Fri 12:00-24:00", "Sat", "Sun"]},
     ""),
    # Times named as bad
    ("bad time", NOON, {"not_at": ["Tue 12:00-14:00"]}, "router:not_at"),
    ("ends as it begins", NOON, {"not_at": ["Tue 12:50-14:00"]}, ""),
    ("begins as it ends", NOON, {"not_at": ["Tue 10:00-12:30"]}, ""),
    ("a second into it", "2026-11-24T12:30:01", {"not_at": ["Tue 12:50-14:00"]},
     "router:not_at"),
    # First and last day
    ("the day before the first", NOON, {"not_before": "2026-11-25"}, "router:dates"),
    ("the first and last day", NOON, {"not_before": "2026-11-24", "return_by": "2026-11-24"}, ""),
    ("the day after the last", NOON, {"return_by": "2026-11-23"}, "router:dates"),
    # Agents
    ("risk alone", NOON, {"flags": ["risk"], "people": 1}, "router:risk"),
    ("risk with two", NOON, {"flags": ["risk"], "people": 2}, ""),
    ("risk, two agents", NOON, {"flags": ["risk"], "agents": [agent(), agent("b")]}, ""),
    ("risk, nobody named", NOON, {"flags": ["risk"]}, ""),
    ("daylight at noon", NOON, {"flags": ["daylight"]}, ""),
    # Sunset in Santiago on 24 November is about 20:34, so that humane hours end before it.
    ("daylight in the evening, in June", "2026-06-24T18:30",
     {"flags": ["daylight"], "told": "2026-06-20T12:00"}, "router:risk"),
    ("area of another", NOON, {"area": "north", "agents": [agent(areas=["south"])]},
     "router:area"),
    ("area of the agent", NOON, {"area": "north", "agents": [agent(areas=["north", "east"])]},
     ""),
    ("door of unknown area", NOON, {"agents": [agent(areas=["south"])]}, ""),
    ("agent without areas", NOON, {"area": "north", "agents": [agent()]}, ""),
    ("no common language", NOON, {"languages": ["es"], "agents": [agent(languages=["en"])]},
     "router:language"),
    ("common language, by its name", NOON,
     {"languages": ["Spanish"], "agents": [agent(languages=["en", "es"])]}, ""),
    ("one of two speaks it", NOON, {"languages": ["es"], "agents": [
        agent(languages=["en"]), agent("b", languages=["es"])]}, ""),
    ("certificate expired yesterday", NOON,
     {"agents": [agent(certificates={"card": "2026-11-23"})]}, "router:certificates"),
    ("certificate on its last day", NOON,
     {"agents": [agent(certificates={"card": "2026-11-24"})]}, ""),
    ("certificate without end", NOON, {"agents": [agent(certificates={"card": None})]}, ""),
    # Everything at once
    ("many", "2026-11-29T21:00", {
        "stage": "call", "holds": ["complaint"], "place_type": "work", "flags": ["risk", "minor"],
        "people": 1, "history": visits("2026-11-28T21:00 ACC"), "told": "2026-11-29T12:00"},
     "humane:caps humane:hours humane:notice humane:places humane:protected "
     "router:hold router:risk router:stage"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("start", "more", "expected"),
    [row[1:] for row in TABLE],
    ids=[row[0] for row in TABLE],
)
def test_who_says_no(start: str, more: dict[str, Any], expected: str) -> None:
    if "told" not in more and "notice" not in more:
        more = {**more, "told": TOLD}
    assert refused(start, ZONE, "humane", humane=True, country="CL", **more) == expected


def test_a_rule_says_when_time_cures_it() -> None:
    # Visited on Friday 20 November at 10:00; seven days later at the same hour it is allowed by
    # that rule, and on the Tuesday before it is past eight, so that the hours open the next day.
    found = {
        one.rule_id: one.again
        for one in refusals(
            "2026-11-24T20:30",
            ZONE,
            "humane",
            humane=True,
            history=visits("2026-11-20T10:00 ACC"),
            told="2026-11-24T09:30",
        )
    }
    shown = {rule: again and f"{again:%Y-%m-%d %H:%M}" for rule, again in found.items()}
    assert shown == {
        "hours-week": "2026-11-25 09:00",
        "weekly": "2026-11-27 10:00",
        "notice": "2026-11-25 09:30",
    }


def test_what_time_does_not_cure_has_no_such_moment() -> None:
    (one,) = refusals("2026-11-24T12:30", ZONE, (), holds=["dispute"])
    assert one.again is None


def test_a_borrower_who_was_not_told_can_be_told_now() -> None:
    (one,) = refusals("2026-11-24T12:30", ZONE, "gb", now="2026-11-24T08:00")
    assert one.again is not None
    assert f"{one.again:%d %H:%M}" == "25 08:00"


def test_a_refusal_names_value_and_source() -> None:
    (one,) = refusals("2026-11-28T18:30", ZONE, "humane", humane=True, told=TOLD)
    assert (one.profile, one.field, one.rule_id) == ("humane", "hours", "hours-sat")
    assert one.value == "sat 10:00-18:00"
    assert one.citation is not None
    assert one.citation.grade == "unverified"
