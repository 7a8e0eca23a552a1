"""Online services, opt-in by name: AMap, Tencent, Tianditu, Baidu, and whatever geopy knows.

The geocoders work with geopy alone, as in geopy's documentation:

>>> from router.geocoding.services import AMap
>>> geolocator = AMap(api_key="...")  # doctest: +SKIP
>>> print(geolocator.geocode("北京市朝阳区阜通东大街6号").address)  # doctest: +SKIP
北京市朝阳区阜通东大街6号
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from router.geocoding.services.amap import AMap
    from router.geocoding.services.asking import OnlineServices
    from router.geocoding.services.baidu import Baidu
    from router.geocoding.services.cache import GeocodeCache
    from router.geocoding.services.online import OnlineGeocoder
    from router.geocoding.services.tencent import Tencent
    from router.geocoding.services.tianditu import Tianditu

__all__ = [
    "AMap",
    "Baidu",
    "GeocodeCache",
    "OnlineGeocoder",
    "OnlineServices",
    "Tencent",
    "Tianditu",
]

_HOMES = {
    "AMap": "amap",
    "Baidu": "baidu",
    "GeocodeCache": "cache",
    "OnlineGeocoder": "online",
    "OnlineServices": "asking",
    "Tencent": "tencent",
    "Tianditu": "tianditu",
}


def __getattr__(name: str) -> object:
    """Import a class when it is first asked for: most runs ask no service."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
