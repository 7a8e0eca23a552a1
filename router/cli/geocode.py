"""`router geocode`: addresses of a table to places, as a CSV."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from router.cli.failing import DONE_IN_PART, SERVICE_FAILED
from router.cli.options import (
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
    column_mapping,
    online_services,
)
from router.domain.plurals import plural

__all__ = ["geocode"]


def geocode(
    cases: Annotated[Path, typer.Argument(help="Table with case_id and address.")],
    region: RegionOption,
    out: Annotated[Path, typer.Option(help="CSV to write.")] = Path("geocoding.csv"),
    review: Annotated[
        Path | None,
        typer.Option(help="CSV of what is to be reviewed [default: review.csv beside --out]."),
    ] = None,
    review_page: Annotated[
        Path | None,
        typer.Option(help="Page on which to decide about it [default: review.html beside --out]."),
    ] = None,
    addresses: Annotated[
        Path | None,
        typer.Option(
            help="CSV of every address of every case, with type, rule and reason "
            "[default: addresses.csv beside --out]."
        ),
    ] = None,
    corrections: CorrectionsOption = None,
    outcomes: OutcomesOption = None,
    datum: DatumOption = DatumName.WGS84,
    column: ColumnOption = None,
    threshold: ThresholdOption = None,
    strict: StrictOption = False,
    online: OnlineOption = None,
    online_setting: OnlineSettingOption = None,
    online_limit: OnlineLimitOption = 1_000,
    online_max_age: OnlineMaxAgeOption = None,
    as_json: JsonOption = False,
) -> None:
    """Locate the address of every case: one row per case, accepted or to be reviewed.

    What is not trusted also goes to review.csv and to review.html, a page on which a person picks
    a candidate or places a pin, and downloads corrections.csv. Corrections are remembered in the
    region folder: they are given once and count ever after (see `router corrections`).

    \b
    Examples:
      router geocode cases.csv --region region --out places.csv
      router geocode cases.xlsx --region region --corrections corrections.csv
      router geocode cases.csv --region region --outcomes outcomes.csv --datum gcj02
      router geocode cases.csv --region region --online nominatim \\
                     --online-setting user_agent=acme --online-setting domain=localhost:8080
      router geocode cases.csv --region region --online amap --online tencent \\
                     --online-setting 'amap.api_key=$AMAP_KEY' \\
                     --online-setting 'tencent.api_key=$TENCENT_KEY' --online-limit 500
    \b
    Nothing is sent anywhere unless --online (or ROUTER_ONLINE, names with blanks between them, and
    ROUTER_ONLINE_SETTING likewise) names a service; how many addresses each one will be
    sent is said before the first one is. Answers are kept: a second run repeats no call.
    """
    from router.cli.screen import print_faults, print_json, print_lines, progress
    from router.domain.places import Datum, LocatedAddress, LocationStatus
    from router.domain.review import review_items
    from router.drawing import draw_review
    from router.exports import (
        check_writable,
        review_csv,
        write_file,
        write_geocoding,
        write_located_addresses,
    )
    from router.geocoding import DEFAULT_THRESHOLD, parse_address
    from router.pipeline import Settings, corrections_in_use, geocode_cases, open_region

    review = review or out.parent / "review.csv"
    review_page = review_page or out.parent / "review.html"
    addresses = addresses or out.parent / "addresses.csv"
    check_writable(out, addresses, review, review_page)
    home = open_region(region)
    said = corrections_in_use(corrections, home)
    fallback = online_services(
        online, online_setting, home, limit=online_limit, max_age_days=online_max_age
    )
    try:
        with progress() as say:
            found, faults = geocode_cases(
                cases,
                region=home,
                settings=Settings(
                    strict=strict,
                    threshold=DEFAULT_THRESHOLD if threshold is None else threshold,
                    case_columns=column_mapping(column),
                    datum=Datum(datum.value),
                ),
                corrections=said,
                outcomes=outcomes,
                fallback=fallback,
                on_progress=say,
            )
    except KeyboardInterrupt:
        typer.echo("router: interrupted; nothing is written", err=True)
        if fallback is not None:
            typer.echo("router: answers that came are kept: run the same again to go on", err=True)
        raise
    write_geocoding(found, out)
    write_located_addresses(found, addresses)
    items = review_items(found, read=parse_address)
    write_file(review, review_csv(items))
    write_file(review_page, draw_review(items, home.basemap, region=home.manifest.name))
    open_items = sum(item.decidable for item in items)
    accepted = sum(
        isinstance(one, LocatedAddress) and one.status is LocationStatus.ACCEPTED for one in found
    )
    if as_json:
        print_json(
            {
                "cases": len(found),
                "accepted": accepted,
                "review": len(found) - accepted,
                "corrections": {
                    "remembered": len(said.corrections.entries),
                    "new": said.taken.new,
                },
                "faults": [str(fault) for fault in faults],
                "out": str(out),
                "addresses": str(addresses),
                "review_list": str(review),
                "review_page": str(review_page),
            }
        )
    else:
        print_faults(faults)
        print_lines(
            *([f"{said}."] if said.corrections.entries or corrections is not None else []),
            f"{plural(len(found), 'case')}: {accepted} accepted, "
            f"{len(found) - accepted} to review.",
            f"wrote {out}, {addresses}, {review}, {review_page}",
            *([f"Decide about {open_items} of them in {review_page}"] if open_items else []),
        )
    if fallback is not None and fallback.trouble:
        raise typer.Exit(SERVICE_FAILED)  # what was found is written; the rest is in review
    if any(fault.fatal for fault in faults) or (fallback is not None and fallback.held_back):
        raise typer.Exit(DONE_IN_PART)
