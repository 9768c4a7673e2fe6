"""Every stack of ours in every region that has its GPUs: how many lines it costs there, and what of it has no price; and the page.

The page: `PYTHONPATH=tests python -m cost.regions > docs/regions.md`. A stack's program is run anew for each region, as
`penstock estimate` runs it, with the region alone changed.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import yaml

from penstock.catalog import load
from penstock.cost import estimate
from penstock.preview import run_program
from penstock.resources import read

ROOT: Final = Path(__file__).parents[2]

_REGION: Final = {"aws": "aws:region"}
"""Cloud -> the setting that says where a stack is."""

_INTRODUCTION: Final = """\
# Our stacks in every region

<!-- Generated: PYTHONPATH=tests python -m cost.regions > docs/regions.md -->

Each example stack is run in every region that has its GPUs, with the region alone changed, and estimated. A cell says how many lines
are priced, and how many resources have a part without a price (`/ 2`). Empty: the region has not all of the stack's GPUs. A test holds
this page to what it finds: a price that is lost, or a new one, changes it.
"""

_MISSING: Final = """
## What has no price

None of these is large: an alarm is 0.10 to 0.135 $ a month where its price is known, a spot price is held to the on-demand price, and the
others are billed by use that the stacks do not declare. `stack-budget` counts each at what it is never above (docs/catalog.md).
"""


@dataclass(frozen=True, slots=True)
class There:
    """One stack in one region. `missing`: what has no price there, such as `sns-million` or `spot price of g6.xlarge`."""

    stack: str
    region: str
    lines: int
    unpriced: int
    missing: frozenset[str]


def everywhere() -> Sequence[There]:
    """Every stack in every region that has its GPUs, by name."""
    return [it for file in sorted((ROOT / "stacks").glob("Pulumi.*.yaml")) for it in _stack(file)]


def _stack(file: Path) -> Iterable[There]:
    spec: Mapping[str, Any] = yaml.safe_load(file.read_text(encoding="utf-8"))["config"]["penstock:environment"]
    catalog, gpus = load(spec["cloud"]), [pool["gpu"] for pool in spec["pools"]]
    for region in catalog.regions:
        if all(catalog.with_gpu(gpu["name"], gpu["count"], region) for gpu in gpus):
            yield _there(file.name.split(".")[1], spec["cloud"], region)


def _there(stack: str, cloud: str, region: str) -> There:
    facts = read(run_program(ROOT, stack, config={_REGION[cloud]: region}))
    found = estimate(facts, year=2026)
    return There(
        stack=stack,
        region=region,
        lines=sum(line.unit_price is not None for it in found.resources for line in it.components),
        unpriced=len(found.unpriced),
        missing=frozenset(what for why in found.unpriced.values() for what in _whats(why, region)),
    )


def _whats(why: str, region: str) -> Iterable[str]:
    """Each thing that `why` says has no price; what it says otherwise, whole."""
    for part in why.split("; "):
        match = re.fullmatch(rf"no (?:price of )?(.*) in {region}", part)
        yield match[1] if match else part


def page(found: Sequence[There]) -> str:
    """The page, as Markdown: a table of regions and stacks, then what is missing where."""
    stacks = sorted({it.stack for it in found})
    cells = {(it.stack, it.region): f"{it.lines}{f' / {it.unpriced}' if it.unpriced else ''}" for it in found}
    whole = sum(not it.unpriced for it in found)
    return (
        "\n".join(
            [
                _INTRODUCTION,
                f"{len(found)} pairs of a stack and a region, {whole} of them without anything unpriced.\n",
                f"| region | {' | '.join(stacks)} |",
                f"| --- |{' ---: |' * len(stacks)}",
                *(
                    f"| {region} | {' | '.join(cells.get((stack, region), '') for stack in stacks)} |"
                    for region in sorted({it.region for it in found})
                ),
                _MISSING,
                "| what | regions |",
                "| --- | --- |",
                *(f"| {what} | {', '.join(regions)} |" for what, regions in missing(found).items()),
            ]
        )
        + "\n"
    )


def missing(found: Iterable[There]) -> Mapping[str, Sequence[str]]:
    """What has no price -> the regions where a stack of ours needs it."""
    pairs = {(what, it.region) for it in found for what in it.missing}
    return {what: sorted(region for it, region in pairs if it == what) for what in sorted({what for what, _ in pairs})}


if __name__ == "__main__":
    sys.stdout.write(page(everywhere()))
