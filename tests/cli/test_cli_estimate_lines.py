"""A table shows the dearest lines, and says what it leaves out; its sums are of everything."""

from __future__ import annotations

import json
import re
from collections import Counter
from decimal import Decimal
from pathlib import Path
from typing import Any, Final

import pytest
from rich.text import Text

from .conftest import Run

PREFIX: Final = "urn:pulumi:dev::team::"
PROVIDER: Final = "pulumi:providers:aws"
SIZES: Final = 40
"""Buckets, each larger than the one before: GiB are a thousand times its number."""
UNPRICED: Final = 30
"""Machines of a type that nobody knows."""
USD_A_GIB: Final = Decimal("0.023")
"""S3 Standard in us-east-1, a month."""
USD_AN_ADDRESS: Final = Decimal("0.005") * 730
"""A machine's public one, a month."""


@pytest.fixture
def saved(tmp_path: Path) -> tuple[Path, Path]:
    """A preview, and the usage file that says how much is in its buckets."""
    steps = [step(PROVIDER, "aws", {"region": "us-east-1"})]
    steps += [step("aws:s3/bucket:Bucket", f"bucket-{number}", {}) for number in range(1, SIZES + 1)]
    steps += [
        step("aws:ec2/instance:Instance", f"machine-{number}", {"instanceType": "q99.large"})
        for number in range(UNPRICED)
    ]
    file, usage = tmp_path / "preview.json", tmp_path / "usage.yaml"
    file.write_text(json.dumps({"steps": steps}), encoding="utf-8")
    sizes = "".join(f"  bucket-{number}: {{storage_gib: {number}000}}\n" for number in range(1, SIZES + 1))
    usage.write_text(f"version: 0.1\nresource_usage:\n{sizes}", encoding="utf-8")
    return file, usage


def step(token: str, name: str, inputs: dict[str, Any]) -> dict[str, Any]:
    urn = f"{PREFIX}{token}::{name}"
    state = {"urn": urn, "custom": True, "type": token, "inputs": inputs, "provider": f"{PREFIX}{PROVIDER}::aws::id"}
    return {"op": "create", "urn": urn, "newState": state}


def expected_of(lines: list[str], beginning: str) -> Decimal:
    """The expected figure of the line that begins so: the second of its last three."""
    (line,) = (line for line in lines if line.strip().startswith(beginning))
    return Decimal(re.findall(r"[\d,]+\.\d\d", line)[1].replace(",", ""))


@pytest.mark.parametrize("command", ["estimate", "check"])
def test_the_dearest_lines_are_shown_with_the_sum_of_the_rest_and_what_is_unpriced_is_named(
    run: Run, saved: tuple[Path, Path], command: str
) -> None:
    file, usage = saved
    lines = run(command, file, "--usage-file", usage, "--year", "2026").out.splitlines()

    table = [line.strip() for line in lines if re.fullmatch(r"bucket-\d+ +\d+ GiB", line.strip())]
    assert [line.split()[0] for line in table] == sorted(f"bucket-{number}" for number in range(16, 41))
    addresses = UNPRICED * USD_AN_ADDRESS
    assert expected_of(lines, "75 more") == sum(range(1, 16)) * 1000 * USD_A_GIB + addresses
    assert expected_of(lines, "Total") == sum(range(1, SIZES + 1)) * 1000 * USD_A_GIB + addresses
    said = "These are the dearest 25 lines; --all shows the 75 more, 30 of them unpriced, which are named below."
    assert said in map(str.strip, lines)
    assert "30 unpriced, not in these sums:" in map(str.strip, lines)
    assert any(line.startswith("  machine-0, machine-1, machine-10 and 27 more  no ") for line in lines)


def test_every_line_and_every_name_is_shown_when_asked_for(run: Run, saved: tuple[Path, Path]) -> None:
    file, usage = saved
    out = run("estimate", file, "--usage-file", usage, "--year", "2026", "--all").out
    assert {f"bucket-{number}" for number in range(1, SIZES + 1)} <= set(re.findall(r"^ +(bucket-\d+) ", out, re.M))
    assert {f"machine-{number}" for number in range(UNPRICED)} <= set(re.findall(r"^  (machine-\d+)  no ", out, re.M))
    assert "dearest" not in out


def test_each_cell_of_the_table_is_laid_out_once(run: Run, saved: tuple[Path, Path], monkeypatch: Any) -> None:
    asked: Counter[str] = Counter()

    def count(name: str) -> None:
        original = getattr(Text, name)

        def counting(*given: Any, **named: Any) -> Any:
            asked[name] += 1
            return original(*given, **named)

        monkeypatch.setattr(Text, name, counting)

    count("__rich_measure__")
    count("wrap")
    file, usage = saved
    out = run("estimate", file, "--usage-file", usage, "--year", "2026", "--all").out

    lines = len(out.splitlines())
    assert lines > 200
    assert asked["wrap"] <= 7 * lines
    assert asked["__rich_measure__"] < 20  # of the few uses below it
