"""geopy's Baidu v3, mended: lists, missing levels, and limits that pass are told from quotas."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from geopy.exc import (
    ConfigurationError,
    GeocoderAuthenticationFailure,
    GeocoderInsufficientPrivileges,
    GeocoderParseError,
    GeocoderQueryError,
    GeocoderQuotaExceeded,
    GeocoderRateLimited,
    GeocoderServiceError,
)
from geopy.geocoders import BaiduV3
from geopy.location import Location

from router.domain.places import Datum
from router.geocoding.services.dialect import ErrorTable, member, native, point_of, shown
from router.geocoding.services.fetching import adapter_for

__all__ = ["Baidu"]

NOTHING = "无相关结果"  # "no result", said under the status of an internal error

# https://lbsyun.baidu.com/faq/api?title=webapi/appendix
ERRORS = ErrorTable(
    "baidu",
    {
        1: GeocoderServiceError,  # internal error
        2: GeocoderQueryError,  # wrong parameters
        3: GeocoderAuthenticationFailure,
        4: GeocoderQuotaExceeded,
        5: GeocoderAuthenticationFailure,  # the key does not exist
        10: GeocoderQueryError,  # the request is too long
        101: GeocoderAuthenticationFailure,  # no key
        102: GeocoderAuthenticationFailure,
        240: GeocoderInsufficientPrivileges,  # the service is not granted to this key
        301: GeocoderQuotaExceeded,  # for ever
        302: GeocoderQuotaExceeded,  # for the day
        401: GeocoderRateLimited,  # calls at once
        402: GeocoderRateLimited,
    },
    (
        (200, 299, GeocoderAuthenticationFailure),
        (300, 399, GeocoderQuotaExceeded),
    ),
)


class Baidu(BaiduV3):  # type: ignore[misc]  # geopy publishes no types
    """geopy's ``BaiduV3`` with an answer in WGS-84 that is read as it is documented.

    Parameters
    ----------
    api_key
        The AK.
    domain
        Where the service is.
    **options
        As ``BaiduV3`` takes them.

    Notes
    -----
    Documented at https://lbsyun.baidu.com/faq/api?title=webapi/guide/webservice-geocoding. As of
    geopy 2.5, ``BaiduV3.geocode(exactly_one=False)`` fails on every answer, for the service sends
    one object where a list is read; an answer without ``level`` fails too; and the limit of calls
    at once (401, 402), which passes, is the same error as the used-up quota of the day. An answer
    holds no address: a location's address is the level.
    """

    datum = Datum.BD09

    def __init__(self, api_key: str, *, domain: str = "api.map.baidu.com", **options: Any) -> None:
        if not api_key:
            raise ConfigurationError("Baidu needs an api_key")
        options["adapter_factory"] = adapter_for(options.get("adapter_factory"))
        super().__init__(api_key, **options)
        self.domain = domain.strip("/")
        self.api = f"{self.scheme}://{self.domain}{self.api_path}"
        self.reverse_api = f"{self.scheme}://{self.domain}{self.reverse_path}"

    def reverse(self, query: Any, **options: Any) -> Any:
        """Return the address of a point.

        Parameters
        ----------
        query
            A point, a pair ``(lat, lon)`` or a text ``"lat, lon"``, in WGS-84.
        **options
            As ``BaiduV3`` takes them.

        Returns
        -------
        Location, list of Location, or None
            None if Baidu knows none; an awaitable of these with an asynchronous adapter.
        """
        point = native(query, self.datum)
        return super().reverse((point.lat, point.lon), **options)

    def _parse_json(self, page: object, exactly_one: bool = True) -> Any:
        """Return what was found, or None."""
        raw = self._result(page)
        if not raw:
            return None
        point = member(raw, "location")
        if not point:
            raise GeocoderParseError("the answer has no point")
        location = Location(
            shown(raw.get("level")),
            point_of(point.get("lat"), point.get("lng"), self.datum),
            dict(raw),
        )
        return location if exactly_one else [location]

    def _parse_reverse_json(self, page: object, exactly_one: bool = True) -> Any:
        """Return the address of a point, or None."""
        raw = self._result(page)
        if not raw:
            return None
        point = member(raw, "location")
        location = Location(
            shown(raw.get("formatted_address")),
            point_of(point.get("lat"), point.get("lng"), self.datum),
            dict(raw),
        )
        return location if exactly_one else [location]

    def _result(self, page: object) -> Mapping[str, object]:
        """Return the result; raise what the status says, for HTTP says 200 all the same."""
        if not isinstance(page, Mapping):
            raise GeocoderParseError("the answer has another shape than documented")
        status = shown(page.get("status"))
        if status == "1" and NOTHING in shown(page.get("msg")):
            return {}
        if status != "0":
            raise ERRORS.error(status)
        return member(page, "result")
