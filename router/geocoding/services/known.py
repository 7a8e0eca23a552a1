"""The services known by name: where they are, their datum, how often they may be asked."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from router.domain.places import Datum
from router.errors import InputError

__all__ = ["KNOWN", "KnownService", "known_service", "maker_of"]


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownService:
    """What is known of a service before it is asked.

    Parameters
    ----------
    host
        Where it is asked, unless the user names another ``domain``.
    datum
        The datum it answers in.
    min_delay_s
        Seconds between two calls that its terms ask for.
    family
        Services of one family draw on one map: their agreement proves nothing.
    needs
        Options without which it cannot be asked.
    quota
        What its terms grant without a contract, in words.
    chinese
        Whether it reads an address from the province down to the door.
    """

    host: str = ""
    datum: Datum = Datum.WGS84
    min_delay_s: float = 1.0
    family: str = ""
    needs: tuple[str, ...] = ()
    quota: str = ""
    chinese: bool = False


# Quotas and rates as the services' consoles state them for a personal key (2025); a contract
# changes them, and `min_delay_s` with it. Nominatim: its usage policy.
KNOWN: dict[str, KnownService] = {
    "amap": KnownService(
        host="restapi.amap.com",
        datum=Datum.GCJ02,
        min_delay_s=0.35,
        family="amap",
        needs=("api_key",),
        quota="5,000 a day, 3 a second",
        chinese=True,
    ),
    "tencent": KnownService(
        host="apis.map.qq.com",
        datum=Datum.GCJ02,
        min_delay_s=0.25,
        family="tencent",
        needs=("api_key",),
        quota="6,000 a day, 5 a second",
        chinese=True,
    ),
    "tianditu": KnownService(
        host="api.tianditu.gov.cn",
        datum=Datum.WGS84,  # CGCS2000, which lies within a metre of it
        min_delay_s=0.25,
        family="tianditu",
        needs=("api_key",),
        quota="10,000 a day",
        chinese=True,
    ),
    "baiduv3": KnownService(
        host="api.map.baidu.com",
        datum=Datum.BD09,
        min_delay_s=0.35,
        family="baidu",
        needs=("api_key",),
        quota="5,000 a day, 3 a second",
        chinese=True,
    ),
    "nominatim": KnownService(
        host="nominatim.openstreetmap.org",
        family="openstreetmap",
        quota="1 a second",
    ),
    "photon": KnownService(host="photon.komoot.io", family="openstreetmap"),
    "pelias": KnownService(family="openstreetmap", needs=("domain",)),
    "pickpoint": KnownService(host="api.pickpoint.io", family="openstreetmap"),
    "openmapquest": KnownService(host="open.mapquestapi.com", family="openstreetmap"),
    "geocodeearth": KnownService(host="api.geocode.earth", family="openstreetmap"),
    "maptiler": KnownService(host="api.maptiler.com", family="openstreetmap"),
}
ALIASES = {"baidu": "baiduv3", "gaode": "amap", "qq": "tencent"}  # geopy's Baidu v2 is dead


def known_service(name: str) -> tuple[str, KnownService]:
    """Return a service's proper name and what is known of it.

    Parameters
    ----------
    name
        As the user wrote it.

    Returns
    -------
    str, KnownService
        The name in lower case; nearly nothing for a service of geopy that is not in the table.
    """
    name = name.strip().lower()
    name = ALIASES.get(name, name)
    return name, KNOWN.get(name) or KnownService(family=name)


def maker_of(name: str) -> Callable[..., object]:
    """Return the geopy geocoder of a service.

    Parameters
    ----------
    name
        Its proper name.

    Returns
    -------
    callable
        The class.

    Raises
    ------
    InputError
        If there is none of this name.
    """
    from geopy.exc import GeocoderNotFound
    from geopy.geocoders import get_geocoder_for_service

    from router.geocoding import services

    if name in ("amap", "tencent", "tianditu", "baiduv3"):
        maker: Callable[..., object] = getattr(services, OWN_CLASSES[name])
        return maker
    try:
        maker = get_geocoder_for_service(name)
    except GeocoderNotFound:
        raise InputError(
            f"geopy has no service named {name!r}, and neither have we; "
            f"known by name are {', '.join(KNOWN)}"
        ) from None
    return maker


OWN_CLASSES = {"amap": "AMap", "tencent": "Tencent", "tianditu": "Tianditu", "baiduv3": "Baidu"}
