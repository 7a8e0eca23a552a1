"""One browser for all tests of this folder, and the rule when there is none."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest

from tests.browser.chromium import NAMES, Tab, browser, find_browser


@pytest.fixture(scope="session")
def tab() -> Iterator[Tab]:
    """A tab of a real browser. Without one: skipped here, failed where CI=true promises one."""
    path = find_browser()
    if path is None:
        missing = f"no browser on PATH (looked for {', '.join(NAMES)})"
        if os.environ.get("CI", "").lower() == "true":
            pytest.fail(f"{missing}; CI must not skip these tests")
        pytest.skip(missing)
    with browser(path) as opened:
        yield opened
