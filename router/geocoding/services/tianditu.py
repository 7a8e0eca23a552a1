"""Tianditu (天地图, the national platform) as a geopy geocoder."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from functools import partial
from typing import Any
from urllib.parse import urlencode

from geopy.adapters import AdapterHTTPError
from geopy.exc import (
    ConfigurationError,
    GeocoderAuthenticationFailure,
    GeocoderParseError,
    GeocoderQueryError,
    GeocoderQuotaExceeded,
    GeocoderServiceError,
)
from geopy.geocoders.base import DEFAULT_SENTINEL, Geocoder
from geopy.location import Location
from geopy.util import logger

from router.domain.places import Datum
from router.geocoding.services.dialect import ErrorTable, member, native, point_of, shown
from router.geocoding.services.fetching import adapter_for

__all__ = ["Tianditu"]

NO_RESULT = "101"

# http://lbs.tianditu.gov.cn/server/geocodinginterface.html: 0 right, 101 empty, 404 wrong.
ERRORS = ErrorTable(
    "tianditu",
    {
        1: GeocoderServiceError,
        403: GeocoderAuthenticationFailure,
        404: GeocoderServiceError,
    },
    ((102, 199, GeocoderQueryError), (400, 499, GeocoderQueryError)),
)
# The gateway before the service has a `code` of its own, mostly under HTTP 403: 1 no such key,
# 7 another domain, 12 and 18 another kind of key; six digits since 2024, 301001 no such key,
# 308011 a malformed one.
GATEWAY = ErrorTable(
    "tianditu",
    {},
    (
        (1, 99, GeocoderAuthenticationFailure),
        (301000, 301999, GeocoderAuthenticationFailure),
        (302000, 302999, GeocoderQuotaExceeded),
        (308000, 308999, GeocoderAuthenticationFailure),
    ),
)


class Tianditu(Geocoder):  # type: ignore[misc]  # geopy publishes no types
    """Geocoder using the national platform Tianditu.

    Parameters
    ----------
    api_key
        The ``tk``, a key for servers (https://console.tianditu.gov.cn).
    scheme, timeout, proxies, user_agent, ssl_context, adapter_factory
        As every geocoder of geopy takes them.
    domain
        Where the service is.

    Notes
    -----
    Documented at http://lbs.tianditu.gov.cn/server/geocodinginterface.html and
    http://lbs.tianditu.gov.cn/server/geocoding.html. Points are in CGCS2000, which lies within a
    metre of WGS-84 and is taken as such. What it calls ``keyWord`` in an answer is the question.
    Debug lines name the endpoint, and never the address or the key.

    Examples
    --------
    >>> from router.geocoding.services import Tianditu
    >>> geolocator = Tianditu(api_key="...", timeout=10)  # doctest: +SKIP
    >>> location = geolocator.geocode("北京市海淀区莲花池西路28号")  # doctest: +SKIP
    >>> location.raw["level"], location.raw["score"]  # doctest: +SKIP
    ('门址', 100)
    """

    datum = Datum.WGS84
    api_path = "/geocoder"

    def __init__(
        self,
        api_key: str,
        *,
        scheme: str | None = None,
        domain: str = "api.tianditu.gov.cn",
        timeout: Any = DEFAULT_SENTINEL,
        proxies: Any = DEFAULT_SENTINEL,
        user_agent: str | None = None,
        ssl_context: Any = DEFAULT_SENTINEL,
        adapter_factory: Callable[..., Any] | None = None,
    ) -> None:
        super().__init__(
            scheme=scheme,
            timeout=timeout,
            proxies=proxies,
            user_agent=user_agent,
            ssl_context=ssl_context,
            adapter_factory=adapter_for(adapter_factory),
        )
        if not api_key:
            raise ConfigurationError("Tianditu needs an api_key")
        self.api_key = api_key
        self.domain = domain.strip("/")
        self.api = f"{self.scheme}://{self.domain}{self.api_path}"

    def geocode(
        self, query: str, *, exactly_one: bool = True, timeout: Any = DEFAULT_SENTINEL
    ) -> Any:
        """Return the location of an address.

        Parameters
        ----------
        query
            The address, from the province down to the number.
        exactly_one
            The location, or a list that holds it; Tianditu knows no more than one.
        timeout
            Seconds, for this call only.

        Returns
        -------
        Location, list of Location, or None
            None if Tianditu knows none; an awaitable of these with an asynchronous adapter.
        """
        question = json.dumps({"keyWord": query}, ensure_ascii=False)
        url = f"{self.api}?{urlencode({'ds': question, 'tk': self.api_key})}"
        logger.debug("%s.geocode: %s", self.__class__.__name__, self.api)
        return self._call_geocoder(
            url, partial(self._parse_geocode, exactly_one=exactly_one), timeout=timeout
        )

    def reverse(
        self, query: Any, *, exactly_one: bool = True, timeout: Any = DEFAULT_SENTINEL
    ) -> Any:
        """Return the address of a point.

        Parameters
        ----------
        query
            A point, a pair ``(lat, lon)`` or a text ``"lat, lon"``.
        exactly_one
            The location, or a list that holds it.
        timeout
            Seconds, for this call only.

        Returns
        -------
        Location, list of Location, or None
            None if Tianditu knows none; an awaitable of these with an asynchronous adapter.
        """
        point = native(query, self.datum)
        question = json.dumps({"lon": point.lon, "lat": point.lat, "ver": 1})
        parameters = {"postStr": question, "type": "geocode", "tk": self.api_key}
        logger.debug("%s.reverse: %s", self.__class__.__name__, self.api)
        return self._call_geocoder(
            f"{self.api}?{urlencode(parameters)}",
            partial(self._parse_reverse, point=(point.lat, point.lon), exactly_one=exactly_one),
            timeout=timeout,
        )

    def _geocoder_exception_handler(self, error: Exception) -> None:
        """Read 418, by which the firewall refuses a call without a proper key."""
        if isinstance(error, AdapterHTTPError) and error.status_code == 418:
            raise GeocoderAuthenticationFailure("tianditu answers with HTTP 418") from None

    def _parse_geocode(self, page: object, exactly_one: bool = True) -> Any:
        """Return what was found, or None."""
        if not self._found(page):
            return None
        raw = member(page, "location")
        if not raw:
            raise GeocoderParseError("the answer has no point")
        address = shown(raw.get("keyWord"))
        point = point_of(raw.get("lat"), raw.get("lon"), self.datum)
        location = Location(address, point, dict(raw))
        return location if exactly_one else [location]

    def _parse_reverse(
        self, page: object, point: tuple[float, float], exactly_one: bool = True
    ) -> Any:
        """Return the address; the point is the one asked about."""
        if not self._found(page):
            return None
        raw = member(page, "result")
        address = shown(raw.get("formatted_address"))
        if not address:
            return None
        location = Location(address, point_of(*point, self.datum), dict(raw))
        return location if exactly_one else [location]

    def _found(self, page: object) -> bool:
        """Tell whether there is an answer; raise what the status says, whatever HTTP says."""
        if not isinstance(page, Mapping):
            raise GeocoderParseError("the answer has another shape than documented")
        status = shown(page.get("status"))
        if not status and (code := shown(page.get("code"))):
            raise GATEWAY.error(code)
        if status == NO_RESULT:
            return False
        if status != "0":
            raise ERRORS.error(status)
        return True
