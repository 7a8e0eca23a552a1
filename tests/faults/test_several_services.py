"""Several services in order: who is asked when, what two answers are worth, and what is said."""

from __future__ import annotations

import warnings
from contextlib import ExitStack
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from router.domain.datums import from_wgs84
from router.domain.extract import Extent
from router.domain.places import Address, Coordinate, Datum, Grade, LocationStatus
from router.errors import DegradedWarning
from router.geocoding import GeocodeCache, OnlineServices, locate
from tests.faults.dialects import ASKED, DIALECTS, DOOR, Reply, Server, serving

BEIJING = Extent(39.5, 115.5, 40.5, 117.5)
ACCEPTED, REVIEW = LocationStatus.ACCEPTED, LocationStatus.REVIEW
METRE = 1 / 111_195  # degrees of latitude, on the sphere that distances are measured on


def north(metres: float) -> dict[str, float]:
    """Return what Tencent calls the point so many metres north of the door."""
    point = from_wgs84(Coordinate(DOOR.lat + metres * METRE, DOOR.lon), Datum.GCJ02)
    return {"lat": point.lat, "lng": point.lon}


def requests(count: int) -> list[tuple[str, Address]]:
    return [(f"C{n}", Address(text=f"北京市朝阳区阜通东大街{n}号")) for n in range(1, count + 1)]


def run(
    servers: list[Server],
    wanted: list[tuple[str, Address]],
    *,
    cache: GeocodeCache | None = None,
    said: list[str] | None = None,
    max_age: timedelta | None = None,
    **patience: Any,
) -> tuple[Any, OnlineServices]:
    services = OnlineServices(
        [server.client(**patience) for server in servers],
        say=said.append if said is not None else None,
        max_age=max_age,
    )
    return locate(wanted, None, fallback=services, cache=cache, extent=BEIJING), services


def test_a_trusted_answer_is_enough() -> None:
    with serving("amap") as first, serving("tencent") as second:
        [found], services = run([first, second], [("C1", ASKED)])
        assert (found.status, found.place.source) == (ACCEPTED, "amap")
        assert services.asked == {"amap": 1, "tencent": 0}
        assert (len(first.asked), len(second.asked)) == (1, 0)


@pytest.mark.parametrize(
    "reply",
    [
        DIALECTS["amap"].nothing,
        DIALECTS["amap"].good(level="道路"),
        DIALECTS["amap"].good(number="8号", level="道路"),
        DIALECTS["amap"].error("20000"),
        (500, {}, b""),
    ],
    ids=["not known", "the street only", "another number", "rejected", "failed"],
)
def test_what_is_not_settled_goes_to_the_next(reply: Reply) -> None:
    with serving("amap", reply) as first, serving("tencent") as second:
        [found], services = run([first, second], [("C1", ASKED)])
        assert (found.status, found.place.source) == (ACCEPTED, "tencent")
        assert services.trouble == ""  # nobody is left without an answer
        assert len(second.asked) == 1


@pytest.mark.parametrize("name", ["amap", "tencent"])
def test_a_refusal_is_said_once_and_the_rest_goes_to_the_next(name: str) -> None:
    refusal = {"amap": "10003", "tencent": 121}[name]
    with serving(name, DIALECTS[name].error(refusal)) as first, serving("tianditu") as second:
        with pytest.warns(DegradedWarning, match=f"{name} is not asked again") as warned:
            found, services = run([first, second], requests(5))
        assert len(first.asked) == 1
        assert len(second.asked) == 5
    assert len(warned) == 1
    assert {one.status for one in found} == {ACCEPTED}
    assert services.trouble == ""


# Reliability 6 of 10: Tencent is not sure of itself, 0.6. AMap answers with another street, 0.6.
UNSURE = {"reliability": 6}
OTHER_STREET = {"street": "阜荣街"}


def pair(metres: float, **amap: object) -> tuple[Any, Any]:
    with (
        serving("amap", DIALECTS["amap"].good(**(amap or OTHER_STREET))) as first,
        serving("tencent", DIALECTS["tencent"].good(**UNSURE, location=north(metres))) as second,
    ):
        [found], _ = run([first, second], [("C1", ASKED)])
        assert len(second.asked) == 1
    return found, found.place


def test_two_that_agree_within_200_m_are_trusted_by_one_step() -> None:
    found, place = pair(190)
    assert (found.status, place.score, place.grade) == (ACCEPTED, 0.75, Grade.DOOR)
    assert place.error_m == 30  # the radius stays


def test_between_200_and_300_m_nothing_follows() -> None:
    found, place = pair(250)
    assert (found.status, place.score) == (REVIEW, 0.6)
    assert len(found.candidates) == 2


def test_two_that_are_more_than_300_m_apart_go_to_review_with_both() -> None:
    found, place = pair(310)
    assert found.status is REVIEW
    assert "amap and tencent are 310 m apart" in found.why
    assert {one.source for one in found.candidates} == {"amap", "tencent"}
    assert place.score <= 0.4


def test_a_trusted_answer_does_not_win_over_one_that_contradicts_it() -> None:
    with (
        serving("amap", DIALECTS["amap"].good(**OTHER_STREET)) as first,
        serving("tencent", DIALECTS["tencent"].good(location=north(2_000))) as second,
    ):
        [found], _ = run([first, second], [("C1", ASKED)])
    assert (found.status, "2.0 km apart" in found.why) == (REVIEW, True)


