"""`router figures`: how agents work, in balanced figures from the journal."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated
from zoneinfo import ZoneInfo

import typer

from router.cli.options import JsonOption
from router.errors import InputError

if TYPE_CHECKING:
    from router.domain.figures import Share, TeamFigures

__all__ = ["figures"]


class Language(StrEnum):
    """Of the page."""

    EN = "en"
    ZH = "zh"


def figures(
    journal: Annotated[
        Path, typer.Option(envvar="ROUTER_JOURNAL", help="The memory; it is only read.")
    ],
    first: Annotated[
        str | None, typer.Option("--from", help="First day: 2026-11-01, today. [default: all]")
    ] = None,
    last: Annotated[str | None, typer.Option("--to", help="Last day, included.")] = None,
    zone: Annotated[
        str | None,
        typer.Option(
            help="IANA zone of the doors. [default: as in the journal's plans]", show_default=False
        ),
    ] = None,
    profile: Annotated[
        list[str] | None,
        typer.Option(help="If it asks for recordings, records without one are not whole."),
    ] = None,
    out: Annotated[
        Path | None, typer.Option(help="Write them to figures.html or figures.csv.")
    ] = None,
    language: Annotated[
        Language | None,
        typer.Option(help="Of the page. [default: zh in China, else en]", show_default=False),
    ] = None,
    as_json: JsonOption = False,
) -> None:
    """Show how agents work: contacts, punctuality, records, complaints, promises; never money.

    \b
    Visits planned and made; at how many the borrower was met, with what chance leaves open; begun
    on time; whole records; complaints, requests to leave, unsafe visits; promises kept. Agents
    stand in the order of their ids: this is no ranking. No sums are shown, since whoever is judged
    by the money that comes in learns to press (China's card rules, Art. 66).
    \b
    Examples:
      router figures --journal cases.journal --zone Asia/Shanghai --from 2026-11-01 --to 2026-11-30
      router figures --journal cases.journal --out figures.html
      router figures --journal cases.journal --out figures.csv
    """
    from router.cli.options import day_from
    from router.cli.screen import print_json, print_lines, print_table
    from router.pipeline import figures_of, zone_of_doors

    kind = out.suffix.lower() if out is not None else ""
    if kind not in ("", ".html", ".csv"):
        raise InputError("--out ends in .html or .csv")
    zone = zone or zone_of_doors(journal)
    doors = _zone(zone)
    start, end = (day_from(text, doors) if text else None for text in (first, last))
    if start and end and end < start:
        raise InputError(f"--to {end} lies before --from {start}")
    told = figures_of(
        journal, zone=doors, first=start, last=end, today=day_from("today", doors),
        profiles=tuple(profile or ()),
    )  # fmt: skip
    if out is not None:
        _write(told, out, zone, language)
        print_lines(f"Written: {out}")
    if as_json:
        from router.exports import figures_rows

        print_json({"agents": figures_rows(told)})
        return
    if out is not None:
        return
    heads = ["agent", "planned>", "made>", "met", "on time", "whole records", "complaints>"]
    heads += ["asked to leave>", "unsafe>", "promises kept"]
    rows = [
        [
            one.agent_id or ("all" if one is told.team else "not stated"),
            one.planned,
            one.made,
            _shown(one.contacts, chance=True),
            _shown(one.on_time),
            _shown(one.complete),
            one.complaints,
            one.leave,
            one.unsafe,
            _shown(one.promises),
        ]
        for one in (*told.agents, told.team)
    ]
    print_table("Agents' figures", heads, rows)
    print_lines("In the order of ids; no ranking, and no money.")


def _zone(name: str) -> ZoneInfo:
    try:
        return ZoneInfo(name)
    except (ValueError, OSError, KeyError) as error:
        raise InputError(
            f"--zone {name!r} is no time zone; write an IANA name such as Asia/Shanghai"
        ) from error


def _write(told: TeamFigures, out: Path, zone: str, language: Language | None) -> None:
    from router.drawing import draw_figures
    from router.exports import figures_csv, write_file
    from router.rules import country_of_zone

    if out.suffix.lower() == ".csv":
        write_file(out, figures_csv(told))
        return
    chosen = language or (Language.ZH if country_of_zone(zone) == "CN" else Language.EN)
    write_file(out, draw_figures(told, lang=chosen.value))


def _shown(share: Share, *, chance: bool = False) -> str:
    if share.rate is None or share.interval is None:
        return "–"
    text = f"{100 * share.rate:.0f} % of {share.whole}"
    if chance:
        low, high = share.interval
        text += f" ({100 * low:.0f}–{100 * high:.0f})"
    return text
