"""What the agent makes of nvidia-smi, of its configuration and of its own state file."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from penstock.agent.decide import Limits, OutsideError, State, load_config, metrics, parse_activity
from penstock.agent.node import Gpus, load_state, save

GOOD = {
    "environment": "vision",
    "pool": "train",
    "region": "us-east-1",
    "namespace": "Penstock/vision",
    "idle_duration_s": 1200,
    "boot_grace_s": 900,
    "expire_after_s": 259200,
}


@pytest.mark.parametrize(
    ("utilization", "processes", "expected"),
    [
        ("0\n0\n", "", (0.0, 2)),
        ("0\n3\n", "", (0.0, 2)),  # noise: nobody holds a GPU
        ("0\n3\n", "4711\n", (3.0, 2)),
        ("0\n97\n", "", (97.0, 2)),
        ("0\n0\n", "4711\n", (0.0, 2)),  # a process that only holds a GPU does not use it
    ],
)
def test_activity_is_that_of_the_busiest_gpu(utilization: str, processes: str, expected: tuple[float, int]) -> None:
    assert parse_activity(utilization, processes, 2) == expected


@pytest.mark.parametrize(
    ("utilization", "processes"),
    [
        ("", ""),
        ("0\n", ""),  # there were two
        ("0\n[N/A]\n", ""),
        ("0\n[GPU is lost]\n", ""),
        ("0\nnan\n", ""),
        ("0\n-1\n", ""),
        ("0\n101\n", ""),
        ("NVIDIA-SMI has failed because it couldn't communicate with the NVIDIA driver.\n", ""),
        ("0\n0\n", "[Not Supported]\n"),
    ],
)
def test_anything_but_a_whole_answer_is_unknown(utilization: str, processes: str) -> None:
    with pytest.raises(OutsideError, match="nvidia-smi"):
        parse_activity(utilization, processes, 2)


def install_tool(folder: Path, script: str, monkeypatch: pytest.MonkeyPatch) -> None:
    tool = folder / "nvidia-smi"
    tool.write_text(f"#!/bin/sh\n{script}\n")
    tool.chmod(0o755)
    monkeypatch.setenv("PATH", f"{folder}{os.pathsep}{os.environ['PATH']}")


def test_the_tool_is_asked_for_utilization_and_for_processes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    script = 'case "$*" in *query-gpu=utilization.gpu*) echo 2; echo 0;; *query-compute-apps=pid*) echo 31;; esac'
    install_tool(tmp_path, script, monkeypatch)
    assert Gpus().activity() == 2.0


@pytest.mark.parametrize("script", ["echo 0; exit 15", "sleep 30", "printf '\\377'"], ids=["fails", "hangs", "garbage"])
def test_a_tool_that_fails_makes_activity_unknown(script: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("penstock.agent.node.TOOL_TIMEOUT_S", 0.5)
    install_tool(tmp_path, f"exec {script}" if script.startswith("sleep") else script, monkeypatch)
    with pytest.raises(OutsideError, match="nvidia-smi"):
        Gpus().activity()


def test_a_missing_tool_makes_activity_unknown(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(OutsideError, match="nvidia-smi"):
        Gpus().activity()


def test_a_tool_that_hangs_in_the_driver_is_left_and_no_other_started(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def unheard(process: object) -> None:
        pass

    starts = tmp_path / "starts"
    release = tmp_path / "release"
    monkeypatch.setattr("penstock.agent.node.TOOL_TIMEOUT_S", 0.5)
    monkeypatch.setattr("subprocess.Popen.kill", unheard)  # as in the driver, where no signal ends it
    install_tool(tmp_path, f"echo x >>{starts}; while ! test -f {release}; do sleep 0.05; done; echo 0", monkeypatch)
    gpus = Gpus()
    with pytest.raises(OutsideError, match="timed out"):
        gpus.activity()
    with pytest.raises(OutsideError, match="still hangs"):
        gpus.activity()
    assert starts.read_text() == "x\n"
    release.touch()
    hung = gpus._hung  # pyright: ignore[reportPrivateUsage]
    assert hung is not None
    hung.wait(timeout=10)
    assert gpus.activity() == 0.0


def test_a_gpu_that_is_lost_makes_activity_unknown(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    count = tmp_path / "gpus"
    install_tool(tmp_path, f'case "$*" in *utilization*) cat {count};; esac', monkeypatch)
    gpus = Gpus()
    count.write_text("0\n0\n")
    assert gpus.activity() == 0.0
    count.write_text("0\n")
    with pytest.raises(OutsideError, match="not 2 GPUs"):
        gpus.activity()


@pytest.mark.parametrize(
    ("samples", "expected"),
    [
        ([0.0, 0.0], {"Heartbeat": 1.0, "GpuActivity": 0.0}),
        ([0.0, 40.0, 7.0], {"Heartbeat": 1.0, "GpuActivity": 40.0}),
        ([0.0, None], {"Heartbeat": 1.0, "GpuUnreadable": 1.0}),  # idle is said only of a minute seen whole
        ([40.0, None], {"Heartbeat": 1.0, "GpuUnreadable": 1.0, "GpuActivity": 40.0}),
        ([None, None], {"Heartbeat": 1.0, "GpuUnreadable": 1.0}),
        ([], {"Heartbeat": 1.0, "GpuUnreadable": 1.0}),
    ],
)
def test_a_minute_is_published_as_idle_only_when_all_of_it_was_read(
    samples: list[float | None], expected: dict[str, float]
) -> None:
    assert metrics(samples) == expected


def test_a_configuration_is_read() -> None:
    assert load_config(json.dumps(GOOD)).limits == Limits(1200, 900, 259200)


def test_a_pool_without_idle_shutdown_has_no_limits() -> None:
    bare = {**GOOD, "idle_duration_s": None, "boot_grace_s": None, "expire_after_s": None}
    assert load_config(json.dumps(bare)).limits is None


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"pool": ""}, "pool: write a text"),
        ({"region": None}, "region: write a text"),
        ({"idle_duration_s": 0}, "idle_duration_s: write seconds above 0"),
        ({"expire_after_s": None}, "expire_after_s: write seconds above 0"),
        ({"boot_grace_s": True}, "boot_grace_s: write seconds above 0"),
        ({"boot_grace_s": "15m"}, "boot_grace_s: write seconds above 0"),
        ({"boot_grace": 900}, "boot_grace: unknown key"),
    ],
)
def test_a_bad_configuration_says_which_key_and_what_to_write(change: dict[str, object], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        load_config(json.dumps({**GOOD, **change}))


def test_every_error_of_a_configuration_is_said_at_once() -> None:
    with pytest.raises(ValueError, match=r"environment: .*; pool: .*; region: .*; namespace: "):
        load_config("{}")


def test_the_state_survives_a_restart_of_the_agent_but_not_a_reboot(tmp_path: Path) -> None:
    path = tmp_path / "state.json"
    save(path, '{"not_idle_at": 100.0, "seen_at": 900.0, "marked_at": 880.0}')
    assert load_state(path, 920) == State(100, 900, 880)
    assert load_state(path, 30) == State(30, 30, None)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        '{"seen_at": 1}',
        "\\xff",
        '{"not_idle_at": 1, "seen_at": 900, "marked_at": "x"}',
        '{"not_idle_at": NaN, "seen_at": 9}',
    ],
)
def test_a_broken_state_file_means_that_nothing_is_known(text: str, tmp_path: Path) -> None:
    path = tmp_path / "state.json"
    path.write_text(text)
    assert load_state(path, 920) == State(920, 920, None)
