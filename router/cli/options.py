"""Options that several commands share, and how their texts are read."""

from __future__ import annotations

import os
import re
import warnings
from collections.abc import Sequence
from datetime import date, datetime, timedelta, tzinfo
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from router.errors import InputError, RouterWarning

if TYPE_CHECKING:
    from router.geocoding import OnlineServices
    from router.pipeline import Region

__all__ = [
    "CasesOption",
    "ColumnOption",
    "CorrectionsOption",
    "DatumOption",
    "JsonOption",
    "OnlineLimitOption",
    "OnlineMaxAgeOption",
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
    "online_services",
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


SETTING_VARIABLE = "ROUTER_ONLINE_SETTING"

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
    list[str] | None,
    typer.Option(
        envvar="ROUTER_ONLINE",
        metavar="NAME",
        help="Ask this service (amap, tencent, tianditu, baidu, nominatim or any of geopy's) about "
        "addresses that the region does not know. Sends those addresses to it. Repeatable: the "
        "next one is asked about what the one before does not settle.",
    ),
]
OnlineSettingOption = Annotated[
    list[str] | None,
    typer.Option(
        envvar=SETTING_VARIABLE,
        metavar="[NAME.]KEY=VALUE",
        help="For a service, such as amap.api_key=$AMAP_KEY or domain=localhost:8080; a value "
        "$NAME is read from the environment (keys belong there). Repeatable.",
    ),
]
OnlineLimitOption = Annotated[
    int,
    typer.Option(
        envvar="ROUTER_ONLINE_LIMIT", min=0, help="Most calls to each service in this run."
    ),
]
OnlineMaxAgeOption = Annotated[
    float | None,
    typer.Option(min=0, help="Ask again where the kept answer is older than so many days."),
]
_SECRET = re.compile(r"key|token|secret|password|auth|app_code", re.IGNORECASE)


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


def day_from(text: str, zone: tzinfo, now: datetime | None = None) -> date:
    """Read the day to plan.

    Parameters
    ----------
    text
        An ISO date, ``today``, ``tomorrow``, or days from today such as ``+2``.
    zone
        Where today is.
    now
        The present moment; the clock if None.

    Returns
    -------
    date
        The local date.

    Raises
    ------
    InputError
        If the text is no date.
    """
    today = (now or datetime.now(zone)).astimezone(zone).date()
    named = {"today": today, "tomorrow": today + timedelta(days=1)}
    if text.lower() in named:
        return named[text.lower()]
    if re.fullmatch(r"\+\d{1,3}", text):
        return today + timedelta(days=int(text))
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise InputError(
            f"--date {text!r} is no date; write it as 2026-11-24, today, tomorrow or +2"
        ) from error


def online_services(
    names: Sequence[str] | None,
    settings: Sequence[str] | None,
    home: Region,
    *,
    limit: int,
    max_age_days: float | None,
) -> OnlineServices | None:
    """Set up the online services that the user named; nothing is sent yet.

    Parameters
    ----------
    names
        Services in the order in which they are asked, or None.
    settings
        ``KEY=VALUE`` for the only service, or ``NAME.KEY=VALUE``.
    home
        The region, whose cache keeps the answers.
    limit
        Most calls to each service.
    max_age_days
        Older kept answers do not count; None keeps them for ever.

    Returns
    -------
    OnlineServices or None
        None if no service was named. It says on stderr who will be asked about how many.

    Raises
    ------
    InputError
        If a service is not known, a setting is of none that was named, or a key is not in the
        environment.
    """
    # A configuration in the environment may speak of services that this run does not name.
    configured = list(settings or ()) == os.environ.get(SETTING_VARIABLE, "").split()
    if not names:
        if settings and not configured:
            raise InputError("--online-setting needs --online NAME")
        return None
    from router.geocoding import OnlineServices
    from router.geocoding.services.known import known_service

    asked = [known_service(name)[0] for name in names]
    if len(set(asked)) < len(asked):
        raise InputError("--online names a service twice")
    options: dict[str, dict[str, str]] = {name: {} for name in asked}
    for setting in settings or ():
        if "=" not in setting:  # not shown: what is meant for a key may stand in it
            raise InputError("--online-setting is KEY=VALUE, for example user_agent=acme")
        key, value = _pair(setting, "--online-setting user_agent=acme")
        service, dot, rest = key.partition(".")
        if dot:
            service, key = known_service(service)[0], rest
        elif len(asked) == 1:
            service = asked[0]
        else:
            raise InputError(
                f"--online-setting {key}: write {asked[0]}.{key}, for several services"
            )
        if service not in options and configured:
            continue
        if service not in options:
            raise InputError(
                f"--online-setting {service}.{key}: {service} is not named by --online"
            )
        options[service][key] = _from_environment(f"{service}.{key}", value)
    return OnlineServices(
        [home.online(name, options[name], ceiling=limit) for name in asked],
        max_age=None if max_age_days is None else timedelta(days=max_age_days),
        say=lambda line: typer.echo(f"router: {line}", err=True),
    )


def _from_environment(name: str, value: str) -> str:
    """Return a setting's value; one that starts with ``$`` is the name of a variable."""
    if value.startswith("$"):
        variable = value[1:].strip("{}")
        if variable not in os.environ:
            raise InputError(f"--online-setting {name}: {value} is not in the environment")
        return os.environ[variable]
    if _SECRET.search(name.partition(".")[2]):
        warnings.warn(
            f"the value of {name} stands on the command line, where others on this machine and "
            "the shell's history see it; put it into the environment and write $NAME",
            RouterWarning,
            stacklevel=3,
        )
    return value


def _pair(option: str, example: str) -> tuple[str, str]:
    name, equals, value = option.partition("=")
    if not equals or not name.strip():
        raise InputError(f"{option!r} is not NAME=VALUE; write for example {example}")
    return name.strip(), value.strip()
