"""Fixtures of the engine's tests: one CLI per session; a world, a stand-in and a backend for each project that is opened."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, ExitStack
from pathlib import Path
from typing import Final, TypeAlias

import pytest

from .aws_cloud import AwsCloud
from .cli import NoCliError, PulumiCli, find_cli
from .harness import Project, project

OpenProject: TypeAlias = Callable[..., Project]

ROOT: Final = Path(__file__).parents[2]
STACKS: Final = sorted(file.name.split(".")[1] for file in (ROOT / "stacks").glob("Pulumi.*.yaml"))


def open_once(
    cli: PulumiCli, source: Path, stack: str, scratch: Path, config: Mapping[str, str] | None = None
) -> AbstractContextManager[Project]:
    """The project of `source` over a new AWS."""
    return project(cli, source, stack, scratch, [AwsCloud()], config=config or {})


@pytest.fixture(scope="session")
def pulumi_cli() -> PulumiCli:
    """The CLI; where there is none and none can be built, the tests that need it are skipped with the reason."""
    try:
        return find_cli()
    except NoCliError as reason:
        pytest.skip(f"the real engine is not tested here: {reason}")


@pytest.fixture(scope="session")
def programs() -> Path:
    """The folder of the programs that the tests of the engine run."""
    return Path(__file__).with_name("programs")


@pytest.fixture
def open_project(pulumi_cli: PulumiCli, tmp_path: Path) -> Iterator[OpenProject]:
    """Opens `(source folder, stack name, config)`; closed after the test."""
    with ExitStack() as opened:

        def open_it(source: Path, stack: str, config: Mapping[str, str] | None = None) -> Project:
            scratch = tmp_path / f"{source.name}-{stack}"
            scratch.mkdir()
            return opened.enter_context(open_once(pulumi_cli, source, stack, scratch, config))

        yield open_it
