"""What people said about addresses is kept, with its history, and said once."""

from __future__ import annotations

import stat
import subprocess
import sys
from pathlib import Path

import pytest

from router.domain.places import Address, Coordinate
from router.errors import InputError, RegionError
from router.geocoding import Correction, CorrectionMemory, Verdict

MONDAY, TUESDAY = "2025-11-24T09:00:00+02:00", "2025-11-25T09:00:00+02:00"


def said(lat: float | None = 60.1, **fields: str) -> Correction:
    point = None if lat is None else Coordinate(lat, 24.9)
    verdict = Verdict.FOUND if point else Verdict.NOT_FOUND
    fields = {"address": "Annankatu 6", "who": "Li Wei", "when": MONDAY} | fields
    return Correction(coordinate=point, verdict=verdict, **fields)  # type: ignore[arg-type]


def lat_of(memory: CorrectionMemory, text: str = "Annankatu 6") -> float | None:
    place = memory.corrections().find("C1", Address(text=text))
    return place.coordinate.lat if place else None


@pytest.fixture
def memory(tmp_path: Path) -> CorrectionMemory:
    return CorrectionMemory(tmp_path / "corrections.sqlite")


def test_nothing_said_is_no_file(memory: CorrectionMemory, tmp_path: Path) -> None:
    assert memory.take(()).new == 0
    assert memory.corrections().entries == ()
    assert list(tmp_path.iterdir()) == []


def test_what_was_said_comes_back_word_for_word(memory: CorrectionMemory, tmp_path: Path) -> None:
    entries = (said(note="yellow gate", case_id="C1"), said(None, address="文三路12号"))
    assert memory.take(entries).new == 2
    again = CorrectionMemory(tmp_path / "corrections.sqlite")
    assert again.corrections().entries == entries


def test_the_file_is_for_its_owner_and_alone(memory: CorrectionMemory, tmp_path: Path) -> None:
    memory.take([said()])
    [file] = tmp_path.iterdir()
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_the_same_words_are_taken_once(memory: CorrectionMemory) -> None:
    memory.take([said()])
    taken = memory.take([said(), said(address="Annankatu 8")])
    assert (taken.new, taken.known) == (1, 1)
    assert len(memory.history()) == 2


def test_the_later_word_wins_and_the_earlier_stays_in_the_history(
    memory: CorrectionMemory,
) -> None:
    memory.take([said(60.1, when=MONDAY)])
    memory.take([said(60.2, when=TUESDAY, who="Anna")])
    assert lat_of(memory) == 60.2
    assert [one.in_force for one in memory.history()] == [False, True]


def test_a_file_from_monday_does_not_undo_what_was_said_on_tuesday(
    memory: CorrectionMemory,
) -> None:
    memory.take([said(60.2, when=TUESDAY)])
    taken = memory.take([said(60.1, when=MONDAY)])
    assert (taken.new, taken.older) == (1, 1)
    assert lat_of(memory) == 60.2


@pytest.mark.parametrize("when", ["", "last week", "2999-01-01", "2026-13-45"])
def test_without_a_usable_date_the_order_of_taking_counts(
    memory: CorrectionMemory, when: str
) -> None:
    memory.take([said(60.1, when=when)])
    memory.take([said(60.2, when="")])
    assert lat_of(memory) == 60.2


def test_a_date_without_a_time_is_the_end_of_that_day(memory: CorrectionMemory) -> None:
    memory.take([said(60.1, when="2025-11-24T20:00:00+00:00")])
    memory.take([said(60.2, when="2025-11-24")])
    assert lat_of(memory) == 60.2


def test_a_file_that_a_spreadsheet_saved_again_counts_as_said_when_it_was(
    memory: CorrectionMemory,
) -> None:
    # Its seconds are gone: whoever changed the point in the same minute's row meant the change.
    memory.take([said(60.1, when="2025-11-24 09:00:30")])
    memory.take([said(60.2, when="2025-11-24 09:00")])
    assert lat_of(memory) == 60.2
    memory.take([said(60.3, when="2025-11-25 09:00")])
    assert memory.take([said(60.4, when="2025-11-24 09:00")]).older == 1
    assert lat_of(memory) == 60.3


def test_withdrawing_brings_back_what_was_said_before(memory: CorrectionMemory) -> None:
    memory.take([said(60.1, when=MONDAY)])
    memory.take([said(60.2, when=TUESDAY)])
    memory.withdraw([2], who="Anna")
    assert lat_of(memory) == 60.1
    assert memory.history()[1].state.endswith("by Anna")
    memory.withdraw([1])
    assert lat_of(memory) is None


def test_what_was_withdrawn_does_not_come_back_with_the_old_file(memory: CorrectionMemory) -> None:
    memory.take([said()])
    memory.withdraw([1])
    taken = memory.take([said()])
    assert (taken.new, taken.known, taken.withdrawn) == (0, 1, 1)
    assert lat_of(memory) is None


def test_withdrawing_what_is_not_there_withdraws_nothing(memory: CorrectionMemory) -> None:
    memory.take([said()])
    with pytest.raises(InputError, match="no correction 7"):
        memory.withdraw([1, 7])
    assert lat_of(memory) == 60.1


def test_what_is_forgotten_leaves_no_trace(memory: CorrectionMemory, tmp_path: Path) -> None:
    memory.take([said(address="Secret street 1"), said()])
    memory.withdraw([1], forget=True)
    assert b"Secret" not in (tmp_path / "corrections.sqlite").read_bytes()
    assert len(memory.history()) == 1


def test_a_damaged_file_stops_the_run_and_stays_where_it_is(
    memory: CorrectionMemory, tmp_path: Path
) -> None:
    path = tmp_path / "corrections.sqlite"
    path.write_bytes(b"no database at all, but somebody's work of a year")
    for use in (memory.corrections, lambda: memory.take([said()])):
        with pytest.raises(RegionError, match="is damaged"):
            use()
    assert path.read_bytes().startswith(b"no database")


def test_two_processes_may_write_at_once(tmp_path: Path) -> None:
    run = (
        "import sys\n"
        "from pathlib import Path\n"
        "from router.domain.places import Coordinate\n"
        "from router.geocoding import Correction, CorrectionMemory\n"
        "memory = CorrectionMemory(Path(sys.argv[1]))\n"
        "for n in range(20):\n"
        "    point = Coordinate(60 + n / 100, 24.9)\n"
        "    memory.take([Correction(coordinate=point, address=f'{sys.argv[2]} {n}')])\n"
    )
    path = tmp_path / "corrections.sqlite"
    writers = [subprocess.Popen([sys.executable, "-c", run, path, name]) for name in ("A", "B")]
    assert [writer.wait(120) for writer in writers] == [0, 0]
    assert len(CorrectionMemory(path).corrections().entries) == 40
