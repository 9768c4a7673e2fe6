"""How long `penstock check` takes beside the bare program and beside the real engine's preview.

Run `.venv/bin/python benchmarks/check_overhead.py [--runs 7] [--stack train-aws] [--no-engine]`. Whole processes, taken in turn so
that a change of the machine's speed meets all of them: medians, and the ratio of medians. The engine's preview is that of the
tests (tests/engine): the real CLI, the program in a process of its own, the stand-in provider on loopback; making the stack and
starting the stand-in are not counted.
"""

from __future__ import annotations

import argparse
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from contextlib import ExitStack
from importlib import import_module
from pathlib import Path
from types import SimpleNamespace
from typing import Any, Final

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table

ROOT: Final = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "tests"))

BARE: Final = "bare program under the SDK's mocks"


def process(*arguments: str) -> Callable[[], object]:
    """One whole process, which must succeed."""

    def run() -> None:
        done = subprocess.run([sys.executable, *arguments], cwd=ROOT, capture_output=True, text=True, check=False)
        if done.returncode != 0:
            sys.exit(f"{' '.join(arguments)}: exit status {done.returncode}\n{done.stderr}")

    return run


def engine_preview(stack: str, opened: ExitStack) -> Callable[[], object]:
    """A preview of the real engine, with everything around it already there."""
    # By name: the engine's tests are needed for this row alone, and are no package of ours.
    engine: Any = SimpleNamespace(
        **{name: import_module(f"engine.{name}") for name in ("aws_cloud", "cli", "harness")},
    )
    scratch = Path(opened.enter_context(tempfile.TemporaryDirectory()))
    clouds = [engine.aws_cloud.AwsCloud()]
    running = opened.enter_context(
        engine.harness.project(engine.cli.find_cli(), ROOT, stack, scratch, clouds, config={})
    )
    return running.preview


def measured(runs: int, rows: Mapping[str, Callable[[], object]]) -> dict[str, list[float]]:
    """Seconds of each row, in turn; the first round only warms caches."""
    times: dict[str, list[float]] = {name: [] for name in rows}
    for turn in range(runs + 1):
        for name, run in rows.items():
            start = time.perf_counter()
            run()
            if turn:
                times[name].append(time.perf_counter() - start)
    return times


def main() -> None:
    """Measure and print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=7)
    parser.add_argument("--stack", default="train-aws")
    parser.add_argument("--no-engine", action="store_true", help="leave the real engine out (it needs the CLI or Go)")
    options = parser.parse_args()
    with ExitStack() as opened:
        rows = {
            BARE: process("benchmarks/bare_run.py", options.stack),
            "penstock check": process("-m", "penstock.cli.main", "check", ".", "--stack", options.stack),
        }
        if not options.no_engine:
            rows["real engine's preview, stand-in provider"] = engine_preview(options.stack, opened)
        times = measured(options.runs, rows)
    yardstick = statistics.median(times[BARE])
    table = Table(box=SIMPLE_HEAD, title=f"{options.stack}, {options.runs} runs each, in turn")
    for column in ("what", "min s", "median s", "max s", "ratio"):
        table.add_column(column, justify="left" if column == "what" else "right")
    for name, took in times.items():
        median = statistics.median(took)
        table.add_row(name, f"{min(took):.2f}", f"{median:.2f}", f"{max(took):.2f}", f"{median / yardstick:.2f}")
    Console(width=100).print(table)


if __name__ == "__main__":
    main()
