"""`router record`: what came of visits, and what else happened, into the journal."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, tzinfo
from pathlib import Path
from typing import Annotated
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import typer

from router.cli.failing import DONE_IN_PART
from router.cli.options import ColumnOption, DatumName, DatumOption, JsonOption, column_mapping
from router.cli.rule_options import moment_of
from router.domain.plurals import plural
from router.errors import InputError

__all__ = ["JournalFileOption", "RegionZoneOption", "ZoneOption", "record", "zone_named"]

JournalFileOption = Annotated[
    Path, typer.Option(envvar="ROUTER_JOURNAL", help="The journal; made if there is none.")
]
ZoneOption = Annotated[
    str | None, typer.Option(help="Zone of times without an offset, such as Europe/Helsinki.")
]
RegionZoneOption = Annotated[
    Path | None, typer.Option("--region", help="Region folder whose zone that is.")
]


def record(
    journal: JournalFileOption,
    outcomes: Annotated[
        Path | None, typer.Argument(help="Table of what came of visits (see `router template`).")
    ] = None,
    payments: Annotated[Path | None, typer.Option(help="Table of payments.")] = None,
    approaches: Annotated[
        Path | None, typer.Option(help="Table of calls, messages and letters.")
    ] = None,
    notices: Annotated[
        Path | None, typer.Option(help="Table of notices that borrowers were given.")
    ] = None,
    replies: Annotated[Path | None, typer.Option(help="Table of borrowers' replies.")] = None,
    code: Annotated[
        list[str] | None,
        typer.Option(help="WORD=CODE: your word for one of our outcome codes. Repeatable."),
    ] = None,
    column: ColumnOption = None,
    datum: DatumOption = DatumName.WGS84,
    zone: ZoneOption = None,
    region: RegionZoneOption = None,
    now: Annotated[
        str | None,
        typer.Option(help="The moment of recording, 2026-11-23T16:30 [default: the clock]."),
    ] = None,
    as_json: JsonOption = False,
) -> None:
    """Add outcomes, payments, calls, notices and replies to the journal, each once.

    A row that was recorded before adds nothing: a table may grow and be read again, and a run that
    was cut off is simply repeated. A row with the case and time of an earlier one, and anything
    else in it, corrects it; holds that only a person ends (a complaint, a dispute …) stay until
    `router journal release`. A visit that was not made at all is corrected with the code NOTDONE.

    \b
    Examples:
      router record outcomes.csv --journal cases.journal --region region
      router record outcomes.csv --journal cases.journal --zone Asia/Shanghai --code "own=NAH"
      router record --journal cases.journal --zone Europe/Helsinki --payments paid.csv
      router record outcomes.csv --journal cases.journal --region region \\
                    --approaches calls.csv --notices notices.csv --replies replies.csv
    \b
    The journal may also be named by ROUTER_JOURNAL. The first run makes it; then back up both it
    and <journal>.seal, and prove it with `router journal verify`.
    """
    from router.cli.screen import print_faults, print_json, print_lines, print_table
    from router.domain.places import Datum
    from router.journal import Journal
    from router.pipeline.recording import Tables, record_tables

    given = Tables(
        outcomes=outcomes,
        payments=payments,
        approaches=approaches,
        notices=notices,
        replies=replies,
        columns=column_mapping(column),
        words=code_words(code),
        datum=Datum(datum.value),
    )
    if not any((outcomes, payments, approaches, notices, replies)):
        raise InputError("nothing to record; give a table of outcomes, or --payments FILE …")
    door = zone_named(zone, region)
    done = record_tables(
        given, Journal(journal), zone=door, now=moment_of(now, door, "--now") if now else None
    )
    if as_json:
        print_json(
            {
                "tables": {
                    one.table: {
                        "new": one.taken.new,
                        "corrections": one.taken.corrected,
                        "known": one.taken.known,
                        "corrected_since": one.taken.outdated,
                        "too_old": one.taken.expired,
                        "refused": one.refused,
                    }
                    for one in done.tables
                },
                "changes": dict(done.changes),
                "faults": [str(fault) for fault in done.faults],
                "entries": done.entries,
                "head": done.head,
            }
        )
    else:
        print_faults(done.faults)
        print_table(
            "Recorded",
            ["table", "new>", "of which corrections>", "known before>", "too old>", "refused>"],
            [
                (
                    one.table,
                    one.taken.new,
                    one.taken.corrected,
                    one.taken.known,
                    one.taken.expired,
                    one.refused,
                )
                for one in done.tables
            ],
        )
        if done.changes:
            print_table("What that changes", ["", "cases>"], done.changes)
        print_lines(
            *(
                f"{plural(one.taken.outdated, 'row')} of {one.table} corrected since; that stays."
                for one in done.tables
                if one.taken.outdated
            ),
            f"{journal}: {plural(done.entries, 'entry', 'entries')}, head {done.head[:16]}…",
        )
    if any(one.refused for one in done.tables):
        raise typer.Exit(DONE_IN_PART)


def code_words(options: Sequence[str] | None) -> dict[str, str]:
    """Read options of the form ``WORD=CODE``.

    Parameters
    ----------
    options
        As given on the command line.

    Returns
    -------
    dict
        The user's word to our code.

    Raises
    ------
    InputError
        If one has no ``=``, or its code is none of ours.
    """
    from router.domain.outcomes import outcome_codes

    found: dict[str, str] = {}
    for option in options or ():
        word, equals, code = (part.strip() for part in option.partition("="))
        if not equals or not word or code.upper() not in outcome_codes():
            raise InputError(
                f"--code {option!r} is not WORD=CODE; the codes are {', '.join(outcome_codes())}"
            )
        found[word] = code.upper()
    return found


def zone_named(zone: str | None, region: Path | None) -> tzinfo:
    """Return the zone of times without an offset.

    Parameters
    ----------
    zone
        Its name, if given.
    region
        Region folder, if given.

    Returns
    -------
    tzinfo
        That of the region if no name is given.

    Raises
    ------
    InputError
        If neither is given, or there is no such zone.
    """
    if zone is not None:
        try:
            return ZoneInfo(zone)
        except (ZoneInfoNotFoundError, ValueError, OSError) as error:
            raise InputError(
                f"--zone {zone!r} is no time zone; write it as Europe/Helsinki"
            ) from error
    if region is not None:
        from router.pipeline import open_region

        return open_region(region).zone
    raise InputError(
        "in which zone are the times? Give --zone Europe/Helsinki, or --region FOLDER; with "
        f"--zone {UTC} only times with an offset are sure"
    )
