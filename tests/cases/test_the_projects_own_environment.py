"""The case of a package that only the project's own environment has."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import pytest

from penstock.cli.main import EXIT_VIOLATION, main

CASE = Path(__file__).with_name("own-venv")
ARGUMENTS = ("--stack", "dev", "--config", "aws:region=us-west-2")


def test_a_package_of_the_projects_own_environment(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    project = tmp_path / "own-venv"
    shutil.copytree(CASE, project)
    package = project / f".venv/lib/python{sys.version_info[0]}.{sys.version_info[1]}/site-packages/corp_sizes"
    package.mkdir(parents=True)
    (package / "__init__.py").write_text('LARGE = "p4d.24xlarge"\n', encoding="utf-8")
    assert main(["check", str(project), *ARGUMENTS]) == EXIT_VIOLATION
    told = capfd.readouterr()
    assert "p4d.24xlarge" in told.out
    assert ".venv has no pulumi: penstock's own packages stand in" in told.out + told.err


def test_without_the_environment_it_is_told_what_to_do(capfd: pytest.CaptureFixture[str]) -> None:
    assert main(["check", str(CASE), *ARGUMENTS]) == 2
    assert "__main__.py:3" in (told := capfd.readouterr().err)
    assert "list the package that has it in requirements.txt, then: python3 -m venv .venv" in told
