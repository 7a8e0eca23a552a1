"""Options about visiting rules and what is remembered, which several commands share."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, tzinfo
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from router.errors import InputError

if TYPE_CHECKING:
    from router.domain.memory import Declaration

__all__ = [
    "AsStatedOption",
    "ByOption",
    "ComplaintsOption",
    "ContactOption",
    "CreditorOption",
    "HolidaysOption",
    "JournalOption",
    "LoosenOption",
    "NotifiedOption",
    "NowOption",
    "PaymentsOption",
    "ProfileOption",
    "declared",
    "moment_of",
    "profiles_named",
]

NO_PROFILE = "none"

ProfileOption = Annotated[
    list[str] | None,
    typer.Option(
        help="Visiting rules beside the humane ones: a profile of `router rules list`, a TOML "
        "file, or none [default: that of the region's country]. Repeatable.",
    ),
]
AsStatedOption = Annotated[
    list[str] | None,
    typer.Option(
        "--profile",
        help="Visiting rules beside the humane ones: a profile of `router rules list`, a TOML "
        "file, or none [default: those that the plan states]. Repeatable.",
    ),
]
LoosenOption = Annotated[
    Path | None,
    typer.Option(
        "--loosen",
        help="TOML file of humane rules that a named person opened, with the reason.",
    ),
]
HolidaysOption = Annotated[
    list[Path] | None,
    typer.Option("--holidays", help="CSV of own holidays and workdays: date, name, kind."),
]
JournalOption = Annotated[
    Path | None,
    typer.Option(
        envvar="ROUTER_JOURNAL",
        help="The memory: what `router record` knows of earlier days; the plan is recorded in it.",
    ),
]
PaymentsOption = Annotated[
    Path | None,
    typer.Option(help="Table of payments (see `router template`): who paid is not visited."),
]
NowOption = Annotated[
    str | None,
    typer.Option(help="The moment of planning, 2026-11-23T16:30 [default: the clock]."),
]
NotifiedOption = Annotated[
    str | None,
    typer.Option(
        help="When all borrowers of the table were told of their visits; needs --by NAME."
    ),
]
ByOption = Annotated[str, typer.Option("--by", help="Who says so; shown in every output.")]
CreditorOption = Annotated[
    str, typer.Option(help="On whose behalf the visits are made, for the words of a notice.")
]

ContactOption = Annotated[str, typer.Option(help="Where borrowers answer a notice.")]
ComplaintsOption = Annotated[str, typer.Option(help="Where borrowers complain.")]


def declared(told: str | None, by: str, zone: tzinfo) -> Declaration | None:
    """Read that the borrowers of a table were told of their visits.

    Parameters
    ----------
    told
        When, or None if nobody says so.
    by
        Who says so.
    zone
        Of a time without an offset.

    Returns
    -------
    Declaration or None
        With its name.

    Raises
    ------
    InputError
        If nobody's name stands behind it, or the time cannot be read.
    """
    when = moment_of(told, zone, "--notified")
    if when is None:
        if by.strip():
            raise InputError("--by NAME says who told the borrowers; --notified WHEN is missing")
        return None
    if not by.strip():
        raise InputError("--notified needs --by NAME: who says that the borrowers were told")
    from router.domain.memory import Declaration

    return Declaration(when=when, by=by)


def profiles_named(names: Sequence[str] | None) -> list[str | Path] | None:
    """Read which profiles were named.

    Parameters
    ----------
    names
        Of the option; None if it was not given.

    Returns
    -------
    list or None
        Names and files; None for the default, empty for none.

    Raises
    ------
    InputError
        If ``none`` stands beside another name.
    """
    if names is None:
        return None
    if NO_PROFILE in names:
        if len(names) > 1:
            raise InputError("--profile none stands alone")
        return []
    return [Path(name) if name.endswith(".toml") else name for name in names]


def moment_of(text: str | None, zone: tzinfo | None, option: str) -> datetime | None:
    """Read a moment.

    Parameters
    ----------
    text
        Date and time, with an offset or in the zone; None for none.
    zone
        Of a text without an offset; None if it must have one.
    option
        Its name, for the message.

    Returns
    -------
    datetime or None
        Zone-aware.

    Raises
    ------
    InputError
        If it is no date and time, or lacks its offset.
    """
    if text is None:
        return None
    try:
        moment = datetime.fromisoformat(text)
    except ValueError as error:
        raise InputError(f"{option} {text!r} is no time; write it as 2026-11-23T16:30") from error
    if moment.utcoffset() is None and zone is None:
        raise InputError(f"{option} {text!r} needs its offset, such as {text}+02:00")
    return moment if moment.utcoffset() is not None else moment.replace(tzinfo=zone)
