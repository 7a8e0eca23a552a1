"""`router plan`: a day's routes from tables of cases and agents."""

from __future__ import annotations

from dataclasses import fields
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from router.cli.failing import DONE_IN_PART, SERVICE_FAILED
from router.cli.options import (
    CasesOption,
    ColumnOption,
    CorrectionsOption,
    DatumName,
    DatumOption,
    JsonOption,
    OnlineLimitOption,
    OnlineMaxAgeOption,
    OnlineOption,
    OnlineSettingOption,
    OutcomesOption,
    RegionOption,
    StrictOption,
    ThresholdOption,
    TravelEngine,
    TravelOption,
    column_mapping,
    day_from,
    online_services,
)
from router.cli.remembering import remember
from router.cli.rule_options import (
    ByOption,
    ComplaintsOption,
    ContactOption,
    CreditorOption,
    HolidaysOption,
    JournalOption,
    LoosenOption,
    NotifiedOption,
    NowOption,
    PaymentsOption,
    ProfileOption,
    declared,
    moment_of,
    profiles_named,
)
from router.domain.plurals import plural

if TYPE_CHECKING:
    from router.front import Plan

__all__ = ["plan", "print_plan", "summary_of"]


def plan(
    cases: CasesOption,
    agents: Annotated[Path, typer.Option(help="Table of agents.")],
    region: RegionOption,
    out: Annotated[Path, typer.Option(help="Folder to write the plan to.")] = Path("plan"),
    date: Annotated[
        str,
        typer.Option(
            help="Day to plan: 2026-11-24; or from --now: today, tomorrow, +2 for the day after it."
        ),
    ] = "tomorrow",
    days: Annotated[
        int,
        typer.Option(
            min=1,
            max=14,
            help="Plan so many days in one model; the first is firm, the rest proposed.",
        ),
    ] = 1,
    parameters: Annotated[
        Path | None,
        typer.Option(help="TOML file: what visits are worth (router value --parameters)."),
    ] = None,
    seconds: Annotated[
        float | None,
        typer.Option(
            min=0.1, max=86_400, help="Seconds for the search [default: 20, of several days 60]."
        ),
    ] = None,
    iterations: Annotated[
        int | None,
        typer.Option(min=1, help="Limit the search by work, not time: same input, same plan."),
    ] = None,
    seed: Annotated[int, typer.Option(help="Of all randomness.")] = 0,
    strict: StrictOption = False,
    corrections: CorrectionsOption = None,
    outcomes: OutcomesOption = None,
    datum: DatumOption = DatumName.WGS84,
    column: ColumnOption = None,
    agent_column: Annotated[
        list[str] | None,
        typer.Option(help="Like --column, for the table of agents."),
    ] = None,
    travel: TravelOption = TravelEngine.AUTO,
    rush: Annotated[
        Path | None, typer.Option(help="CSV of rush hours: days, start, end, factor.")
    ] = None,
    service: Annotated[
        float | None,
        typer.Option(min=0, help="Minutes at a door where the table is silent [default: expected]"),
    ] = None,
    setup: Annotated[
        float, typer.Option(min=0, help="Minutes once per building where the table is silent.")
    ] = 4,
    threshold: ThresholdOption = None,
    profile: ProfileOption = None,
    loosen: LoosenOption = None,
    holidays: HolidaysOption = None,
    journal: JournalOption = None,
    record: Annotated[
        bool, typer.Option(help="Record the plan in the journal, so that its visits count.")
    ] = True,
    payments: PaymentsOption = None,
    now: NowOption = None,
    notified: NotifiedOption = None,
    by: ByOption = "",
    creditor: CreditorOption = "",
    contact: ContactOption = "",
    complaints: ComplaintsOption = "",
    online: OnlineOption = None,
    online_setting: OnlineSettingOption = None,
    online_limit: OnlineLimitOption = 1_000,
    online_max_age: OnlineMaxAgeOption = None,
    as_json: JsonOption = False,
) -> None:
    """Plan a day: who visits whom, when; and why the others are not visited.

    \b
    Examples:
      router plan --cases cases.csv --agents agents.csv --region region
      router plan --cases cases.xlsx --agents agents.xlsx --region region \\
                  --date 2026-11-24 --seconds 60 --out monday
      router plan --cases cases.csv --agents agents.csv --region region \\
                  --column address=Street --column case_id="File no."
      router plan --cases cases.csv --agents agents.csv --region region \\
                  --journal cases.journal --payments payments.csv
      router plan --cases cases.csv --agents agents.csv --region region \\
                  --profile us-ma --loosen loosen.toml
      router plan --cases cases.csv --agents agents.csv --region region \\
                  --notified "2026-11-22 10:00" --by "A. Dispatcher"
      router plan --cases cases.csv --agents agents.csv --region region \\
                  --days 5 --journal cases.journal
    \b
    Only what the visiting rules allow is planned (`router rules --help`); the humane rules ask
    for a notice 24 hours before a visit, and notices.csv says whom to tell by when.
    Ctrl-C ends the search and keeps the best plan so far; exit code 5 if an appointment, or another
    visit that has to be made, is on no route of it.
    """
    from datetime import datetime, timedelta

    from router.cli.plan_words import broken_off, proposal_lines, proposed_of
    from router.cli.screen import print_faults, print_json, print_lines, progress
    from router.domain.places import Datum
    from router.forming import ServiceTimes
    from router.geocoding import DEFAULT_THRESHOLD
    from router.journal import Journal
    from router.pipeline import Settings, open_region, plan_days
    from router.pipeline.recording import Tables
    from router.rules import Sender
    from router.travel import read_rush_hours
    from router.value import load_parameters

    home = open_region(region, travel=travel.value)
    settings = Settings(
        service_times=ServiceTimes(
            service=None if service is None else timedelta(minutes=service),
            setup=timedelta(minutes=setup),
        ),
        values=load_parameters(parameters),
        rush_hours=read_rush_hours(rush) if rush else None,
        threshold=DEFAULT_THRESHOLD if threshold is None else threshold,
        strict=strict,
        case_columns=column_mapping(column),
        agent_columns=column_mapping(agent_column),
        datum=Datum(datum.value),
        profiles=profiles_named(profile),
        loosenings=loosen,
        holiday_files=holidays or (),
        sender=Sender(creditor=creditor, contact=contact, complaints=complaints),
    )
    fallback = online_services(
        online, online_setting, home, limit=online_limit, max_age_days=online_max_age
    )
    planned_at = moment_of(now, home.zone, "--now")
    day = day_from(date, home.zone, planned_at)
    if planned_at is not None and day < planned_at.astimezone(home.zone).date():
        typer.echo(f"router: note: {day:%a %d %b %Y} has passed by then (--now)", err=True)
    if planned_at is None and day < datetime.now(home.zone).date():
        typer.echo(
            f"router: note: {day:%a %d %b %Y} has passed; notices count as given in time", err=True
        )
    elif planned_at is None:
        planned_at = datetime.now(home.zone).replace(microsecond=0)
    if journal is not None and not journal.exists():
        typer.echo(f"router: note: {journal} is a new journal; no earlier day is known", err=True)
    memory = None if journal is None else Journal(journal)
    with progress() as say:
        period = plan_days(
            cases,
            agents,
            date=day,
            days=days,
            region=home,
            seconds=_limit(days) if seconds is None and iterations is None else seconds,
            iterations=iterations,
            seed=seed,
            settings=settings,
            corrections=corrections,
            outcomes=outcomes,
            payments=payments,
            journal=memory,
            now=planned_at,
            notified=declared(notified, by, home.zone),
            fallback=fallback,
            on_progress=say,
        )
        day_plan = period.days[0]
        say("writing", 0.0, "")
        if memory is not None and record:  # first: no plan is handed out that nobody remembers
            memory.record_plan(day_plan.data)
            remember(
                Tables(outcomes=outcomes, payments=payments, datum=settings.datum),
                memory,
                zone=home.zone,
                now=planned_at,
            )
        period.save(out)
        say("writing", 1.0, str(out))
    if as_json:
        print_json(summary_of(day_plan, out) | {"proposed": proposed_of(period)})
    else:
        print_faults(day_plan.faults)
        print_plan(day_plan, out)
        print_lines(*proposal_lines(period, out))
    if fallback is not None and fallback.trouble:
        raise typer.Exit(SERVICE_FAILED)  # what was found is written; the rest is in review
    if (
        any(fault.fatal for fault in day_plan.faults)
        or (fallback is not None and fallback.held_back)
        or any(broken_off(one.data) for one in period.days)
    ):
        raise typer.Exit(DONE_IN_PART)


