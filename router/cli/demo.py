"""`router demo`: the bundled example day, offline."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from router.cli.options import JsonOption

__all__ = ["demo"]


class City(StrEnum):
    """The bundled examples."""

    HELSINKI = "helsinki"
    ZH = "zh"


def demo(
    city: Annotated[City, typer.Option(help="Which example.")] = City.HELSINKI,
    out: Annotated[
        Path | None, typer.Option(help="Folder to write to [default: demo-CITY].")
    ] = None,
    seconds: Annotated[
        float, typer.Option(min=0.1, max=86_400, help="Seconds for the search.")
    ] = 10,
    as_json: JsonOption = False,
) -> None:
    """Plan the bundled example day: real streets of Helsinki, or a generated Chinese city.

    \b
    Examples:
      router demo
      router demo --city zh
    \b
    Needs no network. People and debts are fictional.
    """
    from router.cli.plan import print_plan, summary_of
    from router.cli.screen import print_faults, print_json, print_lines, progress
    from router.demo import example
    from router.exports import write_file
    from router.pipeline import build_region, open_region, plan_day

    day = example(city.value)
    target = out or Path(f"demo-{city.value}")
    region = target / "region"
    with progress() as say:
        manifest = build_region(day.extract, region, on_progress=say)
        plan = plan_day(
            day.cases,
            day.agents,
            date=day.day,
            region=open_region(region),
            seconds=seconds,
            on_progress=say,
        )
        say("writing", 0.0, "")
        tables = [target / day.cases.name, target / day.agents.name]
        for table, source in zip(tables, (day.cases, day.agents), strict=True):
            write_file(table, source.read_bytes())
        plan.save(target / "plan")
        say("writing", 1.0, str(target / "plan"))
    if as_json:
        print_json(summary_of(plan, target / "plan"))
        return
    print_faults(plan.faults)
    print_lines(
        "",
        f"{day.title}: {manifest.counts['doors']:,} house numbers, "
        f"{manifest.counts['roads']:,} roads. {manifest.attribution}.",
    )
    print_plan(plan, target / "plan")
    print_lines(
        "",
        "Next:",
        f"  router show {target / 'plan' / 'plan.json'}",
        f"  router check {target / 'plan' / 'plan.json'}",
        f"  router plan --cases {tables[0]} --agents {tables[1]} --region {region} --date +2",
        "  router template --out input           (your own tables)",
        "  router region build EXTRACT --out region",
    )
