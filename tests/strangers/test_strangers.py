"""Programs that were written by somebody who has read neither rules nor readers: data that leaves its region, and large machines.

Each says in its docstring what it does and what should be seen, and may have `Config: KEY=VALUE` lines. It is checked without settings.
"""

from __future__ import annotations

import ast
from collections.abc import Mapping
from pathlib import Path
from typing import Final

import pytest

from penstock.cli.source import read_capture
from penstock.resources import read
from penstock_policies import evaluate

_HERE: Final = Path(__file__).parent
_CONFIG: Final = (
    "aws:region=us-east-1",
    "gcp:project=vision",
    "gcp:region=us-central1",
    "gcp:zone=us-central1-a",
    "azure-native:location=eastus",
)
_OF_PLACES: Final = frozenset(
    {
        *("cross-region-transfer", "cross-region-copy", "provider-region-mismatch"),
        *("internet-egress", "nat-to-object-storage"),
    }
)
_OF_MONEY: Final = frozenset({"oversized-instance", "wide-instance-requirements", "pool-ceiling", "stack-budget"})
_KINDS: Final = {"leaving": _OF_PLACES, "machines": _OF_MONEY}
"""Folder -> the rules of which one has to stop its programs."""

MISSED: Final[Mapping[str, str]] = {
    "leaving/batch_s5cmd_genomes": "the text is made in a callback of an unknown, so that all of it is unknown",
    "leaving/ceph_rbd_mirror_peers": "the peer is a data centre of its own, whose place no cloud's word says",
    "leaving/file_sync_branch": "the server's place stands in a comment and in a name; the sync itself is told in production",
    "leaving/kserve_storage_uri": "which provider a component was handed is not in the record, so its cluster's region is not known",
    "leaving/atlas_backup_copy": "the cluster, whose backups it copies, is known by its name alone, to a provider that nobody reads",
    "machines/snowflake_elastic": "a warehouse by a T-shirt size, of a provider without prices",
    "machines/spark_preinit": "EMR Serverless bills by use: its capacity is in no sum",
    "machines/yaml_configgroup_job": "the pods run on nodes of a cluster that nobody knows, which are counted where they are declared",
}
"""Programs that nothing of their kind stops -> why."""


def _programs(kind: str) -> list[str]:
    return sorted(f"{kind}/{it.stem}" for it in (_HERE / kind).glob("*.py"))


@pytest.mark.parametrize("name", [name for kind in _KINDS for name in _programs(kind)])
def test_a_stranger_s_program_is_stopped_by_a_rule_of_its_kind(name: str, tmp_path: Path) -> None:
    text = (_HERE / f"{name}.py").read_text(encoding="utf-8")
    words = ast.get_docstring(ast.parse(text)) or ""
    stated = [line.removeprefix("Config: ") for line in words.splitlines() if line.startswith("Config: ")]
    (tmp_path / "Pulumi.yaml").write_text("name: stranger\nruntime: python\n", encoding="utf-8")
    (tmp_path / "__main__.py").write_text(text, encoding="utf-8")
    report = evaluate(read(read_capture(tmp_path, "dev", (*_CONFIG, *stated))))
    stops = {it.verdict.rule for it in report.verdicts if it.blocks} & _KINDS[name.partition("/")[0]]
    assert stops or name in MISSED, f"nothing stops {name}"
    assert not stops or name not in MISSED, f"{name} is stopped by now, by {stops}: take it out of the list"
