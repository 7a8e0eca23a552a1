"""Settings of all tests."""

from __future__ import annotations

import os

from hypothesis import settings

# In CI the examples are the same on every run, so that a change is judged and not the dice; at a
# desk they are new each time, and what they find becomes a test of its own.
settings.register_profile("ci", derandomize=True)
if os.environ.get("CI"):
    settings.load_profile("ci")
