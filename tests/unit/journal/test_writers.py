"""Several processes write one journal at the same time, and nothing is lost."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from router.journal import Journal, verify

WRITER = """
import sys
from router.journal import Journal
from tests.unit.journal.told import outcomes

path, number = sys.argv[1], int(sys.argv[2])
for part in range(15):
    # A third of what each writes is what the others write too.
    Journal(path).record_outcomes(outcomes(20, start=1000 * number + 20 * part))
    Journal(path).record_outcomes(outcomes(10, start=50_000 + 10 * part))
"""


def test_four_processes_lose_nothing_and_the_chain_holds(tmp_path: Path) -> None:
    path = tmp_path / "cases.journal"
    runs = [
        subprocess.Popen([sys.executable, "-c", WRITER, str(path), str(number)])
        for number in range(4)
    ]
    assert [run.wait(timeout=240) for run in runs] == [0, 0, 0, 0]
    found = verify(path)
    assert (found.ok, found.interrupted) == (True, False)
    cases = {entry.payload for entry in Journal(path).entries()}
    assert found.entries == len(cases) == 4 * 15 * 20 + 15 * 10
