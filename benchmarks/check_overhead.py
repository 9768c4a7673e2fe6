"""How long `penstock check` takes beside the bare program and beside the real engine's preview.

Run `.venv/bin/python benchmarks/check_overhead.py [--runs 7] [--stack train-aws] [--no-engine]`. Whole processes, taken in turn so
that a change of the machine's speed meets all of them: medians, and the ratio of medians. The engine's preview is that of the
tests (tests/engine): the real CLI, the program in a process of its own, the stand-in provider on loopback; making the stack and
starting the stand-in are not counted.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from contextlib import ExitStack
from typing import Final

from measuring import ROOT, measured, process, show
from stood_in import stood_in

BARE: Final = "bare program under the SDK's mocks"


def main() -> None:
    """Measure and print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=7)
    parser.add_argument("--stack", default="train-aws")
    parser.add_argument("--no-engine", action="store_true", help="leave the real engine out (it needs the CLI or Go)")
    options = parser.parse_args()
    with ExitStack() as opened:
        rows: dict[str, Callable[[], object]] = {
            BARE: process(sys.executable, "benchmarks/bare_run.py", options.stack),
            "penstock check": process(
                sys.executable, "-m", "penstock.cli.main", "check", ".", "--stack", options.stack
            ),
        }
        if not options.no_engine:
            running = opened.enter_context(stood_in(ROOT, options.stack, {}))
            rows["real engine's preview, stand-in provider"] = running.preview
        times = measured(options.runs, rows)
    show(options.stack, times, BARE)


if __name__ == "__main__":
    main()
