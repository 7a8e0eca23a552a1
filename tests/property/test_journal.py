"""Any bytes of a journal, or of its seal, that are not as they were written are noticed."""

from __future__ import annotations

import tempfile
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from router.domain.outcomes import Outcome, outcome_codes
from router.errors import JournalError
from router.journal import Journal, verify

WHEN = datetime(2026, 11, 2, 18, 30, tzinfo=UTC)


@pytest.fixture(scope="module")
def written() -> dict[str, bytes]:
    """Return a journal of some pages, with its seal."""
    with tempfile.TemporaryDirectory() as folder:
        journal = Journal(Path(folder) / "j")
        for part in range(3):
            journal.record_outcomes(
                [
                    Outcome(case_id=f"C-{part}-{number}", when=WHEN, code=code, note="灰色的门")
                    for number, code in enumerate(outcome_codes())
                ]
            )
        return {file.name: file.read_bytes() for file in Path(folder).iterdir()}


@settings(max_examples=400, deadline=None)
@given(
    name=st.sampled_from(["j", "j", "j", "j.seal"]),
    flips=st.dictionaries(st.integers(0, 2**32), st.integers(1, 255), min_size=1, max_size=20),
)
def test_any_flipped_byte_is_noticed(
    written: dict[str, bytes], name: str, flips: dict[int, int]
) -> None:
    content = bytearray(written[name])
    for number, change in flips.items():
        content[number % len(content)] ^= change
    assume(content != written[name])
    with tempfile.TemporaryDirectory() as folder:
        for other, bytes_ in written.items():
            (Path(folder) / other).write_bytes(bytes(content) if other == name else bytes_)
        found = verify(Path(folder) / "j")
        assert not found.ok
        assert all(one.remedy for one in found.damages)
        with pytest.raises(JournalError):
            Journal(Path(folder) / "j")
        assert (Path(folder) / name).read_bytes() == bytes(content)
