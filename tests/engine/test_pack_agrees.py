"""Whatever the rules say of a program, the pack says on the engine what `penstock check` says, word for word."""

from __future__ import annotations

from pathlib import Path

import pytest

from .conftest import OpenProject
from .test_pack import REGION, checked, said_by_check, said_by_engine


@pytest.mark.parametrize("program", ["plain", "elsewhere", "spot_training"])
def test_both_say_the_same(open_project: OpenProject, programs: Path, program: str) -> None:
    """`plain` ignores changes of what a schedule sets; the others are judged by limits that the engine hands over as floats."""
    project = open_project(programs / program, "dev", REGION)

    _, findings, text = said_by_engine(project)

    assert findings, text
    assert findings == said_by_check(checked(project))
