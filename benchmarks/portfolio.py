"""Sixty days of one invented portfolio under every profile, counted over by a script of its own.

    python benchmarks/portfolio.py                          # every profile, 60 days each
    python benchmarks/portfolio.py --profile cl --days 10 --keep runs

Invents borrowers with several debts, flags, consents, holds and stages, and agents with areas,
languages and certificates; plans day after day with a journal; and invents every evening what came
of the visits, some of it days late and some never. What is written is then judged by
``tests/portfolio/audit.py``, which knows the profiles' files and a calendar and nothing else.
Exits 1 if it finds a violation.
"""

from __future__ import annotations

import argparse
import csv
import json
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from importlib.resources import files
from pathlib import Path
from typing import TypeVar
from zoneinfo import ZoneInfo

import holidays

import router
from router.demo import example
from router.domain.memory import Release
from router.errors import RouterError
from router.exports import plan_to_json, table_files
from router.intake import Intake, read_approaches, read_outcomes, read_payments
from router.journal import Journal
from router.rules import HUMANE, load_profile, named_layers, profile_names

AUDIT = Path(__file__).parents[1] / "tests" / "portfolio" / "audit.py"
Row = TypeVar("Row")
ZONE = ZoneInfo("Europe/Helsinki")  # of the demo region
FIRST = date(2026, 9, 7)  # a Monday; until November, over worked weekends and a change of clocks
DAY = timedelta(days=1)
NEW_A_DAY = 2
CASE_COLUMNS = (
    "case_id", "borrower_id", "name", "address", "address_type", "lat", "lon", "value", "stage",
    "holds", "flags", "consents", "notified", "languages", "area", "working_hours", "not_at",
    "phone_attempts", "message_attempts",
)  # fmt: skip
OUTCOME_COLUMNS = (
    "case_id", "borrower_id", "when", "code", "agent_id", "until", "place_type", "planned",
)  # fmt: skip
CODES = {
    "NAH": 30, "THIRD": 8, "ACC": 8, "NOTE": 5, "PTP": 9, "PART": 7, "REF": 5, "NOTDONE": 10,
    "HARD": 1, "CBK": 1, "VULN": 1, "DISP": 2, "COMP": 1, "LEAVE": 1, "REPR": 1, "PAID": 2,
    "AWAY": 3, "MOVED": 1, "UNSAFE": 2, "APPT": 1, "DECD": 1,
}  # fmt: skip
AGENTS = (
    {"agent_id": "A1", "languages": "fi; sv; en", "certificates": "IIBF"},
    {"agent_id": "A2", "people": "2", "languages": "fi", "certificates": "IIBF"},
    {"agent_id": "A3", "languages": "fi; sv", "certificates": "IIBF until 2026-09-20"},
    {"agent_id": "A4", "areas": "north", "languages": "fi; ru", "certificates": "licence"},
    {"agent_id": "A5", "people": "3", "languages": "fi; en", "certificates": "IIBF"},
)
LOOSE: Mapping[str, Mapping[str, object]] = {
    "hours-week": {"open": ["06:00-23:00"]},
    "hours-sat": {"open": ["06:00-23:00"]},
    "hours-sun": {"open": ["06:00-23:00"]},
    "hours-holiday": {"open": ["06:00-23:00"]},
    "weekly": {"most": 6},
    "monthly": {"most": 25},
    "denied-work": {"treatment": "allow"},
    "denied-agreed": {"treatment": "allow"},
    "crew": {"most": 3},
}
"""What the second half of the runs opens in the humane rules, so that the law alone is left."""


@dataclass
class Portfolio:
    """Where one run stands.

    Parameters
    ----------
    folder
        Of everything that goes in and comes out.
    profile
        Beside the humane rules.
    region
        Where the doors are.
    loosened
        Whether the humane rules are opened.
    dice
        Of everything that is invented.
    cases
        The table, without the columns that change from day to day.
    late
        Outcomes that are told only on a later day.
    """

    folder: Path
    profile: str
    region: router.Region
    loosened: bool
    dice: random.Random
    cases: list[dict[str, str]] = field(default_factory=list)
    late: list[tuple[date, dict[str, str]]] = field(default_factory=list)

    @property
    def journal(self) -> Journal:
        """Its memory."""
        return Journal(self.folder / "journal.sqlite")


