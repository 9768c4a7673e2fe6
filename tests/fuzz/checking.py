"""A capture through all that `penstock check` does with one, and what may never come of it."""

from __future__ import annotations

import contextlib
import io
import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Final, TypeAlias

from jsonschema import Draft202012Validator

from penstock.cli.formats import FORMATS, Checked, render
from penstock.cli.formats.places import Place, Places
from penstock.cli.formats.schema import result_schema
from penstock.cli.views.page import print_check
from penstock.cost import estimate
from penstock.resources import read
from penstock.resources.reading.capture import Capture
from penstock.resources.reading.secrets import mask, secret_texts
from penstock_policies import Outcome, Report, evaluate

Key: TypeAlias = tuple[str, str]
"""URN and rule."""

PLACES: Final = Places("", Place("Pulumi.yaml", 1))
YEAR: Final = 2026
AGAINST: Final = frozenset({Outcome.FAIL, Outcome.UNDETERMINED})


@dataclass(frozen=True, slots=True)
class Result:
    """What the rules said, before it was masked, and all that was written, by format."""

    report: Report
    written: Mapping[str, str]

    def by_key(self) -> dict[Key, set[Outcome]]:
        """URN and rule -> every outcome."""
        found: dict[Key, set[Outcome]] = {}
        for it in self.report.verdicts:
            found.setdefault((it.verdict.urn, it.verdict.rule), set()).add(it.verdict.outcome)
        return found


def check(capture: Capture, *, table: bool) -> Result:
    """As the command does; the table, which takes longer than all else, when asked for."""
    facts = read(capture)
    month, report = estimate(facts, year=YEAR), evaluate(facts)
    secrets = secret_texts(capture)
    shown, said = mask(month, secrets), mask(report, secrets)
    result = Checked(capture=capture, estimate=shown, report=said, places=PLACES)
    written = {name: render(name, result) for name in FORMATS}
    if table:
        with contextlib.redirect_stdout(io.StringIO()) as out, contextlib.redirect_stderr(io.StringIO()):
            print_check(capture, shown, said, every=True, verbose=True)
        written["table"] = out.getvalue()
    return Result(report, written)


@cache
def _validator() -> Draft202012Validator:
    return Draft202012Validator(result_schema())


def schema_problem(document: str) -> str:
    """Why a JSON output is not what the schema says; empty when it is."""
    validator: Any = _validator()  # its stubs leave types out
    found = next(validator.iter_errors(json.loads(document)), None)
    return "" if found is None else f"{found.json_path}: {found.message[:200]}"
