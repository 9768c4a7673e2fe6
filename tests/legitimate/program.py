"""Runs a legitimate program as `penstock check` would, and lists what is found."""

from __future__ import annotations

from pathlib import Path

from penstock.preview import run_program
from penstock.resources import read
from penstock_policies import Enforcement, Outcome, evaluate, settings_from

_PROGRAMS = Path(__file__).parent / "programs"
_CONFIG = {
    "aws:region": "us-east-1",
    "aws:defaultTags": '{"tags": {"owner": "platform", "cost-center": "cc-42"}}',
    "gcp:defaultLabels": '{"owner": "platform", "cost-center": "cc-42"}',
    "gcp:region": "europe-west4",
    "gcp:zone": "europe-west4-a",
    "gcp:project": "example",
    "azure-native:location": "westeurope",
}

_OF_THE_CATALOG = "unpriced-resource"


def programs(cloud: str) -> list[str]:
    """The names of a cloud's programs."""
    return sorted(path.stem for path in (_PROGRAMS / cloud).glob("*.py"))


def findings(cloud: str, name: str, project: Path) -> list[str]:
    """What the rules as they come, advisory ones too, say against the program; empty: nothing.

    `unpriced-resource` is left out: it says what the catalog has no figure of, not what is wrong with a program.
    """
    (project / "Pulumi.yaml").write_text(f"name: {name}\nruntime: python\n", encoding="utf-8")
    source = (_PROGRAMS / cloud / f"{name}.py").read_text(encoding="utf-8")
    (project / "__main__.py").write_text(source, encoding="utf-8")
    report = evaluate(read(run_program(project, "dev", config=_CONFIG)), settings_from({}))
    return [
        f"{it.verdict.urn.rpartition('::')[2]} {it.verdict.rule} {it.verdict.outcome}: {it.verdict.message}"
        for it in report.verdicts
        if it.verdict.rule != _OF_THE_CATALOG
        and it.enforcement is not Enforcement.DISABLED
        and it.verdict.outcome in (Outcome.FAIL, Outcome.UNDETERMINED)
    ]