def simulate(
    folder: Path,
    profile: str,
    region: router.Region,
    *,
    days: int,
    borrowers: int = 40,
    seed: int = 0,
    loosened: bool = False,
) -> None:
    """Plan many days in a row and write down what went in and what came out.

    Parameters
    ----------
    folder
        Empty.
    profile
        Beside the humane rules; empty for these alone.
    region
        Where the doors are.
    days, borrowers, seed, loosened
        How much, which dice, and whether the humane rules are opened.
    """
    dice = random.Random(f"{profile} {seed} {loosened}")
    run = Portfolio(folder, profile, region, loosened, dice)
    run.cases = [case for number in range(borrowers) for case in invented_cases(number, dice)]
    prepare(run, days)
    for number in range(days):
        one_day(run, FIRST + number * DAY)
        for new in range(NEW_A_DAY):  # in the place of those who are held for good
            run.cases += invented_cases(borrowers + number * NEW_A_DAY + new, dice)


def invented_cases(number: int, dice: random.Random) -> Iterator[dict[str, str]]:
    """The cases of one borrower, at one place or at several."""
    doors = [(60.165 + dice.random() * 0.006, 24.936 + dice.random() * 0.018) for _ in range(2)]
    if number % 9 == 1:
        doors[0] = (60.1675, 24.9450)  # several borrowers at one door
    person = {
        "borrower_id": f"B{number}",
        "name": f"Testi Henkilö{number}",
        "flags": some(
            dice, {"risk": 6, "minor": 2, "elderly": 4, "microfinance": 5, "daylight": 2}
        ),
        "consents": some(dice, {"visit": 60, "hours": 10, "frequency": 5, "work": 15, "home": 10}),
        "languages": some(dice, {"sv": 10, "ru": 6, "en": 6}),
        "not_at": dice.choice(["", "", "", "", "Mon-Fri 12:00-14:00", "before 10:00"]),
        "working_hours": dice.choice(["", "", "Mon-Fri 08:00-16:00", "Tue-Sat 14:00-22:00"]),
        "phone_attempts": str(dice.choice([0, 1, 3, 5])),
        "message_attempts": str(dice.choice([0, 1, 2])),
    }
    for part in range(dice.choice([1, 1, 1, 2, 3])):
        door = doors[dice.random() < 0.3]
        kind = dice.choices(["home", "work", "registered", "agreed", "relative"], [14, 3, 2, 1, 1])
        yield person | {
            "case_id": f"C{number}-{part}",
            "address": "Testikatu 1, Helsinki",
            "address_type": kind[0],
            "lat": f"{door[0]:.6f}",
            "lon": f"{door[1]:.6f}",
            "area": "north" if door[0] > 60.168 else "south",
            "value": str(dice.choice([80, 200, 500])),
            "stage": dice.choices(["visit", "call", "legal"], [16, 1, 1])[0],
            "holds": dice.choices(
                ["", "dispute", "promise until 2026-09-16", "away until 2026-09-30"], [16, 1, 2, 1]
            )[0],
        }


def some(dice: random.Random, of: Mapping[str, int]) -> str:
    """A few words, each with its chance in a hundred."""
    return "; ".join(word for word, chance in of.items() if dice.random() * 100 < chance)


def prepare(run: Portfolio, days: int) -> None:
    """Write what stays the same: profiles, calendar, agents, loosenings."""
    layers = [HUMANE, *(layer.profile_id for layer in named_layers(named(run.profile)))]
    home = files("router.rules") / "profiles"
    paths = [str(home / f"{layer}.toml") for layer in layers]
    (run.folder / "profiles.txt").write_text("\n".join(paths), encoding="utf-8")
    (run.folder / "zone.txt").write_text(ZONE.key, encoding="utf-8")
    country, subdivision = "FI", ""
    for layer in layers:
        told = load_profile(layer)
        country, subdivision = told.country or country, told.subdivision or subdivision
    years = {FIRST.year, (FIRST + days * DAY).year}
    known = holidays.country_holidays(country, subdiv=subdivision or None, years=years)
    rows = [{"date": str(day), "kind": "holiday", "name": name} for day, name in known.items()]
    worked = getattr(known, "weekend_workdays", None) or ()
    rows += [{"date": str(day), "kind": "workday", "name": ""} for day in worked]
    write(run.folder / "calendar.csv", ("date", "kind", "name"), rows)
    columns = ("agent_id", "start", "end", "shifts", "people", "languages", "certificates", "areas")
    shifts = {"start": "open", "end": "open", "shifts": "Mon-Sun 06:00-23:00"}
    write(run.folder / "agents.csv", columns, [shifts | agent for agent in AGENTS])
    if run.loosened:
        (run.folder / "loosened.json").write_text(json.dumps(LOOSE), encoding="utf-8")
        lines = [
            f'[[loosen]]\nrule = "{rule}"\nby = "T. Est"\nreason = "the law alone is tried"\n'
            "[loosen.to]\n" + "\n".join(f"{key} = {json.dumps(to)}" for key, to in changes.items())
            for rule, changes in LOOSE.items()
        ]
        (run.folder / "loosen.toml").write_text("\n\n".join(lines) + "\n", encoding="utf-8")


