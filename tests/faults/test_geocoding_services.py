"""Online services that answer, refuse, fail, stall and lie."""

from __future__ import annotations

import logging
import time
import traceback
from pathlib import Path

import pytest

from router.domain.extract import Extent
from router.domain.places import Address, Coordinate, Grade, LocationStatus
from router.errors import DegradedWarning, InputError, QuotaError, ServiceError
from router.geocoding import GeocodeCache, OnlineGeocoder, locate
from tests.faults.geocoding_service import KNOWN, Reply, answer, service

HOME = Address(text="Annankatu 6", city="Helsinki", postcode="00120")
HELSINKI = Extent(60.0, 24.5, 60.5, 25.5)
ACCEPTED, REVIEW = LocationStatus.ACCEPTED, LocationStatus.REVIEW


def requests(count: int) -> list[tuple[str, Address]]:
    return [(f"C{n}", Address(text=f"Annankatu {n}", city="Helsinki")) for n in range(1, count + 1)]


def test_an_answer_is_graded_and_accepted() -> None:
    with service(lambda _call, _query: answer(KNOWN)) as running:
        [found] = locate([("C1", HOME)], None, fallback=running.geocoder(), extent=HELSINKI)
        assert running.asked == ["Annankatu 6, 00120 Helsinki"]
    assert found.status is ACCEPTED
    assert found.place is not None
    assert (found.place.grade, found.place.source) == (Grade.DOOR, "nominatim")
    assert found.place.coordinate == Coordinate(60.1612, 24.94)


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"lat": "61.5", "lon": "23.8"}, "outside the region"),  # Tampere
        ({"display_name": "6, Annankatu, Espoo, 02100, Suomi"}, "roughly, or elsewhere"),
        ({"display_name": "Annankatu, Helsinki, 00120, Suomi"}, "roughly, or elsewhere"),
        ({"display_name": "Helsinki, 00120, Suomi"}, "roughly, or elsewhere"),
    ],
)
def test_an_answer_that_does_not_agree_goes_to_review(change: dict[str, str], why: str) -> None:
    with service(lambda _call, _query: answer({**KNOWN, **change})) as running:
        [found] = locate([("C1", HOME)], None, fallback=running.geocoder(), extent=HELSINKI)
    assert found.status is REVIEW
    assert why in found.why


def test_no_answer_means_not_known_and_is_cached(tmp_path: Path) -> None:
    with (
        service(lambda _call, _query: answer()) as running,
        GeocodeCache(tmp_path / "c.sqlite") as cache,
    ):
        for _ in range(2):
            [found] = locate([("C1", HOME)], None, cache=cache, fallback=running.geocoder())
            assert found.status is REVIEW
        assert len(running.asked) == 1


def test_a_service_that_asks_to_wait_is_waited_for() -> None:
    def replies(call: int, _query: str) -> Reply:
        return (429, {"Retry-After": "1"}, b"") if call == 1 else answer(KNOWN)

    with service(replies) as running:
        assert running.geocoder().ask(HOME)
        assert running.at[1] - running.at[0] >= 1.0


def test_a_wait_that_is_too_long_counts_as_a_used_up_quota() -> None:
    with service(lambda _call, _query: (429, {"Retry-After": "86400"}, b"")) as running:
        geocoder = running.geocoder()
        started = time.monotonic()
        with pytest.raises(QuotaError, match="quota is used up"):
            geocoder.ask(HOME)
        with pytest.raises(QuotaError, match="not asked again"):
            geocoder.ask(HOME)
        assert len(running.asked) == 1
        assert time.monotonic() - started < 60


@pytest.mark.parametrize("status", [401, 402, 403])
def test_a_refusal_stops_the_service_and_says_so(status: int, tmp_path: Path) -> None:
    def replies(call: int, _query: str) -> Reply:
        return answer(KNOWN) if call == 1 else (status, {}, b"go away")

    with service(replies) as running, GeocodeCache(tmp_path / "c.sqlite") as cache:
        geocoder = running.geocoder()
        with pytest.warns(DegradedWarning, match="nominatim is not asked again"):
            found = locate(requests(5), None, cache=cache, fallback=geocoder)
        assert len(running.asked) == 2
        assert len(cache) == 1  # what had come is kept, refusals are not answers
    assert [one.status for one in found[1:]] == [REVIEW] * 4
    assert all("nominatim is not asked again" in one.why for one in found[1:])


def test_a_failure_that_passes_is_tried_again() -> None:
    def replies(call: int, _query: str) -> Reply:
        return answer(KNOWN) if call == 3 else (500, {}, b"oops")

    with service(replies) as running:
        assert running.geocoder().ask(HOME)
        assert len(running.asked) == 3


