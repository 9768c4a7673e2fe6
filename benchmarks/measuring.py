"""Times of several ways of doing a thing, taken in turn so that a change of the machine's speed meets all of them."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Collection, Mapping, Sequence
from pathlib import Path
from typing import Final

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table

ROOT: Final = Path(__file__).parents[1]

_ENVIRONMENT: Final = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
"""What is measured has its bytecode, as an installed package has."""

Times = Mapping[str, Sequence[float]]
"""What was done -> the seconds of each run."""


def measured(runs: int, rows: Mapping[str, Callable[[], object]]) -> Times:
    """Seconds of each row, in turn; the first round only warms caches."""
    times: dict[str, list[float]] = {name: [] for name in rows}
    for turn in range(runs + 1):
        for name, run in rows.items():
            start = time.perf_counter()
            run()
            if turn:
                times[name].append(time.perf_counter() - start)
    return times


def process(*command: str | Path, statuses: Collection[int] = (0,)) -> Callable[[], str]:
    """One whole process, which must end with one of `statuses`; gives what it printed."""

    def run() -> str:
        done = subprocess.run(command, cwd=ROOT, env=_ENVIRONMENT, capture_output=True, text=True, check=False)
        if done.returncode not in statuses:
            sys.exit(f"{' '.join(map(str, command))}: exit status {done.returncode}\n{done.stderr}")
        return done.stdout

    return run


def cost(*command: str | Path) -> tuple[float, float]:
    """CPU seconds of one whole process, and the most memory that it held, in MB. What it prints is dropped."""
    done = subprocess.Popen(command, cwd=ROOT, env=_ENVIRONMENT, stdout=subprocess.DEVNULL)
    _, _, used = os.wait4(done.pid, 0)
    done.returncode = 0
    return used.ru_utime + used.ru_stime, used.ru_maxrss / 1024


def show(title: str, times: Times, yardstick: str) -> None:
    """The table: seconds, and the ratio of each median to that of the row `yardstick`."""
    base = statistics.median(times[yardstick])
    table = Table(box=SIMPLE_HEAD, title=f"{title}; {len(times[yardstick])} runs each, in turn")
    for column in ("what", "min s", "median s", "max s", "ratio"):
        table.add_column(column, justify="left" if column == "what" else "right")
    for name, took in times.items():
        median = statistics.median(took)
        table.add_row(name, f"{min(took):.2f}", f"{median:.2f}", f"{max(took):.2f}", f"{median / base:.2f}")
    Console(width=110).print(table)
