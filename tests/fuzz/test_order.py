"""The order of resources changes nothing that is written: programs of three clouds, all rules, every output to the byte."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from random import Random
from typing import Any, Final

import pytest

from penstock.cost import estimate
from penstock.preview import read_saved
from penstock.resources import read
from penstock.resources.reading.capture import Capture, Resource
from penstock_policies import evaluate

from .checking import YEAR, check
from .seeds import seed

PROGRAMS: Final = (
    "examples/blocked",
    "policies/examples/cross-region-transfer/bad.py",
    "policies/examples/duplicate-environment/bad.py",
    "policies/examples/schedule-fights-apply/bad.py",
    "stacks/Pulumi.train-aws.yaml",
    "tests/cli/programs/azure",
    "tests/cli/programs/gcp",
    "tests/engine/programs/unknown_first",
    "tests/fuzz/programs/azure.py",
    "tests/programs/aws_web",
    "tests/programs/azure_services",
    "tests/programs/gcp_services",
)

ORDERS: Final = 4
"""Orders of each program beside its own."""

_UNKNOWN: Final = "04da6b54-80e4-46f7-96ec-b56ff0331ba9"
"""The engine's text for a string that only the cloud knows."""


def orders(resources: tuple[Resource, ...]) -> list[tuple[Resource, ...]]:
    """The resources backwards, and in other orders, the same in each run."""
    found = [resources[::-1]]
    for number in range(1, ORDERS):
        shuffled = list(resources)
        Random(number).shuffle(shuffled)
        found.append(tuple(shuffled))
    return found


def preview(resources: tuple[Resource, ...], config: Mapping[str, Any]) -> str:
    """What `pulumi preview --json` prints of resources that are registered in this order."""
    steps = [
        {
            "op": "create",
            "urn": it.urn,
            "newState": {
                "urn": it.urn,
                "custom": it.custom,
                "external": it.external,
                "parent": it.parent,
                "provider": f"{it.provider}::{_UNKNOWN}" if it.provider else "",
                "inputs": it.inputs,
                "dependencies": it.dependencies,
                "propertyDependencies": it.property_dependencies,
                "ignoreChanges": it.ignore_changes,
            },
        }
        for it in resources
    ]
    return json.dumps(
        {"steps": steps, "config": config}, default=lambda _: _UNKNOWN
    )  # the one mark that JSON has no word for


def saved(folder: Path, content: str) -> Capture:
    """The capture that a saved preview gives."""
    file = folder / "preview.json"
    file.write_text(content, encoding="utf-8")
    return read_saved(file)


@pytest.mark.parametrize("name", PROGRAMS)
def test_the_steps_of_a_preview_in_another_order_give_every_output_to_the_byte(name: str, tmp_path: Path) -> None:
    capture = seed(name)
    texts = {key: value for key, value in capture.config.items() if isinstance(value, str)}
    expected = check(saved(tmp_path, preview(capture.resources, texts)), table=True)
    assert expected.report.verdicts
    for order in orders(capture.resources):
        found = check(saved(tmp_path, preview(order, texts)), table=True)
        assert found.written == expected.written
        assert found.report == expected.report


@pytest.mark.parametrize("name", PROGRAMS)
def test_no_fact_price_or_verdict_depends_on_the_order(name: str) -> None:
    capture = seed(name)
    facts = read(capture)
    for order in orders(capture.resources):
        found = read(replace(capture, resources=order))
        assert found == facts
        assert estimate(found, year=YEAR) == estimate(facts, year=YEAR)
        assert evaluate(found) == evaluate(facts)
