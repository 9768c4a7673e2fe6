"""Options that several commands share, each written once."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, TypeVar

import click

F = TypeVar("F", bound=Callable[..., Any])


def _all(*decorators: Callable[[F], F]) -> Callable[[F], F]:
    def decorate(function: F) -> F:
        for decorator in reversed(decorators):
            function = decorator(function)
        return function

    return decorate


stack_option = click.option(
    "--stack", "-s", metavar="NAME", help="The stack, as in Pulumi.NAME.yaml. Needed to run a program."
)

config_option = click.option(
    "--config",
    "-c",
    multiple=True,
    metavar="KEY=VALUE",
    help="A config value, as `pulumi config set` takes it: aws:region=eu-west-1. Repeat for more; overrides the stack file.",
)

source_options = _all(
    click.argument("source", type=click.Path(path_type=Path), default=Path(), metavar="[SOURCE]"),
    stack_option,
    config_option,
)

format_option = click.option(
    "--format",
    "output",
    type=click.Choice(["table", "json"]),
    default="table",
    show_default=True,
    help="For people, or for programs.",
)

pack_options = _all(
    click.option(
        "--policy-pack",
        "policy_packs",
        type=click.Path(path_type=Path),
        multiple=True,
        metavar="DIR",
        help="Also run this Pulumi policy pack (Python), in process and at its own levels. Repeat for more.",
    ),
    click.option(
        "--waivers",
        type=click.Path(path_type=Path),
        metavar="FILE",
        help="What may break a rule for a while, by whom and until when. Default: policies/waivers.yaml beside the program, "
        "else at the repository's root.",
    ),
    click.option(
        "--baseline",
        type=click.Path(path_type=Path),
        metavar="FILE",
        help="The base of the change, as `penstock check --format json` saved it: what it breaks too does not block.",
    ),
)

result_options = _all(
    click.option(
        "--format",
        "output",
        type=click.Choice(["table", "json", "sarif", "junit", "github", "markdown"]),
        default="table",
        show_default=True,
        help="For people; for programs (docs/check-result.schema.json); for code scanning; for a CI's test report; as annotations "
        "in a log of GitHub Actions; as a comment on a pull request.",
    ),
    click.option(
        "--output",
        "-o",
        "file",
        type=click.Path(path_type=Path, dir_okay=False),
        metavar="FILE",
        help="Write what --format makes to FILE; stdout then shows the table, for the log.",
    ),
)


class _Days(click.ParamType[timedelta]):
    name = "days"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> timedelta:
        if isinstance(value, timedelta):
            return value
        number = str(value).removesuffix("d")
        if not number.isdecimal() or not str(value).endswith("d"):
            self.fail(f"{value!r} is no age in days: prices have a date, not a time. Write for example 30d", param, ctx)
        return timedelta(days=int(number))


max_age_option = click.option(
    "--max-age",
    type=_Days(),
    metavar="DAYS",
    help="Fail when a price in the answer is older: 30d. A spot price counts from its own day. Without it any age is taken; a price's date"
    " is shown, and a spot price over 90 days old is said to be.",
)

usage_option = click.option(
    "--usage-file",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="YAML that declares what no program does: GiB stored and moved, requests, hours of work (docs/usage-file.md).",
)

year_option = click.option(
    "--year",
    type=click.IntRange(2000, 2100),
    default=lambda: datetime.now(UTC).year,
    show_default="this year",
    help="The calendar year over which schedules are counted.",
)

every_option = click.option(
    "--all", "every", is_flag=True, help="Show each line of the costs, not only the dearest 25."
)

money_options = _all(usage_option, max_age_option, year_option)
"""What every command with a sum takes."""
