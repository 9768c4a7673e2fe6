"""`penstock prices`: where an accelerator is cheapest, and how old that price is; `penstock prices refresh`: live prices."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from decimal import Decimal, InvalidOperation
from typing import Any

import click

from penstock.catalog import Catalog
from penstock.catalog.overlay import live_folder, with_live
from penstock.catalog.tables import clouds as all_clouds
from penstock.cli.main import EXIT_VIOLATION
from penstock.cli.options import format_option, max_age_option
from penstock.cli.price_search import Question, find
from penstock.problem import InputError, Problem, nearest
from penstock.terms import CapacityType


class _Amount(click.ParamType[Decimal]):
    name = "number"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Decimal:
        try:
            number = Decimal(value)
        except InvalidOperation:
            number = Decimal("NaN")
        if not number.is_finite() or number <= 0:
            self.fail(f"{value!r} is no number above 0", param, ctx)
        return number


_cloud_option = click.option(
    "--cloud", "clouds", multiple=True, metavar="NAME", help="aws, gcp or azure. Repeat for more."
)
_region_option = click.option(
    "--region", "regions", multiple=True, metavar="NAME", help="The cloud's own name: us-east-1, us-central1, eastus. Repeat for more."
)  # fmt: skip


@click.group("prices", invoke_without_command=True)
@click.option("--gpu", metavar="NAME", help="An accelerator: H100, L4, A100-80GB. A100 means both its memory sizes.")
@click.option("--count", type=_Amount(), help="How many of them in one machine. A share of one is a fraction.")
@_cloud_option
@_region_option
@click.option("--spot", is_flag=True, help="Spot prices. Default: on-demand.")
@click.option("--max-hourly", type=_Amount(), metavar="USD", help="Leave out machines that cost more an hour.")
@max_age_option
@click.option("--limit", type=click.IntRange(min=1), help="How many to show. Default: 20 in a table, all as JSON.")
@format_option
@click.option("--json", "as_json", is_flag=True, help="Short for --format json.")
@click.pass_context
def command(
    ctx: click.Context,
    *,
    gpu: str | None,
    count: Decimal | None,
    clouds: tuple[str, ...],
    regions: tuple[str, ...],
    spot: bool,
    max_hourly: Decimal | None,
    max_age: timedelta | None,
    limit: int | None,
    output: str,
    as_json: bool,
) -> int:
    """Show where an accelerator is cheapest, and how old that price is.

    Machines with accelerators on all clouds, cheapest per GPU first: `penstock prices --gpu H100 --count 8`. List prices in USD
    per hour, Linux, before discounts and tax: those that Penstock ships and, where newer, those that `penstock prices refresh`
    fetched. The cheapest of each cloud, on-demand and spot, stands above the list.

    A spot price is the one of the zone in the middle where the cloud lists one for each zone. It has a day of its own: over 90 days
    old, it says little of today's, and the answer tells so.

    Exit status: 0, or 2 for a problem with the input or a price older than --max-age.
    """
    if ctx.invoked_subcommand is not None:
        _no_options_before_it(ctx)
        return 0
    from penstock.cli.views.prices import price_label, print_answer, print_answer_json  # noqa: PLC0415
    from penstock.refresh.age import require_fresh  # noqa: PLC0415

    catalogs = _catalogs(clouds)
    kind = CapacityType.SPOT if spot else CapacityType.ON_DEMAND
    question = Question(gpu, count, _known_regions(catalogs, regions), kind, max_hourly)
    _require_gpu(catalogs, gpu)
    answer = find(catalogs, question)
    shown = answer.listed[: limit or (None if as_json or output == "json" else 20)]
    today = datetime.now(UTC).date()
    if max_age is not None:
        require_fresh(((price_label(row, kind), row.day) for row in shown), max_age=max_age, today=today)
    if as_json or output == "json":
        print_answer_json(question, answer, shown, today)
    else:
        print_answer(question, answer, shown, today)
    return 0


@command.command("refresh")
@_cloud_option
@_region_option
@click.option("--accept", is_flag=True, help="Take prices that were held back for being far from the ones before.")
def refresh_command(*, clouds: tuple[str, ...], regions: tuple[str, ...], accept: bool) -> int:
    """Fetch today's prices from the clouds' price lists.

    They go into the user's cache, $XDG_CACHE_HOME/penstock/prices, by default ~/.cache/penstock/prices, and are used where they
    are newer than the prices that Penstock ships.

    \b
    aws    the Price List and spot prices: AWS credentials (pricing:GetProducts, ec2:DescribeSpotPriceHistory)
    gcp    the Cloud Billing Catalog: GOOGLE_API_KEY, or `gcloud auth application-default login`
    azure  Retail Prices: nothing is needed

    AWS_ENDPOINT_URL_PRICING and AWS_ENDPOINT_URL_EC2, PENSTOCK_GCP_BILLING_URL and PENSTOCK_AZURE_PRICES_URL name another
    endpoint, such as a mirror.

    A run that is cut goes on where it stopped when it is run again within a day. Each cloud's file is replaced whole or not at
    all. A price more than 25 % from the one before, or spot above on-demand, is reported and not taken without --accept.

    Exit status: 0, 1 when prices were held back, 2 for a problem; clouds without one are refreshed all the same.
    """
    from penstock.cli.views.prices import RefreshBar, print_outcome  # noqa: PLC0415
    from penstock.refresh import Access, refresh  # noqa: PLC0415

    catalogs = _catalogs(clouds)
    asked = _known_regions(catalogs, regions)
    access = Access(environ=os.environ, now=datetime.now(UTC))
    problems: list[Problem] = []
    held_back = False
    for catalog in catalogs.values():
        of_cloud = [region for region in catalog.regions if not asked or region in asked]
        if not of_cloud:
            continue
        try:
            with RefreshBar(catalog.cloud) as bar:
                outcome = refresh(
                    catalog, of_cloud, live_folder(os.environ), access, accept=accept, progress=bar.advance
                )
        except InputError as error:
            problems += error.problems
            continue
        print_outcome(outcome)
        held_back = held_back or (bool(outcome.held) and not accept)
    if problems:
        raise InputError(problems)
    return EXIT_VIOLATION if held_back else 0


def _catalogs(clouds: Sequence[str]) -> Mapping[str, Catalog]:
    """The catalogs of `clouds`, of all when none is named, with the user's live prices over them."""
    known = all_clouds()
    problems = [
        Problem("--cloud", f"there is no catalog of {cloud!r}", _instead(cloud, known))
        for cloud in clouds
        if cloud not in known
    ]
    if problems:
        raise InputError(problems)
    folder = live_folder(os.environ)
    return {cloud: with_live(cloud, folder) for cloud in clouds or known}


