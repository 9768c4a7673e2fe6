"""The catalog: rows per cloud, time to load, look-ups a second, size; and an estimate of 1,000 resources as a whole process.

Run `.venv/bin/python benchmarks/catalog.py [--runs 7]`. Loading and look-ups are timed inside fresh processes, since a second load
in one process costs nothing.
"""

from __future__ import annotations

import argparse
import json
import statistics
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from estate import items
from estate.pulumi_preview import preview
from measuring import measured, process
from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table

import penstock.catalog
from penstock.catalog.tables import clouds

DATA: Final = Path(penstock.catalog.__file__).parent / "data"

ONE_CLOUD: Final = """
import json, sys, time
from penstock.catalog import load
cloud, name, region = sys.argv[1:]
start = time.perf_counter()
load(cloud).offering(name, region)
loaded = time.perf_counter() - start
catalog = load(cloud)
start = time.perf_counter()
for _ in range(20000):
    catalog.offering(name, region)
print(json.dumps([loaded * 1000, 20000 / (time.perf_counter() - start)]))
"""

ASKED: Final = {
    "aws": ("p5.48xlarge", "us-east-1"),
    "azure": ("Standard_ND96isr_H100_v5", "eastus"),
    "gcp": ("a3-highgpu-8g", "us-central1"),
}


def rows(cloud: str) -> Mapping[str, int]:
    """Data file -> its rows, comments and column names left out."""
    return {
        file.name: sum(not line.startswith("#") for line in file.read_text(encoding="utf-8").splitlines()) - 1
        for file in sorted((DATA / cloud).glob("*.csv"))
    }


def kib_in_wheel(cloud: str) -> float:
    """KiB of the cloud's files, deflated as a wheel has them."""
    with tempfile.TemporaryFile() as made, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for file in (DATA / cloud).glob("*.csv"):
            archive.write(file, file.name)
        return sum(info.compress_size for info in archive.infolist()) / 1024


def main() -> None:
    """Measure and print both tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=7)
    runs: int = parser.parse_args().runs
    console = Console(width=110)
    table = Table(box=SIMPLE_HEAD, title=f"catalog, medians of {runs} fresh processes")
    for column in ("cloud", "types", "offerings", "other rows", "load ms", "look-ups a second", "KiB in the wheel"):
        table.add_column(column, justify="left" if column == "cloud" else "right")
    for cloud in clouds():
        count = rows(cloud)
        figures = [
            json.loads(
                subprocess.run(
                    [sys.executable, "-c", ONE_CLOUD, cloud, *ASKED[cloud]], capture_output=True, check=True
                ).stdout
            )
            for _ in range(runs)
        ]
        other = sum(count.values()) - count["instance_types.csv"] - count["offerings.csv"]
        table.add_row(
            cloud,
            f"{count['instance_types.csv']:,}",
            f"{count['offerings.csv']:,}",
            f"{other:,}",
            f"{statistics.median(load for load, _ in figures):.1f}",
            f"{statistics.median(speed for _, speed in figures):,.0f}",
            f"{kib_in_wheel(cloud):.0f}",
        )
    console.print(table)
    with tempfile.TemporaryDirectory() as folder:
        table = Table(box=SIMPLE_HEAD, title="penstock estimate capture.json, whole process")
        for column in ("resources", "format", "median s", "ms a resource"):
            table.add_column(column, justify="left" if column == "format" else "right")
        for count in (1000, 4000):
            file = Path(folder) / f"{count}.json"
            file.write_text(json.dumps(preview(items(count))), encoding="utf-8")
            for output in ("json", "table"):
                command = (sys.executable, "-m", "penstock.cli.main", "estimate", file, "--format", output)
                (times,) = measured(runs, {output: process(*command)}).values()
                took = statistics.median(times)
                table.add_row(f"{count:,}", output, f"{took:.2f}", f"{took * 1000 / count:.2f}")
        console.print(table)


if __name__ == "__main__":
    main()
