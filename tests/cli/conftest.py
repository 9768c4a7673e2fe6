"""Runs commands in this process, as `main` is called from a shell, and keeps what they print."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, TypeAlias

import pytest

from penstock.cli.main import main

ROOT: Final = Path(__file__).parents[2]
STACKS: Final = sorted(file.name.split(".")[1] for file in (ROOT / "stacks").glob("Pulumi.*.yaml"))


@dataclass(frozen=True, slots=True)
class Ran:
    """What one command left behind."""

    status: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


Run: TypeAlias = Callable[..., Ran]


@pytest.fixture
def run(capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Run:
    """`run("check", ".", ...)`, in the repository's folder and at the width of a pipe."""
    monkeypatch.chdir(ROOT)
    monkeypatch.setenv("COLUMNS", "140")
    monkeypatch.setenv(
        "XDG_CACHE_HOME", str(tmp_path / "cache")
    )  # the prices that Penstock ships, whatever was fetched here
    for variable in ("AWS_REGION", "AWS_DEFAULT_REGION", "FORCE_COLOR"):
        monkeypatch.delenv(variable, raising=False)

    def run_it(*arguments: object) -> Ran:
        status = main([str(argument) for argument in arguments])
        out, err = capfd.readouterr()
        return Ran(status, out, err)

    return run_it


@pytest.fixture
def scratch(tmp_path: Path) -> Path:
    """A copy of the reference program and its stacks, to be changed."""
    for name in ("Pulumi.yaml", "__main__.py"):
        shutil.copy(ROOT / name, tmp_path)
    shutil.copytree(ROOT / "stacks", tmp_path / "stacks")
    return tmp_path


def changed(folder: Path, stack: str, *changes: tuple[str, str]) -> None:
    """The stack file with each text replaced by the other; a text that is not there is a mistake of the test."""
    file = folder / "stacks" / f"Pulumi.{stack}.yaml"
    text = file.read_text()
    for before, after in changes:
        assert before in text, before
        text = text.replace(before, after)
    file.write_text(text)