def _limit(days: int) -> float:
    return 20.0 if days == 1 else 60.0


def print_plan(plan: Plan, out: Path) -> None:
    """Print the figures of a plan and where its files are.

    Parameters
    ----------
    plan
        The plan.
    out
        Its folder.
    """
    from router.cli.plan_words import attention_lines, held_lines, notice_lines, rule_lines
    from router.cli.screen import print_lines, print_table

    problem = plan.data.problem
    shifts = {shift.shift_id: shift for shift in problem.shifts}
    rows = []
    for route in plan.routes:
        shift = shifts[route.shift_id]
        rows.append(
            (
                shift.agent_name or shift.agent_id,
                len(route.visit_ids),
                len(route.stops),
                f"{route.distance_m / 1000:.1f}",
                f"{route.travel_s // 60} min",
                f"{problem.instant(route.start_s):%H:%M}",
                f"{problem.instant(route.end_s):%H:%M}",
            )
        )
    print_table(
        f"{plan.data.day:%A %d %B %Y}",
        ["agent", "visits>", "stops>", "km>", "travel>", "leaves>", "back>"],
        rows,
    )
    if plan.data.meets:
        print_lines("A visit at which two agents meet counts for both of them, and once below.")
    summary = summary_of(plan, out)
    counts = summary["cases"]
    print_lines(
        "",
        f"{plural(counts['in'], 'case')}: {counts['planned']} planned, "
        f"{counts['unassigned']} unassigned, {counts['held']} held, {counts['review']} in review.",
        f"Cost {plan.costs.total:,.2f}"
        + "".join(
            f", {name.replace('_', ' ')} {amount:,.2f}"
            for name, amount in summary["costs"].items()
            if name != "total" and amount
        ).replace(", ", ": ", 1)
        + ".",
        *(
            [f"Rows of the tables that could not be used: {len(plan.data.refused)} (refused.csv)."]
            if plan.data.refused
            else []
        ),
        *held_lines(plan.data),
        *attention_lines(plan.data),
        *notice_lines(plan.data),
        "Checked: every time recomputed, every rule judged, every case accounted for.",
        *(f"Note: {warning}" for warning in plan.warnings),
        *_preparation(),
        *rule_lines(plan.data),
        "",
        f"Open {out / 'index.html'}",
    )


