"""The agent as it runs on a node: metadata, CloudWatch and Auto Scaling (moto) over HTTP, nvidia-smi a script."""

from __future__ import annotations

import json
import logging
import os
import socket
import stat
import subprocess
import sys
import time
from collections.abc import Mapping
from itertools import pairwise
from pathlib import Path

import pytest

from penstock.agent.aws import Aws, Imds
from penstock.agent.bundle import bundle
from penstock.agent.decide import Config, Limits, OutsideError
from penstock.agent.loop import Agent, ReclaimWatch

from ..steward.moto_cloud import Cloud  # noqa: TID252 - the test folders are no packages
from .fake_imds import FakeImds

LIMITS = Limits(idle_duration_s=600, boot_grace_s=300, expire_after_s=3000)
WORDS = {"environment": "vision", "pool": "train", "region": "us-east-1", "namespace": "Penstock/vision"}
CONFIG = Config(**WORDS, limits=LIMITS)


class Node:
    """One node's agent. `at` is its clock: seconds since boot."""

    def __init__(self, aws: Aws, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.at = 0.0
        self._utilization = folder / "utilization"
        tool = folder / "nvidia-smi"
        tool.write_text(f'#!/bin/sh\ncase "$*" in *utilization*) cat {self._utilization};; esac\n')
        tool.chmod(0o755)
        monkeypatch.setenv("PATH", f"{folder}{os.pathsep}{os.environ['PATH']}")
        self._agent = Agent(LIMITS, aws, folder / "state.json", now=0.0)

    def live(self, until: float, utilization: str, *, clock_ahead: float = 0) -> None:
        """On until `until`; `clock_ahead`: how wrong the wall clock is, by which a node's age is told."""
        self._utilization.write_text(utilization)
        while self.at < until:
            self.at += 30
            self._agent.step(self.at, self.at + clock_ahead)


def aws_of(cloud: Cloud, imds: FakeImds, instance_id: str) -> Aws:
    imds.identity(instance_id)
    return Aws(Imds(imds.endpoint), CONFIG, cloud.endpoint)


def test_an_idle_node_ends_itself_and_its_place_in_the_group(
    cloud: Cloud, imds: FakeImds, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = cloud.group("train", 2)
    node = Node(aws_of(cloud, imds, first), tmp_path, monkeypatch)
    node.live(600, "0\n0\n")
    assert cloud.alive("train") == sorted([first, second])
    node.live(660, "0\n0\n")
    assert cloud.alive("train") == [second]
    assert cloud.describe("train")["DesiredCapacity"] == 1
    assert imds.refused == 0


@pytest.mark.parametrize("utilization", ["0\n90\n", "0\n[GPU is lost]\n"], ids=["busy", "unreadable"])
def test_a_busy_or_unreadable_node_lives_until_it_expires(
    utilization: str, cloud: Cloud, imds: FakeImds, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (instance_id,) = cloud.group("train", 1)
    node = Node(aws_of(cloud, imds, instance_id), tmp_path, monkeypatch)
    node.live(2970, utilization)
    assert cloud.alive("train") == [instance_id]
    node.live(3000, utilization)
    assert cloud.alive("train") == []


def test_metrics_are_published_for_the_pool_and_for_the_node(cloud: Cloud, imds: FakeImds) -> None:
    aws_of(cloud, imds, "i-7").publish({"Heartbeat": 1.0, "GpuActivity": 42.5})
    found = {
        (metric["MetricName"], tuple(sorted((each["Name"], each["Value"]) for each in metric["Dimensions"])))
        for metric in cloud.cloudwatch.list_metrics(Namespace="Penstock/vision")["Metrics"]
    }
    pool, node = (("Pool", "train"),), (("InstanceId", "i-7"), ("Pool", "train"))
    assert found == {(name, of) for name in ("Heartbeat", "GpuActivity") for of in (pool, node)}


def test_a_refused_stop_is_tried_again_ever_more_rarely(
    imds: FakeImds, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    attempts: list[float] = []

    class Refusing(Aws):
        def publish(self, values: object) -> None:
            raise OutsideError("HTTP 400 Throttling", 400)

        def terminate(self) -> None:
            attempts.append(node.at)
            raise OutsideError("HTTP 400 ValidationError: desiredSize equals minSize", 400)

    node = Node(Refusing(Imds(imds.endpoint), CONFIG, "i-1"), tmp_path, monkeypatch)
    with caplog.at_level(logging.ERROR):
        node.live(4000, "0\n")
    gaps = [later - earlier for earlier, later in pairwise(attempts)]
    assert gaps == [60, 120, 240, 480, 900, 900]
    assert "desiredSize equals minSize" in caplog.text


def test_a_clock_that_is_wrong_at_boot_ends_no_node_once_it_is_right(
    imds: FakeImds, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """While it is wrong AWS refuses the call, which it dates; it must not be tried with the old age later."""
    attempts: list[float] = []

    class Refusing(Aws):
        def publish(self, values: object) -> None:
            pass

        def terminate(self) -> None:
            attempts.append(node.at)
            raise OutsideError("HTTP 403 SignatureDoesNotMatch: signature not yet current", 403)

    node = Node(Refusing(Imds(imds.endpoint), CONFIG, "i-1"), tmp_path, monkeypatch)
    node.live(120, "90\n", clock_ahead=10 * 365 * 86400)
    assert attempts == [30, 90]
    node.live(2970, "90\n")
    assert attempts == [30, 90]
    node.live(3000, "90\n")
    assert attempts[2:] == [3000]


def test_a_cloud_that_does_not_answer_is_survived(
    imds: FakeImds, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        port = closed.getsockname()[1]
    aws = Aws(Imds(imds.endpoint), CONFIG, f"http://127.0.0.1:{port}/")
    Node(aws, tmp_path, monkeypatch).live(900, "0\n")
    assert "a minute's metrics are lost" in caplog.text
    assert "not stopped" in caplog.text


def test_age_is_counted_from_the_launch_that_the_identity_document_names(imds: FakeImds) -> None:
    assert Told(imds).age(1767600000 + 60) == 60
    for document in ('{"instanceId": "i-1"}', '{"instanceId": "i-1", "pendingTime": "soon"}'):
        imds.answers["dynamic/instance-identity/document"] = document
        assert Told(imds).age(1767600000) == 0


def test_a_node_without_an_identity_says_so(imds: FakeImds) -> None:
    del imds.answers["dynamic/instance-identity/document"]
    with pytest.raises(OutsideError, match="names no instance"):
        Told(imds)


def test_a_node_without_a_role_says_so(imds: FakeImds) -> None:
    del imds.answers["meta-data/iam/security-credentials/"]
    with pytest.raises(OutsideError, match="no role"):
        Imds(imds.endpoint).credentials()


class Told(Aws):
    """A node's AWS that keeps what it is told to publish."""

    def __init__(self, imds: FakeImds) -> None:
        super().__init__(Imds(imds.endpoint), CONFIG)
        self.published: list[Mapping[str, float]] = []

    def publish(self, values: Mapping[str, float]) -> None:
        self.published.append(values)


def hook(folder: Path, name: str, *, executable: bool = True) -> Path:
    """A hook that writes down how it was called; returns what it writes to."""
    folder.mkdir(exist_ok=True)
    written = folder.parent / f"{name}.out"
    path = folder / name
    path.write_text(f'#!/bin/sh\necho "$1 $PENSTOCK_RECLAIM_DEADLINE" >> {written}\n')
    path.chmod(stat.S_IRUSR | stat.S_IWUSR | (stat.S_IXUSR if executable else 0))
    return written


def finish(watch: ReclaimWatch) -> None:
    for process in watch.running:
        process.wait(timeout=10)


def test_at_a_reclaim_notice_every_hook_runs_once_with_the_deadline(imds: FakeImds, tmp_path: Path) -> None:
    hooks, marker = tmp_path / "reclaim.d", tmp_path / "reclaimed"
    first, second = hook(hooks, "10-save"), hook(hooks, "20-tell")
    other = hook(hooks, "README", executable=False)
    aws = Told(imds)

    def watch() -> ReclaimWatch:
        return ReclaimWatch(aws, hooks, marker)

    running = watch()
    running.poll()
    assert running.running == []
    imds.notice("2026-01-05T09:00:00Z")
    for _ in range(3):
        running.poll()
    restarted = watch()
    restarted.poll()
    finish(running)
    assert restarted.running == []
    assert first.read_text() == second.read_text() == "2026-01-05T09:00:00Z 2026-01-05T09:00:00Z\n"
    assert not other.exists()
    assert aws.published == [{"ReclaimNotice": 1.0}]


def test_a_hook_that_cannot_start_does_not_keep_the_others_from_running(imds: FakeImds, tmp_path: Path) -> None:
    hooks = tmp_path / "reclaim.d"
    good = hook(hooks, "20-good")
    bad = hooks / "10-bad"
    bad.write_text("#!/no/such/interpreter\n")
    bad.chmod(0o755)
    imds.notice("2026-01-05T09:00:00Z")
    watch = ReclaimWatch(Told(imds), hooks, tmp_path / "reclaimed")
    watch.poll()
    finish(watch)
    assert good.exists()


def test_the_application_itself_ends_an_expired_node_and_runs_the_hooks(
    cloud: Cloud, imds: FakeImds, tmp_path: Path
) -> None:
    """The file as a node has it, run by Python alone; launched long ago by what the identity document says."""
    (instance_id,) = cloud.group("train", 1)
    imds.identity(instance_id, "2020-01-01T00:00:00Z")
    imds.notice("2026-01-05T09:00:00Z")
    written = hook(tmp_path / "reclaim.d", "10-save")
    (tmp_path / "agent.pyz").write_bytes(bundle())
    (tmp_path / "agent.json").write_text(json.dumps({**WORDS, **LIMITS._asdict()}))
    environment = {
        **os.environ,
        "PENSTOCK_CONFIG": str(tmp_path / "agent.json"),
        "PENSTOCK_RUN_DIR": str(tmp_path),
        "PENSTOCK_RECLAIM_DIR": str(tmp_path / "reclaim.d"),
        "PENSTOCK_IMDS_ENDPOINT": imds.endpoint,
        "PENSTOCK_AWS_ENDPOINT": cloud.endpoint,
    }
    with subprocess.Popen([sys.executable, "-I", tmp_path / "agent.pyz"], env=environment) as agent:
        try:
            until = time.monotonic() + 30
            while (cloud.alive("train") or not written.exists()) and time.monotonic() < until:
                assert agent.poll() is None
                time.sleep(0.1)
        finally:
            agent.terminate()
    assert cloud.alive("train") == []
    assert cloud.describe("train")["DesiredCapacity"] == 0
    assert written.read_text().startswith("2026-01-05T09:00:00Z")


def test_advice_to_rebalance_is_logged_once_and_nothing_else(
    imds: FakeImds, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    imds.answers["meta-data/events/recommendations/rebalance"] = '{"noticeTime": "2026-01-05T08:30:00Z"}'
    written = hook(tmp_path / "reclaim.d", "10-save")
    watch = ReclaimWatch(Told(imds), tmp_path / "reclaim.d", tmp_path / "reclaimed")
    with caplog.at_level(logging.INFO):
        watch.poll()
        watch.poll()
    assert caplog.text.count("rebalance") == 1
    assert not written.exists()
