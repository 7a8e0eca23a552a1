"""`router rules`: which visiting rules there are, what they say, and whether own ones are sound."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from router.cli.options import JsonOption
from router.errors import InputError

if TYPE_CHECKING:
    from router.domain.profiles import Profile, Rule

__all__ = ["app"]

NO_ADVICE = "Summary of rules, no legal advice."

app = typer.Typer(
    help="Look at visiting rules, and check your own.",
    no_args_is_help=True,
    rich_markup_mode=None,
)


@app.command("list")
def list_profiles(as_json: JsonOption = False) -> None:
    """List the packaged profiles, with how many of their values are known how well.

    \b
    Example:
      router rules list
    """
    from router.cli.screen import print_json, print_lines, print_table
    from router.rules import load_profile, profile_names

    profiles = [load_profile(name) for name in profile_names()]
    if as_json:
        print_json({"advice": NO_ADVICE, "profiles": [_head(profile) for profile in profiles]})
        return
    print_table(
        "Visiting rules",
        ["id", "title", "version", "rules>", "primary>", "secondary>", "unverified>"],
        [
            (profile.profile_id, profile.title, profile.version, len(profile.rules), *counts)
            for profile in profiles
            for counts in [tuple(_grades(profile).values())]
        ],
    )
    print_lines("", NO_ADVICE)


@app.command("show")
def show(
    names: Annotated[
        list[str], typer.Argument(help="Profiles of `router rules list`, or TOML files.")
    ],
    on: Annotated[
        str | None, typer.Option(help="Only what is in force on that day [default: today].")
    ] = None,
    humane: Annotated[
        bool, typer.Option(help="Join them with the humane rules, as every plan does.")
    ] = True,
    toml: Annotated[
        bool, typer.Option("--toml", help="Print the packaged file, to write your own after it.")
    ] = False,
    as_json: JsonOption = False,
) -> None:
    """Show what profiles say, with sources, and what binds when they are joined.

    \b
    Examples:
      router rules show cl
      router rules show in --on 2026-07-01
      router rules show us-ma bank.toml --json
      router rules show humane --toml > bank.toml
    \b
    A state's profile brings its country's along.
    """
    from router.cli.screen import print_json, print_lines, print_table
    from router.rules import load_profile, named_layers, packaged_text, strictest

    if toml:
        print_lines(*(line for name in names for line in packaged_text(name).splitlines()))
        return
    day = _day(on)
    named = named_layers(names)
    strict = load_profile("humane")
    layers = (strict, *named) if humane or not named else named
    shown = named or (strict,)
    joined = strictest(layers, day)
    if as_json:
        print_json(
            {
                "advice": NO_ADVICE,
                "on": day.isoformat(),
                "profiles": [
                    {**_head(one), "note": one.note, "rules": [_row(rule) for rule in one.rules]}
                    for one in shown
                ],
                "layers": [layer.name for layer in layers],
                "strictest": [
                    {"field": one.field, "value": one.value, "from": list(one.layers)}
                    for one in joined
                ],
            }
        )
        return
    for profile in shown:
        _print_profile(profile, on=day if on else None)
    if len(layers) > 1:
        print_table(
            f"What binds a visit on {day}: {' + '.join(layer.name for layer in layers)}",
            ["field", "value", "from"],
            [(one.field, one.value, ", ".join(one.layers)) for one in joined],
        )
        print_lines("")
    print_lines(NO_ADVICE)


@app.command("lint")
def lint(
    files: Annotated[list[Path], typer.Argument(help="TOML files of your own rules.")],
    as_json: JsonOption = False,
) -> None:
    """Check profiles that you wrote; exit code 2 if one cannot be used.

    \b
    Examples:
      router rules lint bank.toml
      router rules lint rules/*.toml --json
    """
    from router.cli.screen import print_json, print_lines
    from router.rules import lint_profile

    faults = [(path, fault) for path in files for fault in lint_profile(path)]
    fatal = sum(fault.fatal for _, fault in faults)
    if as_json:
        rows = [
            {
                "path": str(path),
                "row": fault.row,
                "key": fault.column,
                "value": fault.value,
                "problem": fault.problem,
                "fix": fault.fix,
                "fatal": fault.fatal,
            }
            for path, fault in faults
        ]
        print_json({"advice": NO_ADVICE, "files": len(files), "fatal": fatal, "faults": rows})
    else:
        for _, fault in faults:
            print_lines(f"{'✗' if fault.fatal else '·'} {fault}")
        sound = len(files) - len({path for path, fault in faults if fault.fatal})
        print_lines(f"{sound} of {len(files)} can be used; remarks: {len(faults)}.", NO_ADVICE)
    if fatal:
        raise typer.Exit(2)


def _day(text: str | None) -> date:
    if text is None:
        return datetime.now().astimezone().date()
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise InputError(f"--on {text!r} is no date; write it as 2026-11-24") from error


def _print_profile(profile: Profile, on: date | None) -> None:
    from router.cli.screen import print_lines, print_table
    from router.rules import describe_conditions, describe_rule

    rules = [rule for rule in profile.rules if on is None or rule.in_force(on)]
    print_table(
        f"{profile.title} ({profile.name})",
        ["rule", "field", "value", "when", "grade", "checked", "source"],
        [
            (
                rule.rule_id,
                rule.field,
                describe_rule(rule),
                describe_conditions(rule),
                rule.citation.grade.value,
                _checked(rule),
                "; ".join(part for part in (rule.citation.title, rule.citation.note) if part),
            )
            for rule in rules
        ],
    )
    where = dict.fromkeys((rule.citation.title, rule.citation.where) for rule in rules)
    print_lines(
        "",
        *(f"  {title}: {place}" for title, place in where if place),
        *([f"  Note: {profile.note}"] if profile.note else []),
        "",
    )


def _head(profile: Profile) -> dict[str, Any]:
    return {
        "id": profile.profile_id,
        "title": profile.title,
        "version": profile.version,
        "country": profile.country,
        "subdivision": profile.subdivision,
        "digest": profile.digest,
        "count": len(profile.rules),
        "grades": _grades(profile),
    }


def _row(rule: Rule) -> dict[str, Any]:
    from router.rules import describe_conditions, describe_rule

    return {
        "id": rule.rule_id,
        "field": rule.field,
        "value": describe_rule(rule),
        "when": describe_conditions(rule),
        "effective": rule.effective.isoformat() if rule.effective else None,
        "until": rule.until.isoformat() if rule.until else None,
        "applies_to": sorted(rule.applies_to),
        "source": rule.citation.title,
        "where": rule.citation.where,
        "checked": _checked(rule),
        "grade": rule.citation.grade.value,
        "note": rule.citation.note,
    }


def _grades(profile: Profile) -> dict[str, int]:
    from router.domain.profiles import Evidence

    graded = [rule.citation.grade for rule in profile.rules]
    return {grade.value: graded.count(grade) for grade in Evidence}


def _checked(rule: Rule) -> str:
    return rule.citation.checked.isoformat() if rule.citation.checked else ""
