"""Real programs, made odd: no traceback, no secret, no failure that a worse program does not have. Half of the cases."""

from __future__ import annotations

import pytest

from .fuzzing import CHUNKS, problems


@pytest.mark.parametrize("chunk", range(CHUNKS))
def test_what_is_odd_is_judged_and_never_better(chunk: int) -> None:
    assert "\n".join(problems(1, chunk)) == ""
