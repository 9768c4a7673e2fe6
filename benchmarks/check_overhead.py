"""How long `penstock check` takes beside the bare program and beside the real engine's preview.

`make` nothing; run `.venv/bin/python benchmarks/check_overhead.py [--runs 7] [--stack train-aws]`. Whole processes, taken in turn
so that a change of the machine's speed meets all of them, medians and the ratio of medians.
"""

from __future__ import annotations

import argparse
import statistics
import subprocess
import sys
import time
from pathlib import Path

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table

ROOT = Path(__file__).parents[1]


def commands(stack: str, *, engine: bool) -> dict[str, list[str]]:
    """What is measured, the yardstick first."""
    python = sys.executable
    result = {
        "bare program under the SDK's mocks": [python, "benchmarks/bare_run.py", stack],
        "penstock check": [python, "-m", "penstock.cli.main", "check", ".", "--stack", stack],
    }
    if engine:
        result["real engine preview, stand-in provider"] = [python, "benchmarks/engine_preview.py", stack]
    return result


def seconds(command: list[str]) -> float:
    """Wall time of one whole process, which must succeed."""
    start = time.perf_counter()
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    took = time.perf_counter() - start
    if done.returncode != 0:
        sys.exit(f"{' '.join(command)}: exit status {done.returncode}\n{done.stderr}")
    return took


def main() -> None:
    """Measure and print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=7)
    parser.add_argument("--stack", default="train-aws")
    parser.add_argument("--no-engine", action="store_true", help="leave the real engine out (it needs the CLI or Go)")
    options = parser.parse_args()
    measured = commands(options.stack, engine=not options.no_engine)
    times: dict[str, list[float]] = {name: [] for name in measured}
    for run in range(options.runs + 1):
        for name, command in measured.items():
            took = seconds(command)
            if run:  # the first round only warms caches
                times[name].append(took)
    yardstick = statistics.median(times[next(iter(times))])
    table = Table(box=SIMPLE_HEAD, title=f"{options.stack}, {options.runs} runs each, in turn")
    for column in ("whole process", "min s", "median s", "max s", "ratio"):
        table.add_column(column, justify="left" if column == "whole process" else "right")
    for name, took in times.items():
        median = statistics.median(took)
        table.add_row(name, f"{min(took):.2f}", f"{median:.2f}", f"{max(took):.2f}", f"{median / yardstick:.2f}")
    Console(width=100).print(table)


if __name__ == "__main__":
    main()
