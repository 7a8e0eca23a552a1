"""A file of corrections is taken whole or not at all, also when the process is killed half-way."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from router.domain.places import Coordinate
from router.geocoding import Correction, CorrectionMemory

RUN = """
import sys, time
from pathlib import Path
from router.domain.places import Coordinate
from router.geocoding import Correction, CorrectionMemory

class HalfWay(list):
    def __iter__(self):
        for at, entry in enumerate(super().__iter__()):
            if at == 5:
                print("half-way", flush=True)
                time.sleep(600)
            yield entry

entries = [Correction(coordinate=Coordinate(60, 25), address=f"Street {n}") for n in range(10)]
CorrectionMemory(Path(sys.argv[1])).take(HalfWay(entries))
"""


def test_a_kill_half_way_through_a_file_leaves_none_of_it(tmp_path: Path) -> None:
    path = tmp_path / "corrections.sqlite"
    memory = CorrectionMemory(path)
    before = Correction(coordinate=Coordinate(60.1, 24.9), address="Annankatu 6")
    memory.take([before])
    command = [sys.executable, "-c", RUN, str(path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as running:
        assert running.stdout is not None
        assert running.stdout.readline() == "half-way\n"
        running.kill()
    assert memory.corrections().entries == (before,)
    assert memory.take([Correction(coordinate=Coordinate(60, 25), address="Street 1")]).new == 1