def _known_regions(catalogs: Mapping[str, Catalog], regions: Sequence[str]) -> Sequence[str]:
    known = [region for catalog in catalogs.values() for region in catalog.regions]
    problems = [
        Problem("--region", f"{region!r} is no region of {' or '.join(catalogs)}", _instead(region, known))
        for region in regions
        if region not in known
    ]
    if problems:
        raise InputError(problems)
    return regions


def _require_gpu(catalogs: Mapping[str, Catalog], gpu: str | None) -> None:
    if gpu is None or any(catalog.is_gpu(gpu) for catalog in catalogs.values()):
        return
    for catalog in catalogs.values():
        for name in catalog.attachable(gpu):
            usd = catalog.unit_prices(f"gpu-{name}-hour")
            what = f"{catalog.cloud} has no machine type with {gpu}: it attaches {name} to a machine, {min(usd)} to {max(usd)} $ an hour"
            fix = "add the machine's price, or let `penstock estimate` price a program that attaches it"
            raise InputError([Problem("--gpu", what, fix)])
    known = sorted({name for catalog in catalogs.values() for name in catalog.gpu_names})
    what = f"{gpu!r} is no accelerator that {' or '.join(catalogs)} has in the catalog"
    raise InputError([Problem("--gpu", what, _instead(gpu, known))])


def _instead(word: str, known: Sequence[str]) -> str:
    close = nearest(word, known)
    return f"did you mean {close}?" if close else f"write one of {', '.join(known)}"


def _no_options_before_it(ctx: click.Context) -> None:
    """An option of `prices` before `refresh` would be silently without effect."""
    for parameter in ctx.command.params:
        source = ctx.get_parameter_source(parameter.name or "")
        if source is click.core.ParameterSource.COMMANDLINE:
            raise click.UsageError(f"write {parameter.opts[0]} after {ctx.invoked_subcommand}, not before it.", ctx)
