"""`penstock diff`: what a change costs, and what its sums would hide."""

from __future__ import annotations

import json
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
from penstock.cost.changes.diff import Side, compare, to_json
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
    assert lines[2:5] == [
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
    assert "HEAD: is neither a file, a folder, a stack nor a git revision of" in ran.err


def test_what_is_wrong_in_a_revision_is_told_by_the_revision(run: Run, scratch: Path) -> None:
    identity = ("-c", "user.name=t", "-c", "user.email=t@example.com")
    for arguments in (("init", "-q", "-b", "main"), ("add", "."), ("commit", "-qm", "before")):
        subprocess.run(["git", *identity, *arguments], cwd=scratch, check=True, capture_output=True)
    ran = run("diff", "main", "--dir", scratch, "--stack", "train-awz")
    assert ran.status == 2
    assert "main:stacks/Pulumi.train-awz.yaml: there is no stack 'train-awz'" in ran.err
    assert "did you mean 'train-aws'?" in ran.err


def repository(folder: Path, *, without: str = "") -> None:
    """A first commit of `folder`; of all but one file, where that is new since."""
    identity = ("-c", "user.name=t", "-c", "user.email=t@example.com")
    kept = [":(exclude)" + without] if without else []
    for arguments in (("init", "-q", "-b", "main"), ("add", "--", ".", *kept), ("commit", "-qm", "before")):
        subprocess.run(["git", *identity, *arguments], cwd=folder, check=True, capture_output=True)


def test_a_stack_that_the_base_lacks_is_all_added_and_one_that_is_gone_all_removed(run: Run, scratch: Path) -> None:
    file = "stacks/Pulumi.eval-aws.yaml"
    repository(scratch, without=file)
    alone = run("estimate", scratch, "--stack", "eval-aws", "--format", "json", *YEAR).json
    ran = run("diff", "main", "--dir", scratch, "--stack", "eval-aws", *YEAR)
    assert ran.status == 0
    lines = ran.out.splitlines()
    month = f"{Decimal(alone['costs']['total']['expected']):,.2f}"
    assert lines[0].startswith(f"+${month} a month expected from main to the program as it stands")
    assert lines[1].startswith(f"$0.00 before, ${month} after  (floor +$")
    assert lines[2] == "main has no stack 'eval-aws': all added"
    assert not any(line.startswith(("removed", "changed", "! ")) for line in lines)
    document = run("diff", "main", "--dir", scratch, "--stack", "eval-aws", "--format", "json", *YEAR).json
    assert {row["kind"] for row in document["resources"]} == {"added"}
    repository(scratch)
    (scratch / file).unlink()
    gone = run("diff", "main", "--dir", scratch, "--stack", "eval-aws", *YEAR).out.splitlines()
    assert gone[0].startswith(f"-${month} a month expected")
    assert gone[2] == f"{scratch} has no stack 'eval-aws': all removed"
    assert not any(line.startswith("! ") for line in gone)


def test_what_bills_by_use_alone_is_no_0(run: Run, tmp_path: Path) -> None:
    base, head = saved(tmp_path / "base.json", "serve"), tmp_path / "head.json"
    urn = "urn:pulumi:dev::p::aws:s3/bucket:Bucket::data"
    bucket = {
        "urn": urn,
        "type": "aws:s3/bucket:Bucket",
        "custom": True,
        "inputs": {"region": "us-east-1"},
        "outputs": {},
    }
    head.write_text(json.dumps({"version": 3, "deployment": {"manifest": {}, "resources": [bucket]}}))
    row = next(line for line in run("diff", base, head).out.splitlines() if "s3.Bucket data" in line)
    assert row.count("by use") == 2
    assert "0.00" not in row


def test_a_resource_that_is_renamed_with_an_alias_is_one(run: Run, tmp_path: Path) -> None:
    """And what it loses on the way is told."""
    for folder, name, more in (
        ("base", "disks", 'aws.ec2.Eip("ip")'),
        ("head", "data", "import pulumi"),
    ):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "Pulumi.yaml").write_text("name: p\nruntime: python\n")
        alias = ', opts=pulumi.ResourceOptions(aliases=[pulumi.Alias(name="disks")])' if folder == "head" else ""
        rules = ', lifecycle_rules=[{"enabled": True, "expiration": {"days": 30}}]' if folder == "base" else ""
        lines = ["import pulumi_aws as aws", more, f'aws.s3.Bucket("{name}"{rules}{alias})', ""]
        (tmp_path / folder / "__main__.py").write_text("\n".join(lines))
    ran = run("diff", tmp_path / "base", tmp_path / "head", "--stack", "dev", "-c", "aws:region=us-east-1", *YEAR)
    assert "! s3.Bucket data  loses its lifecycle: expiry after 30 days" in ran.out
    assert "removed   s3.Bucket" not in ran.out
    assert "added" not in ran.out


def test_a_usage_file_may_speak_of_what_one_side_alone_has(run: Run, tmp_path: Path) -> None:
    def stack(name: str, *buckets: str) -> Path:
        kind, inputs = "aws:s3/bucket:Bucket", {"region": "us-east-1"}
        resources = [
            {"urn": f"urn:pulumi:d::p::{kind}::{it}", "type": kind, "custom": True, "inputs": inputs, "outputs": {}}
            for it in buckets
        ]
        (tmp_path / name).write_text(json.dumps({"version": 3, "deployment": {"manifest": {}, "resources": resources}}))
        return tmp_path / name

    base, head, usage = stack("base.json", "old"), stack("head.json", "old", "new"), tmp_path / "usage.yaml"
    usage.write_text("version: 0.1\nresource_usage:\n  new: {storage_gib: 1000}\n")
    ran = run("diff", base, head, "--usage-file", usage)
    assert ran.out.startswith("+$23.00 a month expected")  # 1,000 GiB x 0.023 $
    usage.write_text("version: 0.1\nresource_usage:\n  newer: {storage_gib: 1000}\n")
    ran = run("diff", base, head, "--usage-file", usage)
    assert ran.status == 2
    assert "did you mean new?" in ran.err


