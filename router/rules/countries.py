"""Which country a time zone lies in, and which packaged profile is that country's."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from router.rules.profile_files import profile_names

__all__ = ["country_of_zone", "profile_of_country"]

_OLD_NAMES = {
    # Old names that the zone database joins to a zone of another country whose clocks agree.
    "Africa/Asmera": "ER", "Africa/Timbuktu": "ML", "America/Coral_Harbour": "CA",
    "America/Virgin": "VI", "Antarctica/South_Pole": "AQ", "Atlantic/Jan_Mayen": "SJ",
    "Iceland": "IS", "Pacific/Johnston": "UM", "Pacific/Ponape": "FM", "Pacific/Truk": "FM",
    "Pacific/Yap": "FM",
    # Clocks that are no place.
    "CET": "", "EET": "", "EST": "", "HST": "", "MET": "", "MST": "", "WET": "",
}  # fmt: skip


def country_of_zone(zone: str) -> str:
    """Return the country in which a time zone lies.

    Parameters
    ----------
    zone
        IANA name, such as ``Asia/Shanghai``; old names such as ``PRC`` are known.

    Returns
    -------
    str
        ISO 3166 code, such as ``CN``; empty if the zone is not known or lies in no country.

    Notes
    -----
    From ``zone.tab`` and the links of the time zone database; what it says of a zone takes no
    position on territorial claims.
    """
    if zone in _OLD_NAMES:
        return _OLD_NAMES[zone]
    countries = _countries()
    return countries.get(zone) or countries.get(_links().get(zone, ""), "")


def profile_of_country(country: str) -> str:
    """Return the packaged profile of a country.

    Parameters
    ----------
    country
        ISO 3166 code, such as ``CN``.

    Returns
    -------
    str
        Its name, such as ``cn``; empty if none is packaged.
    """
    name = country.lower()
    return name if len(name) == 2 and name in profile_names() else ""


@cache
def _countries() -> Mapping[str, str]:
    found = {}
    for line in _table("zone.tab"):
        if line and not line.startswith("#"):
            country, _, zone = line.split("\t")[:3]
            found[zone] = country
    return found


@cache
def _links() -> Mapping[str, str]:
    links = [line.split() for line in _table("tzdata.zi") if line.startswith("L ")]
    return {name: target for _, target, name in links}


def _table(name: str) -> list[str]:
    return (files("tzdata.zoneinfo") / name).read_text(encoding="utf-8").splitlines()
