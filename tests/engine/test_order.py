"""The order in which a program registers its resources changes nothing, on the real engine and in `penstock check`."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from penstock.preview import run_program
from penstock.resources import read
from penstock_policies import Report, evaluate

from .aws_cloud import AwsCloud
from .cli import PulumiCli
from .harness import project
from .test_pack import Finding, said_by_check, said_by_engine
from .test_rules import CONFIG, TypesOnly

FORWARD: Final = ("unknown", "template", "group", "schedule", "bucket", "lifecycle", "reader", "machine")
ORDERS: Final = (
    FORWARD,
    FORWARD[::-1],
    (*FORWARD[1:], FORWARD[0]),
    ("reader", "lifecycle", "unknown", "machine", "schedule", "group", "bucket", "template"),
)
"""What is not known comes first, last and between; what refers to others before and after them."""


def test_the_same_resources_in_another_order_are_told_the_same(
    pulumi_cli: PulumiCli, programs: Path, tmp_path: Path
) -> None:
    clouds = [AwsCloud(), TypesOnly("gcp")]
    with project(pulumi_cli, programs / "orders", "dev", tmp_path, clouds, config=CONFIG) as opened:
        engine: list[tuple[bool, set[Finding]]] = []
        checked: list[Report] = []
        for order in ORDERS:
            opened.cli("config", "set", "order", " ".join(order))
            engine.append(said_by_engine(opened)[:2])
            checked.append(evaluate(read(run_program(opened.folder, opened.stack))))

    refused, findings = engine[0]
    assert refused
    told = {(it.rule, it.resource) for it in findings}
    assert {("oversized-instance", "node"), ("oversized-instance", "late"), ("cross-region-transfer", "reader")} <= told
    assert {("eviction-keeps-disk", "machine"), ("incomplete-uploads", "clicks")} <= told
    assert findings == said_by_check(checked[0])
    assert all(it == engine[0] for it in engine)
    assert all(it == checked[0] for it in checked)
