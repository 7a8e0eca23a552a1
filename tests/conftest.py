"""Settings of all tests."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

# In CI the examples are the same on every run, so that a change is judged and not the dice; at a
# desk they are new each time, and what they find becomes a test of its own.
# A test that runs on a busy machine takes longer, and is no worse.
settings.register_profile("desk", deadline=None)
settings.register_profile("ci", derandomize=True, deadline=None)
settings.load_profile("desk")
if os.environ.get("CI"):
    settings.load_profile("ci")

# What is started in the background of a script without job control ignores Ctrl-C, and so does
# everything that it starts: the tests of Ctrl-C would wait for ever.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)

STATUS = Path("/proc/self/status")  # on Linux


@pytest.fixture(autouse=True)
def ctrl_c_is_heard() -> Iterator[None]:
    """Fail where Ctrl-C was taken from Python: some solvers do, and it then kills the process."""
    yield
    if STATUS.exists():
        (caught,) = (line for line in STATUS.read_text().splitlines() if line.startswith("SigCgt"))
        heard = int(caught.split()[1], 16) >> (signal.SIGINT - 1) & 1
        signal.signal(signal.SIGINT, signal.default_int_handler)
        assert heard
