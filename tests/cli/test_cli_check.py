"""`penstock check` as a shell sees it: exit status, what is printed where, and the document for programs."""

from __future__ import annotations

import json
import subprocess
import sys
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from .conftest import ROOT, STACKS, Run, changed

YEAR = ("--year", "2026")


@pytest.mark.parametrize("stack", STACKS)
def test_every_stack_of_the_repository_is_clean_and_wholly_priced(run: Run, stack: str) -> None:
    ran = run("check", ".", "--stack", stack, "--format", "json", *YEAR)
    assert ran.status == 0
    document = ran.json
    assert document["blocked"] is False
    assert document["costs"]["unpriced"] == {}
    assert {verdict["verdict"] for verdict in document["verdicts"]} <= {"pass", "not_applicable"}


def test_the_blocked_example_exits_1_and_names_both_reasons(run: Run) -> None:
    ran = run("check", "examples/blocked", "--stack", "prod")
    assert ran.status == 1
    assert "BLOCKED" in ran.out
    for reason in (
        "oversized-instance",
        "p5.48xlarge has 8 x H100",
        "cross-region-transfer",
        "reads clicks in eu-central-1",
    ):
        assert reason in ran.out


def test_a_stack_file_with_three_mistakes_exits_2_and_lists_all_three(run: Run, scratch: Path) -> None:
    changed(scratch, "train-aws", ("owner:", "ownr:"), ("name: A100,", "name: A10O,"), ("within: 90s", "within: 5m"))
    ran = run("check", scratch, "--stack", "train-aws")
    assert ran.status == 2
    assert ran.out == ""
    assert ran.err.splitlines()[0] == "3 problems with the input"
    for line in (
        "stacks/Pulumi.train-aws.yaml:6 ownr: unknown key",
        "stacks/Pulumi.train-aws.yaml:16 pools[0].gpu.name: 'A10O' is no accelerator",
        "stacks/Pulumi.train-aws.yaml:23 pools[0].checkpoint.save_within: save_within 5m is longer than the 2m notice",
    ):
        assert line in ran.err


def test_inputs_that_the_provider_would_refuse_exit_2_with_resource_path_and_nearest_name(run: Run) -> None:
    ran = run("check", "tests/programs/bad_inputs", "--stack", "x", "-c", "aws:region=us-east-1")
    assert ran.status == 2
    assert "'node' rootBlockDevice.volume_sze: there is no such setting" in ran.err
    assert "did you mean volume_size (volumeSize)?" in ran.err


CAPITAL = ("check", "tests/cases/bool-as-text", "--stack", "x", "-c", "gcp:project=p", "-c", "gcp:region=us-central1")


def test_what_a_provider_refuses_hides_no_price_and_no_verdict(run: Run) -> None:
    ran = run(*CAPITAL)
    assert ran.status == 2
    assert "2,921.22" in ran.out
    assert "oversized-instance" in ran.out
    assert "addonsConfig.gcsFuseCsiDriverConfig.enabled: 'True' where the provider takes true or false" in ran.err
    assert "guestAccelerators[0].count: '2' is a text that is taken for a number; write 2" in ran.err


def test_every_format_has_what_a_provider_refuses(run: Run) -> None:
    document = run(*CAPITAL, "--format", "json").json
    assert [it["fix"] for it in document["problems"]] == ["write true or false"]
    assert document["costs"]["total"]["expected"] == "3141.52"
    invocation = run(*CAPITAL, "--format", "sarif").json["runs"][0]["invocations"][0]
    assert invocation["executionSuccessful"] is False
    assert [it["level"] for it in invocation["toolExecutionNotifications"]] == ["error", "note", "note"]
    for name in ("junit", "github", "markdown"):
        ran = run(*CAPITAL, "--format", name)
        assert ran.status == 2
        assert "where the provider takes true or false" in ran.out


@pytest.mark.parametrize("command", ["estimate", "preview"])
def test_other_commands_end_with_what_a_provider_refuses(run: Run, command: str) -> None:
    ran = run(command, *CAPITAL[1:])
    assert ran.status == 2
    assert "cards" in ran.out
    assert "where the provider takes true or false" in ran.err


def test_the_document_has_what_it_promises_and_its_sums_are_those_of_its_lines(run: Run) -> None:
    document = run("check", ".", "--stack", "train-aws", "--format", "json", *YEAR).json
    assert document["version"] == 1
    assert document["stack"] == "train-aws"
    assert document["price_dates"] == sorted(document["price_dates"])
    assert len(document["resources"]) > 60
    verdict = document["verdicts"][0]
    keys = {"rule", "verdict", "enforcement", "blocks", "known", "waiver", "urn", "property", "message", "fix"}
    assert verdict.keys() == keys
    costs = document["costs"]
    for figure in ("floor", "expected", "ceiling"):
        lines = [exact(component, figure) for resource in costs["resources"] for component in resource["components"]]
        assert round(sum(lines), 2) == Decimal(costs["total"][figure])
    saved = [
        Decimal(saving["quantity"]) * Decimal(saving["unit_saving"])
        for resource in costs["resources"]
        for saving in resource["savings"]
    ]
    cents_rounded = Decimal("0.02")  # three figures, each in whole cents
    assert abs(Decimal(costs["always_on"]) - sum(saved) - Decimal(costs["total"]["expected"])) < cents_rounded


