"""No output of a plan shows what somebody owes: not beside a name, not anywhere.

The portfolio has three borrowers in one building, one borrower with three loans at two addresses,
and cases that are held, at another stage, not to be located, with an appointment, and just paid.
Amounts and days overdue are numbers that nothing else in a plan is likely to be.
"""

from __future__ import annotations

import csv
import json
import re
import subprocess
import sys
import zipfile
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

import pytest

from router.demo import example
from router.journal import Journal

DAY = "2026-11-24"


@dataclass(frozen=True)
class Debt:
    """One row of the table of cases."""

    case_id: str
    borrower_id: str
    name: str
    address: str
    amount: str
    days_overdue: str
    more: tuple[tuple[str, str], ...] = ()


DEBTS = (
    Debt("M-01", "P-01", "Zebulon Quagmire", "Bulevardi 8", "73519.37", "31847",
         (("required_agents", "A3"),)),
    Debt("M-02", "P-02", "Ottoline Fizzwick", "Bulevardi 8", "48261.53", "29753",
         (("required_agents", "A3"),)),
    Debt("M-03", "P-03", "Peregrine Wombwell", "Bulevardi 8 C 4", "91387.29", "27461"),
    Debt("M-04", "P-04", "Hepzibah Thistlewood", "Unioninkatu 13", "15973.81", "33179"),
    Debt("M-05", "P-04", "Hepzibah Thistlewood", "Unioninkatu 13", "26848.17", "34613"),
    Debt("M-06", "P-04", "Hepzibah Thistlewood", "Kalevankatu 18", "37291.43", "35897"),
    Debt("M-07", "P-05", "Cornelius Grubb", "Liisankatu 21", "59417.61", "36919",
         (("holds", "dispute"),)),
    Debt("M-08", "P-06", "Drusilla Mumblethorpe", "Annankatu 16", "68143.79", "37813",
         (("stage", "legal"),)),
    Debt("M-09", "P-07", "Ignatius Puddifoot", "Nowhere Lane 999", "82739.11", "38713"),
    Debt("M-10", "P-08", "Lavinia Crackenthorpe", "Mannerheimintie 20", "94527.67", "39631",
         (("appointment", f"{DAY} 14:00-15:00"),)),
    Debt("M-11", "P-09", "Bartholomew Snodgrass", "Siltasaarenkatu 12", "21683.93", "41257"),
    Debt("M-12", "P-10", "Euphemia Twistleton", "Fredrikinkatu 30", "33871.49", "42193",
         (("notes", "owes 33 871.49 EUR since 42193 days, gate code 4411"), ("flags", "risk"))),
    Debt("M-13", "P-11", "Thaddeus Wigglesworth", "Kalevankatu 20", "44963.87", "43391"),
)  # fmt: skip
PAID, PROMISED = "57193.31", "61379.59"
COLUMNS = (
    "case_id", "borrower_id", "name", "address", "city", "amount", "days_overdue", "stage",
    "holds", "appointment", "notes", "flags", "required_agents",
)  # fmt: skip


def write(path: Path, rows: list[dict[str, str]]) -> Path:
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    return path


