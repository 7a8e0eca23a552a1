"""`router publish`: a plan as it may be handed out this morning."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from router.cli.failing import DONE_IN_PART
from router.cli.options import JsonOption, RegionOption
from router.cli.remembering import remember
from router.cli.rule_options import (
    AsStatedOption,
    HolidaysOption,
    JournalOption,
    LoosenOption,
    PaymentsOption,
    moment_of,
    profiles_named,
)

__all__ = ["publish"]


def publish(
    plan: Annotated[Path, typer.Argument(help="A plan.json, as `router plan` wrote it.")],
    region: RegionOption,
    out: Annotated[Path, typer.Option(help="Folder to write what may be handed out to.")],
    payments: PaymentsOption = None,
    journal: JournalOption = None,
    profile: AsStatedOption = None,
    loosen: LoosenOption = None,
    holidays: HolidaysOption = None,
    now: Annotated[
        str | None,
        typer.Option(
            help="The moment of publishing, 2026-11-24T07:00 [default: the clock, with --journal]."
        ),
    ] = None,
    as_json: JsonOption = False,
) -> None:
    """Take out whoever paid overnight or must not be visited any more; nobody else is moved.

    \b
    Taken out are cases that are paid, that the journal holds since (a complaint, a dispute, an
    illness ...), whose appointment was declined or moved, whose borrower was visited in between,
    or had to be told by now, and nobody recorded it (router record --notices).
    Everybody else keeps agent, order and time; the plan is checked again. With a journal, the
    payments go into it, so that the plans after this one know them too.
    \b
    Examples:
      router publish plan/plan.json --region region --payments overnight.csv --out today
      router publish plan/plan.json --region region --journal cases.journal --out today
    """
    from router.cli.plan import print_plan, summary_of
    from router.cli.screen import print_faults, print_json, print_lines, progress
    from router.journal import Journal
    from router.pipeline import open_region, publish_plan
    from router.pipeline.recording import Tables

    home = open_region(region)
    moment = moment_of(now, home.zone, "--now")
    memory = None if journal is None else Journal(journal, create=False)
    if memory is not None and moment is None:
        moment = datetime.now(home.zone).replace(microsecond=0)
    with progress() as say:
        published, gone = publish_plan(
            plan,
            region=home,
            payments=payments,
            journal=memory,
            now=moment,
            profiles=profiles_named(profile),
            loosenings=loosen,
            holiday_files=holidays or (),
            on_progress=say,
        )
        say("writing", 0.0, "")
        if memory is not None:  # first: no plan is handed out that nobody remembers
            memory.record_plan(published.data)
            remember(Tables(payments=payments), memory, zone=home.zone, now=moment)
        published.save(out)
        say("writing", 1.0, str(out))
    if as_json:
        taken = [{"case": held.case_id, "rule": held.rule} for held in gone]
        print_json({**summary_of(published, out), "taken_out": taken})
    else:
        print_faults(published.faults)
        print_plan(published, out)
        print_lines(
            "",
            f"Taken out since the plan was made: {len(gone)}.",
            *(f"  {held.case_id}  {held.rule}: {held.detail}" for held in gone),
            *([] if moment else ["Note: without --journal or --now no notice is looked at."]),
        )
    if any(fault.fatal for fault in published.faults):
        raise typer.Exit(DONE_IN_PART)
