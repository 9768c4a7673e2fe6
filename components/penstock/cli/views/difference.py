"""The change of a month's bill: what sums would hide, then the sums, then each resource."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from typing import Final

from rich.box import SIMPLE_HEAD
from rich.table import Table
from rich.text import Text

from penstock.cli.console import stdout
from penstock.cli.text import printable
from penstock.cost.changes.diff import Change, Difference, Warned
from penstock.cost.shapes import Estimate, ResourceCost

from .costs import can_be_summed, has_price, plus_unheld, usd
from .verdicts import resource_words

_STYLES = {"added": "yellow", "removed": "green", "changed": "", "unpriced": "dim"}
_WIDE: Final = 100
"""Columns, from which on ceilings are shown too."""

_MOST_NAMES: Final = 3
_USE: Final = "by use"
_UNPRICED: Final = Text("unpriced", style="bold yellow")


def print_difference(base: str, head: str, difference: Difference, *, notes: Sequence[str] = ()) -> None:
    """Two lines that say it all, then warnings, then a row for each resource that changes or has no price."""
    console = stdout()
    console.print(_headline(printable(base), printable(head), difference))
    for note in notes:
        console.print(Text(f"{printable(note)}: {_whole(difference)}", style="bold"))
    for line in _said_of_sums(difference):
        console.print(Text(line, style="bold yellow"))
    for what, keys in _together(difference.warned):
        console.print(Text.assemble(("! ", "bold red"), (_named(keys), "bold"), f"  {printable(what)}"))
    if not difference.changes:
        console.print(Text("No resource changes its cost.", style="dim"))
        return
    if all(change.kind == "unpriced" for change in difference.changes):
        console.print(Text("No resource that has a price changes its cost.", style="dim"))
    console.print(_table(difference, console.width))


def signed(amount: Decimal) -> str:
    """`+$1,234.50`, `-$3.00`, `$0.00`."""
    sign = "+" if amount > 0 else "-" if amount < 0 else ""
    return f"{sign}${usd(abs(amount))}"


def _headline(base: str, head: str, difference: Difference) -> Text:
    """The change and its two names, then the sums; no $0 for what nobody knows."""
    before, after, total = difference.before, difference.after, difference.total
    between = f" from {base} to {head}"
    sums = f"{_sum(before)} before, {_sum(after)} after"
    if not _has_sums(difference):
        return Text.assemble(("no difference that can be summed", "bold yellow"), f"{between}\n{sums}")
    whole = can_be_summed(before) and can_be_summed(after) and not (before.unpriced or after.unpriced)
    part = "" if whole else ", of what is priced"
    return Text.assemble(
        (signed(total.expected), "bold"),
        f" a month expected{between}{part}\n{sums}  (floor {signed(total.floor)}, ceiling {signed(total.ceiling)})",
    )


def _has_sums(difference: Difference) -> bool:
    """Whether a side has a sum; of one that has none, nothing is priced."""
    return can_be_summed(difference.before) or can_be_summed(difference.after)


def _sum(estimate: Estimate) -> str:
    left = f"{len(estimate.unpriced)} unpriced" if estimate.unpriced else "nothing that can be summed"
    if not can_be_summed(estimate):
        return left
    return f"${usd(estimate.total.expected)}{f' and {left}' if estimate.unpriced else ''}"


def _together(warned: Sequence[Warned]) -> Iterator[tuple[str, Sequence[str]]]:
    """What happens to several of one type is said once."""
    found: dict[tuple[str, str], list[str]] = {}
    for it in warned:
        found.setdefault((it.what, _type(it.key)), []).append(it.key)
    for (what, _), keys in found.items():
        yield what, keys


def _named(keys: Sequence[str]) -> str:
    """`autoscaling.Group train`, `4 x cloudwatch.MetricAlarm one, two and 2 more`."""
    first = resource_words(f"::::{keys[0]}")
    if len(keys) == 1:
        return first
    names = ", ".join(printable(it.partition("::")[2]) for it in keys[1:_MOST_NAMES])
    more = f" and {len(keys) - _MOST_NAMES} more" if len(keys) > _MOST_NAMES else ""
    return f"{len(keys)} x {first}{f', {names}' if names else ''}{more}"


def _type(key: str) -> str:
    return key.partition("::")[0].rpartition("$")[2]


def _whole(difference: Difference) -> str:
    """Of a side that is not there."""
    return "all removed" if any(change.after is None for change in difference.changes) else "all added"


def _said_of_sums(difference: Difference) -> Iterator[str]:
    """What the sums do not hold."""
    if difference.unpriced_on_both:
        named = [resource_words(f"::::{key}") for key in difference.unpriced_on_both]
        more = f" and {len(named) - _MOST_NAMES} more" if len(named) > _MOST_NAMES else ""
        changed = sum(it.kind == "changed" and it.key in difference.unpriced_on_both for it in difference.changes)
        how = f", {changed} of them changed" if changed else ""
        yield f"{len(named)} unpriced on both sides{how}, in none of these sums: {', '.join(named[:_MOST_NAMES])}{more}"
    if not difference.comparable:
        yield "the two sums are not of the same things: a resource became or ceased to be unpriced"


def _table(difference: Difference, width: int) -> Table:
    """Ceilings where there is room for them; alike rows as one, as thirty alarms are one figure to a reader."""
    table = Table(box=SIMPLE_HEAD, pad_edge=False, header_style="bold")
    table.add_column("Change", no_wrap=True)
    table.add_column("USD a month", overflow="fold")
    columns = ("Expected", "Before", "After", "Ceiling")[: 4 if width >= _WIDE else 3]
    for name in columns:
        table.add_column(name, justify="right", no_wrap=True)
    keep = len(columns) + 2
    for changes in _alike(difference.changes):
        table.add_row(*_row(changes, ceiling="Ceiling" in columns)[:keep])
    if _has_sums(difference):
        table.add_section()
        for row in _sums(difference):
            table.add_row(*row[:keep])
    return table


def _alike(changes: Sequence[Change]) -> Iterable[Sequence[Change]]:
    """Those of one type and the same figures."""
    found: dict[object, list[Change]] = {}
    for it in changes:
        sides = tuple(None if side is None else (side.monthly, _figure([side]).plain) for side in (it.before, it.after))
        found.setdefault((it.kind, _type(it.key), sides), []).append(it)
    return found.values()


def _row(changes: Sequence[Change], *, ceiling: bool) -> tuple[Text, ...]:
    """Without a column for it, a ceiling is told where it is all that changes."""
    kind = changes[0].kind
    differences = [it.difference for it in changes]
    priced = [it for it in differences if it is not None]
    by_use = all(_by_use(side) for it in changes for side in (it.before, it.after) if side is not None)
    expected = sum((it.expected for it in priced), Decimal(0))
    most = sum((it.ceiling for it in priced), Decimal(0))
    hidden = f"  (ceiling {signed(most)})" if not ceiling and most and not expected else ""
    return (
        Text(kind, style=_STYLES[kind]),
        Text(f"{_named([it.key for it in changes])}{hidden}"),
        Text(_USE, style="dim") if by_use else Text(signed(expected)) if priced else _UNPRICED,
        _figure([it.before for it in changes if it.before is not None]),
        _figure([it.after for it in changes if it.after is not None]),
        Text(signed(most)) if priced and not by_use else Text(""),
    )


def _by_use(resource: ResourceCost) -> bool:
    """Whether all that it bills is a use that no program declares: a 0 would say that it is free."""
    return bool(resource.undeclared) and not resource.why_unpriced and not has_price(resource)


def _sums(difference: Difference) -> Iterator[tuple[str | Text, ...]]:
    total, before, after = difference.total, difference.before, difference.after
    yield (
        "",
        Text("Total", style="bold"),
        Text(signed(total.expected), style="bold"),
        usd(before.total.expected) if can_be_summed(before) else "-",
        usd(after.total.expected) if can_be_summed(after) else "-",
        signed(total.ceiling),
    )
    if (before.total_at_most, after.total_at_most) != (before.total, after.total):
        held = (Text(_held(it), style="yellow") for it in (before, after))
        yield ("", Text("With the unpriced, at most", style="yellow"), "", *held, "")


def _held(estimate: Estimate) -> str:
    """What a side is never above; two such bounds have no difference that says anything."""
    if any(it.unbounded for it in estimate.resources):
        return "no bound"
    return f"≤ {usd(estimate.total_at_most.expected)}{plus_unheld(estimate)}"


def _figure(resources: Sequence[ResourceCost]) -> Text:
    """What unpriced resources are held to; else, where part of them has a price, what they cost at least."""
    if not resources:
        return Text("-", style="dim")
    total = sum((it.monthly.expected for it in resources), Decimal(0))
    if all(map(_by_use, resources)):
        return Text(_USE, style="dim")
    if not resources[0].why_unpriced:
        return Text(usd(total))
    most = sum((it.monthly_at_most.expected for it in resources), Decimal(0))
    if most > total and not any(it.unbounded for it in resources):
        return Text(f"≤ {usd(most)}", style="yellow")
    if total and all(has_price(it) for it in resources):
        return Text(f"≥ {usd(total)}", style="yellow")
    return _UNPRICED
