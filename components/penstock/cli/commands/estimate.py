"""`penstock estimate`: the money alone."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import click

from penstock.cli.options import every_option, format_option, money_options, source_options
from penstock.cli.source import read_capture, refused


@click.command("estimate")
@source_options
@format_option
@every_option
@money_options
def command(
    *,
    source: Path,
    stack: str | None,
    config: tuple[str, ...],
    output: str,
    every: bool,
    usage_file: Path | None,
    max_age: timedelta | None,
    year: int,
) -> int:
    """Show what a Pulumi program costs in a month: floor, expected, ceiling.

    SOURCE is as in `penstock check`. Exit status: 0, or 2 for a problem with the input.
    """
    from penstock.cli.money import month_of  # noqa: PLC0415
    from penstock.resources import read  # noqa: PLC0415
    from penstock.resources.reading.secrets import mask, secret_texts  # noqa: PLC0415

    capture = read_capture(source, stack, config)
    estimate = mask(month_of(read(capture), year, usage_file, max_age), secret_texts(capture))
    if output == "json":
        from penstock.cli.views.document import estimate_document, print_json  # noqa: PLC0415

        print_json(estimate_document(capture, estimate))
    else:
        from penstock.cli.views.page import print_estimate  # noqa: PLC0415

        print_estimate(capture, estimate, every=every)
    refused(capture)
    return 0
