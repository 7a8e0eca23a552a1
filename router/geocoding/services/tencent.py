"""Tencent (腾讯位置服务) as a geopy geocoder: WebService geocoder v1."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any
from urllib.parse import urlencode

from geopy.exc import (
    ConfigurationError,
    GeocoderAuthenticationFailure,
    GeocoderInsufficientPrivileges,
    GeocoderParseError,
    GeocoderQueryError,
    GeocoderQuotaExceeded,
    GeocoderRateLimited,
    GeocoderServiceError,
    GeocoderTimedOut,
)
from geopy.geocoders.base import DEFAULT_SENTINEL, Geocoder
from geopy.location import Location
from geopy.util import logger

from router.domain.places import Datum
from router.geocoding.services.dialect import (
    ErrorTable,
    member,
    native,
    point_of,
    shown,
    signature,
)
from router.geocoding.services.fetching import adapter_for

__all__ = ["Tencent"]

NO_RESULT = "347"

# https://lbs.qq.com/service/webService/webServiceGuide/status
ERRORS = ErrorTable(
    "tencent",
    {
        110: GeocoderAuthenticationFailure,  # the source of the request is not authorised
        111: GeocoderAuthenticationFailure,  # wrong signature
        112: GeocoderAuthenticationFailure,  # IP not authorised
        113: GeocoderInsufficientPrivileges,  # this function is not granted
        120: GeocoderRateLimited,  # calls a second used up
        121: GeocoderQuotaExceeded,  # calls a day used up
        122: GeocoderQuotaExceeded,  # calls of this IP used up
        123: GeocoderQuotaExceeded,  # the account is limited, such as without a balance
        190: GeocoderAuthenticationFailure,  # the key does not exist
        199: GeocoderInsufficientPrivileges,  # the key is not for the WebService
        301: GeocoderAuthenticationFailure,  # no key
        311: GeocoderAuthenticationFailure,  # malformed key
        500: GeocoderTimedOut,  # a server behind it took too long
        510: GeocoderServiceError,
        520: GeocoderTimedOut,
        530: GeocoderServiceError,
    },
    (
        (110, 119, GeocoderAuthenticationFailure),
        (120, 129, GeocoderQuotaExceeded),
        (130, 199, GeocoderAuthenticationFailure),
        (300, 499, GeocoderQueryError),  # something about the parameters
        (1000, 1999, GeocoderQueryError),
    ),
)


class Tencent(Geocoder):  # type: ignore[misc]  # geopy publishes no types
    """Geocoder using the Tencent location service.

    Parameters
    ----------
    api_key
        A key with the WebService API switched on (https://lbs.qq.com/dev/console/key/manage).
    security_key
        Its SK, if signatures are switched on; it is never sent.
    scheme, timeout, proxies, user_agent, ssl_context, adapter_factory
        As every geocoder of geopy takes them.
    domain
        Where the service is.

    Notes
    -----
    Documented at https://lbs.qq.com/service/webService/webServiceGuide/address/Geocoder. Tencent
    answers in GCJ-02; the points of the locations are converted to WGS-84, their ``raw`` is what
    Tencent sent. Debug lines name the endpoint, and never the address or the key.

    Examples
    --------
    >>> from router.geocoding.services import Tencent
    >>> geolocator = Tencent(api_key="...", timeout=10)  # doctest: +SKIP
    >>> location = geolocator.geocode("北京市海淀区彩和坊路海淀西大街74号")  # doctest: +SKIP
    >>> location.raw["level"], location.raw["reliability"]  # doctest: +SKIP
    (9, 7)
    """

    datum = Datum.GCJ02
    api_path = "/ws/geocoder/v1/"

    def __init__(
        self,
        api_key: str,
        *,
        security_key: str | None = None,
        scheme: str | None = None,
        domain: str = "apis.map.qq.com",
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
            raise ConfigurationError("Tencent needs an api_key")
        self.api_key = api_key
        self.security_key = security_key
        self.domain = domain.strip("/")
        self.api = f"{self.scheme}://{self.domain}{self.api_path}"

    def geocode(
        self,
        query: str,
        *,
        region: str | None = None,
        exactly_one: bool = True,
        timeout: Any = DEFAULT_SENTINEL,
    ) -> Any:
        """Return the location of an address.

        Parameters
        ----------
        query
            The address, with its city.
        region
            The city, if the address does not say it.
        exactly_one
            The location, or a list that holds it; Tencent knows no more than one.
        timeout
            Seconds, for this call only.

        Returns
        -------
        Location, list of Location, or None
            None if Tencent knows none; an awaitable of these with an asynchronous adapter.
        """
        url = self._url({"address": query, "region": region or ""})
        logger.debug("%s.geocode: %s", self.__class__.__name__, self.api)
        return self._call_geocoder(
            url, partial(self._parse_geocode, exactly_one=exactly_one), timeout=timeout
        )

    def reverse(
        self,
        query: Any,
        *,
        get_poi: bool = False,
        exactly_one: bool = True,
        timeout: Any = DEFAULT_SENTINEL,
    ) -> Any:
        """Return the address of a point.

        Parameters
        ----------
        query
            A point, a pair ``(lat, lon)`` or a text ``"lat, lon"``, in WGS-84.
        get_poi
            Whether to list what lies around it, in ``raw``.
        exactly_one
            The location, or a list that holds it.
        timeout
            Seconds, for this call only.

        Returns
        -------
        Location, list of Location, or None
            None if Tencent knows none; an awaitable of these with an asynchronous adapter.
        """
        point = native(query, self.datum)
        location = f"{point.lat:.6f},{point.lon:.6f}"
        url = self._url({"location": location, "get_poi": "1" if get_poi else "0"})
        logger.debug("%s.reverse: %s", self.__class__.__name__, self.api)
        return self._call_geocoder(
            url,
            partial(self._parse_reverse, point=(point.lat, point.lon), exactly_one=exactly_one),
            timeout=timeout,
        )

    def _url(self, parameters: Mapping[str, str]) -> str:
        sent = {"key": self.api_key, "output": "json"}
        sent |= {name: value for name, value in parameters.items() if value}
        if self.security_key:
            sent["sig"] = signature(sent, self.security_key, f"{self.api_path}?")
        return f"{self.api}?{urlencode(sent)}"

    def _parse_geocode(self, page: object, exactly_one: bool = True) -> Any:
        """Return what was found, or None."""
        raw = self._result(page)
        if not raw:
            return None
        point = member(raw, "location")
        parts = member(raw, "address_components")
        named = [
            shown(parts.get(name))
            for name in ("province", "city", "district", "street", "street_number")
        ]
        address = shown(raw.get("title"))
        if not address.startswith(named[0] or "\0"):
            # The title is a name, or only the end of the address; a municipality is said once.
            wide = "".join(dict.fromkeys(part for part in named[:3] if part))
            narrow = "".join(part for part in named[3:] if part and part not in address)
            address = wide + narrow + ("" if address in wide + narrow else address)
        lat, lon = point.get("lat"), point.get("lng")
        location = Location(address, point_of(lat, lon, self.datum), dict(raw))
        return location if exactly_one else [location]

    def _parse_reverse(
        self, page: object, point: tuple[float, float], exactly_one: bool = True
    ) -> Any:
        """Return the address; the point is the one asked about."""
        raw = self._result(page)
        address = shown(raw.get("address"))
        if not address:
            return None
        location = Location(address, point_of(*point, self.datum), dict(raw))
        return location if exactly_one else [location]

    def _result(self, page: object) -> Mapping[str, object]:
        """Return the result; raise what the status says, for HTTP says 200 all the same."""
        if not isinstance(page, Mapping):
            raise GeocoderParseError("the answer has another shape than documented")
        status = shown(page.get("status"))
        if status == NO_RESULT:
            return {}
        if status != "0":
            raise ERRORS.error(status)
        result = member(page, "result")
        if not result:
            raise GeocoderParseError("the answer has no result")
        return result