def _preparation() -> list[str]:
    """Say that the next plan will be better, where the search is not compiled yet."""
    from router.solving.compilation import is_compiled

    if is_compiled():
        return []
    return [
        "Note: OR-Tools searched alone, as our own search is being compiled (once, about two"
        " minutes). The next plan will be better; router doctor waits for it."
    ]


def summary_of(plan: Plan, out: Path) -> dict[str, Any]:
    """Return the figures of a plan as JSON values.

    Parameters
    ----------
    plan
        The plan.
    out
        Its folder.

    Returns
    -------
    dict
        ``date``, ``cases`` (counts that add up), ``rules``, ``routes``, ``costs``, ``warnings``,
        ``faults`` and ``out``.
    """
    from router.cli.plan_words import rules_summary

    data = plan.data
    cases_of = {visit.visit_id: len(visit.case_ids) for visit in data.problem.visits}
    terms = {field.name: getattr(data.costs, field.name) for field in fields(data.costs)}
    return {
        "date": data.day.isoformat(),
        "cases": {
            "in": len(data.cards),
            "planned": sum(cases_of[visit_id] for visit_id in data.visited),
            "unassigned": sum(len(left.case_ids) for left in data.left_out),
            "held": len(data.held),
            "review": len(data.review),
        },
        "rules": rules_summary(data),
        "refused_rows": len(data.refused),
        "routes": [
            {
                "shift": route.shift_id,
                "visits": len(route.visit_ids),
                "stops": len(route.stops),
                "distance_m": route.distance_m,
                "travel_s": route.travel_s,
                "start": data.problem.instant(route.start_s).isoformat(),
                "end": data.problem.instant(route.end_s).isoformat(),
            }
            for route in data.routes
        ],
        "costs": {
            **{name: round(cost, 2) for name, cost in terms.items()},
            "total": round(data.costs.total, 2),
        },
        "warnings": list(data.warnings),
        "faults": [str(fault) for fault in plan.faults],
        "out": str(out),
    }
