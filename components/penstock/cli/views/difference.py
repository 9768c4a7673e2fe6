"""The change of a month's bill: what sums would hide, then the sums, then each resource."""

from __future__ import annotations

from decimal import Decimal

from rich.box import SIMPLE_HEAD
from rich.table import Table
from rich.text import Text

from penstock.cli.console import stdout
from penstock.cli.text import printable
from penstock.cost.diff import Change, Difference
from penstock.cost.shapes import ResourceCost

from .costs import usd
from .verdicts import resource_words

_STYLES = {"added": "yellow", "removed": "green", "changed": ""}


def print_difference(base: str, head: str, difference: Difference) -> None:
    """One line that says it all, then warnings, then a row for each resource that changes."""
    console = stdout()
    total = difference.total
    console.print(
        Text.assemble(
            (signed(total.expected), "bold"),
            f" a month expected  (floor {signed(total.floor)}, ceiling {signed(total.ceiling)})",
            f"; from ${usd(difference.before.total.expected)} to ${usd(difference.after.total.expected)}",
        )
    )
    if not difference.comparable:
        console.print(
            Text(
                "the two sums are not of the same things: a resource became or ceased to be unpriced",
                style="bold yellow",
            )
        )
    for warned in difference.warned:
        console.print(
            Text.assemble(
                ("! ", "bold red"), (resource_words(f"::::{warned.key}"), "bold"), f"  {printable(warned.what)}"
            )
        )
    if not difference.changes:
        console.print(Text("No resource changes its cost.", style="dim"))
        return
    table = Table(box=SIMPLE_HEAD, pad_edge=False, header_style="bold")
    table.add_column("Change", no_wrap=True)
    table.add_column("USD a month", no_wrap=True)
    table.add_column("Expected", justify="right", no_wrap=True)
    table.add_column("Before", justify="right", no_wrap=True)
    table.add_column("After", justify="right", no_wrap=True)
    table.add_column("Ceiling", justify="right", no_wrap=True)
    for change in difference.changes:
        table.add_row(*_row(change))
    table.add_section()
    table.add_row(
        "",
        Text("Total", style="bold"),
        Text(signed(total.expected), style="bold"),
        usd(difference.before.total.expected),
        usd(difference.after.total.expected),
        signed(total.ceiling),
    )
    console.print(table)
    console.print(Text(f"from {base} to {head}", style="dim"))


def signed(amount: Decimal) -> str:
    """`+$1,234.50`, `-$3.00`, `$0.00`."""
    sign = "+" if amount > 0 else "-" if amount < 0 else ""
    return f"{sign}${usd(abs(amount))}"


def _row(change: Change) -> tuple[Text, ...]:
    difference = change.difference
    mark = Text("unpriced", style="bold yellow")
    return (
        Text(change.kind, style=_STYLES[change.kind]),
        Text(resource_words(f"::::{change.key}")),
        mark if difference is None else Text(signed(difference.expected)),
        _figure(change.before),
        _figure(change.after),
        Text("") if difference is None else Text(signed(difference.ceiling)),
    )


def _figure(resource: ResourceCost | None) -> Text:
    if resource is None:
        return Text("-", style="dim")
    return Text("unpriced", style="bold yellow") if resource.why_unpriced else Text(usd(resource.monthly.expected))