def named(profile: str) -> list[str]:
    """The profile, if there is one."""
    return [profile] if profile and profile != HUMANE else []


def one_day(run: Portfolio, day: date) -> None:
    """Plan a day, write the plan, and invent what came of it."""
    home = run.folder / day.isoformat()
    home.mkdir()
    write(home / "cases.csv", CASE_COLUMNS, [told(run, case, day) for case in run.cases])
    made = router.plan_day(
        home / "cases.csv",
        run.folder / "agents.csv",
        date=day,
        region=run.region,
        settings=router.Settings(
            profiles=named(run.profile),
            loosenings=run.folder / "loosen.toml" if run.loosened else None,
        ),
        journal=run.journal,
        now=datetime.fromisoformat(clock(day, 5 * 60)),
        seconds=None,
        iterations=3,
    )
    (home / "plan").mkdir()
    for name, content in table_files(made.data).items():
        (home / "plan" / name).write_bytes(content)
    (home / "plan" / "plan.json").write_text(plan_to_json(made.data), encoding="utf-8")
    run.journal.record_plan(made.data)
    evening(run, home, day)


def told(run: Portfolio, case: dict[str, str], day: date) -> dict[str, str]:
    """A case as the table of a day has it: when its borrower was told of the visit, if he was."""
    dice = random.Random(f"{case['borrower_id']} {day} {run.profile}")
    early, late = clock(day - 2 * DAY, 12 * 60), clock(day - DAY, 15 * 60)
    return case | {"notified": dice.choice(["", early, early, late])}


def clock(day: date, minute: int) -> str:
    """A time of a day, with its offset."""
    return datetime(
        day.year, day.month, day.day, minute // 60, minute % 60, tzinfo=ZONE
    ).isoformat()


def evening(run: Portfolio, home: Path, day: date) -> None:
    """Invent what came of a day, and what was paid and said; record it."""
    dice = run.dice
    due = [row for when, row in run.late if when <= day]
    run.late = [one for one in run.late if one[0] > day]
    for row in outcomes_of(run, home, day):
        when = dice.choices([0, 1, 3, None], [17, 1, 1, 1])[0]  # at once, late, or never told
        if when == 0:
            due.append(row)
        elif when is not None:
            run.late.append((day + when * DAY, row))
    paid = [
        {"case_id": case["case_id"], "when": clock(day, 20 * 60)}
        for case in run.cases
        if dice.random() < 0.002
    ]
    people = sorted({case["borrower_id"] for case in run.cases})
    said = [
        {"borrower_id": person, "when": clock(day, 21 * 60 + dice.randrange(60)), "channel": how,
         "reached": dice.choice(["yes", "no"])}
        for person in people
        for how in ("call", "message")
        if dice.random() < 0.03
    ]  # fmt: skip
    write(home / "outcomes.csv", OUTCOME_COLUMNS, due)
    write(home / "payments.csv", ("case_id", "when"), paid)
    write(home / "approaches.csv", ("borrower_id", "when", "channel", "reached"), said)
    now = datetime.fromisoformat(clock(day, 23 * 60))
    if due:
        read = read_outcomes(home / "outcomes.csv", zone=ZONE, latest=now)
        run.journal.record_outcomes(readable(read).rows)
    if paid:
        payments = read_payments(home / "payments.csv", zone=ZONE, latest=now)
        run.journal.record_payments(readable(payments).rows)
    if said:
        approaches = read_approaches(home / "approaches.csv", zone=ZONE, latest=now)
        run.journal.record_approaches(readable(approaches).rows)
    released = releases(run, due, now)
    columns = ("case_id", "borrower_id", "reason", "by", "why", "when")
    write(home / "releases.csv", columns, released)


