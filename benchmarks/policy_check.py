"""`penstock check` of a saved preview beside the peers on as many Terraform resources, and its growth with the resources.

Run `.venv/bin/python benchmarks/policy_check.py [--runs 5] [--resources 1000] [--before DIR] [--no-peers] [--no-growth]`. Whole
processes, in turn: all rules of ours over `pulumi preview --json`; the same of another checkout (`--before`); three policies of
c7n-left; Checkov's checks of Terraform. All read the same resources: an estate (benchmarks/estate), then flat ones, of two
attributes each (benchmarks/estate/flat.py). c7n-left and Checkov are installed once, in environments of their own (benchmarks/peers);
Checkov is kept from asking its maker's service. Each must say that it has read every resource.
"""

from __future__ import annotations

import argparse
import json
import re
import statistics
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

import peers
from estate import items
from estate.flat import flat
from estate.pulumi_preview import preview
from estate.terraform import terraform
from measuring import cost, measured, process, show
from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table

OURS: Final = "penstock check, all rules"
KINDS: Final = {"estate": items, "flat": flat}
"""What is read -> so many resources of it."""
GROWTH: Final = (1_000, 5_000, 20_000)
FOUND: Final = (0, 1)
"""Exit statuses: nothing is wrong; something is."""


def saved(folder: Path, name: str, number: int) -> Path:
    """A preview of so many resources of one of `KINDS`."""
    file = folder / f"{name}-{number}.json"
    file.write_text(json.dumps(preview(KINDS[name](number))), encoding="utf-8")
    return file


def ours(file: Path) -> tuple[str | Path, ...]:
    """A check of a saved preview."""
    return (Path(sys.executable).with_name("penstock"), "check", file, "--format", "json")


def before(checkout: Path, file: Path) -> tuple[str | Path, ...]:
    """The same of another checkout."""
    code = f"PYTHONPATH={checkout / 'components'}:{checkout / 'policies'}"
    return ("env", code, sys.executable, "-m", "penstock.cli.main", *ours(file)[1:])


def checkov(folder: Path) -> Callable[[], str]:
    """Its checks of the Terraform in `folder`."""
    offline = ("--skip-download", "--quiet", "--compact")
    framework = ("--framework", "terraform", "--output", "json")
    return process(peers.installed("checkov"), "--directory", folder, *framework, *offline, statuses=FOUND)


def c7n_left(folder: Path, policies: Path) -> Callable[[], str]:
    """Three policies over the Terraform in `folder`."""
    return process(peers.installed("c7n-left"), "run", "--policy-dir", policies, "--directory", folder, statuses=FOUND)


def beside_the_peers(folder: Path, name: str, number: int, runs: int, earlier: Path | None) -> None:
    """One table; the peers' folder has the Terraform alone."""
    program, policies = folder / f"terraform-{name}", folder / f"policies-{name}"
    for made in (program, policies):
        made.mkdir()
    (program / "main.tf").write_text(terraform(KINDS[name](number)), encoding="utf-8")
    (policies / "three.yaml").write_bytes(peers.POLICIES.read_bytes())
    file = saved(folder, name, number)
    rows = {
        OURS: process(*ours(file), statuses=FOUND),
        "c7n-left, three policies": c7n_left(program, policies),
        "Checkov, its Terraform checks": checkov(program),
    }
    for row, said in zip(rows, counted([run() for run in rows.values()]), strict=True):
        if said != number:
            sys.exit(f"{row} has read {said} of {number} resources")
    if earlier is not None:
        rows[f"the same at {earlier}"] = process(*before(earlier, file), statuses=FOUND)
    show(f"{number:,} resources, {name}", measured(runs, rows), OURS)


def counted(outputs: list[str]) -> Iterator[int]:
    """How many resources each says that it has read."""
    mine, c7n, theirs = outputs
    yield sum(not it["type"].startswith("pulumi:") for it in json.loads(mine)["resources"])
    found = re.search(r"on (\d+) resources", c7n)
    yield int(found[1]) if found else 0
    yield json.loads(theirs)["summary"]["resource_count"]


def growth(folder: Path, runs: int, earlier: Path | None) -> None:
    """CPU time and memory by the number of resources."""
    table = Table(box=SIMPLE_HEAD, title=f"{OURS}; medians of {runs} runs")
    for column in ("resources", "", "CPU s", "ms a resource", "peak MB"):
        table.add_column(column, justify="right" if column else "left")
    for name in KINDS:
        for number in GROWTH:
            file = saved(folder, name, number)
            rows = {name: ours(file)} | ({} if earlier is None else {f"{name}, at {earlier}": before(earlier, file)})
            found = {row: [cost(*command) for _ in range(runs)] for row, command in rows.items()}
            for row, costs in found.items():
                cpu, peak = (statistics.median(it[at] for it in costs) for at in (0, 1))
                table.add_row(f"{number:,}", row, f"{cpu:.2f}", f"{cpu * 1000 / number:.2f}", f"{peak:.0f}")
    Console(width=110).print(table)


def main() -> None:
    """Measure and print the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--resources", type=int, default=1000)
    parser.add_argument("--before", type=Path, help="another checkout, to be measured in turn with this one")
    parser.add_argument("--no-peers", action="store_true")
    parser.add_argument("--no-growth", action="store_true")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        if not options.no_peers:
            for name in KINDS:
                beside_the_peers(Path(folder), name, options.resources, options.runs, options.before)
        if not options.no_growth:
            growth(Path(folder), min(options.runs, 3), options.before)


if __name__ == "__main__":
    main()
