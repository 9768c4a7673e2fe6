"""What a check of a saved file loads: not Pulumi, not a provider's SDK, nothing that draws."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Final

import pytest

PREFIX: Final = "urn:pulumi:dev::team::"

TYPES: Final = (
    "aws:ec2/instance:Instance",
    "gcp:compute/instance:Instance",
    "azure-native:compute:VirtualMachine",
    "kubernetes:core/v1:Pod",
    "eks:index:Cluster",
    "command:local:Command",
)

CHECK: Final = """
import sys
from penstock.cli.main import main
status = main(sys.argv[1:])
print(*sorted({name.partition(".")[0] for name in sys.modules}), file=sys.stderr)
sys.exit(status)
"""


@pytest.mark.parametrize("kind", ["preview", "export"])
@pytest.mark.parametrize("options", [[], ["--profile", "training"]])
def test_a_check_of_a_saved_file_loads_neither_pulumi_nor_an_sdk(tmp_path: Path, kind: str, options: list[str]) -> None:
    states = [
        {"urn": f"{PREFIX}{token}::it", "custom": True, "type": token, "inputs": {"instanceType": "p5.48xlarge"}}
        for token in TYPES
    ]
    steps = [{"op": "create", "urn": state["urn"], "newState": state} for state in states]
    content = {"preview": {"steps": steps}, "export": {"version": 3, "deployment": {"resources": states}}}[kind]
    file = tmp_path / "saved.json"
    file.write_text(json.dumps(content), encoding="utf-8")

    done = subprocess.run(
        [sys.executable, "-c", CHECK, "check", str(file), "--format", "json", *options],
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 1, done.stderr
    assert {it["rule"] for it in json.loads(done.stdout)["verdicts"]} > {"oversized-instance", "stack-budget"}
    loaded = set(done.stderr.split())
    assert "penstock_policies" in loaded
    assert {
        name for name in loaded if name.startswith(("pulumi", "boto", "google", "grpc", "rich", "pydantic"))
    } == set()
