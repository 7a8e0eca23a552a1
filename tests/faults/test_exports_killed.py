"""A kill at any moment leaves the old plan or the new one, never a part."""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
import time
from pathlib import Path

import pytest

from router.errors import InputError
from router.exports import plan_files, read_plan, write_file, write_folder, write_plan
from tests.unit.exports.example import example_plan

# Writes plan after plan until it is killed; each has 3 MB and names the file that belongs to it.
WRITER = """
import itertools, sys
from pathlib import Path
from router.exports.atomic import write_folder
folder = Path(sys.argv[1])
print("ready", flush=True)
for number in itertools.count():
    filler = "x" * 3_000_000
    plan = f'{{"number": {number}, "beside": "matrix-{number}.npz", "filler": "{filler}"}}'
    write_folder(folder, {"plan.json": plan, f"matrix-{number}.npz": str(number), "a.csv": filler})
"""


def test_a_kill_at_any_moment_leaves_a_whole_plan(tmp_path: Path) -> None:
    folder = tmp_path / "out"
    chance = random.Random(4)
    numbers = []
    for _ in range(12):
        with subprocess.Popen(
            [sys.executable, "-c", WRITER, str(folder)], stdout=subprocess.PIPE
        ) as writer:
            assert writer.stdout is not None
            assert writer.stdout.readline() == b"ready\n"
            time.sleep(chance.uniform(0.0, 0.25))
            writer.kill()
        if folder.exists():
            plan = json.loads((folder / "plan.json").read_text())
            assert len(plan["filler"]) == 3_000_000
            assert (folder / plan["beside"]).read_text() == str(plan["number"])
            numbers.append(plan["number"])
    assert numbers  # at least once it got as far as a plan
    # The next run repairs everything: only its own files are listed, and nothing is lost.
    write_folder(folder, {"plan.json": "{}"})
    visible = [path.name for path in folder.iterdir() if not path.name.startswith(".")]
    assert visible == ["plan.json"]


def test_an_unwritable_folder_is_refused_with_what_to_do(tmp_path: Path) -> None:
    if os.name != "posix" or os.geteuid() == 0:
        target = Path("/proc/no-such-folder/plan") if os.name == "posix" else None
    else:
        target = tmp_path / "locked" / "plan"
        target.parent.mkdir(mode=0o500)
    if target is None:
        pytest.skip("this system has no folder that nobody can write")
    with pytest.raises(InputError, match=r"cannot write into .*choose another folder"):
        write_folder(target, {"plan.json": "1"})
    with pytest.raises(InputError, match="cannot write into"):
        write_file(target / "x.csv", "1")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
def test_a_full_disk_leaves_the_old_plan(tmp_path: Path) -> None:
    write_folder(tmp_path / "out", {"plan.json": "old"})
    limited = (
        "import resource, signal, sys\n"
        "from pathlib import Path\n"
        "from router.errors import InputError\n"
        "from router.exports.atomic import write_folder\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))\n"
        "try:\n"
        "    write_folder(Path(sys.argv[1]), {'plan.json': 'x' * 5000})\n"
        "except InputError as error:\n"
        "    sys.exit(7)\n"
    )
    done = subprocess.run([sys.executable, "-c", limited, str(tmp_path / "out")], check=False)
    assert done.returncode == 7
    assert (tmp_path / "out" / "plan.json").read_text() == "old"
    left = [path.name for path in (tmp_path / "out").iterdir()]
    assert sorted(left) == [".router-files", "plan.json"]


def test_a_plan_is_written_and_read_in_a_folder_with_spaces_and_chinese(tmp_path: Path) -> None:
    folder = tmp_path / "十一月 23 – plan"
    write_folder(folder, plan_files(example_plan()))
    assert read_plan(folder / "plan.json").routes == example_plan().routes
    write_plan(example_plan(), folder / "another plan.json")
    assert read_plan(folder / "another plan.json").cards == example_plan().cards