def test_a_program_that_the_base_lacks_is_all_added(run: Run, scratch: Path) -> None:
    (scratch / "new").mkdir()
    for name in ("Pulumi.yaml", "__main__.py", "stacks"):
        shutil.move(scratch / name, scratch / "new" / name)
    (scratch / "README").write_text("empty")
    repository(scratch, without="new")
    ran = run("diff", "main", "--dir", scratch / "new", "--stack", "eval-aws", *YEAR)
    assert ran.status == 0
    assert "all added" in ran.out.splitlines()[2]


def test_two_stacks_of_the_program_are_compared_by_name(run: Run) -> None:
    document = run("diff", "train-aws", "eval-aws", "--format", "json", *YEAR).json
    both = [run("estimate", ".", "--stack", it, "--format", "json", *YEAR).json for it in ("train-aws", "eval-aws")]
    old, new = (Decimal(it["costs"]["total"]["expected"]) for it in both)
    assert Decimal(document["change"]["expected"]) == new - old
    kinds = {row["resource"].rpartition("::")[2]: row["kind"] for row in document["resources"]}
    assert kinds["train-aws-train"] == "removed"
    assert kinds["eval-aws-eval"] == "added"
    assert kinds["eval-aws-datasets"] == "changed"  # 5,000 GiB there, 500 here: one bucket of one program
    assert "eval-aws-network-ssm" not in kinds  # the same in both
    said = run("diff", "train-aws", "eval-aws", *YEAR).out.splitlines()[0]
    assert " a month expected from train-aws to eval-aws" in said


def test_one_stack_is_compared_in_two_regions(run: Run) -> None:
    ran = run("diff", "train-aws", "train-aws", "--head-config", "aws:region=eu-west-1", *YEAR)
    assert " from train-aws to train-aws with aws:region=eu-west-1" in ran.out.splitlines()[0]
    assert "changed   autoscaling.Group train-aws-train " in ran.out


def test_a_revision_and_a_stack_are_the_same_stack_unless_one_is_named(run: Run, scratch: Path) -> None:
    repository(scratch)
    ran = run("diff", "main", "eval-aws", "--dir", scratch, *YEAR)
    assert ran.status == 0
    assert ran.out.splitlines()[0].startswith("$0.00 a month expected from main to eval-aws")


@pytest.mark.parametrize(
    ("arguments", "what", "fix"),
    [
        (
            ("train-awz", "eval-aws"),
            "train-awz: is neither",
            "did you mean 'train-aws'? stacks here: dev-aws, eval-aws,",
        ),
        (
            ("eval-aws", "nowhere"),
            "nowhere: is neither",
            "stacks here: dev-aws, eval-aws, infer-aws, train-aws; write one",
        ),
        (("train-aws",), "HEAD: is needed", "name another: dev-aws, eval-aws, infer-aws; or a revision before it"),
    ],
)
def test_a_name_that_means_nothing_is_told_once_with_the_stacks(
    run: Run, arguments: tuple[str, ...], what: str, fix: str
) -> None:
    ran = run("diff", *arguments)
    assert (ran.status, ran.out) == (2, "")
    assert ran.err.startswith("1 problem")
    assert what in ran.err
    assert fix in ran.err


def test_a_program_without_stack_files_runs_as_any_stack(run: Run, tmp_path: Path) -> None:
    (tmp_path / "Pulumi.yaml").write_text("name: p\nruntime: python\n")
    (tmp_path / "__main__.py").write_text('import pulumi_aws as aws\naws.ec2.Eip("one", region="us-east-1")\n')
    ran = run("diff", tmp_path, "eval-aws", *YEAR)
    assert "$3.65 before" in ran.out  # 730 h x 0.005 $, a public address of AWS
    assert "all added" not in ran.out
    assert "removed   ec2.Eip one" in ran.out


def saved(path: Path, *names: str) -> Path:
    """A stack of machines of a type that nobody can price, and of nothing else."""
    kind, inputs = "aws:ec2/instance:Instance", {"instanceType": "p99.48xlarge", "availabilityZone": "us-east-1a"}
    resources = [
        {"urn": f"urn:pulumi:dev::p::{kind}::{name}", "type": kind, "custom": True, "inputs": inputs, "outputs": {}}
        for name in names
    ]
    path.write_text(json.dumps({"version": 3, "deployment": {"manifest": {}, "resources": resources}}))
    return path


def test_what_is_unpriced_on_both_sides_is_in_the_headline_and_in_the_table(run: Run, tmp_path: Path) -> None:
    base, head = saved(tmp_path / "base.json", "serve"), saved(tmp_path / "head.json", "serve", "more")
    same = run("diff", base, base).out
    assert same.startswith("no difference that can be summed from")
    assert "1 unpriced before, 1 unpriced after" in same
    assert "1 unpriced on both sides, in none of these sums: ec2.Instance serve" in same
    assert "unpriced   ec2.Instance serve" in same
    assert "$0.00" not in same
    grown = run("diff", base, head).out
    assert "2 unpriced after" in grown
    assert "! ec2.Instance more  is new and unpriced" in grown
    assert "added      ec2.Instance more" in grown
    document = run("diff", base, head, "--format", "json").json
    assert [row["kind"] for row in document["resources"]] == ["added", "unpriced"]
    assert [key.rpartition("::")[2] for key in document["unpriced_on_both"]] == ["serve"]


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
    difference = compare(Side(facts, before), Side(facts, after), year=2026)
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
