"""AMap (高德) as a geopy geocoder: web service v3, geocoding and reverse geocoding."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
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
    GeocoderUnavailable,
)
from geopy.geocoders.base import DEFAULT_SENTINEL, Geocoder
from geopy.location import Location
from geopy.util import logger

from router.domain.places import Datum
from router.geocoding.services.dialect import (
    ErrorTable,
    member,
    members,
    native,
    point_of,
    shown,
    signature,
)
from router.geocoding.services.fetching import adapter_for

__all__ = ["AMap"]

MOST_AT_ONCE = 10

# https://lbs.amap.com/api/webservice/guide/tools/info (infocode)
ERRORS = ErrorTable(
    "amap",
    {
        10001: GeocoderAuthenticationFailure,  # INVALID_USER_KEY
        10002: GeocoderInsufficientPrivileges,  # SERVICE_NOT_AVAILABLE
        10003: GeocoderQuotaExceeded,  # DAILY_QUERY_OVER_LIMIT
        10004: GeocoderRateLimited,  # ACCESS_TOO_FREQUENT
        10005: GeocoderAuthenticationFailure,  # INVALID_USER_IP
        10006: GeocoderAuthenticationFailure,  # INVALID_USER_DOMAIN
        10007: GeocoderAuthenticationFailure,  # INVALID_USER_SIGNATURE
        10008: GeocoderAuthenticationFailure,  # INVALID_USER_SCODE
        10009: GeocoderAuthenticationFailure,  # USERKEY_PLAT_NOMATCH
        10010: GeocoderQuotaExceeded,  # IP_QUERY_OVER_LIMIT
        10011: GeocoderInsufficientPrivileges,  # NOT_SUPPORT_HTTPS
        10012: GeocoderInsufficientPrivileges,  # INSUFFICIENT_PRIVILEGES
        10013: GeocoderAuthenticationFailure,  # USER_KEY_RECYCLED
        10014: GeocoderRateLimited,  # QPS_HAS_EXCEEDED_THE_LIMIT
        10015: GeocoderTimedOut,  # GATEWAY_TIMEOUT
        10016: GeocoderUnavailable,  # SERVER_IS_BUSY
        10017: GeocoderUnavailable,  # RESOURCE_UNAVAILABLE
        10019: GeocoderRateLimited,  # CQPS_HAS_EXCEEDED_THE_LIMIT
        10020: GeocoderRateLimited,  # CKQPS_HAS_EXCEEDED_THE_LIMIT
        10021: GeocoderRateLimited,  # CUQPS_HAS_EXCEEDED_THE_LIMIT
        10026: GeocoderInsufficientPrivileges,  # INVALID_REQUEST: the account is suspended
        10029: GeocoderQuotaExceeded,  # ABROAD_DAILY_QUERY_OVER_LIMIT
        10041: GeocoderInsufficientPrivileges,  # NO_EFFECTIVE_INTERFACE
        10044: GeocoderQuotaExceeded,  # USER_DAILY_QUERY_OVER_LIMIT
        10045: GeocoderQuotaExceeded,  # USER_ABROAD_DAILY_QUERY_OVER_LIMIT
        20000: GeocoderQueryError,  # INVALID_PARAMS
        20001: GeocoderQueryError,  # MISSING_REQUIRED_PARAMS
        20002: GeocoderQueryError,  # ILLEGAL_REQUEST
        20003: GeocoderServiceError,  # UNKNOWN_ERROR
        20011: GeocoderInsufficientPrivileges,  # INSUFFICIENT_ABROAD_PRIVILEGES
        20012: GeocoderQueryError,  # ILLEGAL_CONTENT
        40000: GeocoderQuotaExceeded,  # QUOTA_PLAN_RUN_OUT
        40002: GeocoderQuotaExceeded,  # SERVICE_EXPIRED
        40003: GeocoderQuotaExceeded,  # ABROAD_QUOTA_PLAN_RUN_OUT
    },
    ((30000, 39999, GeocoderServiceError),),  # ENGINE_RESPONSE_DATA_ERROR and the like
)


class AMap(Geocoder):  # type: ignore[misc]  # geopy publishes no types
    """Geocoder using the AMap (Gaode) web service.

    Parameters
    ----------
    api_key
        A key of the kind "web service" (https://console.amap.com).
    security_key
        Its private key, if digital signatures are switched on; it is never sent.
    scheme, timeout, proxies, user_agent, ssl_context, adapter_factory
        As every geocoder of geopy takes them.
    domain
        Where the service is.

    Notes
    -----
    Documented at https://lbs.amap.com/api/webservice/guide/api/georegeo. AMap answers in GCJ-02;
    the points of the locations are converted to WGS-84, their ``raw`` is what AMap sent. Debug
    lines name the endpoint, and never the address or the key.

    Examples
    --------
    >>> from router.geocoding.services import AMap
    >>> geolocator = AMap(api_key="...", timeout=10)  # doctest: +SKIP
    >>> location = geolocator.geocode("北京市朝阳区阜通东大街6号")  # doctest: +SKIP
    >>> print(location.address)  # doctest: +SKIP
    北京市朝阳区阜通东大街6号

    With asyncio, as every geocoder of geopy:

    >>> async def ask():
    ...     async with AMap(api_key="...", adapter_factory=AioHTTPAdapter) as geolocator:
    ...         return await geolocator.geocode("阜通东大街6号", city="北京")
    """

    datum = Datum.GCJ02
    geocode_path = "/v3/geocode/geo"
    reverse_path = "/v3/geocode/regeo"

    def __init__(
        self,
        api_key: str,
        *,
        security_key: str | None = None,
        scheme: str | None = None,
        domain: str = "restapi.amap.com",
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
            raise ConfigurationError("AMap needs an api_key")
        self.api_key = api_key
        self.security_key = security_key
        self.domain = domain.strip("/")
        self.geocode_api = f"{self.scheme}://{self.domain}{self.geocode_path}"
        self.reverse_api = f"{self.scheme}://{self.domain}{self.reverse_path}"

    def geocode(
        self,
        query: str,
        *,
        city: str | None = None,
        exactly_one: bool = True,
        timeout: Any = DEFAULT_SENTINEL,
    ) -> Any:
        """Return the location of an address.

        Parameters
        ----------
        query
            The address, from the province down to the number.
        city
            Where to look: a name, its pinyin, a telephone code or a code of the division.
        exactly_one
            The first location, or a list of all.
        timeout
            Seconds, for this call only.

        Returns
        -------
        Location, list of Location, or None
            None if AMap knows none; an awaitable of these with an asynchronous adapter.
        """
        # A stroke would part two addresses.
        url = self._url(self.geocode_api, {"address": query.replace("|", " "), "city": city or ""})
        logger.debug("%s.geocode: %s", self.__class__.__name__, self.geocode_api)
        return self._call_geocoder(
            url, partial(self._parse_geocodes, exactly_one=exactly_one), timeout=timeout
        )

    def geocode_batch(
        self, queries: Sequence[str], *, city: str | None = None, timeout: Any = DEFAULT_SENTINEL
    ) -> Any:
        """Return the locations of up to ten addresses with one call.

        Parameters
        ----------
        queries
            At most ten addresses.
        city
            Where to look for all of them.
        timeout
            Seconds, for this call only.

        Returns
        -------
        list of Location or None
            One per address, in the same order; an awaitable with an asynchronous adapter.
        """
        if not 1 <= len(queries) <= MOST_AT_ONCE:
            raise GeocoderQueryError(f"AMap takes 1 to {MOST_AT_ONCE} addresses at once")
        asked = "|".join(query.replace("|", " ") for query in queries)
        url = self._url(self.geocode_api, {"address": asked, "city": city or "", "batch": "true"})
        logger.debug("%s.geocode_batch: %s", self.__class__.__name__, self.geocode_api)
        return self._call_geocoder(
            url, partial(self._parse_batch, count=len(queries)), timeout=timeout
        )

    def reverse(
        self,
        query: Any,
        *,
        radius: int | None = None,
        extensions: str | None = None,
        exactly_one: bool = True,
        timeout: Any = DEFAULT_SENTINEL,
    ) -> Any:
        """Return the address of a point.

        Parameters
        ----------
        query
            A point, a pair ``(lat, lon)`` or a text ``"lat, lon"``, in WGS-84.
        radius
            Metres within which to look, up to 3,000.
        extensions
            ``base``, or ``all`` for what lies around it.
        exactly_one
            The location, or a list that holds it.
        timeout
            Seconds, for this call only.

        Returns
        -------
        Location, list of Location, or None
            None if AMap knows none; an awaitable of these with an asynchronous adapter.
        """
        point = native(query, self.datum)
        parameters = {
            "location": f"{point.lon:.6f},{point.lat:.6f}",
            "radius": "" if radius is None else str(radius),
            "extensions": extensions or "",
        }
        url = self._url(self.reverse_api, parameters)
        logger.debug("%s.reverse: %s", self.__class__.__name__, self.reverse_api)
        return self._call_geocoder(
            url,
            partial(self._parse_reverse, point=(point.lat, point.lon), exactly_one=exactly_one),
            timeout=timeout,
        )

    def _url(self, api: str, parameters: Mapping[str, str]) -> str:
        sent = {"key": self.api_key, "output": "JSON"}
        sent |= {name: value for name, value in parameters.items() if value}
        if self.security_key:
            sent["sig"] = signature(sent, self.security_key)
        return f"{api}?{urlencode(sent)}"

    def _parse_geocodes(self, page: object, exactly_one: bool = True) -> Any:
        """Return what was found, in the service's order."""
        self._check(page)
        found = [self._location(one) for one in members(page, "geocodes")]
        if not found:
            return None
        return found[0] if exactly_one else found

    def _parse_batch(self, page: object, count: int) -> list[Location | None]:
        """Return one location per address; one that is not known comes without a point."""
        self._check(page)
        found = members(page, "geocodes")
        if len(found) != count:
            raise GeocoderParseError("amap answers about another number of addresses")
        return [self._location(one) if shown(one.get("location")) else None for one in found]

    def _parse_reverse(
        self, page: object, point: tuple[float, float], exactly_one: bool = True
    ) -> Any:
        """Return the address; the point is the one asked about."""
        self._check(page)
        raw = member(page, "regeocode")
        address = shown(raw.get("formatted_address"))
        if not address:
            return None
        location = Location(address, point_of(*point, self.datum), dict(raw))
        return location if exactly_one else [location]

    def _location(self, raw: Mapping[str, object]) -> Location:
        lon, comma, lat = shown(raw.get("location")).partition(",")
        if not comma:
            raise GeocoderParseError("the answer has no point")
        address = shown(raw.get("formatted_address"))
        return Location(address, point_of(lat, lon, self.datum), dict(raw))

    def _check(self, page: object) -> None:
        """Raise what the service's own status says; HTTP says 200 all the same."""
        if not isinstance(page, Mapping):
            raise GeocoderParseError("the answer has another shape than documented")
        if shown(page.get("status")) != "1":
            raise ERRORS.error(shown(page.get("infocode")))