def exact(component: Any, figure: str) -> Decimal:
    price = component["price_range"][figure] if component["price_range"] else component["unit_price"]
    return Decimal(component["monthly_quantity"][figure]) * Decimal(price)


def test_two_runs_print_the_same(run: Run) -> None:
    first, second = (run("check", ".", "--stack", "eval-aws", *YEAR) for _ in range(2))
    assert first == second


def test_a_pipe_gets_no_colours_and_no_progress() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "penstock.cli.main", "check", ".", "--stack", "dev-aws"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    assert "\x1b" not in done.stdout + done.stderr
    assert {line.partition(":")[0] for line in done.stderr.splitlines()} <= {"note"}


def test_rules_can_be_set_by_a_file(run: Run, tmp_path: Path) -> None:
    settings = tmp_path / "policy.json"
    settings.write_text(json.dumps({"all": "advisory"}))
    ran = run("check", "examples/blocked", "--stack", "prod", "--policy-config", settings)
    assert ran.status == 0
    assert "fail (advisory)" in ran.out
    settings.write_text(json.dumps({"oversized-instanse": {"enforcementLevel": "advisory"}}))
    ran = run("check", "examples/blocked", "--stack", "prod", "--policy-config", settings)
    assert ran.status == 2
    assert "oversized-instance" in ran.err


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("chek",), "did you mean check?"),
        (("check", "--stak", "x"), "Did you mean '--stack'?"),
        (("check", "nowhere"), "nowhere: there is no such file or folder"),
        (("check", "."), "write one of --stack dev-aws, eval-aws, infer-aws, train-aws"),
        (("check", ".", "--stack", "tran-aws"), "did you mean 'train-aws'?"),
        (("check", "README.md"), "save one with `pulumi preview --json > preview.json`"),
        (("check", ".", "--stack", "train-aws", "-c", "region"), "write for example --config aws:region=eu-west-1"),
        (("estimate", ".", "--stack", "train-aws", "--year", "1"), "1 is not in the range"),
        (("estimate", ".", "--stack", "train-aws", "--usage-file", "none.yaml"), "none.yaml: cannot be read"),
        (
            ("diff", "no-such-revision", "--stack", "train-aws"),
            "is neither a file, a folder, a stack nor a git revision",
        ),
    ],
)
def test_a_mistyped_command_is_told_what_to_write_instead(run: Run, arguments: tuple[str, ...], told: str) -> None:
    ran = run(*arguments)
    assert ran.status == 2
    assert told in ran.err
    assert "Traceback" not in ran.err


NARROW = {"80": "below", "100": "below", "160": "beside"}


@pytest.mark.parametrize(("width", "where"), NARROW.items(), ids=NARROW)
def test_a_reason_has_room_to_be_read_at_any_width(
    run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, width: str, where: str
) -> None:
    (tmp_path / "Pulumi.yaml").write_text("name: site\nruntime: python\n")
    (tmp_path / "__main__.py").write_text(
        "import pulumi_azure_native as azure\n\n"
        'azure.compute.VirtualMachine("box", resource_group_name="rg", location="eastus", '
        'hardware_profile={"vm_size": "Standard_ND96isr_H100_v5"})\n'
    )
    monkeypatch.setenv("COLUMNS", width)
    lines = run("check", tmp_path, "--stack", "x").out.splitlines()
    (at,) = [index for index, line in enumerate(lines) if "fail" in line and "oversized-instance" in line]
    reason = "hardwareProfile.vmSize: Standard_ND96isr_H100_v5 has"
    assert reason in lines[at if where == "beside" else at + 1]
    assert all(len(line) <= int(width) for line in lines)


def test_a_bad_argument_is_told_at_its_line_and_in_our_words(run: Run, tmp_path: Path) -> None:
    (tmp_path / "Pulumi.yaml").write_text("name: p\nruntime: python\n")
    lines = ["from penstock.spec import Gpu, Pool", "", "", "def pool(most):", "    return Pool(name='train', gpu=Gpu(name='A100'), max=most)"]  # fmt: skip
    (tmp_path / "__main__.py").write_text("\n".join([*lines, "", "pool(-1)", ""]))
    ran = run("check", tmp_path, "--stack", "dev", "-c", "aws:region=us-east-1")
    assert (ran.status, ran.out) == (2, "")
    assert ran.err.splitlines()[-3:] == [
        "1 problem with the input",
        "  __main__.py:5 in pool Pool.max: -1 is too small",
        "      write 1 or more",
    ]
