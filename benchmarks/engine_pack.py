"""What the policy pack adds to a preview of 300 resources on the real engine.

Run `.venv/bin/python benchmarks/engine_pack.py [--runs 7]`. Whole previews, in turn: without a pack; with a pack of one policy
that says nothing, which is what starting Python and pulumi-policy and asking them about each resource costs by itself; with ours.
The program (benchmarks/programs/teams) declares the AWS resources of the estate through the provider's SDK; the provider is the
stand-in of the tests, on loopback. Making the stack and starting the stand-in are not counted.
"""

from __future__ import annotations

import argparse
import os
from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Final

from measuring import ROOT, measured, show
from stood_in import stood_in

HERE: Final = Path(__file__).parent
NONE: Final = "no pack"
PACKS: Final[Mapping[str, Sequence[Path]]] = {
    NONE: [],
    "a pack of one policy that says nothing": [HERE / "packs/empty"],
    "ours": [ROOT / "policies"],
}
CONFIG: Final = HERE / "packs/estate.json"
"""Of ours: the estate is dearer than a stack of one team may be, which shall not end the preview."""


def main() -> None:
    """Measure and print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=7)
    runs: int = parser.parse_args().runs
    os.environ["PYTHONPATH"] = str(HERE)  # the program's `estate`
    with stood_in(HERE / "programs/teams", "prod", {"aws:region": "us-east-1"}) as running:
        rows = {
            name: partial(running.preview_text, packs=packs, pack_configs=[CONFIG] if name == "ours" else [])
            for name, packs in PACKS.items()
        }
        times = measured(runs, rows)
        made = sum(it["op"] == "create" for it in running.preview().steps)
    show(f"pulumi preview of {made} resources", times, NONE)


if __name__ == "__main__":
    main()