def test_a_street_or_a_district_does_not_contradict_a_door_in_it() -> None:
    for level, metres in (("道路", 900), ("区县", 9_000)):  # known to 1 and 15 km
        with (
            serving("amap", DIALECTS["amap"].good(level=level)) as first,
            serving("tencent", DIALECTS["tencent"].good(location=north(metres))) as second,
        ):
            [found], _ = run([first, second], [("C1", ASKED)])
        assert (found.status, found.place.source) == (ACCEPTED, "tencent")


def test_two_city_centres_agree_about_nothing() -> None:
    with (
        serving("amap", DIALECTS["amap"].good(level="区县")) as first,
        serving("tencent", DIALECTS["tencent"].good(level=2)) as second,
    ):
        [found], _ = run([first, second], [("C1", ASKED)])
    assert (found.status, found.place.score) == (REVIEW, 0.3)


def test_one_map_does_not_confirm_itself() -> None:
    with (
        serving("amap", DIALECTS["amap"].good(**OTHER_STREET)) as first,
        serving("tencent", DIALECTS["tencent"].good(**UNSURE)) as second,
    ):
        one, other = first.client(), second.client()
        other.family = one.family
        [found] = locate([("C1", ASKED)], None, fallback=OnlineServices((one, other)))
    assert (found.status, found.place and found.place.score) == (REVIEW, 0.6)


def test_who_gets_how_many_is_said_before_anything_is_sent(tmp_path: Path) -> None:
    sent_when_said: list[int] = []

    class Said(list[str]):  # notes how much had been sent by then
        def append(self, line: str) -> None:
            sent_when_said.append(len(first.asked))
            super().append(line)

    said = Said()
    given = Address(text="x", coordinate=DOOR)
    with (
        serving("amap") as first,
        serving("tencent") as second,
        GeocodeCache(tmp_path / "c.sqlite") as cache,
    ):
        # Both answer with number 6 always: the other four addresses are not settled.
        wanted = [*requests(6)[1:], ("C7", given), ("C8", requests(6)[5][1])]
        run([first, second], wanted, cache=cache, said=said)
        assert said[:2] == [
            f"amap ({first.domain}) will be asked about up to 5 addresses",
            f"tencent ({second.domain}) will be asked about up to 5 addresses, "
            "of those that are not settled before",
        ]
        assert sent_when_said[:2] == [0, 0]
        assert said[2:] == [
            "amap: asked about 5 with 5 calls, answered 5; 1 from the cache; 2 trusted",
            "tencent: asked about 4 with 4 calls, answered 4; 0 from the cache; 0 trusted",
        ]
        again: list[str] = []
        run([first, second], wanted, cache=cache, said=again)
        assert (len(first.asked), len(second.asked)) == (5, 4)
        assert not [line for line in again if "will be asked" in line]


def test_a_ceiling_counts_every_call_and_is_said() -> None:
    with serving("amap", (500, {}, b"")) as first:
        with pytest.warns(DegradedWarning, match="the ceiling of 3 calls is reached"):
            found, services = run([first], requests(5), ceiling=3, tries=2)
        assert len(first.asked) == 3
    assert {one.status for one in found} == {REVIEW}
    assert "ceiling of 3 calls" in found[4].why
    assert services.held_back == 4


def test_above_the_ceiling_the_next_service_is_asked() -> None:
    said: list[str] = []
    with ExitStack() as stack:
        first, second = (stack.enter_context(serving(name)) for name in ("amap", "tianditu"))
        clients = [first.client(ceiling=2), second.client(ceiling=100)]
        services = OnlineServices(clients, say=said.append)
        stack.enter_context(pytest.warns(DegradedWarning, match="ceiling of 2"))
        found = locate(requests(5), None, fallback=services, extent=BEIJING)
        assert (len(first.asked), len(second.asked)) == (2, 5)
    assert "up to 2 addresses (of 5; the ceiling)" in said[0]
    assert services.held_back == 0
    assert len(found) == 5


def test_an_old_answer_is_asked_again_if_an_age_is_given(tmp_path: Path) -> None:
    with serving("amap") as first, GeocodeCache(tmp_path / "c.sqlite") as cache:
        for max_age, asked in (
            (None, 1),
            (None, 1),
            (timedelta(days=1), 1),
            (timedelta(0), 2),
        ):
            run([first], [("C1", ASKED)], cache=cache, max_age=max_age)
            assert len(first.asked) == asked
        assert len(cache) == 1


def test_the_same_address_twice_is_one_call_without_a_cache_too() -> None:
    with serving("amap") as first:
        found, _ = run([first], [("C1", ASKED), ("C2", ASKED), ("C3", Address(text=ASKED.text))])
        assert len(first.asked) == 1
    assert [one.status for one in found] == [ACCEPTED] * 3


def test_questions_that_are_rejected_do_not_stop_the_service_at_once() -> None:
    def replies(call: int, _query: str) -> Reply:
        return DIALECTS["tencent"].error(348) if call < 6 else DIALECTS["tencent"].good()

    with serving("tencent", replies) as first, warnings.catch_warnings():
        warnings.simplefilter("error")
        found, services = run([first], requests(6))
        assert len(first.asked) == 6
    assert found[5].status is ACCEPTED
    assert "rejects the question" in services.trouble


def test_services_in_any_order_come_to_the_same(tmp_path: Path) -> None:
    bad, good = DIALECTS["amap"].good(**OTHER_STREET), DIALECTS["tencent"].good(**UNSURE)
    points = set()
    for order in ((0, 1), (1, 0)):
        with serving("amap", bad) as first, serving("tencent", good) as second:
            servers = [first, second]
            [found], _ = run([servers[i] for i in order], [("C1", ASKED)])
        points.add((found.status, found.place.score))
    assert points == {(ACCEPTED, 0.75)}
