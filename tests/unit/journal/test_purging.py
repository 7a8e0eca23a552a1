"""What is over is blanked for good; what a rule still needs stays, and the chain still holds.

The visits were made on Monday 2 November 2026; the day on which is purged is four years later.
"""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from router.domain.channels import Attempt, Channel
from router.domain.memory import Appointment, AppointmentState, Memory, Payment, Release
from router.domain.places import Coordinate
from router.domain.profiles import CapRule, Citation, Profile, RecordRule
from router.journal import EntryKind, Journal, term_of, verify
from tests.unit.journal.told import HELSINKI, MONDAY, outcome, outcomes, plan

TODAY = date(2030, 11, 2)
BEFORE = datetime(2029, 11, 2, tzinfo=UTC)
YESTERDAY = datetime(2030, 11, 1, 18, tzinfo=UTC)


@pytest.fixture
def journal(tmp_path: Path) -> Journal:
    return Journal(tmp_path / "cases.journal")


def purge(journal: Journal) -> None:
    assert journal.purge(BEFORE, today=TODAY, apply=True).done
    assert verify(journal.path).ok


def memory(journal: Journal) -> Memory:
    return journal.memory(zone=HELSINKI)


def everything(folder: Path) -> bytes:
    return b"".join(file.read_bytes() for file in folder.iterdir())


def test_what_is_over_is_nowhere_in_the_files_any_more(journal: Journal) -> None:
    folder = journal.path.parent
    journal.record_outcomes(
        [
            outcome(f"K-{n}", "REF", note="灰色的门 Virtanen", borrower_id="BORROWER-55")
            for n in range(300)
        ]
    )
    journal.record_plan(plan(("PLANNED-1", 9)))
    journal.record_approaches([Attempt(borrower_id="CALLED-1", when=MONDAY, channel=Channel.CALL)])
    young = outcome("Y-1", days=365 * 4)
    journal.record_outcomes([young])
    purge(journal)
    found = everything(folder)
    for word in ("灰色", "Virtanen", "K-17", "BORROWER-55", "PLANNED-1", "CALLED-1", "2026-11-02"):
        assert word.encode() not in found, word
    assert memory(journal) == Memory(outcomes=(young,))


def test_the_chain_still_proves_every_entry(journal: Journal) -> None:
    journal.record_outcomes([outcome(f"C-{n}", "REF") for n in range(10)])
    head = journal.verify().head
    purge(journal)
    found = journal.verify(head=head)
    assert (found.ok, found.entries, found.purged) == (True, 11, 10)


def test_a_dry_run_says_what_would_be_done_and_writes_nothing(journal: Journal) -> None:
    journal.record_outcomes([outcome("C-1", "REF"), outcome("C-2", "DISP", note="words")])
    before = everything(journal.path.parent)
    found = journal.purge(BEFORE, today=TODAY)
    assert (found.done, found.blanked, found.remaining) == (False, {"outcome": 2}, {"outcome": 1})
    assert everything(journal.path.parent) == before


@pytest.mark.parametrize(
    "code", ["DISP", "COMP", "LEAVE", "VULN", "REPR", "DECD", "CUST", "HARD", "CBK", "PAID"]
)
def test_a_hold_without_end_or_another_stage_survives_as_a_bare_fact(
    journal: Journal, code: str
) -> None:
    journal.record_outcomes(
        [
            outcome(
                "C-1",
                code,
                borrower_id="B-1",
                note="told us about her illness",
                agent_id="A7",
                coordinate=Coordinate(60.17, 24.94),
                amount=Decimal(99),
                recording="tape 4",
            )
        ]
    )
    purge(journal)
    assert memory(journal).outcomes == (outcome("C-1", code, borrower_id="B-1"),)
    for word in (b"illness", b"A7", b"24.94", b"99", b"tape"):
        assert word not in (journal.entries(EntryKind.OUTCOME)[0].payload or "").encode()


def test_an_address_that_is_wrong_stays_wrong(journal: Journal) -> None:
    journal.record_outcomes([outcome("C-1", "WRONG", address="Liisankatu 5", note="a shop")])
    purge(journal)
    assert memory(journal).outcomes == (outcome("C-1", "WRONG", address="Liisankatu 5"),)


