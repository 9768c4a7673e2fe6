"""The project's own stacks on AWS, each run once."""

from __future__ import annotations

import os
import runpy
from collections.abc import Mapping

import pytest

from .recorder import REPOSITORY, Stack, run, stack_config

STACKS = sorted(
    path.name.removeprefix("Pulumi.").removesuffix(".yaml")
    for path in (REPOSITORY / "stacks").glob("Pulumi.*-aws.yaml")
)


@pytest.fixture(scope="session")
def stacks() -> Mapping[str, Stack]:
    """Stack name -> what the reference program registers for it."""
    before = os.getcwd()  # noqa: PTH109
    os.chdir(REPOSITORY)  # as the engine does
    try:
        return {
            name: run(lambda: runpy.run_path("__main__.py", run_name="__main__"), stack=name, config=stack_config(name))
            for name in STACKS
        }
    finally:
        os.chdir(before)


@pytest.fixture(params=STACKS)
def stack(request: pytest.FixtureRequest, stacks: Mapping[str, Stack]) -> Stack:
    """Each of them in turn."""
    return stacks[request.param]


@pytest.fixture
def train(stacks: Mapping[str, Stack]) -> Stack:
    """The training stack: spot, schedule, fallback."""
    return stacks["train-aws"]
