"""`penstock check`: the money, the tree and each verdict; the exit status says whether it may go up."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import click

from penstock.cli.main import EXIT_VIOLATION
from penstock.cli.options import every_option, money_options, pack_options, result_options, source_options
from penstock.cli.source import read_capture, refused
from penstock.problem import InputError, Problem


@click.command("check")
@source_options
@click.option(
    "--policy-config",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="JSON that sets rules' enforcement and limits, the same file as `pulumi preview --policy-pack-config` takes.",
)
@click.option(
    "--profile",
    metavar="NAME|FILE",
    help="Such settings by name: sandbox, training, inference or production (policies/profiles). Instead of --policy-config.",
)
@pack_options
@result_options
@money_options
@every_option
@click.option("--verbose", "-v", is_flag=True, help="Also list what passed, resource by resource.")
def command(
    *,
    source: Path,
    stack: str | None,
    config: tuple[str, ...],
    policy_config: Path | None,
    profile: str | None,
    policy_packs: tuple[Path, ...],
    waivers: Path | None,
    baseline: Path | None,
    output: str,
    file: Path | None,
    usage_file: Path | None,
    max_age: timedelta | None,
    year: int,
    every: bool,
    verbose: bool,
) -> int:
    """Check a Pulumi program: what it creates, what it costs, which rules it breaks.

    SOURCE is the program's folder (Python or YAML, read without a cloud account or the Pulumi CLI; of another language, Pulumi
    makes the preview), or a file that Pulumi saved: a preview, an export, a state, a plan, a log of events; `-` is standard
    input (docs/programs.md). Default: this folder.

    Exit status: 0 clean, 1 a mandatory violation, 2 a problem with the input. What a provider refuses is told after the money
    and the verdicts.
    """
    from penstock.cli.money import month_of  # noqa: PLC0415
    from penstock.cli.suppressions import suppressed, waivers_for  # noqa: PLC0415
    from penstock.resources import read  # noqa: PLC0415
    from penstock.resources.reading.secrets import mask, secret_texts  # noqa: PLC0415
    from penstock_policies import Settings, evaluate, read_profile, read_settings  # noqa: PLC0415
    from penstock_policies.remediation import remediated  # noqa: PLC0415
    from penstock_policies.report import with_others  # noqa: PLC0415

    if file is not None and output == "table":
        raise click.UsageError("--output has no meaning for a table, which goes to stdout: choose another --format")
    if policy_config is not None and profile is not None:
        raise click.UsageError("--policy-config and --profile are two sets of settings: give one of them")
    settings = read_settings(policy_config) if policy_config else read_profile(profile) if profile else None
    waiving = waivers_for(source, waivers, today=datetime.now(UTC).date())
    capture, remedied = remediated(read_capture(source, stack, config), settings or Settings(), waiving)
    facts = read(capture)
    estimate = month_of(facts, year, usage_file, max_age)
    report = evaluate(facts, settings, month=estimate)
    if policy_packs:
        from penstock.foreign_pack import judge  # noqa: PLC0415 - needs Pulumi

        report = with_others(report, (judged for pack in policy_packs for judged in judge(pack, capture)))
    report = suppressed(report, estimate, waiving, baseline)
    secrets = secret_texts(capture)
    estimate, report = mask(estimate, secrets), mask(report, secrets)
    own = mask((*map(str, remedied), *map(str, report.problems)), secrets)
    capture = replace(capture, notes=(*mask(capture.notes, secrets), *own))
    if output != "table":
        from penstock.cli.formats import Checked, render_blocks  # noqa: PLC0415
        from penstock.cli.formats.places import places_of  # noqa: PLC0415

        places = places_of(source, capture)
        result = Checked(capture=capture, estimate=estimate, report=report, places=places)
        _write(render_blocks(output, result), file)
    if output == "table" or file is not None:
        from penstock.cli.views.page import print_check  # noqa: PLC0415

        print_check(capture, estimate, report, every=every, verbose=verbose)
    elif own:  # not every format has notes
        from penstock.cli.views.page import print_notes  # noqa: PLC0415

        print_notes(own)
    refused(capture)
    return EXIT_VIOLATION if report.blocked else 0


def _write(texts: Iterable[str], file: Path | None) -> None:
    """To `file`, or to stdout; UTF-8 wherever it runs, and what has none (half a surrogate pair in a saved file) as `?`."""
    blocks = (text.encode(errors="replace") for text in texts)
    if file is None:
        for block in blocks:
            click.echo(block, nl=False)
        return
    try:
        with file.open("wb") as opened:
            opened.writelines(blocks)
    except OSError as error:
        raise InputError(
            [Problem(f"--output {file}", f"cannot be written: {error.strerror}", "name another")]
        ) from error
