"""`penstock check` of a saved preview beside the peers on as many Terraform resources, and its growth with the resources.

Run `.venv/bin/python benchmarks/policy_check.py [--runs 5] [--resources 1000] [--no-peers] [--no-growth]`. Whole processes, in
turn: all rules of ours over `pulumi preview --json`; three policies of c7n-left; Checkov's checks of Terraform. All read the
same estate (benchmarks/estate). c7n-left and Checkov are installed once, in environments of their own (benchmarks/peers);
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
from estate.pulumi_preview import preview
from estate.terraform import terraform
from measuring import measured, process, show
from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table

OURS: Final = "penstock check, all rules"
GROWTH: Final = (1_000, 5_000, 20_000)
FOUND: Final = (0, 1)
"""Exit statuses: nothing is wrong; something is."""


def ours(folder: Path, number: int) -> Callable[[], str]:
    """A check of a saved preview of so many resources."""
    file = folder / f"preview-{number}.json"
    file.write_text(json.dumps(preview(items(number))), encoding="utf-8")
    program = Path(sys.executable).with_name("penstock")
    return process(program, "check", file, "--format", "json", statuses=FOUND)


def checkov(folder: Path) -> Callable[[], str]:
    """Its checks of the Terraform in `folder`."""
    offline = ("--skip-download", "--quiet", "--compact")
    framework = ("--framework", "terraform", "--output", "json")
    return process(peers.installed("checkov"), "--directory", folder, *framework, *offline, statuses=FOUND)


def c7n_left(folder: Path, policies: Path) -> Callable[[], str]:
    """Three policies over the Terraform in `folder`."""
    return process(peers.installed("c7n-left"), "run", "--policy-dir", policies, "--directory", folder, statuses=FOUND)


def beside_the_peers(folder: Path, number: int, runs: int) -> None:
    """One table; the peers' folder has the Terraform alone."""
    program, policies = folder / "terraform", folder / "policies"
    for made in (program, policies):
        made.mkdir()
    (program / "main.tf").write_text(terraform(items(number)), encoding="utf-8")
    (policies / "three.yaml").write_bytes(peers.POLICIES.read_bytes())
    rows = {
        OURS: ours(folder, number),
        "c7n-left, three policies": c7n_left(program, policies),
        "Checkov, its Terraform checks": checkov(program),
    }
    for name, said in zip(rows, counted([run() for run in rows.values()]), strict=True):
        if said != number:
            sys.exit(f"{name} has read {said} of {number} resources")
    show(f"{number:,} resources", measured(runs, rows), OURS)


def counted(outputs: list[str]) -> Iterator[int]:
    """How many resources each says that it has read."""
    mine, c7n, theirs = outputs
    yield sum(not it["type"].startswith("pulumi:") for it in json.loads(mine)["resources"])
    found = re.search(r"on (\d+) resources", c7n)
    yield int(found[1]) if found else 0
    yield json.loads(theirs)["summary"]["resource_count"]


def growth(folder: Path, runs: int) -> None:
    """Time by the number of resources."""
    table = Table(box=SIMPLE_HEAD, title=f"{OURS}; medians of {runs} runs")
    for column in ("resources", "s", "ms a resource"):
        table.add_column(column, justify="right")
    for number in GROWTH:
        (took,) = measured(runs, {"": ours(folder, number)}).values()
        median = statistics.median(took)
        table.add_row(f"{number:,}", f"{median:.2f}", f"{median * 1000 / number:.2f}")
    Console(width=110).print(table)


def main() -> None:
    """Measure and print the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--resources", type=int, default=1000)
    parser.add_argument("--no-peers", action="store_true")
    parser.add_argument("--no-growth", action="store_true")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        if not options.no_peers:
            beside_the_peers(Path(folder), options.resources, options.runs)
        if not options.no_growth:
            growth(Path(folder), min(options.runs, 3))


if __name__ == "__main__":
    main()
