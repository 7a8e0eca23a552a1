"""Our geocoders used as geopy has it, without an adapter: as safe as under the command."""

from __future__ import annotations

import traceback
from collections.abc import Mapping
from typing import Any

import geopy.geocoders
import pytest
from geopy.adapters import BaseSyncAdapter, URLLibAdapter
from geopy.exc import (
    ConfigurationError,
    GeocoderParseError,
    GeocoderRateLimited,
    GeocoderServiceError,
    GeocoderTimedOut,
)

from router.geocoding import services
from router.geocoding.services.fetching import PlainAdapter, adapter_for
from tests.faults.dialects import DIALECTS, DOOR, KEY, Reply, Server, serving

CLASSES = {"amap": "AMap", "tencent": "Tencent", "tianditu": "Tianditu", "baidu": "Baidu"}


def geocoder(running: Server, **options: Any) -> Any:
    maker = getattr(services, CLASSES[running.dialect.name])
    return maker(api_key=KEY, domain=running.domain, scheme="http", proxies={}, **options)


BROKEN: dict[str, tuple[Reply, type[GeocoderServiceError]]] = {
    "429": ((429, {"Retry-After": "30"}, b""), GeocoderRateLimited),
    "redirect": ((302, {"Location": "http://127.0.0.1:9/"}, b""), GeocoderServiceError),
    "20 MB": ((200, {}, b" " * 20_000_000), GeocoderServiceError),
    "GBK undeclared": ((200, {}, '{"地址": "阜通东大街"}'.encode("gbk")), GeocoderParseError),
    "a drip": ((200, {"Drip": "0.2"}, b'{"status": "1", "x'), GeocoderTimedOut),
    "cut off": ((200, {"Content-Length": "1000"}, b'{"status'), GeocoderServiceError),
}


@pytest.mark.parametrize("how", BROKEN)
@pytest.mark.parametrize("name", CLASSES)
def test_a_broken_answer_is_one_call_and_an_error_that_tells_nobody(name: str, how: str) -> None:
    reply, kind = BROKEN[how]
    with serving(name, reply) as running:
        with pytest.raises(kind) as caught:
            geocoder(running).geocode(running.dialect.address.text, timeout=1)
        assert len(running.asked) == 1  # asked again by nobody, and no redirect followed
    told = "".join(traceback.format_exception(caught.value))
    assert KEY not in told
    assert "%E9%98%9C" not in told  # 阜 of the address, as a URL has it


@pytest.mark.parametrize("name", CLASSES)
def test_no_limit_of_time_is_none_as_geopy_has_it(name: str) -> None:
    with serving(name) as running:
        location = geocoder(running, timeout=None).geocode(running.dialect.address.text)
    # 1e-5 degrees are a metre.
    assert location.latitude == pytest.approx(DOOR.lat, abs=1e-5)
    assert location.longitude == pytest.approx(DOOR.lon, abs=1e-5)


def test_an_adapter_that_the_user_chose_is_used(monkeypatch: pytest.MonkeyPatch) -> None:
    class Own(BaseSyncAdapter):  # type: ignore[misc]  # geopy publishes no types
        def get_json(self, url: str, *, timeout: float, headers: Mapping[str, str]) -> object:
            raise NotImplementedError

        get_text = get_json

    assert adapter_for(None) is PlainAdapter
    assert adapter_for(URLLibAdapter) is URLLibAdapter
    monkeypatch.setattr(geopy.geocoders.options, "default_adapter_factory", Own)
    assert adapter_for(None) is Own


@pytest.mark.parametrize("name", CLASSES)
def test_an_empty_key_is_refused_by_its_maker(name: str) -> None:
    with pytest.raises(ConfigurationError):
        getattr(services, CLASSES[name])(api_key="")


@pytest.mark.parametrize("name", DIALECTS)
def test_retry_after_of_a_busy_service_is_honoured(name: str) -> None:
    dialect = DIALECTS[name]

    def replies(call: int, _query: str) -> Reply:
        return (503, {"Retry-After": "1"}, b"") if call == 1 else dialect.good()

    with serving(name, replies) as running:
        assert running.client(pause_s=0.0).ask(dialect.address)
        assert running.at[1] - running.at[0] >= 1.0
