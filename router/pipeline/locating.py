"""Addresses of cases to places, in the order of trust, and the one that is offered."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from router.domain.cases import Case
from router.domain.memory import Memory
from router.domain.places import Address, Coordinate, LocatedAddress, LocationStatus
from router.domain.plurals import plural
from router.domain.refused import RefusedRow
from router.domain.standing import Standing
from router.domain.verdicts import Law, Refusal
from router.errors import Fault, InputError
from router.geocoding import (
    Bounds,
    Corrections,
    OnlineGeocoder,
    OnlineServices,
    StreetDistance,
    check_file,
    locate,
    read_records,
    without_shifted,
)
from router.intake import read_cases
from router.pipeline.corrections import CorrectionsInUse, corrections_in_use
from router.pipeline.past_visits import PastVisits, past_visits, unused_outcomes
from router.pipeline.progress import Say, silent
from router.pipeline.region import Region
from router.pipeline.ruling import law_of_region
from router.pipeline.settings import Settings
from router.rules import KnownAddress, offered, place_refusals, standings

if TYPE_CHECKING:
    import pandas as pd

__all__ = [
    "geocode_cases",
    "in_table_order",
    "locate_cases",
    "refuse_faults",
]


def geocode_cases(
    cases: str | Path | pd.DataFrame,
    *,
    region: Region,
    settings: Settings | None = None,
    corrections: str | Path | CorrectionsInUse | None = None,
    outcomes: str | Path | pd.DataFrame | None = None,
    fallback: OnlineGeocoder | OnlineServices | None = None,
    on_progress: Say = silent,
    day: date | None = None,
) -> tuple[tuple[LocatedAddress | RefusedRow, ...], tuple[Fault, ...]]:
    """Locate the address of every case of a table.

    Parameters
    ----------
    cases
        Table or frame with ``case_id`` and ``address``.
    region
        Where to look.
    settings
        Thresholds, column names, strictness.
    corrections
        CSV of what people found out about addresses; the region remembers it, and what it
        remembers is used without a file, too.
    outcomes
        Table of earlier visits: their check-ins tell where doors are, and some make an address
        invalid.
    fallback
        An online service, or several, for addresses that the region does not know.
    on_progress
        Called with a step's name, how much of it is done (0 to 1), and a note.
    day
        On which the addresses are to be visited, for the rules on places; None: today.

    Returns
    -------
    tuple
        In input order, per row: the located address (of several, the one that would be visited,
        with the others beside it) or the refused row; and the faults of the input.

    Raises
    ------
    InputError
        If the table cannot be used, or has faults and ``settings.strict``.
    """
    settings = settings or Settings()
    day = day or datetime.now(region.zone).date()
    table = read_cases(cases, columns=settings.case_columns, datum=settings.datum, zone=region.zone)
    visits = past_visits(outcomes, region.zone, settings, on_progress)
    if settings.strict:
        refuse_faults((*table.fatal, *visits.fatal))
    own = corrections_in_use(corrections, region, on_progress).corrections
    located, remarks = locate_cases(
        table.rows, region, settings, own, fallback, on_progress,
        visits=visits, file=table.source, law=law_of_region(settings, region, day), day=day,
        standings=standings(
            table.rows, Memory(outcomes=visits.outcomes), day=day, zone=region.zone
        ),
    )  # fmt: skip
    faults = (*table.faults, *visits.faults, *remarks)
    return in_table_order(table.rows, located, table.refused), faults


def locate_cases(
    cases: Sequence[Case],
    region: Region,
    settings: Settings,
    corrections: Corrections | None,
    fallback: OnlineGeocoder | OnlineServices | None,
    say: Say,
    *,
    visits: PastVisits,
    file: str,
    law: Law,
    standings: Mapping[str, Standing],
    day: date,
) -> tuple[dict[str, LocatedAddress], tuple[Fault, ...]]:
    """Locate every address of every case, and choose the one that is offered.

    Parameters
    ----------
    cases
        As read.
    region, settings, fallback
        As for `geocode_cases`. An address that must not be visited is never sent to a service.
    corrections
        The dispatcher's own coordinates.
    say
        Told about the progress.
    visits
        What came of earlier visits.
    file
        Name of the table, for remarks.
    law
        Whose rules say at which places nobody is visited.
    standings
        Case id to where it stands.
    day
        On which the addresses are to be visited.

    Returns
    -------
    tuple
        Case id to the address that is offered, with the others beside it; and what is to be said
        of the file as a whole.
    """
    requests = [(case.case_id, address) for case in cases for address in case.addresses]
    barred = [
        place_refusals(address.place_type, standings[case.case_id], law, day=day, zone=region.zone)
        for case in cases
        for address in case.addresses
    ]
    may_visit = [request for request, by in zip(requests, barred, strict=True) if not by]
    must_not = [request for request, by in zip(requests, barred, strict=True) if by]
    bounds = Bounds(
        threshold=settings.threshold,
        max_error_m=settings.max_error_m,
        extent=region.manifest.extent,
    )
    street_m = _street_metres(region)
    outcomes, on_visits = without_shifted(
        visits.outcomes,
        {case.case_id: case.addresses[0] for case in cases},
        region.geocoder,
        bounds=bounds,
        street_m=street_m,
    )
    records = read_records(outcomes, cases, bases=visits.bases)

    def located(
        wanted: Sequence[tuple[str, Address]], service: OnlineGeocoder | OnlineServices | None
    ) -> tuple[LocatedAddress, ...]:
        return locate(
            wanted,
            region.geocoder,
            corrections=corrections,
            records=records,
            cache=region.cache if service else None,
            fallback=service,
            extent=bounds.extent,
            on_progress=lambda done, total: say(
                "locating", done / max(1, total), plural(done, "address", "addresses")
            ),
            threshold=bounds.threshold,
            max_error_m=bounds.max_error_m,
        )

    checked, remarks = check_file(
        located(may_visit, fallback),
        region.geocoder,
        bounds=bounds,
        street_m=street_m,
        corrections=corrections,
    )
    open_answers, barred_answers = iter(checked), iter(located(must_not, None))
    answers = [_barred(next(barred_answers), by) if by else next(open_answers) for by in barred]
    known: dict[str, list[KnownAddress]] = {}
    for answer in answers:
        record = records.of(answer.owner_id, answer.address)
        known.setdefault(answer.owner_id, []).append(
            KnownAddress(located=answer, confirmed=record.confirmed, fruitless=record.fruitless)
        )
    chosen = {case_id: offered(addresses) for case_id, addresses in known.items()}
    accepted = sum(one.status is LocationStatus.ACCEPTED for one in chosen.values())
    say("locating", 1.0, f"{accepted} accepted, {len(chosen) - accepted} to review")
    faults = [
        Fault(file=named, problem=remark.problem, fix=remark.fix, fatal=False)
        for named, said in ((file, remarks), (visits.source, on_visits))
        for remark in said
    ]
    return chosen, (*faults, *unused_outcomes(records.unused, visits))


def _barred(answer: LocatedAddress, by: Sequence[Refusal]) -> LocatedAddress:
    """Take an address out of use that the rules forbid to visit, wherever it is."""
    return replace(
        answer,
        status=LocationStatus.REVIEW,
        candidates=(),
        why="; ".join(f"{one.detail.rstrip('.')} ({one.code})" for one in by),
        rule=answer.rule or by[0].code,
    )


def _street_metres(region: Region) -> Callable[[Sequence[Coordinate]], NDArray[np.float64]]:
    """Return a function that measures to the region's streets; they are read when it is asked."""

    @cache
    def streets() -> StreetDistance:
        return StreetDistance([line.points for line in region.basemap.lines if line.kind != "path"])

    return lambda points: streets().metres(points)


def in_table_order(
    cases: Sequence[Case],
    located: Mapping[str, LocatedAddress],
    refused: Sequence[RefusedRow],
) -> tuple[LocatedAddress | RefusedRow, ...]:
    """Put what was located and what was refused in the order of the table of cases.

    Parameters
    ----------
    cases
        Those that were read.
    located
        Case id to its located address.
    refused
        Rows that were not used; those of agents are passed over.

    Returns
    -------
    tuple
        One per row of the table.
    """
    answers: list[tuple[int, LocatedAddress | RefusedRow]] = [
        (case.row, located[case.case_id]) for case in cases
    ]
    answers += [(row.row, row) for row in refused if row.table == "cases"]
    return tuple(answer for _, answer in sorted(answers, key=lambda answer: answer[0]))


def refuse_faults(faults: Sequence[Fault]) -> None:
    """Refuse the input, for users who asked to be strict.

    Parameters
    ----------
    faults
        Those that leave a row out.

    Raises
    ------
    InputError
        If there are any; it carries all of them.
    """
    if faults:
        raise InputError(
            f"{plural(len(faults), 'row')} cannot be used, and strict was asked for", faults
        )
