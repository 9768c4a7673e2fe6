"""Waivers on the real engine: what is waived goes up and is told, and the check says the same."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Final

import pytest

from penstock.cost import estimate
from penstock.preview import run_program
from penstock.resources import read
from penstock_policies import Outcome, evaluate
from penstock_policies.report import waived
from penstock_policies.suppressions.waivers import expected_costs
from penstock_policies.suppressions.waivers_file import read_waivers

from .conftest import OpenProject
from .harness import EngineError, Project

PROGRAM: Final = """\
import pulumi_aws as aws

aws.ec2.Instance("big", ami="ami-1", instance_type="p5.48xlarge")
"""
ENTRY: Final = """\
  - rule: {rule}
    urn: "*::big"
    owner: vision
    reason: one last run
    ticket: ML-1
    expires: {expires}
    max_monthly_usd: {cap}
"""


def pack(folder: Path, *entries: str) -> Path:
    """Our pack with waivers of its own, and a virtual environment that the harness does not use."""
    folder.mkdir()
    (folder / "PulumiPolicy.yaml").write_text("runtime: python\n")
    root = Path(__file__).parents[2]
    (folder / "__main__.py").write_text((root / "policies" / "__main__.py").read_text())
    (folder / "waivers.yaml").write_text("waivers:\n" + "".join(entries))
    return folder


def previewed(project: Project, policies: Path) -> tuple[bool, str]:
    try:
        return False, project.preview_text(packs=[policies])
    except EngineError as error:
        return True, str(error)


def broken(project: Project) -> set[str]:
    """The rules that the program breaks."""
    report = evaluate(read(run_program(project.folder, project.stack)))
    outcomes = (Outcome.FAIL, Outcome.UNDETERMINED)
    return {it.verdict.rule for it in report.verdicts if it.verdict.outcome in outcomes}


@pytest.fixture
def project(open_project: OpenProject, tmp_path: Path) -> Project:
    source = tmp_path / "big"
    source.mkdir()
    (source / "Pulumi.yaml").write_text("name: big\nruntime: python\n")
    (source / "__main__.py").write_text(PROGRAM)
    return open_project(source, "dev", {"aws:region": "us-east-1"})


def test_what_is_waived_is_told_and_goes_up_and_an_expired_or_too_dear_waiver_is_told_and_blocks(
    project: Project, tmp_path: Path
) -> None:
    today = datetime.now(UTC).date()
    rules = sorted(broken(project))
    assert "oversized-instance" in rules

    def entry(rule: str, expires: date = today, cap: int = 10**6) -> str:
        return ENTRY.format(rule=rule, expires=expires, cap=cap)

    held = pack(tmp_path / "held", *map(entry, rules))
    refused, text = previewed(project, held)
    assert not refused, text
    assert f"waived until {today} by vision (ML-1): one last run" in text

    others = [entry(rule) for rule in rules if rule != "oversized-instance"]
    expired = pack(tmp_path / "expired", *others, entry("oversized-instance", expires=today - timedelta(days=1)))
    refused, text = previewed(project, expired)
    assert refused
    assert "waives nothing: it expired on" in text

    dear = pack(tmp_path / "dear", *others, entry("oversized-instance", cap=5))
    refused, text = previewed(project, dear)
    assert refused
    assert "is over its max_monthly_usd of 5" in text

    facts = read(run_program(project.folder, project.stack))
    costs = expected_costs(estimate(facts, year=today.year))
    blocked = {
        policies.name: waived(evaluate(facts), read_waivers(policies / "waivers.yaml", today=today), costs).blocked
        for policies in (held, expired, dear)
    }
    assert blocked == {"held": False, "expired": True, "dear": True}
