"""`penstock diff`: what a change does to the bill."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ExitStack
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from .options import config_option, format_option, money_options, stack_option

if TYPE_CHECKING:
    from penstock.cost import Estimate
    from penstock.cost.diff import Side
    from penstock.resources.facts import FactSet


@click.command("diff")
@click.argument("base")
@click.argument("head", required=False)
@click.option(
    "--dir",
    "folder",
    type=click.Path(path_type=Path, file_okay=False, exists=True),
    default=Path(),
    help="The program's folder, for git revisions and when HEAD is left out. Default: this folder.",
)
@stack_option
@config_option
@format_option
@money_options
def command(
    *,
    base: str,
    head: str | None,
    folder: Path,
    stack: str | None,
    config: tuple[str, ...],
    output: str,
    usage_file: Path | None,
    max_age: timedelta | None,
    year: int,
) -> int:
    """Show what changes in the monthly cost from BASE to HEAD, per resource and in total.

    BASE and HEAD are each a saved file (`pulumi preview --json`, `pulumi stack export`), a program's folder, or a git revision
    of the program in --dir. HEAD left out is the program as it stands. A resource that becomes unpriced, is no longer all
    spot, or loses its schedule or its idle shutdown is told first.

    Exit status: 0, or 2 for a problem with the input.
    """
    from penstock.cost.diff import compare, to_json  # noqa: PLC0415

    from .money import month_of  # noqa: PLC0415

    money = partial(month_of, year=year, usage_file=usage_file, max_age=max_age)
    before = _side(base, folder, stack, config, money=money)
    after = _side(head or str(folder), folder, stack, config, money=money)
    difference = compare(before, after)
    if output == "json":
        from .views.document import VERSION, print_json  # noqa: PLC0415

        print_json({"version": VERSION, "base": base, "head": head, **to_json(difference)})
    else:
        from .views.difference import print_difference  # noqa: PLC0415

        print_difference(base, head or "as it stands", difference)
    return 0


def _side(
    given: str, folder: Path, stack: str | None, config: tuple[str, ...], *, money: Callable[[FactSet], Estimate]
) -> Side:
    from penstock.cost.diff import Side  # noqa: PLC0415
    from penstock.resources import read  # noqa: PLC0415
    from penstock.resources.secrets import mask, secret_texts  # noqa: PLC0415

    from .revisions import checked_out  # noqa: PLC0415
    from .source import read_capture, refused  # noqa: PLC0415

    with ExitStack() as opened:
        source = Path(given)
        if not source.exists():
            source = opened.enter_context(checked_out(given, folder))
        capture = read_capture(source, stack, () if source.is_file() else config)
        refused(capture)
        facts = read(capture)
        return Side(facts, mask(money(facts), secret_texts(capture)))
