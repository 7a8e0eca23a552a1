"""What is stated as never or always stays so, and shares are shares."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from router.errors import InputError
from router.value import load_parameters
from router.value.households import Households, settled


def test_a_chance_of_0_or_1_stays_where_households_differ() -> None:
    kinds = Households(np.array([0.5, 0.5]), np.array([-1.0, 1.0]))
    mean, strength = np.array([0.0, 0.4, 1.0]), np.full(3, 10.0)
    met, tried = np.array([0.0, 9.0, 20.0]), np.full((3, 2), 10.0)
    found = settled(met, tried, mean, strength, kinds)
    assert (found[0], found[2]) == (0.0, 1.0)
    # 9 of 20 were met: a little more than the 4 in 10 that were assumed.
    assert 0.4 < found[1] < 0.45


def test_a_share_of_what_is_put_off_is_at_most_all_of_it(tmp_path: Path) -> None:
    own = tmp_path / "own.toml"
    own.write_text("[ageing]\nput_off = 5.0\n", encoding="utf-8")
    with pytest.raises(InputError, match="cannot be used"):
        load_parameters(own)
