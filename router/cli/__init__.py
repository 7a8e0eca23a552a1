"""The `router` command: parse, call one library function, print.

Everything heavy is imported inside the commands, so that ``router --help`` answers at once.
"""

from __future__ import annotations

import signal
import sys
import warnings
from typing import Annotated

import typer

from router.cli import (
    address,
    appoint,
    check,
    corrections,
    demo,
    doctor,
    figures,
    geocode,
    journal,
    learn,
    plan,
    publish,
    record,
    region,
    rules,
    rules_ask,
    show,
    simulate,
    solve,
    template,
    value,
    whatif,
)
from router.cli.failing import INTERRUPTED, exit_code_of, show_warning

__all__ = ["app", "main"]

app = typer.Typer(
    name="router",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)


def _version(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version

        typer.echo(f"router {version('router')}")
        raise typer.Exit


@app.callback()
def _root(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version.")
    ] = False,
) -> None:
    """Plan door-to-door visits: addresses, rules, routes with time windows, maps.

    \b
    Try it:        router demo
    Your own day:  router template --out input
                   router region build city.osm.pbf --out region
                   router plan --cases input/cases.csv --agents input/agents.csv \\
                               --region region --date +2 --journal cases.journal --out plan
                   send plan/notices.csv, fill in its column when, and
                   router record --notices plan/notices.csv --journal cases.journal \\
                                 --region region
    Exit codes:    0 done, 2 input refused, 3 a service failed, 4 no plan or no free time, or
                   a plan or a journal does not hold, 5 done in part (some rows were refused,
                   or a search that was interrupted left out what has to be done), 130 interrupted
    """


app.command("demo")(demo.demo)
app.add_typer(region.app, name="region")
app.add_typer(address.app, name="address")
app.command("geocode")(geocode.geocode)
app.add_typer(corrections.app, name="corrections")
app.command("plan")(plan.plan)
app.command("publish")(publish.publish)
rules_ask.register(rules.app)
app.add_typer(rules.app, name="rules")
app.command("check")(check.check)
app.command("value", cls=value.ValueCommand)(value.value)
app.command("appoint")(appoint.appoint)
app.command("show")(show.show)
app.command("figures")(figures.figures)
app.command("learn")(learn.learn)
app.command("solve")(solve.solve)
app.command("simulate")(simulate.simulate)
app.command("whatif")(whatif.whatif)
app.command("record")(record.record)
app.add_typer(journal.app, name="journal")
app.command("template")(template.template)
app.command("doctor")(doctor.doctor)


def main() -> None:
    """Run the command, and turn every expected error into a message and an exit code."""
    warnings.showwarning = show_warning
    # Whoever ends the process politely gets what Ctrl-C gives: the best plan so far.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        app()
    except KeyboardInterrupt:
        sys.exit(INTERRUPTED)
    except Exception as error:
        code = exit_code_of(error)
        if code is None:
            raise
        sys.exit(code)
