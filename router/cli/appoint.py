"""`router appoint`: the best times to offer a borrower."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from router.cli.options import JsonOption
from router.cli.rule_options import CreditorOption, JournalOption, NowOption, moment_of
from router.errors import InputError

if TYPE_CHECKING:
    from router.pipeline import Offer

__all__ = ["appoint"]

NOTHING_FREE = 4


def appoint(
    case: Annotated[str, typer.Argument(help="Id of the case.")],
    plan: Annotated[
        list[Path], typer.Option(help="A plan.json; repeat for the plans of several days.")
    ],
    at: Annotated[
        str | None,
        typer.Option(help="Only at this time: 2026-11-24T18:30, for every agent who could."),
    ] = None,
    top: Annotated[int, typer.Option(min=1, max=50, help="How many times to list.")] = 5,
    propose: Annotated[
        int | None,
        typer.Option(min=1, help="Record this one of the list as proposed; needs --journal."),
    ] = None,
    book: Annotated[
        int | None,
        typer.Option(min=1, help="Record it as confirmed, if the borrower has agreed."),
    ] = None,
    journal: JournalOption = None,
    now: NowOption = None,
    creditor: CreditorOption = "",
    as_json: JsonOption = False,
) -> None:
    """Recommend times for a visit: the cheapest insertions into plans, under all their rules.

    \b
    Everybody else keeps agent and order, and stays inside their windows and the times they were
    told. Exit code 4 if no time is free; the reason is printed.
    \b
    Examples:
      router appoint C-1001 --plan plan/plan.json
      router appoint C-1001 --plan tuesday/plan.json --plan wednesday/plan.json --top 3
      router appoint C-1001 --plan plan/plan.json --at 2026-11-24T18:30
      router appoint C-1001 --plan plan/plan.json --propose 1 --journal cases.journal
    """
    from router.cli.screen import print_json, print_lines, print_table
    from router.exports import read_plan
    from router.journal import Journal
    from router.pipeline import appoint as recommend
    from router.pipeline import booked, proposed
    from router.rules import Sender
    from router.rules.notice_words import language_for, notice_words

    sender = Sender(creditor=creditor)
    chosen = propose or book
    if propose and book:
        raise InputError("--propose and --book exclude each other")
    if chosen and journal is None:
        raise InputError("a time is recorded in the journal: give --journal FILE")
    plans = [read_plan(path) for path in plan]
    zone = plans[0].problem.origin.tzinfo
    assert zone is not None
    advice = recommend(case, plans, at=moment_of(at, zone, "--at"), top=top)
    moment = moment_of(now, zone, "--now") or datetime.now(zone)
    if chosen and chosen > len(advice.offers) > 0:
        raise InputError(f"there are only {len(advice.offers)} times to choose from")
    if as_json:
        print_json(
            {
                "case_id": case,
                "offers": [_figures(number, one) for number, one in enumerate(advice.offers, 1)],
                "notes": list(advice.notes),
            }
        )
    else:
        if advice.offers:
            print_table(
                f"Times for case {case}",
                ["", "day", "start", "agent", "planned>", "extra cost>", "extra km>",
                 "extra wait>", "if 20 % slower", "tell by"],
                [_row(number, one, moment) for number, one in enumerate(advice.offers, 1)],
            )  # fmt: skip
        print_lines(*advice.notes)
    if chosen and journal is not None and advice.offers:
        told = plans[0].compliance
        country = told.calendar[:2] if told is not None else ""
        offer = advice.offers[chosen - 1]
        made = booked(offer, moment) if book else proposed(offer, moment)
        with Journal(journal) as memory:
            memory.record_appointments([made])
        if not as_json:
            spoken = language_for(offer.languages, country)
            words = notice_words(offer.start, offer.end, offer.minutes, language=spoken,
                                 sender=sender, agreed=book is not None)  # fmt: skip
            todo = _to_tell(offer, moment, agreed=book is not None)
            print_lines("", f"Recorded as {made.state.value} in {journal}.{todo}", "", words)
    if not advice.offers:
        raise typer.Exit(NOTHING_FREE)


def _to_tell(offer: Offer, now: datetime, *, agreed: bool) -> str:
    """Say what is to be done for a time that was recorded."""
    if agreed:
        return " The borrower may be sent:"
    if offer.tell_by is None:
        return " Tell the borrower:"
    if _too_late(offer, now):
        return " It is too late for a notice: the visit stands only if the borrower agrees. Ask:"
    return f" Tell the borrower by {offer.tell_by:%a %d %b %H:%M}:"


def _too_late(offer: Offer, now: datetime) -> bool:
    return offer.tell_by is not None and offer.tell_by.timestamp() < now.timestamp()


def _row(number: int, offer: Offer, now: datetime) -> tuple[object, ...]:
    by = f"{offer.tell_by:%a %d %b %H:%M}" if offer.tell_by else ""
    return (
        number,
        f"{offer.start:%a %d %b}",
        f"{offer.start:%H:%M}" + (f"-{offer.end:%H:%M}" if offer.start != offer.end else ""),
        offer.agent_name,
        f"{offer.planned:%H:%M}",
        f"{offer.extra_cost:,.2f}",
        f"{offer.extra_m / 1000:.1f}",
        f"{offer.extra_wait_s // 60} min",
        "kept" if offer.kept_if_slower else "at risk",
        "only if agreed" if _too_late(offer, now) else by,
    )


def _figures(number: int, offer: Offer) -> dict[str, Any]:
    return {
        "number": number,
        "agent_id": offer.agent_id,
        "shift_id": offer.shift_id,
        "start": offer.start.isoformat(),
        "end": offer.end.isoformat(),
        "planned": offer.planned.isoformat(),
        "extra_cost": round(offer.extra_cost, 2),
        "extra_m": offer.extra_m,
        "extra_wait_s": offer.extra_wait_s,
        "kept_if_slower": offer.kept_if_slower,
        "tell_by": offer.tell_by.isoformat() if offer.tell_by else None,
    }
