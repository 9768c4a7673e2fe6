"""A program of another language is checked from the preview that the real CLI makes of it."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from penstock.preview import run_validated
from penstock.problem import InputError
from penstock.resources.reading.capture import Capture

from .conftest import OpenProject
from .harness import Project

HOST = Path(__file__).with_name("language_host.py")


@pytest.fixture
def project(open_project: OpenProject, programs: Path, monkeypatch: pytest.MonkeyPatch) -> Project:
    """The program, with a `node` and a language host on the path, in this process's own environment."""
    opened = open_project(programs / "other_language", "dev", {"aws:region": "us-east-1"})
    tools = opened.folder.parent / "bin"
    for name, script in {"node": "exit 0", "pulumi-language-nodejs": f'exec "{sys.executable}" "{HOST}" "$@"'}.items():
        (tools / name).write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
        (tools / name).chmod(0o755)
    for name, value in opened.environment.items():
        monkeypatch.setenv(name, value)
    return opened


def checked(project: Project, **config: str) -> Capture:
    return run_validated(project.folder, project.stack, config=config)


def test_the_preview_is_made_with_the_config_that_is_given(project: Project) -> None:
    before = {file: file.read_bytes() for file in project.folder.iterdir() if file.is_file()}
    capture = checked(project, size="p4d.24xlarge")
    (machine,) = (it for it in capture.resources if it.name == "gpu")
    assert machine.inputs["instanceType"] == "p4d.24xlarge"
    assert capture.config == {"aws:region": "us-east-1", "other_language:size": "p4d.24xlarge"}
    assert capture.origin == "preview"
    assert {file: file.read_bytes() for file in project.folder.iterdir() if file.is_file()} == before


def test_what_the_program_says_is_told(project: Project) -> None:
    with pytest.raises(InputError, match=r"pulumi preview ended with status \d+: .*Missing required configuration"):
        checked(project)


def test_a_stack_that_is_not_there_is_told(project: Project) -> None:
    with pytest.raises(InputError, match=r"pulumi preview ended with status \d+: error: no stack named 'none' found"):
        run_validated(project.folder, "none", config={})