TRUNCATED = b'[{"lat": "60.16", "lon": '


@pytest.mark.parametrize(
    "reply",
    [
        (500, {}, b""),
        (503, {}, b""),
        (200, {"Content-Type": "application/json"}, TRUNCATED),
        (200, {"Content-Length": "1000"}, TRUNCATED),
        (200, {"Content-Type": "application/json; charset=utf-8"}, "[门]".encode("gb18030")),
        (200, {}, b'{"unexpected": "shape"}'),
        (302, {"Location": "http://127.0.0.1:9/elsewhere"}, b""),
        (200, {}, b" " * 10_000_001),
    ],
    ids=["500", "503", "half JSON", "cut off", "GBK", "other shape", "redirect", "too long"],
)
def test_a_failure_is_never_address_not_found(reply: Reply, tmp_path: Path) -> None:
    with (
        service(lambda _call, _query: reply) as running,
        GeocodeCache(tmp_path / "c.sqlite") as cache,
    ):
        with pytest.raises(ServiceError, match="failed 2 times"):
            running.geocoder(tries=2).ask(HOME)
        [found] = locate([("C1", HOME)], None, cache=cache, fallback=running.geocoder(tries=2))
        assert (found.status, len(cache)) == (REVIEW, 0)
        assert "nominatim failed" in found.why
        assert len(running.asked) == 4  # bounded: two tries, twice; no redirect was followed


def test_a_question_that_is_rejected_is_not_repeated() -> None:
    with service(lambda _call, _query: (400, {}, b"")) as running:
        with pytest.raises(ServiceError, match="rejects the question"):
            running.geocoder().ask(HOME)
        assert len(running.asked) == 1


def test_a_service_that_stalls_is_given_up() -> None:
    def replies(_call: int, _query: str) -> Reply:
        time.sleep(1.0)
        return answer(KNOWN)

    with (
        service(replies) as running,
        pytest.raises(ServiceError, match="no answer in time"),
    ):
        running.geocoder(timeout_s=0.2, tries=2).ask(HOME)


def test_a_service_that_keeps_failing_is_left_alone() -> None:
    with service(lambda _call, _query: (500, {}, b"")) as running:
        geocoder = running.geocoder(tries=1)
        with pytest.warns(DegradedWarning, match="not asked again in this run"):
            found = locate(requests(10), None, fallback=geocoder)
        assert len(running.asked) == 3
    assert len(found) == 10
    assert all("nominatim failed" in one.why for one in found)


def test_nobody_listening_is_a_service_error() -> None:
    with service(lambda _call, _query: answer()) as running:
        gone = running.geocoder(tries=1)
    with pytest.raises(ServiceError):
        gone.ask(HOME)


def test_calls_keep_their_distance() -> None:
    with service(lambda _call, _query: answer(KNOWN)) as running:
        locate(requests(3), None, fallback=running.geocoder(min_delay_s=0.2))
        gaps = [after - before for before, after in zip(running.at, running.at[1:], strict=False)]
    assert all(gap >= 0.19 for gap in gaps)


def test_neither_key_nor_address_is_in_any_log_or_error(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    secret = "canary-key-8731"
    told: list[str] = []
    replies: dict[str, Reply] = {
        "fails": (500, {}, b"Annankatu"),
        "refuses": (403, {}, secret.encode()),
        "babbles": (200, {}, b"Annankatu {"),
    }
    for how in replies:
        with service(lambda _call, _query: replies[how]) as running:  # noqa: B023  used at once
            options = {
                "domain": running.domain,
                "scheme": "http",
                "user_agent": secret,
                "proxies": {},
            }
            geocoder = OnlineGeocoder("nominatim", options, min_delay_s=0, tries=1)
            try:
                geocoder.ask(HOME)
            except ServiceError as error:
                told += traceback.format_exception(error, chain=True)
            told.append(repr(geocoder))
    everything = "".join(told) + caplog.text
    assert "ServiceError" in everything
    assert secret not in everything
    assert "Annankatu" not in everything


def test_an_unknown_service_or_option_is_refused_without_showing_values() -> None:
    with pytest.raises(InputError, match="no service named"):
        OnlineGeocoder("nosuchservice")
    options = {"api_kye": "canary-" + "key"}  # in two, for a traceback quotes this line
    with pytest.raises(InputError, match="api_kye") as caught:
        OnlineGeocoder("nominatim", options)
    assert "canary-key" not in "".join(traceback.format_exception(caught.value))
