"""A project on the real engine over the stand-in provider of the tests (tests/engine), for benchmarks."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Generator, Mapping
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from typing import Any

from measuring import ROOT

sys.path.insert(0, str(ROOT / "tests"))


@contextmanager
def stood_in(source: Path, stack: str, config: Mapping[str, str]) -> Generator[Any]:
    """A `tests.engine.harness.Project`: `preview` and `preview_text` run the CLI. Everything around it is there already."""
    # By name: the tests are no package of ours, and need the CLI or Go.
    cloud, cli, harness = (import_module(f"engine.{name}") for name in ("aws_cloud", "cli", "harness"))
    with (
        tempfile.TemporaryDirectory() as scratch,
        harness.project(cli.find_cli(), source, stack, Path(scratch), [cloud.AwsCloud()], config=config) as running,
    ):
        yield running
