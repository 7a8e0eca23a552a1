"""`router rules ask` and `explain`: may a visit be made? Yes, or every rule that says no."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from router.cli.failing import DONE_IN_PART
from router.cli.options import JsonOption
from router.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from router.domain.verdicts import Refusal
    from router.pipeline.asking import Answer

__all__ = ["register"]

ProfileFiles = Annotated[
    list[Path] | None,
    typer.Option("--profile-file", help="Own TOML profile, then known by its id. Repeatable."),
]


def register(app: typer.Typer) -> None:
    """Add the commands.

    Parameters
    ----------
    app
        ``router rules``.
    """
    app.command("ask")(ask)
    app.command("explain")(explain)


def _print_schema(which: str | None) -> None:
    if which is None:
        return
    from router.exports.schema import situation_schema_text, verdict_schema_text

    texts = {"situation": situation_schema_text, "verdict": verdict_schema_text}
    if which not in texts:
        raise InputError(f"--schema {which!r}: there is one of a situation and one of a verdict")
    typer.echo(texts[which](), nl=False)
    raise typer.Exit


def ask(
    situations: Annotated[Path, typer.Argument(help="JSON lines, one situation each.")],
    out: Annotated[
        Path | None, typer.Option(help="File of the verdicts [default: stdout].")
    ] = None,
    profile_file: ProfileFiles = None,
    schema: Annotated[  # noqa: ARG001 - printed as soon as it is read
        str | None,
        typer.Option(
            callback=_print_schema,
            is_eager=True,
            metavar="situation|verdict",
            help="Print the JSON Schema of a line of either file, and stop.",
        ),
    ] = None,
) -> None:
    """Answer, for many visits at once, whether each may be made.

    \b
    A situation is one line (keys beside id, profile and visit.start may be left out):
      {"id": "1", "profile": "cl",
       "visit": {"start": "2026-11-24T18:30", "time_zone": "America/Santiago",
                 "duration_min": 20, "place_type": "home", "case_id": "C1"},
       "borrower": {"borrower_id": "B1", "stage": "visit", "flags": ["risk"],
                    "consents": [], "prior": {"call": 3},
                    "holds": [{"reason": "promise", "until": "2026-12-01"}],
                    "history": [{"when": "2026-11-20T10:00", "outcome": "NAH"}],
                    "not_at": ["Mon-Fri 09:00-12:00"], "languages": ["es"]},
       "agents": [{"agent_id": "A1", "people": 2, "certificates": {"card": "2027-01-31"}}],
       "notice": {"sent": "2026-11-22T10:00", "start": "2026-11-24T18:30"}}
    Profile "cl" is joined with the humane rules; "humane": false leaves them out; a list names
    several, and no profile means that of the door's country. The history never holds the visit
    that is judged; planned visits in it count, and what the outcomes of visits led to (a hold, a
    stage, a flag) holds until its end or until a hold of that name says who released it.
    Further keys: see --schema situation.
    \b
    A verdict is one line with the same id:
      {"schema": "router.verdict/1", "id": "1", "allowed": false, "refusals": [{"profile": ...,
       "field": ..., "rule": ..., "value": ..., "detail": ..., "source": {...}, "again": ...}], ...}
    Lines with a fault are left out and named (exit code 5); the others are answered.
    \b
    Example:
      router rules ask situations.jsonl --out verdicts.jsonl
    """
    from router.cli.screen import print_faults, print_lines
    from router.exports.atomic import check_writable, write_file
    from router.pipeline.asking import ask_file

    if out is not None:
        check_writable(out)
    asked = ask_file(situations, profile_file or ())
    if out is None:
        typer.echo(asked.text, nl=False)
    else:
        write_file(out, asked.text)
        yes = sum(answer.verdict.allowed for answer in asked.answers)
        print_lines(
            f"{len(asked.answers)} answered: {yes} may be made, {len(asked.answers) - yes} not. "
            f"No legal advice. {out}"
        )
    print_faults(asked.faults)
    if asked.faults:
        raise typer.Exit(DONE_IN_PART)


def explain(
    profile: Annotated[
        list[str] | None,
        typer.Option(
            help="A profile of `router rules list`, a TOML file, or none [default: that of the "
            "door's country]. Repeatable."
        ),
    ] = None,
    at: Annotated[str | None, typer.Option(help="Start, such as 2026-11-24T18:30.")] = None,
    zone: Annotated[str | None, typer.Option(help="Of the door, such as America/Santiago.")] = None,
    minutes: Annotated[float | None, typer.Option(help="How long it takes [default: 20].")] = None,
    place: Annotated[str | None, typer.Option(help="Type of place [default: home].")] = None,
    case: Annotated[
        Path | None,
        typer.Option(help="JSON file of one situation (see `ask`); options go before it."),
    ] = None,
    humane: Annotated[
        bool | None, typer.Option("--humane/--no-humane", help="Join the humane rules.")
    ] = None,
    stage: Annotated[str | None, typer.Option(help="Of the case [default: visit].")] = None,
    flag: Annotated[list[str] | None, typer.Option(help="Of the borrower. Repeatable.")] = None,
    consent: Annotated[
        list[str] | None, typer.Option(help="Given by the borrower. Repeatable.")
    ] = None,
    hold: Annotated[list[str] | None, typer.Option(help="In force. Repeatable.")] = None,
    visited: Annotated[
        list[str] | None,
        typer.Option(help="Earlier visit, such as 2026-11-20T10:00=NAH. Repeatable."),
    ] = None,
    told: Annotated[
        str | None, typer.Option(help="When the borrower was told of the visit.")
    ] = None,
    confirmed: Annotated[
        bool, typer.Option("--confirmed", help="The borrower confirmed this time.")
    ] = False,
    people: Annotated[int | None, typer.Option(help="Who go together.")] = None,
    certificate: Annotated[
        list[str] | None, typer.Option(help="NAME or NAME=LAST-DAY. Repeatable.")
    ] = None,
    loosen: Annotated[Path | None, typer.Option(help="TOML file of loosenings.")] = None,
    profile_file: ProfileFiles = None,
    as_json: JsonOption = False,
) -> None:
    """Say whether one visit may be made, or which rules say no, and why.

    \b
    Examples:
      router rules explain --profile cl --at 2026-11-24T18:30 --zone America/Santiago
      router rules explain --at 2026-11-28T11:00 --zone Asia/Shanghai --told 2026-11-26T09:00
      router rules explain --profile ru --no-humane --at 2026-11-24T10:00 --zone Europe/Moscow \\
                           --visited 2026-11-18T10:00=NAH
      router rules explain --case situation.json
    """
    from router.cli.screen import print_json, print_lines
    from router.exports.verdict_lines import verdict_model
    from router.pipeline.asking import ask_one

    situation = _situation(case)
    visit, borrower = _block(situation, "visit"), _block(situation, "borrower")
    _put(visit, start=at, time_zone=zone, duration_min=minutes, place_type=place)
    _put(borrower, stage=stage, flags=flag, consents=consent, holds=hold)
    if visited:
        borrower["history"] = [_visited(text) for text in visited]
    if told or confirmed:
        _put(_block(situation, "notice"), sent=told, confirmed=confirmed)
    if people is not None or certificate:
        held = dict(_certificate(text) for text in certificate or ())
        situation["agents"] = [{"agent_id": "agent", "people": people or 1, "certificates": held}]
    if profile:
        names = [name for name in profile if name != "none"]
        situation["profile"] = [_absolute(name) for name in names]
    _put(situation, humane=humane, loosen=None if loosen is None else str(loosen.resolve()))
    situation.setdefault("id", "explain")
    if "start" not in visit:
        raise InputError("--at is missing: when would the visit start? Such as 2026-11-24T18:30")
    if "time_zone" not in visit and len(str(visit["start"])) <= len("2026-11-24T18:30:00"):
        raise InputError("--zone is missing: where is the door? Such as America/Santiago")
    answer = ask_one(
        json.dumps(situation, ensure_ascii=False),
        file="the situation" if case is None else case.name,
        folder=Path() if case is None else case.parent,
        profile_files=profile_file or (),
    )
    if as_json:
        model = verdict_model(answer.question.question_id, answer.verdict, answer.law)
        print_json(model.model_dump(mode="json", by_alias=True))
    else:
        print_lines(*_lines(answer))


def _situation(case: Path | None) -> dict[str, Any]:
    if case is None:
        return {}
    from router.exports.json_read import FaultList, parse_json, read_text

    faults = FaultList(case.name, "a situation")
    value = parse_json(read_text(case, faults), faults)
    if not isinstance(value, dict):
        raise InputError(f"{case.name} holds no situation: write one JSON object")
    return value


def _block(situation: dict[str, Any], key: str) -> dict[str, Any]:
    value = situation.setdefault(key, {})
    if not isinstance(value, dict):
        raise InputError(f"{key} of the situation is not a block in {{braces}}")
    return value


def _put(block: dict[str, Any], **values: object) -> None:
    block.update({key: value for key, value in values.items() if value not in (None, [])})


def _visited(text: str) -> dict[str, str]:
    when, _, outcome = text.partition("=")
    return {"when": when.strip(), **({"outcome": outcome.strip()} if outcome else {})}


def _certificate(text: str) -> tuple[str, str | None]:
    name, _, until = text.partition("=")
    return name.strip(), until.strip() or None


def _absolute(name: str) -> str:
    return str(Path(name).resolve()) if name.endswith(".toml") else name


def _lines(answer: Answer) -> Sequence[str]:
    from router.exports.verdict_lines import ADVICE

    question, verdict, law = answer.question, answer.verdict, answer.law
    start = question.start.astimezone(question.zone)
    what = (
        f"{start:%A %Y-%m-%d %H:%M}, {question.duration.total_seconds() / 60:g} min, "
        f"{question.place_type}"
    )
    if verdict.allowed:
        lines = [f"Yes: {what}: no rule of {verdict.judged} says no."]
    else:
        many = len(verdict.refusals)
        says = "1 rule says no" if many == 1 else f"{many} rules say no"
        lines = [f"No: {what}: {says}, of {verdict.judged}."]
    for refusal in verdict.refusals:
        lines += ["", *_of(refusal)]
    lines += ["", f"Rules: {law.name}"]
    for one in law.loosened:
        lines.append(f"Loosened: {one.rule_id}: {one.changes} (by {one.by}: {one.reason})")
    if verdict.carry:
        lines.append(f"Carry: {', '.join(verdict.carry)}")
    lines += [f"Conduct: {sentence}" for sentence in verdict.conduct]
    if verdict.recording:
        meant = {"required": "required", "inform": "only if the borrower is told of it"}
        lines.append(f"Recording: {meant[verdict.recording]}")
    lines += [f"Note: {warning}" for warning in verdict.warnings]
    return [*lines, "", ADVICE]


def _of(refusal: Refusal) -> list[str]:
    lines = [
        f"  {refusal.profile}, {refusal.field}, {refusal.rule_id}: {refusal.value}",
        f"    {refusal.detail}",
    ]
    if refusal.again is not None:
        lines.append(f"    By this rule again from {refusal.again:%A %Y-%m-%d %H:%M:%S}.")
    if refusal.citation is not None:
        cited = refusal.citation
        checked = f", checked {cited.checked}" if cited.checked else ""
        where = f", {cited.where}" if cited.where else ""
        lines.append(f"    Source: {cited.title}{where}{checked} ({cited.grade})")
    return lines
