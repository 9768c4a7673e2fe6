"""A program in another language: its preview is made where Pulumi is, and else what to run is said."""

from __future__ import annotations

import json
import shutil
import stat
from pathlib import Path

import pytest

from penstock.preview import run_validated
from penstock.problem import InputError

from .runner import named
from .test_read_saved import PREVIEW

CONFIG = {"aws:region": "eu-west-1", "token": "hunter2-of-the-team"}


@pytest.fixture
def program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A TypeScript program, and a path with nothing on it but what a test puts there."""
    folder = tmp_path / "program"
    folder.mkdir()
    (folder / "Pulumi.yaml").write_text(
        "name: shop\nruntime: nodejs\nconfig:\n  token: {type: string, secret: true}\n", encoding="utf-8"
    )
    (folder / "Pulumi.prod.yaml").write_text("config:\n  aws:region: us-east-1\n", encoding="utf-8")
    (tmp_path / "bin").mkdir()
    for tool in ("cat", "sh"):
        (tmp_path / "bin" / tool).symlink_to(str(shutil.which(tool)))
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    return folder


def put(program: Path, name: str, script: str) -> None:
    tool = program.parent / "bin" / name
    tool.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    tool.chmod(tool.stat().st_mode | stat.S_IXUSR)


def previewing(program: Path, output: str, *, status: int = 0, errors: str = "") -> None:
    """A `pulumi` that notes how it was called, prints `output` and ends with `status`."""
    put(program, "node", "")
    (program / "output").write_text(output, encoding="utf-8")
    (program / "errors").write_text(errors, encoding="utf-8")
    put(
        program,
        "pulumi",
        'echo "$PWD $*" > called\nfor it in "$@"; do case "$it" in */Pulumi.*) cat "$it" > settings; echo "  a:b: c" >> "$it";; esac; done\n'
        f"cat errors >&2\ncat output\nexit {status}",
    )


def test_a_preview_is_made_and_told_of_first(program: Path) -> None:
    previewing(program, f"Installing plugins\n{json.dumps(PREVIEW, indent=2)}")
    said: list[str] = []
    capture = run_validated(program, "acme/shop/prod", config=CONFIG, tell=said.append)
    assert capture.origin == "preview"
    assert named(capture, "data").inputs
    (line,) = said
    assert line.startswith("making a preview: pulumi preview --json --non-interactive --stack acme/shop/prod")
    assert "hunter2" not in line
    called = (program / "called").read_text(encoding="utf-8")
    assert called.startswith(f"{program} preview --json --non-interactive --stack acme/shop/prod --config-file ")
    assert "--config aws:region=eu-west-1 --config token=hunter2-of-the-team" in called


def test_the_stacks_file_is_used_and_not_written(program: Path) -> None:
    previewing(program, json.dumps(PREVIEW))
    before = (program / "Pulumi.prod.yaml").read_bytes()
    run_validated(program, "prod", config={})
    assert (program / "settings").read_bytes() == before
    assert (program / "Pulumi.prod.yaml").read_bytes() == before


@pytest.mark.parametrize(
    ("language", "tool"), [("nodejs", "node"), ("go", "go"), ("dotnet", "dotnet"), ("java", "java")]
)
def test_without_the_toolchain_it_is_said_what_to_run(program: Path, language: str, tool: str) -> None:
    (program / "Pulumi.yaml").write_text(f"name: shop\nruntime: {{name: {language}}}\n", encoding="utf-8")
    put(program, "pulumi", "exit 9")
    with pytest.raises(InputError) as caught:
        run_validated(program, "prod", config=CONFIG)
    (problem,) = caught.value.problems
    assert f"a {language} program is checked from its preview, and there is no `{tool}` here" in problem.what
    assert f"cd {program} && pulumi preview --json --stack prod --config aws:region=... " in problem.fix
    assert problem.fix.endswith("> preview.json && penstock check preview.json")


def test_without_the_cli_it_is_said_what_to_run(program: Path) -> None:
    put(program, "node", "")
    with pytest.raises(InputError, match="there is no `pulumi` here to make one") as caught:
        run_validated(program, "prod", config=CONFIG)
    assert "hunter2" not in str(caught.value)


def test_a_language_that_nobody_knows_is_left_to_pulumi(program: Path) -> None:
    (program / "Pulumi.yaml").write_text("name: shop\nruntime: cobol\n", encoding="utf-8")
    previewing(program, json.dumps(PREVIEW))
    assert run_validated(program, "prod", config={}).origin == "preview"


def test_a_preview_that_fails_says_why(program: Path) -> None:
    failed: dict[str, object] = {
        "config": {},
        "diagnostics": [
            {"severity": "info", "message": "fine"},
            {"severity": "error", "message": "TypeError: no token hunter2-of-the-team\n    at index.ts:3"},
        ],
    }
    previewing(program, json.dumps(failed), status=255, errors="error: preview failed\n")
    with pytest.raises(InputError) as caught:
        run_validated(program, "prod", config=CONFIG)
    (problem,) = caught.value.problems
    assert "pulumi preview ended with status 255: TypeError: no token [secret]" in problem.what
    assert "index.ts:3" in problem.what
    assert "fine" not in problem.what


def test_a_cli_that_refuses_says_why(program: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PULUMI_CONFIG_PASSPHRASE", "correct horse")
    previewing(program, "", status=1, errors="error: no stack named 'prod' found, correct horse\n")
    with pytest.raises(InputError, match=r"status 1: error: no stack named 'prod' found, \[secret\]"):
        run_validated(program, "prod", config={})


def test_a_preview_that_is_no_preview_is_told(program: Path) -> None:
    previewing(program, "nothing to do\n")
    with pytest.raises(InputError, match=f"the preview of {program / 'Pulumi.yaml'}: has no JSON in it"):
        run_validated(program, "prod", config={})
