"""Runs a way as `penstock check` does, and says what stops it."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from penstock.cli.source import read_capture
from penstock.resources import read
from penstock_policies import evaluate, read_profile

from .way import Answer, Way

CONFIG: Final = (
    "aws:region=us-east-1",
    "gcp:project=vision",
    "gcp:region=us-central1",
    "gcp:zone=us-central1-a",
    "azure-native:location=eastus",
)
"""Where each cloud's provider is, so that nothing is caught for want of a region."""

COUNTING: Final = frozenset(
    {
        *("oversized-instance", "wide-instance-requirements", "pool-ceiling", "stack-budget"),
        *("idle-capable-reservation", "spot-required", "silent-on-demand", "min-above-zero"),
        *("idle-shutdown-required", "expire-after-required"),
        *("cross-region-transfer", "cross-region-copy", "provider-region-mismatch"),
        *("internet-egress", "nat-to-object-storage"),
    }
)
"""The rules of size, capacity, time and locality: a word of any other is not what a way is caught by."""


def stopped_by(way: Way, project: Path) -> set[Answer]:
    """What stops the program, of the rules that count, when it is checked with the profile `production`.

    Raises:
        InputError: the program is refused before any rule sees it, so it is no way past them.
    """
    (project / "Pulumi.yaml").write_text("name: evasion\nruntime: python\n", encoding="utf-8")
    (project / "__main__.py").write_text(way.file.read_text(encoding="utf-8"), encoding="utf-8")
    report = evaluate(read(read_capture(project, "dev", (*CONFIG, *way.config))), read_profile("production"))
    return {
        Answer(it.verdict.rule, it.verdict.outcome, it.verdict.urn.rpartition("::")[2])
        for it in report.verdicts
        if it.blocks and it.verdict.rule in COUNTING
    }


def check(way: Way, project: Path) -> None:
    """The way is stopped by all that it says it is, and by nothing when it says so."""
    found = stopped_by(way, project)
    missing = set(way.answers) - found
    assert not missing, f"{way.name}: {missing} is not among {found}"
    assert way.answers or not found, f"{way.name} is caught by now, by {found}: say so in it"
