"""What a check of a saved file loads: not Pulumi, not a provider's SDK, nothing that draws."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Final

import pytest

from penstock.regex import regex

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
print(*sorted(sys.modules), file=sys.stderr)
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
    loaded = {name.partition(".")[0] for name in done.stderr.split()}
    assert "penstock_policies" in loaded
    assert {
        name for name in loaded if name.startswith(("pulumi", "boto", "google", "grpc", "rich", "pydantic"))
    } == set()


OWN_TYPES: Final = {
    "aws": "aws:ec2/instance:Instance",
    "azure": "azure-native:compute:VirtualMachine",
    "gcp": "gcp:compute/instance:Instance",
    "kubernetes": "kubernetes:core/v1:Pod",
}


@pytest.mark.parametrize("cloud", OWN_TYPES)
def test_a_check_loads_the_readers_of_the_clouds_that_it_meets_and_nothing_that_few_programs_need(
    tmp_path: Path, cloud: str
) -> None:
    urn = f"{PREFIX}{OWN_TYPES[cloud]}::it"
    state = {"urn": urn, "custom": True, "type": OWN_TYPES[cloud], "inputs": {"tags": {"owner": "us"}}}
    file = tmp_path / "saved.json"
    file.write_text(json.dumps({"steps": [{"op": "create", "urn": urn, "newState": state}]}), encoding="utf-8")

    command = [sys.executable, "-c", CHECK, "check", str(file), "--format", "json"]
    loaded = set(subprocess.run(command, capture_output=True, text=True, check=False).stderr.split())

    assert {it for it in OWN_TYPES if f"penstock.resources.{it}.readers" in loaded} == {cloud}
    assert not loaded & {"yaml", "difflib", "tempfile", "subprocess", "penstock_policies.suppressions.waivers_file"}
    assert sum(name.startswith("penstock") for name in loaded) < 260  # of more than 320, the rooms among them


def test_a_regular_expression_is_compiled_when_it_is_first_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[str] = []
    original = re.compile

    def counting(text: str, flags: int = 0) -> re.Pattern[str]:
        made.append(text)
        return original(text, flags)

    monkeypatch.setattr(re, "compile", counting)
    found = regex("(a)b", re.IGNORECASE)
    assert made == []
    assert [match is not None for match in (found.search("xAB"), found.fullmatch("xab"), found.search("xab"))] == [
        True,
        False,
        True,
    ]
    assert found.sub(r"\1", "xab") == "xa"
    assert set(made) == {"(a)b"}
