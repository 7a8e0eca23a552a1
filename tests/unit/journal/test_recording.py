"""Entries are added once, corrected by later ones, and never taken away."""

from __future__ import annotations

import os
import sqlite3
import stat
from dataclasses import replace
from datetime import UTC, date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from router.domain.channels import Attempt, Channel
from router.domain.memory import Payment, Release
from router.errors import InputError, JournalError
from router.journal import Journal, verify
from tests.unit.journal.told import HELSINKI, MONDAY, outcome, outcomes


@pytest.fixture
def journal(tmp_path: Path) -> Journal:
    return Journal(tmp_path / "cases.journal")


def codes(journal: Journal) -> list[tuple[str, str]]:
    return [(one.case_id, one.code) for one in journal.memory(zone=HELSINKI).outcomes]


def test_what_is_recorded_comes_back_as_it_was(journal: Journal) -> None:
    told = outcome(
        "C-1", "PTP", until=date(2026, 11, 20), amount=Decimal("1250.50"), note="rings at 门3"
    )
    journal.record_outcomes([told])
    assert journal.memory(zone=HELSINKI).outcomes == (told,)


def test_a_table_that_is_read_twice_counts_once(journal: Journal) -> None:
    table = outcomes(5)
    assert journal.record_outcomes(table).new == 5
    again = journal.record_outcomes(table)
    assert (again.new, again.known) == (0, 5)
    assert len(journal.memory(zone=HELSINKI).outcomes) == 5


def test_the_same_moment_in_another_zone_is_the_same_outcome(journal: Journal) -> None:
    journal.record_outcomes([outcome()])
    moved = outcome()
    object.__setattr__(moved, "when", MONDAY.astimezone(UTC))
    assert journal.record_outcomes([moved]).known == 1


def test_a_table_whose_seconds_a_spreadsheet_cut_off_is_the_same_table(journal: Journal) -> None:
    second = timedelta(seconds=1)
    made = outcome(days=25 / 86_400)
    paid = [
        Payment(case_id="C-1", when=MONDAY + tick * second, amount=Decimal(50)) for tick in (5, 40)
    ]
    assert journal.record_outcomes([made]).new == 1
    assert journal.record_payments(paid).new == 2
    assert journal.record_outcomes([outcome()]).known == 1
    assert journal.record_payments([replace(one, when=MONDAY) for one in paid]).known == 2
    assert journal.memory(zone=HELSINKI).outcomes == (made,)
    assert journal.verify().ok


def test_another_code_at_the_same_case_and_time_corrects_the_first(journal: Journal) -> None:
    journal.record_outcomes([outcome(code="NAH")])
    taken = journal.record_outcomes([outcome(code="PTP", until=date(2026, 11, 9))])
    assert (taken.new, taken.corrected) == (1, 1)
    assert codes(journal) == [("C-1", "PTP")]


def test_reading_the_old_table_again_does_not_undo_a_correction(journal: Journal) -> None:
    journal.record_outcomes([outcome(code="NAH")])
    journal.record_outcomes([outcome(code="THIRD")])
    again = journal.record_outcomes([outcome(code="NAH")])
    assert (again.known, again.outdated) == (1, 1)
    assert codes(journal) == [("C-1", "THIRD")]


def test_a_correction_does_not_end_a_hold_that_only_a_person_ends(journal: Journal) -> None:
    journal.record_outcomes([outcome(code="COMP")])
    journal.record_outcomes([outcome(code="NAH")])
    assert sorted(codes(journal)) == [("C-1", "COMP"), ("C-1", "NAH")]
    journal.record_release(
        Release(
            case_id="C-1",
            reason="complaint",
            by="Liisa Virta",
            why="typed the wrong code",
            when=MONDAY + timedelta(hours=2),
        )
    )
    assert codes(journal) == [("C-1", "NAH")]


def test_nor_if_the_row_stated_a_date(journal: Journal) -> None:
    """No date ends a dispute, so none lets a correction end it."""
    journal.record_outcomes([outcome(code="DISP", until=date(2026, 11, 9))])
    journal.record_outcomes([outcome(code="NAH")])
    assert sorted(codes(journal)) == [("C-1", "DISP"), ("C-1", "NAH")]


def test_two_outcomes_of_a_day_without_a_clock_both_count(journal: Journal) -> None:
    midnight = MONDAY.replace(hour=0, minute=0) - MONDAY
    first, second = (
        outcome(code=code, days=midnight / timedelta(days=1)) for code in ("NAH", "REF")
    )
    journal.record_outcomes([first, second])
    assert sorted(code for _, code in codes(journal)) == ["NAH", "REF"]


def test_payments_of_one_table_that_are_alike_all_count(journal: Journal) -> None:
    paid = Payment(case_id="C-1", when=MONDAY, amount=Decimal(50), row=2)
    same = Payment(case_id="C-1", when=MONDAY, amount=Decimal(50), row=3)
    assert journal.record_payments([paid, same]).new == 2
    assert journal.record_payments([paid, same]).known == 2
    assert len(journal.memory(zone=HELSINKI).payments) == 2


def test_an_approach_that_turns_out_to_have_reached_the_borrower_counts_once(
    journal: Journal,
) -> None:
    for reached in (False, True):
        journal.record_approaches(
            [Attempt(borrower_id="B-1", when=MONDAY, channel=Channel.CALL, reached=reached)]
        )
    assert [one.reached for one in journal.memory(zone=HELSINKI).approaches] == [True]


def test_since_and_until_bound_what_is_told(journal: Journal) -> None:
    journal.record_outcomes([outcome(days=day) for day in (0, 1, 2)])
    found = journal.memory(
        zone=HELSINKI, since=MONDAY + timedelta(days=1), until=MONDAY + timedelta(days=2)
    )
    assert [one.when for one in found.outcomes] == [MONDAY + timedelta(days=1)]


def test_no_sql_changes_or_removes_an_entry(journal: Journal) -> None:
    journal.record_outcomes(outcomes(2))
    connection = sqlite3.connect(journal.path)
    for statement in (
        "UPDATE entry SET payload = '{}'",
        "DELETE FROM entry",
        "UPDATE journal SET id = ''",
        "DELETE FROM journal",
    ):
        with pytest.raises(sqlite3.DatabaseError, match="only added to"):
            connection.execute(statement)
    connection.close()


@pytest.mark.skipif(os.name != "posix", reason="file modes are POSIX's")
def test_only_its_owner_reads_a_journal(journal: Journal) -> None:
    journal.record_outcomes(outcomes(1))
    for file in journal.path.parent.iterdir():
        assert stat.S_IMODE(file.stat().st_mode) == 0o600, file.name


def test_a_journal_that_is_not_there_is_made_only_if_asked(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no such journal"):
        Journal(tmp_path / "j", create=False)
    assert list(tmp_path.iterdir()) == []


def test_a_file_of_somebody_else_is_refused_and_left_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "notes.txt"
    path.write_text("not a journal")
    with pytest.raises(JournalError, match="seal is missing"):
        Journal(path)
    assert path.read_text() == "not a journal"


def test_a_journal_that_was_deleted_is_not_begun_anew(journal: Journal) -> None:
    journal.path.unlink()
    with pytest.raises(JournalError, match="gone"):
        Journal(journal.path)
    assert not verify(journal.path).ok


def test_a_long_table_is_added_in_batches_and_the_chain_holds(journal: Journal) -> None:
    taken = journal.record_outcomes(outcomes(4_500))
    found = journal.verify()
    assert (taken.new, found.entries, found.ok) == (4_500, 4_500, True)