def test_a_row_of_fruitless_visits_survives_until_the_borrower_was_met(journal: Journal) -> None:
    journal.record_outcomes(
        [
            *(outcome("C-1", "NAH", days=day) for day in (0, 8, 16)),
            outcome("C-2", "NAH"),
            outcome("C-2", "REF", days=8),
        ]
    )
    purge(journal)
    assert [one.case_id for one in memory(journal).outcomes] == ["C-1"] * 3


def test_a_release_survives_without_its_words(journal: Journal) -> None:
    journal.record_outcomes([outcome("C-1", "DISP")])
    told = Release(
        case_id="C-1", reason="dispute", by="Liisa Virta", why="her letter of May", when=MONDAY
    )
    journal.record_release(told)
    purge(journal)
    (left,) = memory(journal).releases
    assert (left.case_id, left.reason, left.by, left.when) == (
        "C-1",
        "dispute",
        "Liisa Virta",
        MONDAY,
    )
    assert left.why == "no longer kept"


def test_who_has_paid_stays_paid_without_the_sum(journal: Journal) -> None:
    paid = [
        Payment(case_id="C-1", when=MONDAY, amount=Decimal("77.5")),
        Payment(case_id="C-2", when=MONDAY, amount=Decimal("77.5"), settled=False),
    ]
    journal.record_payments([*paid, *paid])
    purge(journal)
    assert memory(journal).payments == (Payment(case_id="C-1", when=MONDAY),)


def test_who_asked_never_to_be_visited_is_not_forgotten(journal: Journal) -> None:
    declined = Appointment(
        case_id="C-1",
        borrower_id="B-1",
        start=MONDAY,
        end=MONDAY,
        state=AppointmentState.DECLINED,
        since=MONDAY,
        note="her words",
        never=True,
    )
    journal.record_appointments([declined, replace(declined, case_id="C-2", never=False)])
    purge(journal)
    assert memory(journal).appointments == (replace(declined, note=""),)


def test_an_agreed_plan_and_its_payments_stay(journal: Journal) -> None:
    agreed = outcome("C-1", "PLAN", until=date(2026, 12, 1), amount=Decimal(50))
    paid = Payment(case_id="C-1", when=MONDAY + timedelta(days=9), amount=Decimal(50))
    journal.record_outcomes([agreed])
    journal.record_payments([paid, paid])
    assert not journal.purge(BEFORE, today=TODAY, apply=True).done
    assert memory(journal).payments == (paid, paid)
    assert memory(journal).outcomes == (agreed,)


def test_a_date_that_is_not_over_keeps_its_outcome_whole(journal: Journal) -> None:
    journal.record_outcomes([outcome("C-1", "AWAY", until=date(2031, 1, 1), note="in Oulu")])
    assert not journal.purge(BEFORE, today=TODAY, apply=True).done


def test_what_was_corrected_does_not_come_back(journal: Journal) -> None:
    journal.record_outcomes([outcome("C-1", "WRONG")])
    journal.record_outcomes([outcome("C-1", "REF")])
    purge(journal)
    assert memory(journal).outcomes == ()


def test_purging_twice_changes_nothing_more(journal: Journal) -> None:
    journal.record_outcomes([outcome("C-1", "DISP", note="words"), outcome("C-2", "REF")])
    purge(journal)
    before = everything(journal.path.parent)
    assert not journal.purge(BEFORE, today=TODAY, apply=True).done
    assert everything(journal.path.parent) == before


def test_an_old_table_does_not_bring_back_what_was_purged(journal: Journal) -> None:
    journal.record_outcomes(outcomes(5))
    purge(journal)
    taken = journal.record_outcomes([*outcomes(5), outcome("C-9", days=365 * 4)])
    assert (taken.new, taken.expired) == (1, 5)


