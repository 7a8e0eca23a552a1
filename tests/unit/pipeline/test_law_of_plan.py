"""The rules of a written plan, when its own profiles have to be named again."""

from __future__ import annotations

from dataclasses import replace

import pytest

from router.domain.compliance import Compliance, LayerStamp
from router.errors import InputError
from router.pipeline.law_of_plan import law_of_plan
from tests.unit.drawing import plans


def test_a_profile_of_ones_own_is_asked_for_by_its_id_and_not_by_a_name_of_its_file() -> None:
    """The id is known, the name of the file is not."""
    layers = tuple(
        LayerStamp(profile_id=name, version="1", title=name, digest="")
        for name in ("humane", "us-ma", "firm")
    )
    plan = replace(plans.helsinki(), compliance=Compliance(layers=layers))
    with pytest.raises(InputError) as caught:
        law_of_plan(plan)
    said = str(caught.value)
    assert "--profile us-ma --profile FILE (FILE is the one with the id firm)" in said
    assert "firm.toml" not in said
