"""`penstock preview`: the resource tree alone."""

from __future__ import annotations

from pathlib import Path

import click

from penstock.cli.options import format_option, source_options
from penstock.cli.source import read_capture, refused


@click.command("preview")
@source_options
@format_option
def command(source: Path, stack: str | None, config: tuple[str, ...], output: str) -> int:
    """Show what a Pulumi program creates, as a tree.

    SOURCE is as in `penstock check`. Exit status: 0, or 2 for a problem with the input.
    """
    capture = read_capture(source, stack, config)
    if output == "json":
        from penstock.cli.views.document import preview_document, print_json  # noqa: PLC0415

        print_json(preview_document(capture))
    else:
        from penstock.cli.views.page import print_preview  # noqa: PLC0415

        print_preview(capture)
    refused(capture)
    return 0