def test_a_wish_that_is_told_only_after_a_purge_is_not_forgotten(journal: Journal) -> None:
    """Such as from the tables of an older system: of a hold without end the bare fact is taken."""
    journal.record_outcomes([outcome("C-1", "REF")])
    purge(journal)
    late = outcome("C-7", "LEAVE", note="shouted", agent_id="A1")
    assert journal.record_outcomes([late, outcome("C-8", "PTP")]).expired == 1
    assert memory(journal).outcomes == (outcome("C-7", "LEAVE"),)
    assert journal.record_outcomes([late]).known == 1
    assert b"shouted" not in everything(journal.path.parent)
    assert verify(journal.path).ok


def test_a_purged_journal_goes_on(journal: Journal) -> None:
    journal.record_outcomes([outcome("C-1", "REF")])
    purge(journal)
    journal.record_outcomes([outcome("C-2", days=365 * 4)])
    assert verify(journal.path).ok
    assert [one.case_id for one in memory(journal).outcomes] == ["C-2"]


def test_the_purge_itself_is_an_entry_that_says_what_it_blanked(journal: Journal) -> None:
    journal.record_outcomes([outcome(f"C-{n}", "REF") for n in range(3)])
    journal.purge(BEFORE, today=TODAY, why=["cl records: at least 730 days"], apply=True)
    (entry,) = journal.entries()
    told = json.loads(entry.payload or "")
    assert (told["entries"], told["why"]) == ([[1, 3]], ["cl records: at least 730 days"])


KILLED = """
import os, signal, sys
from datetime import UTC, date, datetime
from router.journal import Journal

path, last = sys.argv[1], int(sys.argv[2])
steps = 0

def step(event, arguments):
    global steps
    if event in ("os.rename", "os.remove", "sqlite3.connect") and any(
        os.path.basename(path) in str(argument) for argument in arguments
    ):
        steps += 1
        if steps == last:
            os.kill(os.getpid(), signal.SIGKILL)

sys.addaudithook(step)
Journal(path).purge(datetime(2029, 11, 2, tzinfo=UTC), today=date(2030, 11, 2), apply=True)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL is POSIX's")
def test_a_purge_killed_at_any_step_is_done_or_not_and_can_be_done_again(tmp_path: Path) -> None:
    for number in range(1, 100):
        path = tmp_path / f"j{number}"
        journal = Journal(path)
        journal.record_outcomes([outcome("C-1", "DISP", note="words"), outcome("C-2", "REF")])
        ended = subprocess.run(
            [sys.executable, "-c", KILLED, str(path), str(number)], check=False
        ).returncode
        found = verify(path)
        assert found.ok, found.damages
        assert found.purged in (0, 2)
        journal.purge(BEFORE, today=TODAY, apply=True)
        journal.record_outcomes([outcome("C-3", days=365 * 4)])
        assert (verify(path).ok, verify(path).purged) == (True, 2)
        assert [one.case_id for one in memory(journal).outcomes] == ["C-1", "C-3"]
        assert not list(tmp_path.glob(f"{path.name}.new"))
        if ended == 0:
            break
        assert ended == -signal.SIGKILL
    else:
        pytest.fail("the purge never ended")


def _profile(*rules: RecordRule | CapRule) -> Profile:
    return Profile(profile_id="own", version="1", title="Own", rules=rules)


def _records(keep: int, most: int | None = None) -> RecordRule:
    return RecordRule(
        rule_id="records", citation=Citation(title="x"), keep_days=keep, purge_days=most
    )


@pytest.mark.parametrize(
    ("profiles", "days"),
    [
        ([], None),  # nobody says how long
        ([_profile(_records(730))], 730),
        ([_profile(_records(730)), _profile(_records(1095))], 1095),  # the longer duty
        ([_profile(_records(30, 365))], 365),  # may be kept so long
        ([_profile(_records(730)), _profile(_records(0, 365))], 730),  # the duty outranks the bound
        ([_profile(_records(10))], 60),  # never what the rules of the product look back on
        (
            [
                _profile(
                    _records(10),
                    CapRule(rule_id="c", citation=Citation(title="x"), most=1, days=90),
                )
            ],
            90,
        ),
    ],
)
def test_the_term_is_that_of_the_profiles(profiles: list[Profile], days: int | None) -> None:
    assert term_of(profiles, TODAY).days == days