def readable(table: Intake[Row]) -> Intake[Row]:
    """The table, if every row of it can be read."""
    fatal = [fault for fault in table.faults if fault.fatal]
    if fatal:
        raise SystemExit(f"what was invented cannot be read: {fatal[0]}")
    return table


def outcomes_of(run: Portfolio, home: Path, day: date) -> Iterator[dict[str, str]]:
    """What the agents say about the visits of the routes."""
    dice = run.dice
    owner = {case["case_id"]: case for case in run.cases}
    with (home / "plan" / "routes.csv").open(encoding="utf-8-sig", newline="") as file:
        visits = [row for row in csv.DictReader(file) if row["type"] == "visit"]
    # Of two who meet, one writes down what came of it.
    for visit in {(row["case_ids"], row["start"]): row for row in visits}.values():
        planned = datetime.fromisoformat(visit["start"])
        when = planned + timedelta(minutes=dice.randrange(-5, 25))
        code = dice.choices(list(CODES), list(CODES.values()))[0]
        for case_id in visit["case_ids"].split(";"):
            case = owner[case_id]
            until = day + dice.randrange(2, 9) * DAY if code in ("PTP", "AWAY") else None
            yield {
                "case_id": case_id,
                "borrower_id": case["borrower_id"],
                "when": when.isoformat(),
                "code": code,
                "agent_id": visit["agent_id"],
                "until": until.isoformat() if until else "",
                "place_type": case["address_type"],
                "planned": planned.isoformat(),
            }


def releases(
    run: Portfolio, due: Sequence[Mapping[str, str]], now: datetime
) -> list[dict[str, str]]:
    """Now and then a named person ends a dispute on the day after."""
    found = []
    for row in due:
        if row["code"] == "DISP" and run.dice.random() < 0.5:
            release = Release(
                case_id=row["case_id"], borrower_id=row["borrower_id"], reason="dispute",
                by="T. Est", why="answered", when=now,
            )  # fmt: skip
            run.journal.record_release(release)
            found.append(
                {
                    "case_id": row["case_id"], "borrower_id": row["borrower_id"],
                    "reason": "dispute", "by": "T. Est", "why": "answered",
                    "when": now.isoformat(),
                }
            )  # fmt: skip
    return found


def write(path: Path, columns: Sequence[str], rows: Sequence[Mapping[str, str]]) -> None:
    """Write a table."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns, extrasaction="ignore", restval="")
        writer.writeheader()
        writer.writerows(rows)


def audited(folder: Path) -> tuple[int, str]:
    """Let the script count, in a process of its own; its exit code, and what it says."""
    ran = subprocess.run(
        [sys.executable, str(AUDIT), str(folder)],
        capture_output=True, text=True, check=False, env={"PYTHONPATH": "", "PATH": ""},
    )  # fmt: skip
    return ran.returncode, ran.stdout + ran.stderr


def main() -> int:
    """Run every profile, or those that are named."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--profile", action="append", help="only this one; repeatable")
    parser.add_argument("--days", type=int, default=60)
    parser.add_argument("--borrowers", type=int, default=40)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--humane", choices=("kept", "opened", "both"), default="both")
    parser.add_argument("--keep", type=Path, help="folder in which everything stays")
    options = parser.parse_args()
    modes = {"kept": (False,), "opened": (True,), "both": (False, True)}
    failed = 0
    with tempfile.TemporaryDirectory() as scratch:
        root = options.keep or Path(scratch)
        router.build_region(example("helsinki").extract, root / "region")
        region = router.open_region(root / "region", travel="great-circle")
        for profile in options.profile or profile_names():
            for loosened in modes[options.humane]:
                begun = time.monotonic()
                name = f"{profile}{' loosened' if loosened else ''}"
                folder = root / name.replace(" ", "-")
                folder.mkdir(parents=True)
                try:
                    simulate(
                        folder, profile, region, days=options.days, borrowers=options.borrowers,
                        seed=options.seed, loosened=loosened,
                    )  # fmt: skip
                    code, words = audited(folder)
                except RouterError as error:  # the program's own checker has stopped a plan
                    code, words = 1, str(error)
                failed += code != 0
                took = time.monotonic() - begun
                print(f"{name}: {words.strip()} ({took:.0f} s)", flush=True)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
