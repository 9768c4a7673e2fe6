"""`penstock diff`: what a change costs, and what its sums would hide."""

from __future__ import annotations

import shutil
import subprocess
from decimal import Decimal
from io import StringIO
from pathlib import Path
from typing import cast

import pytest
from rich.console import Console

from penstock.catalog import Catalog, load
from penstock.cli.views.costs import cost_table
from penstock.cost import estimate
from penstock.cost.diff import Side, compare, to_json
from penstock.preview import run_program
from penstock.resources import read
from penstock.resources.facts import FactSet

from .conftest import ROOT, Run, changed

YEAR = ("--year", "2026")


def test_nothing_changed_costs_nothing(run: Run) -> None:
    ran = run("diff", ".", ".", "--stack", "train-aws", *YEAR)
    assert ran.status == 0
    assert ran.out.splitlines()[0].startswith("$0.00 a month expected")
    assert "No resource changes its cost." in ran.out


def test_what_a_reviewer_must_see_comes_before_the_sums(run: Run, scratch: Path) -> None:
    changed(
        scratch,
        "train-aws",
        ("capacity_type: spot", "capacity_type: on-demand"),
        ("        on_demand: {base: 0, fallback: {after: 20m, max_hours_per_day: 4}}\n", ""),
        ("        schedule:", "        #schedule:"),
        ("        checkpoint:", "        #checkpoint:"),
        ("max: 4", "max: 6"),
    )
    ran = run("diff", ".", scratch, "--stack", "train-aws", *YEAR)
    lines = ran.out.splitlines()
    assert lines[0].startswith("+$")
    assert lines[1:4] == [
        "! autoscaling.Group train-aws-train  is no longer all spot: part of it is on-demand",
        "! autoscaling.Group train-aws-train  loses its schedule",
        "! autoscaling.Group train-aws-train  may grow to 6 nodes; it was 4",
    ]
    assert "removed   autoscaling.Group train-aws-train-fallback" in ran.out


def test_git_revisions_are_compared_without_touching_the_work_tree(run: Run, scratch: Path) -> None:
    def git(*arguments: str) -> None:
        identity = ("-c", "user.name=t", "-c", "user.email=t@example.com")
        subprocess.run(["git", *identity, *arguments], cwd=scratch, check=True, capture_output=True)

    git("init", "-q", "-b", "main")
    git("add", ".")
    git("commit", "-qm", "before")
    changed(scratch, "train-aws", ("size: 2", "size: 3"))
    git("commit", "-qam", "after")
    document = run("diff", "HEAD~1", "HEAD", "--dir", scratch, "--stack", "train-aws", "--format", "json", *YEAR).json
    assert Decimal(document["change"]["expected"]) > 1000
    assert [resource["resource"].rpartition("::")[2] for resource in document["resources"]] == ["train-aws-train"]
    changed(scratch, "train-aws", ("size: 3", "size: 2"))
    back = run("diff", "HEAD", "--dir", scratch, "--stack", "train-aws", "--format", "json", *YEAR).json
    assert Decimal(back["change"]["expected"]) == -Decimal(document["change"]["expected"])
    left = subprocess.run(["git", "status", "--short"], cwd=scratch, check=True, capture_output=True, text=True).stdout
    assert left.split() == ["M", "stacks/Pulumi.train-aws.yaml"]


def test_a_folder_that_the_revision_lacks_is_told(run: Run, tmp_path: Path) -> None:
    subprocess.run(["git", "init", "-q"], cwd=tmp_path, check=True)
    shutil.copy(ROOT / "Pulumi.yaml", tmp_path)
    ran = run("diff", "HEAD", "--dir", tmp_path, "--stack", "train-aws")
    assert ran.status == 2
    assert "is neither a file, a folder nor a git revision" in ran.err


def test_what_is_wrong_in_a_revision_is_told_by_the_revision(run: Run, scratch: Path) -> None:
    identity = ("-c", "user.name=t", "-c", "user.email=t@example.com")
    for arguments in (("init", "-q", "-b", "main"), ("add", "."), ("commit", "-qm", "before")):
        subprocess.run(["git", *identity, *arguments], cwd=scratch, check=True, capture_output=True)
    ran = run("diff", "main", "--dir", scratch, "--stack", "train-awz")
    assert ran.status == 2
    assert "main:stacks/Pulumi.train-awz.yaml: there is no stack 'train-awz'" in ran.err
    assert "did you mean 'train-aws'?" in ran.err


class Without(Catalog):
    """The shipped catalog without the prices of one instance type."""

    def __init__(self, cloud: str, missing: str) -> None:
        super().__init__(cloud)
        self._missing = missing

    def offering(self, instance_type: str, region: str):
        return None if instance_type == self._missing else super().offering(instance_type, region)


@pytest.fixture(scope="module")
def facts() -> FactSet:
    return read(run_program(ROOT, "train-aws"))


def test_a_removed_price_row_is_unpriced_and_never_a_lower_total_without_a_word(facts: FactSet) -> None:
    before = estimate(facts, year=2026)
    after = estimate(facts, year=2026, catalog_of=lambda cloud: Without(cloud, "p4de.24xlarge"))
    group = next(node.urn for node in facts.nodes if node.fallback_hours_per_day is None)
    assert group not in before.unpriced
    assert "p4de.24xlarge" in after.unpriced[group]
    difference = compare(Side(facts, before), Side(facts, after))
    assert not difference.comparable
    assert any(group.endswith(warned.key) and "becomes unpriced" in warned.what for warned in difference.warned)
    console = Console(width=140, file=StringIO())
    console.print(cost_table(after, 140))
    printed = cast("StringIO", console.file).getvalue()
    assert "2 unpriced, not in these sums:" in printed  # the group and its fallback
    assert any("spot nodes" in line and line.count("unpriced") == 4 for line in printed.splitlines())
    document = to_json(difference)
    row = next(row for row in document["resources"] if group.endswith(row["resource"]))
    assert row["difference"] is None
    assert row["why_unpriced"]
    assert load("aws").offering("p4de.24xlarge", "us-east-1") is not None
