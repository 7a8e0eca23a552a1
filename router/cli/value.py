"""`router value`: what a visit is worth, term by term; and the parameters of that."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from typer.core import TyperCommand

from router.cli.options import (
    ColumnOption,
    CorrectionsOption,
    JsonOption,
    OutcomesOption,
    ThresholdOption,
    TravelEngine,
    TravelOption,
    column_mapping,
    day_from,
)
from router.cli.rule_options import (
    HolidaysOption,
    LoosenOption,
    NowOption,
    PaymentsOption,
    ProfileOption,
    moment_of,
    profiles_named,
)
from router.domain.plurals import plural
from router.errors import InputError

if TYPE_CHECKING:
    from router.pipeline import ValuedCase
    from router.pipeline.valuing import HourTerms
    from router.value import ListedParameter

__all__ = ["ValueCommand", "value"]

_PARAMETERS = "--parameters"
_PACKAGED = "packaged"


class ValueCommand(TyperCommand):
    """The command, whose option of parameters may stand without a file."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Put in what a bare option means.

        Parameters
        ----------
        ctx
            Of the command.
        args
            As written.

        Returns
        -------
        list of str
            What is left over.
        """
        whole = []
        for arg, following in zip(args, [*args, "--"][1:], strict=True):
            whole.append(arg)
            if arg == _PARAMETERS and following.startswith("-"):
                whole.append(_PACKAGED)
        return super().parse_args(ctx, whole)


def value(
    case: Annotated[
        str | None, typer.Argument(help="Case id; without one, the parameters are listed.")
    ] = None,
    cases: Annotated[
        Path | None, typer.Option(help="Table of cases: CSV, TSV, Excel or JSON lines.")
    ] = None,
    agents: Annotated[Path | None, typer.Option(help="Table of agents.")] = None,
    region: Annotated[
        Path | None, typer.Option(help="Region folder (see `router region build --help`).")
    ] = None,
    date: Annotated[
        str, typer.Option(help="First day: 2026-11-24; or from --now: today, tomorrow, +2.")
    ] = "tomorrow",
    days: Annotated[int, typer.Option(min=1, max=14, help="So many days.")] = 1,
    parameters: Annotated[
        str | None,
        typer.Option(
            _PARAMETERS,
            metavar="[FILE]",
            help="TOML file of what differs from the packaged parameters; alone, list them all.",
        ),
    ] = None,
    journal: Annotated[
        Path | None,
        typer.Option(envvar="ROUTER_JOURNAL", help="The memory; it is only read."),
    ] = None,
    outcomes: OutcomesOption = None,
    payments: PaymentsOption = None,
    corrections: CorrectionsOption = None,
    column: ColumnOption = None,
    agent_column: Annotated[
        list[str] | None, typer.Option(help="Like --column, for the table of agents.")
    ] = None,
    travel: TravelOption = TravelEngine.AUTO,
    threshold: ThresholdOption = None,
    profile: ProfileOption = None,
    loosen: LoosenOption = None,
    holidays: HolidaysOption = None,
    now: NowOption = None,
    as_json: JsonOption = False,
) -> None:
    """Show what a visit is worth in every hour, term by term; or list the parameters.

    \b
    value = address x met x meeting x ageing - (1 - address x met) x burden, at least 0. Ways and
    times are what the routes cost; the rules stand above all of it.
    \b
    Examples:
      router value H-012 --cases cases.csv --agents agents.csv --region region
      router value H-012 --cases cases.csv --agents agents.csv --region region \\
                   --date 2026-11-24 --days 5 --journal cases.journal --json
      router value --parameters
      router value --parameters own.toml --json
    """
    from router.cli.screen import print_json
    from router.value import list_parameters, load_parameters

    own = None if parameters in (None, _PACKAGED) else parameters
    values = load_parameters(own)
    if case is None:
        listed = list_parameters(values)
        if as_json:
            print_json({"parameters": [_listed_json(one) for one in listed]})
        else:
            _print_parameters(listed)
        return

    from router.cli.screen import progress
    from router.geocoding import DEFAULT_THRESHOLD
    from router.pipeline import Settings, open_region, value_case

    if cases is None or agents is None or region is None:
        raise InputError("to weigh a case, name --cases, --agents and --region")
    home = open_region(region, travel=travel.value)
    moment = moment_of(now, home.zone, "--now")
    with progress() as say:
        told = value_case(
            case,
            cases,
            agents,
            date=day_from(date, home.zone, moment),
            days=days,
            region=home,
            settings=Settings(
                values=values,
                threshold=DEFAULT_THRESHOLD if threshold is None else threshold,
                case_columns=column_mapping(column),
                agent_columns=column_mapping(agent_column),
                profiles=profiles_named(profile),
                loosenings=loosen,
                holiday_files=holidays or (),
            ),
            corrections=corrections,
            outcomes=outcomes,
            payments=payments,
            journal=journal,
            now=moment,
            on_progress=say,
        )
    if as_json:
        print_json(_case_json(told))
    else:
        _print_case(told)


def _print_parameters(listed: tuple[ListedParameter, ...]) -> None:
    from router.cli.screen import print_lines, print_table

    print_table(
        "What visits are worth",
        ["parameter", "value", "default", "grade", "meaning"],
        [
            (
                one.name,
                _plain(one.value),
                _plain(one.default) if one.changed else "",
                one.grade,
                one.comment,
            )
            for one in listed
        ],
    )
    print_lines(
        "",
        "A file of your own states only what it changes, by table: [burden], then fruitless = 5.0.",
        "Grades: measured, secondary (told by who measured), assumed (ours), own (yours).",
    )


def _plain(value: object) -> str:
    if isinstance(value, list):
        return " ".join(map(str, value))
    return str(value).lower() if isinstance(value, bool) else str(value)


def _listed_json(one: ListedParameter) -> dict[str, Any]:
    return {
        "name": one.name,
        "value": one.value,
        "default": one.default,
        "grade": one.grade,
        "comment": one.comment,
    }


def _print_case(told: ValuedCase) -> None:
    from router.cli.screen import print_lines, print_table

    worth = told.worth
    print_lines(
        f"Case {told.case_id}"
        + (f", one visit with {_others(told)}" if len(told.case_ids) > 1 else "")
        + f"; {told.place_type}"
        + ("; the time is confirmed" if worth.appointment else ""),
        "",
        f"  address  {worth.address:6.2f}   {_address_words(told)}",
        f"  meeting  {worth.meeting:6.2f}   {_meeting_words(told)}",
        f"  ageing   {worth.ageing:6.2f}   {_ageing_words(told)}",
        f"  burden   {worth.burden:6.2f}   of a visit on which nobody is met",
        f"  service  {worth.met_service_s / 60:.0f} min if the borrower is met, "
        f"{worth.missed_service_s / 60:.0f} min if not",
        "",
    )
    days = {one.day for one in told.hours}
    print_table(
        "By the hour at which the visit starts",
        [
            *(["day"] if len(days) > 1 else []), "hours", "open", "assumed>", "learned>",
            "90 in 100", "visits>", "this one>", "found and met>", "value>",
        ],
        [
            (*([f"{one.day:%a %d %b}"] if len(days) > 1 else []), *_cells(one, worth.address))
            for one in told.hours
        ],
    )  # fmt: skip
    best = max((one for one in told.hours if one.open), key=lambda one: one.value, default=None)
    print_lines(
        "",
        *(f"Not visited, whatever it is worth. {why}" for why in told.held),
        *(
            [f"Best: {best.day:%A %d %B}, {_open_words(best)}."]
            if best is not None and best.value > 0
            else []
        ),
        *([] if told.held and best is None else [f"Due if no visit is made: a {worth.channel}."]),
        "value = address x met x meeting x ageing - (1 - address x met) x burden, at least 0.",
    )


def _cells(one: HourTerms, address: float) -> tuple[object, ...]:
    known = one.known
    return (
        str(one.hours), _open_words(one) or "no", f"{known.prior:.2f}", f"{known.mean:.2f}",
        f"{known.low:.2f}-{known.high:.2f}", known.tried, f"{one.met:.2f}",
        f"{address * one.met:.2f}", f"{one.value:.2f}",
    )  # fmt: skip


def _open_words(one: HourTerms) -> str:
    """The starts that are allowed; the last second of some hours is shown as their end."""
    spans = []
    for first, last in one.open:
        end = last + timedelta(seconds=1) if last == one.end else last
        spans.append(f"{first:%H:%M}-{end:%H:%M}" if end > first else f"{first:%H:%M}")
    return ", ".join(spans)


def _others(told: ValuedCase) -> str:
    return ", ".join(one for one in told.case_ids if one != told.case_id)


def _address_words(told: ValuedCase) -> str:
    if told.worth.appointment:
        return "the borrower confirmed a visit there"
    if told.confirmed:
        words, since = "the borrower was met there", "since"
    else:
        words, since = f"{told.by_type:.2f} at such an address x {told.score:.2f} match", "there"
    if not told.fruitless:
        return words
    return f"{words}; {plural(told.fruitless, 'fruitless visit')} {since}"


def _meeting_words(told: ValuedCase) -> str:
    several = len(told.meetings) > 1
    basis = {
        "value": "column value",
        "priority": "column priority",
        "amount": "of the amount, dampened, beyond a call or a message",
        "default": "the default",
    }
    parts = [
        f"{money:.2f} {f'({case_id}) ' if several else ''}{basis[kind]}"
        for case_id, money, kind in told.meetings
    ]
    if told.beside > 0:
        parts.append(f"{told.beside:.2f} beside money")
    return " + ".join(parts)


def _ageing_words(told: ValuedCase) -> str:
    age = told.worth.age_days
    if age is None:
        return "it is not known since when it waits (column received)"
    return f"waits {plural(age, 'day')} for a decision"


def _case_json(told: ValuedCase) -> dict[str, Any]:
    worth = told.worth
    return {
        "case": told.case_id,
        "cases": list(told.case_ids),
        "place_type": told.place_type,
        "address": {
            "chance": worth.address,
            "by_type": told.by_type,
            "match": told.score,
            "confirmed": told.confirmed,
            "fruitless": told.fruitless,
        },
        "meeting": {
            "worth": worth.meeting,
            "basis": worth.basis,
            "cases": [
                {"case": case_id, "worth": money, "basis": kind}
                for case_id, money, kind in told.meetings
            ],
            "beside": told.beside,
        },
        "ageing": worth.ageing,
        "age_days": worth.age_days,
        "burden": worth.burden,
        "appointment": worth.appointment,
        "service_s": {"met": worth.met_service_s, "missed": worth.missed_service_s},
        "channel": worth.channel,
        "held": list(told.held),
        "hours": [
            {
                "day": one.day.isoformat(),
                "hours": str(one.hours),
                "start": one.start.isoformat(),
                "end": one.end.isoformat(),
                "open": [[first.isoformat(), last.isoformat()] for first, last in one.open],
                "assumed": one.known.prior,
                "learned": one.known.mean,
                "low": one.known.low,
                "high": one.known.high,
                "tried": one.known.tried,
                "met": one.met,
                "value": one.value,
            }
            for one in told.hours
        ],
    }
