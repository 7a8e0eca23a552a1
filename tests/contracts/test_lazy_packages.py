"""Packages load their names when they are first used: reading addresses stays light."""

from __future__ import annotations

import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest

LAZY = ["router.geocoding", "router.pipeline", "router.exports"]


@pytest.mark.parametrize("package", LAZY)
def test_every_public_name_is_found(package: str) -> None:
    module = import_module(package)
    assert all(getattr(module, name) is not None for name in module.__all__)


@pytest.mark.parametrize("package", LAZY)
def test_no_public_name_is_a_module_too(package: str) -> None:
    # Importing the module would put it in the place of the function of its name.
    module = import_module(package)
    folder = Path(str(module.__file__)).parent
    modules = {path.stem for path in folder.iterdir()}
    assert modules.isdisjoint(module.__all__)


@pytest.mark.parametrize("package", LAZY)
def test_a_name_that_is_not_there_is_an_attribute_error(package: str) -> None:
    with pytest.raises(AttributeError, match="nothing_of_the_kind"):
        _ = import_module(package).nothing_of_the_kind


def test_reading_an_address_loads_no_heavy_package() -> None:
    program = (
        "import sys; from router.geocoding.parsing import parse_address; "
        "parse_address('文三路12号'); "
        "print({m.partition('.')[0] for m in sys.modules} "
        "& {'geopy', 'numpy', 'osmium', 'pandas', 'ortools'})"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "set()"
