"""Whatever is done to a journal behind its back is found and named, and nothing is repaired."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from router.errors import JournalError
from router.journal import Journal, verify
from router.journal.chain import entry_hash, payload_digest
from tests.unit.journal.told import HELSINKI, outcome, outcomes


@pytest.fixture
def path(tmp_path: Path) -> Path:
    journal = Journal(tmp_path / "cases.journal")
    journal.record_outcomes(outcomes(10))
    assert journal.verify().ok
    return journal.path


@contextmanager
def behind_its_back(path: Path) -> Iterator[sqlite3.Connection]:
    """Open the database as anybody may, without its guards."""
    connection = sqlite3.connect(path, isolation_level=None)
    query = "SELECT name, sql FROM sqlite_master WHERE type = 'trigger'"
    guards = connection.execute(query).fetchall()
    for name, _ in guards:
        connection.execute(f"DROP TRIGGER {name}")
    yield connection
    for _, statement in guards:
        connection.execute(statement)
    connection.close()


def found(path: Path) -> str:
    verification = verify(path)
    assert not verification.ok
    with pytest.raises(JournalError, match="does not hold"):
        Journal(path)
    return " | ".join(str(one) for one in verification.damages)


def test_an_edited_payload_is_named(path: Path) -> None:
    with behind_its_back(path) as db:
        db.execute("UPDATE entry SET payload = replace(payload, 'NAH', 'REF') WHERE seq = 4")
    assert "entry 4: its payload or salt was changed" in found(path)


def test_a_removed_last_entry_is_named(path: Path) -> None:
    with behind_its_back(path) as db:
        db.execute("DELETE FROM entry WHERE seq = 10")
    assert "entry 10: is missing from the end" in found(path)


def test_a_removed_entry_is_named(path: Path) -> None:
    with behind_its_back(path) as db:
        db.execute("DELETE FROM entry WHERE seq = 6")
    assert "entry 6: is missing" in found(path)


def test_swapped_entries_are_named(path: Path) -> None:
    with behind_its_back(path) as db:
        for old, new in ((3, -3), (7, 3), (-3, 7)):
            db.execute("UPDATE entry SET seq = ? WHERE seq = ?", (new, old))
    said = found(path)
    assert "entry 3: does not follow" in said
    assert "entry 7: does not follow" in said


def test_a_tail_that_was_written_anew_with_its_hashes_is_named(path: Path) -> None:
    with behind_its_back(path) as db:
        (previous,) = db.execute("SELECT hash FROM entry WHERE seq = 8").fetchone()
        for seq in (9, 10):
            row = db.execute("SELECT recorded, payload, salt FROM entry WHERE seq = ?", (seq,))
            recorded, payload, salt = row.fetchone()
            payload = payload.replace("2nd floor", "3rd floor")
            digest = payload_digest(salt, payload)
            own = entry_hash(previous, seq, recorded, "outcome", digest)
            db.execute(
                "UPDATE entry SET payload = ?, digest = ?, previous = ?, hash = ? WHERE seq = ?",
                (payload, digest, previous, own, seq),
            )
            previous = own
    assert "entry 10: it, or one before it, was written anew" in found(path)


def test_an_entry_that_was_added_without_a_seal_is_named(path: Path, tmp_path: Path) -> None:
    seal = (tmp_path / "cases.journal.seal").read_bytes()
    Journal(path).record_outcomes([outcome("C-99")])
    (tmp_path / "cases.journal.seal").write_bytes(seal)
    assert "entry 11: was added by something else" in found(path)


def test_an_entry_blanked_without_a_purge_is_named(path: Path) -> None:
    with behind_its_back(path) as db:
        db.execute(
            "UPDATE entry SET payload=NULL, salt=NULL, key=NULL, slot=NULL, at='' WHERE seq = 5"
        )
    assert "entry 5: is blank, and no purge says so" in found(path)


def test_guards_that_were_dropped_are_noticed(path: Path) -> None:
    connection = sqlite3.connect(path)
    connection.execute("DROP TRIGGER entry_delete")
    connection.close()
    assert "guards" in found(path)


def test_appended_bytes_are_noticed(path: Path) -> None:
    with path.open("ab") as stream:
        stream.write(b"\0")
    assert "1 bytes were added" in found(path)


def test_a_cut_off_file_is_noticed(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-4096])
    assert "4096 bytes were cut off" in found(path)


def test_an_edited_header_is_noticed(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[95] ^= 1  # the version of SQLite that wrote last: nothing depends on it
    path.write_bytes(content)
    assert "every entry is still as it was written" in found(path)


def test_a_file_of_rubbish_is_noticed(path: Path) -> None:
    path.write_bytes(b"rubbish" * 1000)
    assert "cannot be read as a journal" in found(path)


def test_a_missing_seal_is_noticed(path: Path, tmp_path: Path) -> None:
    (tmp_path / "cases.journal.seal").unlink()
    assert "seal is missing" in found(path)


def test_a_blank_in_the_seal_is_noticed(path: Path, tmp_path: Path) -> None:
    seal = tmp_path / "cases.journal.seal"
    seal.write_bytes(seal.read_bytes() + b"\n")
    assert "seal was changed" in found(path)


def test_the_seal_of_an_older_state_is_noticed(path: Path, tmp_path: Path) -> None:
    old = path.read_bytes()
    Journal(path).record_outcomes([outcome("C-99")])
    path.write_bytes(old)
    assert "entry 11: is missing from the end" in found(path)


def test_a_journal_of_another_system_cannot_be_slipped_in(path: Path, tmp_path: Path) -> None:
    other = Journal(tmp_path / "other")
    other.record_outcomes(outcomes(10))
    path.write_bytes(other.path.read_bytes())
    assert "written anew" in found(path)


def test_a_rollback_journal_of_somebody_else_is_not_applied(path: Path, tmp_path: Path) -> None:
    planted = tmp_path / "cases.journal-journal"
    planted.write_bytes(bytes.fromhex("d9d505f920a163d7") + b"\0" * 1000)
    before = path.read_bytes()
    assert "Move that file away" in found(path)
    assert path.read_bytes() == before


def test_a_write_ahead_log_of_somebody_else_is_not_taken_over(path: Path, tmp_path: Path) -> None:
    edited = tmp_path / "edited"
    edited.write_bytes(path.read_bytes())
    with closing(sqlite3.connect(edited, isolation_level=None)) as connection:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("DROP TRIGGER entry_update")
        connection.execute("UPDATE entry SET payload = replace(payload, 'NAH', 'PAID')")
        log = (tmp_path / "edited-wal").read_bytes()
    (tmp_path / "cases.journal-wal").write_bytes(log)
    before = path.read_bytes()
    assert "cases.journal-wal lies beside it" in found(path)
    with pytest.raises(JournalError, match="Move that file away"):
        Journal(path, create=False).record_outcomes([outcome("C-99")])
    assert path.read_bytes() == before


def test_both_files_written_anew_are_told_by_a_head_noted_before(tmp_path: Path) -> None:
    path = tmp_path / "cases.journal"
    journal = Journal(path)
    journal.record_outcomes(outcomes(3))
    noted = journal.verify().head
    journal.record_outcomes([outcome("C-9")])
    assert journal.verify(head=noted).ok  # older entries are still there
    for file in tmp_path.iterdir():
        file.unlink()
    Journal(path).record_outcomes(outcomes(4))
    assert verify(path).ok
    assert not verify(path, head=noted).ok


def test_a_damaged_journal_is_neither_read_nor_repaired(path: Path) -> None:
    journal = Journal(path)
    with path.open("ab") as stream:
        stream.write(b"\0")
    before = path.read_bytes()
    for use in (
        lambda: journal.record_outcomes([outcome("C-99")]),
        lambda: journal.memory(zone=HELSINKI),
    ):
        with pytest.raises(JournalError, match="left as it is"):
            use()
    assert path.read_bytes() == before


def test_no_message_holds_what_an_entry_tells(path: Path) -> None:
    with behind_its_back(path) as db:
        db.execute("UPDATE entry SET payload = replace(payload, '灰色', '红色') WHERE seq < 9")
    said = found(path)
    assert "floor" not in said
    assert "C-" not in said
