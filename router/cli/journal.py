"""`router journal`: prove, show, release, purge and export what is remembered."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from router.cli.options import JsonOption, day_from
from router.cli.rule_options import moment_of, profiles_named
from router.domain.plurals import plural
from router.errors import InputError

__all__ = ["app"]

DOES_NOT_HOLD = 4

JournalArgument = Annotated[
    Path, typer.Argument(envvar="ROUTER_JOURNAL", help="The journal (see `router record`).")
]

app = typer.Typer(
    no_args_is_help=True,
    help="What is remembered: prove it, show it, release holds, purge, export.",
)


@app.command("verify")
def verify(
    journal: JournalArgument,
    head: Annotated[
        str, typer.Option(help="A head that was noted earlier: it must be in the chain.")
    ] = "",
    as_json: JsonOption = False,
) -> None:
    """Prove that a journal is what was written, byte by byte; exit 4 if it is not.

    The chain of hashes is computed anew and compared with the seal. Whoever can write both files
    and knows how they are made could write another history: note the head that is printed somewhere
    else, and name it the next time.

    \b
    Examples:
      router journal verify cases.journal
      router journal verify cases.journal --head 5f0c…64 digits…
    """
    from router.cli.screen import print_json, print_lines
    from router.journal import verify as prove

    found = prove(journal, head=head)
    if as_json:
        print_json(
            {
                "holds": found.ok,
                "entries": found.entries,
                "purged": found.purged,
                "head": found.head,
                "interrupted": found.interrupted,
                "damages": [
                    {"entry": one.entry, "problem": one.problem, "remedy": one.remedy}
                    for one in found.damages
                ],
            }
        )
    elif found.ok:
        purged = f", of which {found.purged} are purged to their digests" if found.purged else ""
        interrupted = (
            ["The last write was interrupted; the chain was verified from the seal on, and the "
             "next write seals it again."]
            if found.interrupted
            else []
        )  # fmt: skip
        print_lines(
            f"{journal} holds: {plural(found.entries, 'entry', 'entries')}{purged}.",
            *interrupted,
            f"head {found.head}",
        )
    else:
        print_lines(f"{journal} does not hold.", *(f"  {one}" for one in found.damages))
    if not found.ok:
        raise typer.Exit(DOES_NOT_HOLD)


@app.command("show")
def show(
    journal: JournalArgument,
    case: Annotated[str, typer.Option(help="Which case.")],
    as_json: JsonOption = False,
) -> None:
    """Show what is remembered of a case, without amounts and names.

    \b
    Example:
      router journal show cases.journal --case C-1001
    """
    from router.cli.screen import print_json, print_lines, print_table
    from router.journal import Journal, of_case

    lines = of_case(Journal(journal, create=False).entries(), case)
    if as_json:
        print_json(
            {
                "case_id": case,
                "entries": [
                    {"entry": one.seq, "when": one.when, "kind": one.kind, "what": one.what}
                    for one in lines
                ],
            }
        )
        return
    if not lines:
        print_lines(f"Nothing is remembered of case {case}.")
        return
    print_table(
        f"Case {case}: {plural(len(lines), 'entry', 'entries')}",
        ["entry>", "when", "kind", "what"],
        [(one.seq, one.when, one.kind, one.what) for one in lines],
    )


@app.command("release")
def release(
    journal: JournalArgument,
    hold: Annotated[
        str, typer.Option(help="What ends: dispute, complaint, fruitless, restructuring …")
    ],
    by: Annotated[str, typer.Option(help="Who decides it.")],
    why: Annotated[str, typer.Option(help="Why.")],
    case: Annotated[str, typer.Option(help="Of which case.")] = "",
    borrower: Annotated[str, typer.Option(help="Of which borrower, for all cases.")] = "",
    when: Annotated[
        str | None, typer.Option(help="When it was decided, with offset [default: now].")
    ] = None,
) -> None:
    """End a hold that only a person ends; name and reason show in every plan that it allows.

    Holds, stages and flags that outcomes left behind are released, as far as they began before.
    A hold of the table of cases is ended there.

    \b
    Examples:
      router journal release cases.journal --case C-1001 --hold dispute --by "Li Wei" \\
                             --why "answered by letter of 3 November"
      router journal release cases.journal --borrower B-77 --hold complaint --by "Li Wei" \\
                             --why "settled with the ombudsman"
    """
    from router.cli.screen import print_lines
    from router.domain.memory import Release
    from router.journal import Journal
    from router.pipeline.journal_upkeep import release_hold

    if bool(case) == bool(borrower):
        raise InputError("name a case or a borrower: --case C-1001, or --borrower B-77")
    if not by.strip() or not why.strip():
        raise InputError("a release names who decided it (--by), and why (--why)")
    told = Release(
        case_id=case,
        borrower_id=borrower,
        reason=hold.strip(),
        by=by.strip(),
        why=why.strip(),
        when=moment_of(when, None, "--when") or datetime.now(UTC),
    )
    whose = f"case {case}" if case else f"borrower {borrower}"
    if release_hold(Journal(journal, create=False), told, zone=UTC):
        print_lines(f"recorded: {hold} of {whose} is released by {told.by}.")
    else:
        print_lines(
            f"recorded, but the journal knows of no {hold} of {whose} that had begun by "
            f"{told.when:%Y-%m-%d %H:%M}: nothing is released. If it stands in the table of cases, "
            "take it out there."
        )


@app.command("purge")
def purge(
    journal: JournalArgument,
    profile: Annotated[
        list[str] | None,
        typer.Option(help="Profile that says how long records are kept. Repeatable."),
    ] = None,
    today: Annotated[str, typer.Option(help="The day on which it is done.")] = "today",
    before: Annotated[
        str | None, typer.Option(help="Purge what was before this day instead, if it may be.")
    ] = None,
    yes: Annotated[bool, typer.Option("--yes", help="Do it; else only say what would be.")] = False,
    as_json: JsonOption = False,
) -> None:
    """Blank what is older than the profiles let it be kept; the chain still proves it was there.

    Kept longer: what outcomes without an end still hold, move or flag, addresses that are wrong,
    releases, and that somebody has paid, each as a bare fact without notes, names of agents and
    amounts; agreed instalments with their payments. The file is written anew, so that nothing of
    the rest is left in it. Backups are yours to purge.

    \b
    Examples:
      router journal purge cases.journal --profile cl
      router journal purge cases.journal --profile cl --profile own.toml --today 2028-11-20 --yes
    """
    from router.cli.screen import print_json, print_lines, print_table
    from router.journal import Journal
    from router.pipeline.journal_upkeep import purge_journal

    found, term = purge_journal(
        Journal(journal, create=False),
        profiles_named(profile) or [],
        today=day_from(today, UTC),
        before=None if before is None else day_from(before, UTC),
        apply=yes,
    )
    if as_json:
        print_json(
            {
                "before": found.before.isoformat(),
                "rules": list(term.why),
                "blanked": dict(found.blanked),
                "kept_as_facts": dict(found.remaining),
                "done": found.done,
            }
        )
        return
    print_table(
        f"{'Purged' if found.done else 'To be purged'}: before {found.before.date()}",
        ["kind", "entries>", "of which kept as bare facts>"],
        [(kind, count, found.remaining.get(kind, 0)) for kind, count in found.blanked.items()],
    )
    print_lines(*term.why)
    if found.blanked and not found.done:
        print_lines("Nothing is written yet: say --yes to do it.")


@app.command("export")
def export(
    journal: JournalArgument,
    out: Annotated[Path, typer.Option(help="Folder to write.")],
) -> None:
    """Write the journal as tables that `router record` reads back, and as JSON lines.

    \b
    Example:
      router journal export cases.journal --out exported
    """
    from router.cli.screen import print_lines
    from router.journal import Journal
    from router.pipeline.journal_upkeep import export_journal

    names = export_journal(Journal(journal, create=False), out)
    print_lines(f"wrote {', '.join(names)} into {out}")
