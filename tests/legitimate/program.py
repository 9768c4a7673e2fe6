"""Runs a legitimate program as `penstock check` would, and lists what is found."""

from __future__ import annotations

from pathlib import Path

from penstock.preview import run_program
from penstock.resources import read
from penstock_policies import Enforcement, Outcome, Verdict, evaluate, settings_from

_PROGRAMS = Path(__file__).parent / "programs"
_STRANGERS = Path(__file__).parent / "strangers"
"""Programs of honest teams by somebody who had not read the rules; those that a program needs set are in its docstring: `Config: a:b=c`."""
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


def strangers() -> list[Path]:
    """The programs by somebody who had not read the rules."""
    return sorted(_STRANGERS.glob("*.py"))


def judged(program: Path, project: Path) -> tuple[list[str], set[str]]:
    """(what blocks a program by the rules as they come, the rules whose advice it gets)."""
    source = program.read_text(encoding="utf-8")
    given = dict(
        line.removeprefix("Config: ").split("=", 1) for line in source.splitlines() if line.startswith("Config: ")
    )
    (project / "Pulumi.yaml").write_text(f"name: {program.stem}\nruntime: python\n", encoding="utf-8")
    (project / "__main__.py").write_text(source, encoding="utf-8")
    config = {**_CONFIG, "azure-native:location": "eastus", "gcp:region": "us-central1", "gcp:zone": "us-central1-a"}
    report = evaluate(read(run_program(project, "dev", config={**config, **given})))
    found = [it for it in report.verdicts if it.verdict.outcome in (Outcome.FAIL, Outcome.UNDETERMINED)]
    return [_words(it.verdict) for it in found if it.blocks], {it.verdict.rule for it in found}


def _words(it: Verdict) -> str:
    return f"{it.urn.rpartition('::')[2]} {it.rule} {it.outcome}: {it.message}"


def findings(cloud: str, name: str, project: Path) -> list[str]:
    """What the rules as they come, advisory ones too, say against the program; empty: nothing.

    `unpriced-resource` is left out: it says what the catalog has no figure of, not what is wrong with a program.
    """
    (project / "Pulumi.yaml").write_text(f"name: {name}\nruntime: python\n", encoding="utf-8")
    source = (_PROGRAMS / cloud / f"{name}.py").read_text(encoding="utf-8")
    (project / "__main__.py").write_text(source, encoding="utf-8")
    report = evaluate(read(run_program(project, "dev", config=_CONFIG)), settings_from({}))
    return [
        _words(it.verdict)
        for it in report.verdicts
        if it.verdict.rule != _OF_THE_CATALOG
        and it.enforcement is not Enforcement.DISABLED
        and it.verdict.outcome in (Outcome.FAIL, Outcome.UNDETERMINED)
    ]
