"""Options that several commands share, and how their texts are read."""

from __future__ import annotations

import os
from collections.abc import Sequence
from datetime import date, datetime, timedelta, tzinfo
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from router.errors import InputError

if TYPE_CHECKING:
    from router.geocoding import OnlineGeocoder
    from router.pipeline import Region

__all__ = [
    "CasesOption",
    "ColumnOption",
    "CorrectionsOption",
    "DatumOption",
    "JsonOption",
    "OnlineOption",
    "OnlineSettingOption",
    "OutcomesOption",
    "RegionOption",
    "StrictOption",
    "ThresholdOption",
    "TravelEngine",
    "TravelOption",
    "column_mapping",
    "day_from",
    "online_geocoder",
]


class TravelEngine(StrEnum):
    """Who computes travel times."""

    AUTO = "auto"
    OSRM = "osrm"
    STREETS = "streets"
    GREAT_CIRCLE = "great-circle"


class DatumName(StrEnum):
    """The datum of coordinates whose row does not say."""

    WGS84 = "wgs84"
    GCJ02 = "gcj02"
    BD09 = "bd09"


CasesOption = Annotated[Path, typer.Option(help="Table of cases: CSV, TSV, Excel or JSON lines.")]
RegionOption = Annotated[
    Path, typer.Option(help="Region folder (see `router region build --help`).")
]
JsonOption = Annotated[bool, typer.Option("--json", help="Print figures as JSON on stdout.")]
StrictOption = Annotated[
    bool, typer.Option("--strict", help="Refuse the input if any row has a fault.")
]
CorrectionsOption = Annotated[
    Path | None,
    typer.Option(help="Your corrections: CSV of address or case_id, lat, lon, who, when, note."),
]
OutcomesOption = Annotated[
    Path | None,
    typer.Option(
        help="Outcomes of earlier visits (see `router template`): check-ins tell where doors are, "
        "and some outcomes make an address invalid."
    ),
]
DatumOption = Annotated[
    DatumName,
    typer.Option(
        help="Datum of coordinates and check-ins whose row does not say: gcj02 (AMap, Tencent), "
        "bd09 (Baidu)."
    ),
]
ColumnOption = Annotated[
    list[str] | None,
    typer.Option(help="NAME=HEADER: the header that means our column NAME. Repeatable."),
]
TravelOption = Annotated[TravelEngine, typer.Option(help="Who computes travel times.")]
ThresholdOption = Annotated[
    float | None,
    typer.Option(min=0, max=1, help="Addresses matched below this score go to review."),
]
OnlineOption = Annotated[
    str | None,
    typer.Option(
        help="Ask this geopy service (such as nominatim) about addresses that the region does not "
        "know. Sends those addresses to it."
    ),
]
OnlineSettingOption = Annotated[
    list[str] | None,
    typer.Option(
        help="NAME=VALUE for the service, such as user_agent=acme or domain=localhost:8080; "
        "a value $NAME is read from the environment (keys belong there). Repeatable."
    ),
]


def column_mapping(options: Sequence[str] | None) -> dict[str, str]:
    """Read options of the form ``NAME=HEADER``.

    Parameters
    ----------
    options
        As given on the command line.

    Returns
    -------
    dict
        Our column to the header in the file.

    Raises
    ------
    InputError
        If one has no ``=``.
    """
    return dict(_pair(option, "--column address=Street") for option in options or ())


def day_from(text: str, zone: tzinfo) -> date:
    """Read the day to plan.

    Parameters
    ----------
    text
        An ISO date, ``today`` or ``tomorrow``.
    zone
        Where today is.

    Returns
    -------
    date
        The local date.

    Raises
    ------
    InputError
        If the text is no date.
    """
    today = datetime.now(zone).date()
    named = {"today": today, "tomorrow": today + timedelta(days=1)}
    if text.lower() in named:
        return named[text.lower()]
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise InputError(
            f"--date {text!r} is no date; write it as 2026-11-24, or today or tomorrow"
        ) from error


def online_geocoder(
    name: str | None, settings: Sequence[str] | None, home: Region
) -> OnlineGeocoder | None:
    """Set up the online service that the user named.

    Parameters
    ----------
    name
        A geopy service, or None.
    settings
        ``NAME=VALUE`` options for it.
    home
        The region, whose cache keeps the answers.

    Returns
    -------
    OnlineGeocoder or None
        None if no service was named.

    Raises
    ------
    InputError
        If the service is not known, or a key is not in the environment.
    """
    if name is None:
        if settings:
            raise InputError("--online-setting needs --online NAME")
        return None
    options = {}
    for setting in settings or ():
        key, value = _pair(setting, "--online-setting user_agent=acme")
        if value.startswith("$"):
            if value[1:] not in os.environ:
                raise InputError(f"--online-setting {key}: {value} is not in the environment")
            value = os.environ[value[1:]]
        options[key] = value
    return home.online(name, options)


def _pair(option: str, example: str) -> tuple[str, str]:
    name, equals, value = option.partition("=")
    if not equals or not name.strip():
        raise InputError(f"{option!r} is not NAME=VALUE; write for example {example}")
    return name.strip(), value.strip()
