"""Programs that people wrote, or that stand for one: run, priced and judged as `penstock check` does."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from penstock.cost import Estimate, estimate
from penstock.preview import run_program
from penstock.resources import read
from penstock.resources.facts import FactSet
from penstock_policies import Outcome, Report, evaluate, settings_from

_HERE = Path(__file__).parent
_NO_SETTINGS: Mapping[str, str] = dict.fromkeys(("AWS_REGION", "AWS_DEFAULT_REGION", "AWS_PROFILE", "KUBECONFIG"), "")


@dataclass(frozen=True, slots=True)
class Case:
    """What became of one program."""

    facts: FactSet
    month: Estimate
    report: Report

    def said(self, rule: str, name: str | None = None) -> set[Outcome]:
        """What a rule says of it, or of its resource of that name."""
        return {
            it.verdict.outcome
            for it in self.report.verdicts
            if it.verdict.rule == rule and name in (None, it.verdict.urn.rpartition("::")[2])
        }


def checked(name: str, **config: str) -> Case:
    """The program in the folder `name`, with `config` (`aws__region="us-west-2"`)."""
    given = {key.replace("__", ":").replace("azure_native", "azure-native"): value for key, value in config.items()}
    facts = read(run_program(_HERE / name, "dev", config=given, environ=_NO_SETTINGS))
    month = estimate(facts, year=2026)
    return Case(facts, month, evaluate(facts, settings_from({}), month=month))