@pytest.fixture(scope="module")
def made(helsinki: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[dict[str, str], str]:
    """Plan a day, record it, and read all that comes of it."""
    folder = tmp_path_factory.mktemp("masking")
    rows = []
    for debt in DEBTS:
        row = dict.fromkeys(COLUMNS, "") | {"city": "Helsinki"} | dict(debt.more)
        for column in ("case_id", "borrower_id", "name", "address", "amount", "days_overdue"):
            row[column] = getattr(debt, column)
        rows.append(row)
    rows.append(dict(rows[0]))  # its id stands twice: a row that is refused
    cases = write(folder / "cases.csv", rows)
    with example("helsinki").agents.open(encoding="utf-8-sig", newline="") as stream:
        staff = [{**row, "people": "2"} for row in csv.DictReader(stream)]  # crews, for the risk
    agents = write(folder / "agents.csv", staff)
    payments = write(
        folder / "payments.csv",
        [{"case_id": "M-11", "paid_at": "2026-11-23 20:00", "amount": PAID, "settled": "yes"}],
    )
    outcomes = write(
        folder / "outcomes.csv",
        [{"case_id": "M-13", "visited_at": "2026-11-20 10:00", "code": "PTP",
          "until": "2026-12-04", "amount": PROMISED}],
    )  # fmt: skip
    out, journal = folder / "plan", folder / "journal.sqlite"
    shown: dict[str, str] = {}

    def run(*arguments: str | Path) -> None:
        done = subprocess.run(
            [sys.executable, "-m", "router", *map(str, arguments)], capture_output=True,
            text=True, encoding="utf-8", check=False,
        )  # fmt: skip
        assert done.returncode in (0, 5), done.stderr
        shown[f"printed by {arguments[0]} {len(shown)}"] = done.stdout + done.stderr

    run(
        "plan", "--cases", cases, "--agents", agents, "--region", helsinki,
        "--date", DAY, "--out", out, "--iterations", "10", "--payments", payments,
        "--outcomes", outcomes, "--journal", journal, "--notified", "2026-11-22 10:00",
        "--by", "A. Dispatcher",
    )  # fmt: skip
    run("show", out / "plan.json")
    for debt in DEBTS:
        run("show", out / "plan.json", "--case", debt.case_id)
    run("check", out / "plan.json")
    several = folder / "several"
    run(
        "plan", "--cases", cases, "--agents", agents, "--region", helsinki, "--date", DAY,
        "--days", "2", "--out", several, "--iterations", "10", "--payments", payments,
        "--outcomes", outcomes,
    )  # fmt: skip
    run("check", several / "plan.json")
    run("record", outcomes, "--journal", journal, "--payments", payments, "--region", helsinki)
    run("journal", "show", journal, "--case", "M-13")
    run("figures", "--journal", journal)
    run("journal", "export", journal, "--out", folder / "exported")
    for path in sorted(out.iterdir()):
        shown[path.name] = text_of(path)
    for path in sorted(path for path in several.rglob("*") if path.is_file()):
        shown[f"several/{path.relative_to(several)}"] = text_of(path)
    kept = [entry.payload or "" for entry in Journal(journal).entries()]
    kept += [text_of(path) for path in (folder / "exported").iterdir()]
    return shown, "\n".join(kept)


@pytest.fixture(scope="module")
def outputs(made: tuple[dict[str, str], str]) -> dict[str, str]:
    """Everything that a dispatcher gets to see: files as text, and what the commands print."""
    return made[0]


@pytest.fixture(scope="module")
def remembered(made: tuple[dict[str, str], str]) -> str:
    """What the journal keeps and exports, promised and paid sums among it."""
    return made[1]


def text_of(path: Path) -> str:
    if path.suffix != ".xlsx":
        return path.read_bytes().decode("utf-8", "replace")
    with zipfile.ZipFile(path) as book:
        return "\n".join(book.read(name).decode("utf-8", "replace") for name in book.namelist())


def writings(amount: str) -> list[str]:
    """An amount as programs write it: with and without its cents, grouped in four ways."""
    value = Decimal(amount)
    whole, cents = f"{int(value)}", f"{value:.2f}"[-2:]
    grouped = f"{int(value):,}"
    found = [whole, f"{whole}.{cents}", f"{whole},{cents}", f"{whole}{cents}"]
    found += [grouped.replace(",", sign) for sign in (",", ".", " ", "\u00a0", "\u202f", "'")]
    return found


def numbers() -> list[str]:
    amounts = [debt.amount for debt in DEBTS] + [PAID, PROMISED]
    written = [text for amount in amounts for text in writings(amount)]
    return written + [debt.days_overdue for debt in DEBTS]


def test_the_portfolio_has_a_case_of_each_kind(outputs: dict[str, str]) -> None:
    plan = json.loads(outputs["plan.json"])
    held = {one["case_id"]: one["rule"] for one in plan["held"]}
    assert held["M-07"] == "HOLD:dispute"
    assert held["M-08"] == "STAGE:legal"
    assert held["M-11"] == "HOLD:paid"
    assert held["M-13"] == "HOLD:promise"
    assert [one["case_id"] for one in plan["review"]] == ["M-09"]
    planned = [
        case
        for route in plan["routes"]
        for stop in route["stops"]
        for visit in stop["visits"]
        for case in visit["case_ids"]
    ]
    assert {"M-01", "M-02", "M-03", "M-10"} <= set(planned)


def test_no_amount_and_no_days_overdue_is_in_any_output(outputs: dict[str, str]) -> None:
    anywhere = re.compile(rf"(?<![\d.])(?:{'|'.join(map(re.escape, numbers()))})(?!\d)")
    found = {name: anywhere.search(text) for name, text in outputs.items()}
    assert {name: hit[0] for name, hit in found.items() if hit} == {}


def test_the_outputs_of_several_days_are_among_them(outputs: dict[str, str]) -> None:
    there = set(outputs)
    assert {"several/period.html", "several/period.csv", "several/index.html"} <= there
    assert {"several/proposal/2026-11-25/plan.json"} <= there


def test_what_a_visit_is_worth_stands_on_no_sheet_of_an_agent(outputs: dict[str, str]) -> None:
    plan = json.loads(outputs["plan.json"])
    values = {
        text
        for worth in plan["worths"]
        for money in (worth["meeting"], *(band["value"] for band in worth["bands"]))
        if money >= 10
        for text in (f"{money:.2f}", f"{money:,.2f}")
    }
    assert len(values) > 5
    sheets = [text for name, text in outputs.items() if "map-" in name]
    assert sheets
    bodies = [re.sub(r"<(script|style).*?</\1>", "", text, flags=re.S) for text in sheets]
    assert all("chance to meet" in body for body in bodies)
    assert [value for value in values for body in bodies if value in body] == []
    assert any(value in outputs["index.html"] for value in values)  # the dispatcher sees them


def test_the_page_of_several_days_names_no_borrower(outputs: dict[str, str]) -> None:
    for name in ("several/period.html", "several/period.csv"):
        assert not [debt.name for debt in DEBTS if debt.name in outputs[name]], name


def test_the_search_would_find_them() -> None:
    anywhere = re.compile(rf"(?<![\d.])(?:{'|'.join(map(re.escape, numbers()))})(?!\d)")
    for text in ("owes 73519.37", ">73,519<", '"amount": 73519', "73 519,37", ",31847,"):
        assert anywhere.search(text), text


def test_a_note_loses_its_sum_and_keeps_its_gate_code(outputs: dict[str, str]) -> None:
    sheets = "".join(text for name, text in outputs.items() if name.startswith("map-"))
    assert "gate code 4411" in sheets


def test_names_stand_where_the_agent_needs_them_only(outputs: dict[str, str]) -> None:
    for name in ("index.html", "compliance.html", "review.html", "held.csv", "overrides.csv",
                 "unassigned.csv", "routes.geojson"):  # fmt: skip
        assert not [debt.name for debt in DEBTS if debt.name in outputs[name]], name
    for name, text in outputs.items():
        if name.endswith(".gpx"):
            assert not [debt.name for debt in DEBTS if debt.name in text], name


def test_what_is_remembered_has_sums_and_no_names(remembered: str) -> None:
    assert PROMISED in remembered
    assert not [debt.name for debt in DEBTS if debt.name in remembered]


def test_no_line_of_a_sheet_or_table_is_about_two_borrowers(outputs: dict[str, str]) -> None:
    names = {debt.name for debt in DEBTS}
    lines = [
        row
        for name, text in outputs.items()
        if name.startswith("map-")
        for row in re.findall(r"<tr.*?</tr>", text, re.S)
    ]
    lines += outputs["routes.csv"].splitlines() + outputs["notices.csv"].splitlines()
    assert not [line for line in lines if sum(name in line for name in names) > 1]
    shown = {name for line in lines for name in names if name in line}
    assert {"Zebulon Quagmire", "Ottoline Fizzwick", "Peregrine Wombwell"} <= shown


def test_three_loans_of_one_borrower_are_at_most_one_stop(outputs: dict[str, str]) -> None:
    rows = list(csv.DictReader(outputs["routes.csv"].lstrip("\ufeff").splitlines()))
    visits = [row for row in rows if "Hepzibah Thistlewood" in row["name"]]
    assert len(visits) <= 1


def test_the_borrowers_of_one_building_share_a_stop(outputs: dict[str, str]) -> None:
    rows = list(csv.DictReader(outputs["routes.csv"].lstrip("\ufeff").splitlines()))
    stops = {
        (row["shift_id"], row["stop_no"]) for row in rows if row["case_ids"] in ("M-01", "M-02")
    }
    assert len(stops) == 1


def test_flags_stand_in_no_output_for_people(outputs: dict[str, str]) -> None:
    sheets = [text for name, text in outputs.items() if name.startswith("map-")]
    assert any("check in by" in text for text in sheets)
    for name in ("compliance.html", "index.html", "routes.csv"):
        assert "risk flag" not in outputs[name]
