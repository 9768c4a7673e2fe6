"""`penstock estimate`: the money alone."""

from __future__ import annotations

from pathlib import Path

import click

from .options import format_option, source_options, year_option
from .source import read_capture


@click.command("estimate")
@source_options
@format_option
@year_option
def command(source: Path, stack: str | None, config: tuple[str, ...], output: str, year: int) -> int:
    """Show what a Pulumi program costs in a month: floor, expected, ceiling.

    SOURCE is as in `penstock check`. Exit status: 0, or 2 for a problem with the input.
    """
    from penstock.cost import estimate as estimate_cost  # noqa: PLC0415
    from penstock.resources import read  # noqa: PLC0415

    capture = read_capture(source, stack, config)
    estimate = estimate_cost(read(capture), year=year)
    if output == "json":
        from .views.document import estimate_document, print_json  # noqa: PLC0415

        print_json(estimate_document(capture, estimate))
    else:
        from .views.page import print_estimate  # noqa: PLC0415

        print_estimate(capture, estimate)
    return 0
