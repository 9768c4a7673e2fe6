"""`penstock check`: the money, the tree and each verdict; the exit status says whether it may go up."""

from __future__ import annotations

from pathlib import Path

import click

from .main import EXIT_VIOLATION
from .options import format_option, source_options, usage_option, year_option
from .source import read_capture


@click.command("check")
@source_options
@click.option(
    "--policy-config",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="JSON that sets rules' enforcement and limits, the same file as `pulumi preview --policy-pack-config` takes.",
)
@format_option
@usage_option
@year_option
@click.option("--verbose", "-v", is_flag=True, help="Also list what passed, resource by resource.")
def command(
    *,
    source: Path,
    stack: str | None,
    config: tuple[str, ...],
    policy_config: Path | None,
    output: str,
    usage_file: Path | None,
    year: int,
    verbose: bool,
) -> int:
    """Check a Pulumi program: what it creates, what it costs, which rules it breaks.

    SOURCE is the program's folder (Python, run in process: no cloud account, no Pulumi CLI), or a file from
    `pulumi preview --json` or `pulumi stack export`. Default: this folder.

    Exit status: 0 clean, 1 a mandatory violation, 2 a problem with the input.
    """
    from penstock.resources import read  # noqa: PLC0415
    from penstock_policies import evaluate, read_settings  # noqa: PLC0415

    from .money import month_of  # noqa: PLC0415

    settings = None if policy_config is None else read_settings(policy_config)
    capture = read_capture(source, stack, config)
    facts = read(capture)
    estimate = month_of(facts, year, usage_file)
    report = evaluate(facts, settings)
    if output == "json":
        from .views.document import check_document, print_json  # noqa: PLC0415

        print_json(check_document(capture, estimate, report))
    else:
        from .views.page import print_check  # noqa: PLC0415

        print_check(capture, estimate, report, verbose=verbose)
    return EXIT_VIOLATION if report.blocked else 0
