"""A callback on a placeholder, which no preview would run, declares what it declares and does nothing to the world."""

from __future__ import annotations

from pathlib import Path

import pytest

from .runner import Runner

HEAD = "import os, pathlib, socket, subprocess\nimport pulumi\nimport pulumi_aws as aws\nvpc = aws.ec2.Vpc('net')\n"


def program(act: str, *, of: str = "vpc.id") -> str:
    """A callback that acts, and declares a topic before."""
    return f"{HEAD}def act(it):\n    aws.sns.Topic('before')\n    {act}\n    aws.sns.Topic('after')\n{of}.apply(act)\n"


@pytest.mark.parametrize(
    ("act", "what"),
    [
        ("subprocess.run(['touch', {it!r}])", "start a process"),
        ("os.system('touch {path}')", "start a process"),
        ("pathlib.Path({it!r}).write_text('placeholder')", "change files"),
        ("os.mkdir({it!r})", "change files"),
        ("socket.create_connection(('127.0.0.1', 9))", "connect to another machine"),
    ],
)
def test_what_a_callback_would_do_is_not_done_and_told(run: Runner, tmp_path: Path, act: str, what: str) -> None:
    marker = tmp_path / "acted"
    capture = run(program(act.format(it=str(marker), path=marker)))
    assert not marker.exists()
    (note,) = (it for it in capture.notes if "kept from" in it)
    assert f"to {what} on a placeholder" in note
    assert note.startswith("__main__.py:5: ")
    names = {it.name for it in capture.resources}
    assert "before" in names
    assert "after" not in names


def test_a_callback_of_a_known_value_acts_as_in_a_preview(run: Runner, tmp_path: Path) -> None:
    marker = tmp_path / "acted"
    capture = run(program(f"pathlib.Path({str(marker)!r}).write_text('known')", of="pulumi.Output.from_input('x')"))
    assert marker.read_text(encoding="utf-8") == "known"
    assert {"before", "after"} <= {it.name for it in capture.resources}


def test_reading_and_importing_are_no_side_effects(run: Runner) -> None:
    capture = run(program("import wave; pathlib.Path(__file__).read_text()"))
    assert not [it for it in capture.notes if "kept from" in it]
    assert "after" in {it.name for it in capture.resources}
