"""`router learn`: when borrowers are met, learned from own visits."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated
from zoneinfo import ZoneInfo

import typer

from router.cli.failing import DONE_IN_PART
from router.cli.options import JsonOption
from router.domain.plurals import plural
from router.errors import InputError

if TYPE_CHECKING:
    from router.domain.learned import LearnedPresence
    from router.domain.presence import CellRate

__all__ = ["learn"]


class Language(StrEnum):
    """Of the page."""

    EN = "en"
    ZH = "zh"


def learn(
    journal: Annotated[
        Path | None,
        typer.Option(envvar="ROUTER_JOURNAL", help="The memory; it is only read."),
    ] = None,
    outcomes: Annotated[
        Path | None, typer.Option(help="A table of outcomes that the journal may not know yet.")
    ] = None,
    cases: Annotated[
        Path | None,
        typer.Option(help="Table of cases: the areas of doors, and whether they are at work."),
    ] = None,
    region: Annotated[
        Path | None, typer.Option(help="Region folder: its time zone and holidays count.")
    ] = None,
    zone: Annotated[
        str | None,
        typer.Option(
            help="IANA zone of the doors. [default: the region's, or as in the journal's plans]",
            show_default=False,
        ),
    ] = None,
    value_parameters: Annotated[
        Path | None,
        typer.Option("--parameters", help="TOML of own chances (see `router value --help`)."),
    ] = None,
    holidays: Annotated[
        list[Path] | None, typer.Option(help="CSV of own holidays and workdays. Repeatable.")
    ] = None,
    out: Annotated[Path | None, typer.Option(help="Draw it: a page such as learned.html.")] = None,
    csv: Annotated[
        Path | None, typer.Option("--csv", help="Write every cell: learned.csv.")
    ] = None,
    language: Annotated[
        Language | None,
        typer.Option(help="Of the page. [default: zh in China, else en]", show_default=False),
    ] = None,
    as_json: JsonOption = False,
) -> None:
    """Show when borrowers are met: what was learned, from how many visits, and how surely.

    Only outcomes of own visits are used: no electricity, no telephone, no movements. Somebody else
    at the door is not the borrower. Visits to addresses that were found wrong, at confirmed
    appointments and at places that the borrower chose teach nothing of the hours. Bounds: the
    chance lies between them with 90 in 100.

    \b
    Examples:
      router learn --journal cases.journal --region region
      router learn --journal cases.journal --region region --cases cases.csv --out learned.html
      router learn --outcomes outcomes.csv --zone Asia/Shanghai --csv learned.csv
      router learn --journal cases.journal --json
    """
    from router.cli.screen import print_faults, print_json, print_lines, progress
    from router.exports import check_writable, learned_csv, write_file
    from router.pipeline import Settings
    from router.pipeline import learn as learn_presence
    from router.value import load_parameters

    if journal is None and outcomes is None:
        raise InputError("there is nothing to learn from: name --journal, --outcomes, or both")
    for path, ending in ((out, ".html"), (csv, ".csv")):
        if path is not None and path.suffix.lower() != ending:
            raise InputError(f"{path.name}: the name of this file ends in {ending}")
    check_writable(*(path for path in (out, csv) if path is not None))
    doors = _zone(zone, region, journal)
    settings = Settings(
        values=load_parameters(value_parameters), holiday_files=tuple(holidays or ())
    )
    with progress() as say:
        learned = learn_presence(
            journal, outcomes=outcomes, cases=cases, zone=doors, settings=settings, on_progress=say
        )
    print_faults(learned.faults)
    if out is not None:
        write_file(out, _page(learned.found, doors, language))
    if csv is not None:
        write_file(csv, learned_csv(learned.found))
    if as_json:
        print_json(_figures(learned.found))
    else:
        _print(learned.found)
        written = [str(path) for path in (out, csv) if path is not None]
        if written:
            print_lines(f"Written: {', '.join(written)}")
    if any(fault.fatal for fault in learned.faults):
        raise typer.Exit(DONE_IN_PART)


def _zone(name: str | None, region: Path | None, journal: Path | None) -> ZoneInfo:
    from router.pipeline import open_region, zone_of_doors

    if name is None and region is not None:
        return open_region(region).zone
    if name is None and journal is None:
        raise InputError(
            "say where the doors are: --region FOLDER or --zone, such as Asia/Shanghai"
        )
    if name is None:
        name = zone_of_doors(journal or "")  # outside the try: a missing journal is no bad zone
    try:
        return ZoneInfo(name)
    except (ValueError, OSError, KeyError) as error:
        raise InputError(
            f"--zone {name!r} is no time zone; write an IANA name such as Asia/Shanghai"
        ) from error


def _page(learned: LearnedPresence, zone: ZoneInfo, language: Language | None) -> str:
    from router.drawing import draw_presence
    from router.rules import country_of_zone

    chosen = language or (Language.ZH if country_of_zone(str(zone)) == "CN" else Language.EN)
    return draw_presence(learned, lang=chosen.value)


def _print(learned: LearnedPresence) -> None:
    """Show the cells of which something is known, the best hours, and what differs."""
    from router.cli.screen import print_lines, print_table
    from router.domain.learned import FEW
    from router.domain.times import WEEKDAYS

    if not learned.visits:
        print_lines(
            "Nothing learned yet: no visit tells of presence. The assumed chances hold "
            "(see `router value`)."
        )
        return
    tried = [
        (kind, group)
        for kind, group in dict.fromkeys((c.place_type, c.group) for c, _ in learned.base)
        if any(r.tried for c, r in learned.base if (c.place_type, c.group) == (kind, group))
    ]
    rows = [
        [cell.place_type.value, cell.group.value, str(cell.hours), _percent(rate.prior),
         _bounds(rate) if rate.tried else "as assumed", rate.tried, rate.met,
         "" if rate.tried >= FEW else "few visits"]
        for cell, rate in learned.base
        if (cell.place_type, cell.group) in tried
    ]  # fmt: skip
    visits = plural(learned.visits, "visit")
    title = f"When borrowers are met: {visits}, {learned.first} to {learned.last}"
    heads = ["place", "days", "hours", "assumed>", "learned (90 in 100)", "visits>", "met>", ""]
    print_table(title, heads, rows)
    for kind, group in tried:
        cell, rate = learned.best(kind, group)
        print_lines(
            f"Best at {kind.value}, {group.value}: {cell.hours}, {_percent(rate.mean)} met "
            f"from {plural(rate.tried, 'visit')}."
        )
    if learned.visits < 100:
        print_lines(f"Too little to go by: {visits}; most is still assumed.")
    if learned.wrong:
        wrong = plural(learned.wrong, "visit")
        print_lines(f"Nothing of hours is learned from {wrong} that found the address wrong.")
    if learned.appointment.tried:
        kept = learned.appointment
        print_lines(f"Confirmed appointments: met {kept.met} of {kept.tried} ({_bounds(kept)}).")
    differing = learned.differing
    if differing:
        shown = [
            [cell.area or "all", "all" if cell.weekday is None else WEEKDAYS[cell.weekday],
             cell.place_type.value, cell.group.value, str(cell.hours), _bounds(rate),
             _percent(learned.all_days(cell).mean), rate.tried]
            for cell, rate in differing[:20]
        ]  # fmt: skip
        heads = ["area", "weekday", "place", "days", "hours", "learned (90 in 100)", "all>"]
        print_table("Areas and weekdays that differ", [*heads, "visits>"], shown)
        if len(differing) > 20:
            print_lines(f"… and {len(differing) - 20} more (see --csv)")


def _figures(learned: LearnedPresence) -> dict[str, object]:
    from router.exports import learned_rows

    kept = learned.appointment
    return {
        "visits": learned.visits,
        "met": learned.met,
        "first": str(learned.first) if learned.first else None,
        "last": str(learned.last) if learned.last else None,
        "found_wrong": learned.wrong,
        "appointments": {
            "visits": kept.tried, "met": kept.met, "prior": kept.prior,
            "chance": round(kept.mean, 4), "low": round(kept.low, 4), "high": round(kept.high, 4),
        },
        "cells": learned_rows(learned),
    }  # fmt: skip


def _percent(chance: float) -> str:
    return f"{100 * chance:.0f} %"


def _bounds(rate: CellRate) -> str:
    return f"{_percent(rate.mean)} ({100 * rate.low:.0f}–{100 * rate.high:.0f})"
