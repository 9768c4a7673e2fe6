"""What data at rest, old versions and addresses cost, in every way that a program comes in: as a program, a preview, an export."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml

from .conftest import Run

RULES = [
    {
        "id": "cold",
        "enabled": True,
        "transitions": [
            {"days": 60, "storageClass": "STANDARD_IA"},
            {"days": 180, "storageClass": "DEEP_ARCHIVE"},
        ],
    }
]
TYPES: Mapping[str, tuple[str, dict[str, Any]]] = {
    "data": ("aws:s3/bucket:Bucket", {"bucket": "cold-data", "lifecycleRules": RULES}),
    "old": ("aws:eks/cluster:Cluster", {"roleArn": "r", "vpcConfig": {"subnetIds": ["a", "b"]}, "version": "1.29"}),
    "spare": ("gcp:compute/address:Address", {"name": "spare", "region": "us-central1"}),
}
USAGE = {"version": 0.1, "resource_usage": {"data": {"storage_gib": 10240, "objects": 1_000_000}}}
EXPECTED = {
    # 10,240 GiB x (60 x 0.023 + 120 x 0.0125 + 185 x 0.00099) / 365 are 85.94; Deep Archive keeps 8 KiB at Standard's and 32 KiB at its own
    # price for each of a million objects: (7.63 GiB x 0.023 + 30.52 GiB x 0.00099) x 185 / 365 are 0.10.
    ("data", "storage"): "86.04",
    ("data", "transitions"): "5.00",  # a million objects x (0.01 + 0.05) / 1,000 / 12
    ("old", "EKS cluster extended"): "438.00",  # 730 h x 0.60
    ("spare", "public IPV4 unused"): "7.30",  # 730 h x 0.01
}


def urn(token: str, name: str) -> str:
    return f"urn:pulumi:dev::shop::{token}::{name}"


def providers() -> list[dict[str, Any]]:
    settings = {"aws": {"region": "us-east-1"}, "gcp": {"project": "p", "region": "us-central1"}}
    return [
        {
            "urn": urn(f"pulumi:providers:{name}", name),
            "custom": True,
            "id": name,
            "type": f"pulumi:providers:{name}",
            "inputs": it,
        }
        for name, it in settings.items()
    ]


def resources() -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    for name, (token, inputs) in TYPES.items():
        package = token.partition(":")[0]
        provider = f"{urn(f'pulumi:providers:{package}', package)}::{package}"
        found.append(
            {
                "urn": urn(token, name),
                "custom": True,
                "id": f"{name}-id",
                "type": token,
                "inputs": inputs,
                "provider": provider,
            }
        )
    return found


def program(folder: Path) -> list[object]:
    content = {
        "name": "shop",
        "runtime": "yaml",
        "resources": {name: {"type": token, "properties": inputs} for name, (token, inputs) in TYPES.items()},
    }
    (folder / "Pulumi.yaml").write_text(yaml.safe_dump(content))
    return [
        folder,
        "--stack",
        "dev",
        "-c",
        "aws:region=us-east-1",
        "-c",
        "gcp:project=p",
        "-c",
        "gcp:region=us-central1",
    ]


def export(folder: Path) -> list[object]:
    document: dict[str, Any] = {"version": 3, "deployment": {"manifest": {}, "resources": [*providers(), *resources()]}}
    (folder / "export.json").write_text(json.dumps(document))
    return [folder / "export.json"]


def preview(folder: Path) -> list[object]:
    steps = [{"op": "create", "urn": it["urn"], "newState": it} for it in (*providers(), *resources())]
    (folder / "preview.json").write_text(json.dumps({"steps": steps}))
    return [folder / "preview.json"]


@pytest.mark.parametrize("way", [program, export, preview])
def test_the_same_figures_in_every_way_that_a_program_comes_in(run: Run, tmp_path: Path, way: Any) -> None:
    usage = tmp_path / "usage.yaml"
    usage.write_text(yaml.safe_dump(USAGE))
    folder = tmp_path / "program"
    folder.mkdir()
    costs = run("estimate", *way(folder), "--usage-file", usage, "--year", "2026", "--format", "json").json["costs"]
    found = {
        (resource["label"], line["name"]): line["monthly"]["expected"]
        for resource in costs["resources"]
        for line in resource["components"]
    }
    assert found == EXPECTED
    assert costs["unpriced"] == {}
