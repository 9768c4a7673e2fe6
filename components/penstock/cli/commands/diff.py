"""`penstock diff`: what a change does to the bill."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import replace
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from penstock.cli.options import config_option, format_option, money_options, stack_option

if TYPE_CHECKING:
    from penstock.cli.sides import Named
    from penstock.cost import Estimate
    from penstock.cost.changes.diff import Side
    from penstock.resources.facts import FactSet


@click.command("diff")
@click.argument("base")
@click.argument("head", required=False)
@click.option(
    "--dir",
    "folder",
    type=click.Path(path_type=Path, file_okay=False, exists=True),
    default=Path(),
    help="The program's folder, for its stacks and git revisions, and when HEAD is left out. Default: this folder.",
)
@stack_option
@config_option
@click.option(
    "--head-config",
    multiple=True,
    metavar="KEY=VALUE",
    help="A config value of HEAD alone, over --config: one stack in another region.",
)
@format_option
@money_options
def command(
    *,
    base: str,
    head: str | None,
    folder: Path,
    stack: str | None,
    config: tuple[str, ...],
    head_config: tuple[str, ...],
    output: str,
    usage_file: Path | None,
    max_age: timedelta | None,
    year: int,
) -> int:
    """Show what changes in the monthly cost from BASE to HEAD, per resource and in total.

    BASE and HEAD are each a saved file (`pulumi preview --json`, `pulumi stack export`), a program's folder, or a stack or a git
    revision of the program in --dir: `penstock diff main --stack prod`, `penstock diff train-aws eval-aws`. HEAD left out is the
    program as it stands. A stack that BASE lacks is all added, one that HEAD lacks all removed.

    What the sums hide is told first: what becomes unpriced, and each control that is lost or holds less (spot, a schedule, an idle
    shutdown, a maximum, a lifecycle, a budget, an endpoint beside a NAT gateway). What has no price on either side is in the table.

    Exit status: 0, or 2 for a problem with the input.
    """
    from penstock.cli.money import all_used, month_with, usage_of  # noqa: PLC0415
    from penstock.cli.sides import lacks, named, opened  # noqa: PLC0415
    from penstock.cost.changes.diff import compare, to_json  # noqa: PLC0415
    from penstock.resources.reading.secrets import mask  # noqa: PLC0415

    usage = usage_of(usage_file)
    money = partial(month_with, year=year, usage=usage, max_age=max_age)
    old, new = named(base, head, folder, stack)
    old, new = replace(old, config=config), replace(new, config=(*config, *head_config))
    with ExitStack() as places:
        was, now = places.enter_context(opened(old)), places.enter_context(opened(new))
        before, secrets = _side(old, was, lacks(old, was, now), money=money)
        after, others = _side(new, now, lacks(new, now, was), money=money)
    all_used(usage)  # by one side at least: what is new is not in the base
    difference = mask(compare(before, after, year=year), (*secrets, *others))
    if output == "json":
        from penstock.cli.views.document import VERSION, print_json  # noqa: PLC0415

        print_json({"version": VERSION, "base": base, "head": head, **to_json(difference)})
    else:
        from penstock.cli.views.difference import print_difference  # noqa: PLC0415

        said = (base, _said(head, head_config))
        print_difference(*said, difference, notes=[it.absent for it in (before, after) if it.absent])
    return 0


def _said(head: str | None, config: tuple[str, ...]) -> str:
    """HEAD for people: one stack in two regions has two names."""
    name = head or "the program as it stands"
    return f"{name} with {', '.join(config)}" if config else name


def _side(
    it: Named, place: Path | None, lacking: str, *, money: Callable[[FactSet], Estimate]
) -> tuple[Side, tuple[str, ...]]:
    """With the texts that its program marked secret."""
    from penstock.cli.sides import capture_of  # noqa: PLC0415
    from penstock.cost.changes.diff import Side  # noqa: PLC0415
    from penstock.resources import read  # noqa: PLC0415
    from penstock.resources.reading.secrets import secret_texts  # noqa: PLC0415

    if lacking:
        return Side.nothing(lacking), ()
    capture = capture_of(it, place)
    facts = read(capture)
    aliases = {had: it.urn for it in capture.resources for had in it.aliases}
    return Side(facts, money(facts), aliases), secret_texts(capture)
