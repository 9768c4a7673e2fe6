"""The month in USD: per pool, bucket and service, as floor, expected and ceiling."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from decimal import Decimal
from itertools import groupby
from typing import Final

from rich.box import SIMPLE_HEAD
from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from penstock.cli.text import printable
from penstock.cost.shapes import CostComponent, Estimate, Range, ResourceCost

_WIDE: Final = 118
_MEDIUM: Final = 100
"""Columns, from which on the basis of each line is shown beside it; and its quantity and unit price."""

_SAVES = {
    "idle": "hours that idle shutdown takes away",
    "schedule": "hours off, with their disks and addresses",
    "spot": "expected hours at on-demand less spot price",
    "tiers": "GiB at the first class's price less the tiers'",
}
_KINDS = {"pool": "Pools", "bucket": "Buckets", "service": "Services"}


def usd(amount: Decimal) -> str:
    """`1234.5` -> `1,234.50`."""
    return f"{amount:,.2f}"


def price(unit_price: Decimal) -> str:
    """Six significant digits at most: `0.0099178`, `55.04`."""
    return f"{Decimal(f'{unit_price:.6g}').normalize():,f}"


def headline(estimate: Estimate) -> Text:
    """The one line that a reviewer reads first: no $0 for what nobody knows."""
    held = _held_to(estimate)
    if not can_be_summed(estimate):
        counts = {"unpriced": len(estimate.unpriced), "uses that nobody declares": len(estimate.undeclared)}
        left = ", ".join(f"{count} {what}" for what, count in counts.items() if count)
        return Text(f"nothing that can be summed: {left}{held}", style="bold yellow")
    text = Text.assemble(
        ("$", "bold"), (usd(estimate.total.expected), "bold"), " a month expected",
        f"  (floor ${usd(estimate.total.floor)}, ceiling ${usd(estimate.total.ceiling)})",
        f"; always on and on-demand ${usd(estimate.always_on)}",
    )  # fmt: skip
    if estimate.unpriced:
        text.append(f"; {len(estimate.unpriced)} unpriced, not in these sums{held}", style="bold yellow")
    return text


def _held_to(estimate: Estimate) -> str:
    """What the unpriced comes to at most, so that a sum and the rule that reads it (stack-budget) are one."""
    most, total = estimate.total_at_most, estimate.total
    if most == total:
        return ""
    plus = ", plus what is held to nothing" if any(resource.unbounded for resource in estimate.resources) else ""
    return f": with them at most ${usd(most.expected)} expected, ceiling ${usd(most.ceiling)}{plus}"


def can_be_summed(estimate: Estimate) -> bool:
    """Whether any line has a price, or nothing is there that could cost anything: only then is a sum of 0 true."""
    priced = any(has_price(resource) for resource in estimate.resources)
    return priced or not (estimate.unpriced or estimate.undeclared)


def has_price(resource: ResourceCost) -> bool:
    """Whether any of its lines is priced: else its sum of 0 says nothing."""
    return any(component.monthly is not None for component in resource.components)


def cost_table(estimate: Estimate, width: int) -> RenderableType:
    """Every priced line, the totals, the comparison, and by name what has no price; as many columns as fit `width`."""
    columns = ("USD a month", "Expected quantity", "Unit price", "Floor", "Expected", "Ceiling", "Basis")
    keep = [0, 1, 2, 3, 4, 5, 6] if width >= _WIDE else [0, 1, 2, 3, 4, 5] if width >= _MEDIUM else [0, 3, 4, 5]
    table = Table(box=SIMPLE_HEAD, pad_edge=False, header_style="bold")
    for index in keep:
        words = index in (0, 6)
        style = "dim" if index == 6 else None
        table.add_column(
            columns[index],
            overflow="fold",
            style=style,
            justify="left" if words else "right",
            no_wrap=not words,
        )
    rows: list[tuple[str | Text, ...]] = []
    for kind, heading in _KINDS.items():
        resources = [resource for resource in estimate.resources if resource.kind == kind]
        found = [*(_service_rows(resources) if kind == "service" else _resource_rows(resources))]
        rows += [(Text(heading, style="bold"), *[""] * 6), *found] if found else []
    total = (Text(figure, style="bold") for figure in _figures(estimate.total))
    last: list[tuple[str | Text, ...]] = [
        (Text("Total", style="bold"), "", "", *total, ""),
        ("Always on, on-demand", "", "", "", usd(estimate.always_on), "", "the same nodes 730 h, no tiers"),
    ]
    if (most := estimate.total_at_most) != estimate.total:
        held = (Text(f"≤ {figure}", style="yellow") for figure in _figures(most))
        last.insert(1, ("With the unpriced", "", "", *held, "at what each is held to; what stack-budget reads"))
    for control, amount in estimate.savings.items():
        last.append((f"  {control} saves", "", "", "", usd(-amount), "", _SAVES[control]))
    for row in rows:
        table.add_row(*(row[index] for index in keep))
    table.add_section()
    for row in last if can_be_summed(estimate) else ():
        table.add_row(*(row[index] for index in keep))
    hint = [Text(f"Quantities and their basis: in {_WIDE} columns, or --format json.", style="dim")]
    shown = (table, *(hint if width < _WIDE else ())) if table.row_count else ()
    return Group(*shown, *_undeclared(estimate), *_unpriced(estimate), _dates(estimate))


def _resource_rows(resources: Iterable[ResourceCost]) -> Iterator[tuple[str | Text, ...]]:
    for resource in resources:
        yield (Text.assemble("  ", (printable(resource.label), "bold")), *[""] * 5, Text(printable(resource.detail)))
        yield from (_component_row(component) for component in resource.components)


def _service_rows(resources: Iterable[ResourceCost]) -> Iterator[tuple[str | Text, ...]]:
    """Services of one name and price on one line: thirty alarms are one figure to a reader."""
    components = sorted(
        ((component, resource.label) for resource in resources for component in resource.components),
        key=lambda it: (*_alike(it[0]), it[1]),
    )
    for _, group in groupby(components, key=lambda it: _alike(it[0])):
        found = list(group)
        same, labels = [component for component, _ in found], sorted({label for _, label in found})
        first = same[0]
        quantity = sum((component.monthly_quantity for component in same), Range(Decimal(0), Decimal(0), Decimal(0)))
        whose = _few(labels)
        basis = f"{whose}: {first.basis}" if len(same) == 1 else f"{len(same)} of them: {whose}"
        yield _component_row(replace(first, monthly_quantity=quantity, basis=basis))


def _alike(component: CostComponent) -> tuple[str, str, bool, Decimal, Decimal]:
    """Lines of one key are one to a reader."""
    unit_price = component.unit_price
    least = Decimal(-1) if component.at_most is None else component.at_most
    return component.name, component.unit, unit_price is None, unit_price or Decimal(0), least


def _component_row(component: CostComponent) -> tuple[str | Text, ...]:
    name, basis = Text(f"    {printable(component.name)}"), Text(printable(component.basis))
    quantity = f"{component.monthly_quantity.expected:,.1f} {component.unit}"
    if component.monthly is None or component.unit_price is None:
        mark = Text("unpriced", style="bold yellow")
        if component.at_most is None or component.monthly_at_most is None:
            return (name, quantity, mark, mark, mark, mark, basis)
        why = f"at most {price(component.at_most)} each{f': {component.bound}' if component.bound else ''}"
        most = [Text(f"≤ {figure}", style="yellow") for figure in _figures(component.monthly_at_most)]
        return (name, quantity, mark, *most, Text(printable("; ".join(filter(None, (component.basis, why))))))
    figures = _figures(component.monthly)
    return (name, quantity, price(component.unit_price), *figures, basis)


def _figures(amounts: Range) -> tuple[str, str, str]:
    return usd(amounts.floor), usd(amounts.expected), usd(amounts.ceiling)


def _undeclared(estimate: Estimate) -> Iterator[RenderableType]:
    """What is billed by use: a price per unit, in no sum, for no program says how much."""
    lines: dict[tuple[str, str], list[str]] = {}
    for resource, use in estimate.undeclared:
        lines.setdefault((use.key, f"${price(use.unit_price)} per {use.unit}"), []).append(resource.label)
    if not lines:
        return
    yield Text(
        "Billed by use that no program declares, not in these sums (--usage-file declares it, by these keys):",
        style="bold",
    )
    table = Table(box=None, show_header=False, padding=(0, 2, 0, 2))
    for (key, each), labels in sorted(lines.items()):
        table.add_row(
            Text(printable(key)), Text(each, style="cyan"), Text(printable(_few(sorted(set(labels)))), style="dim")
        )
    yield table


def _few(names: list[str]) -> str:
    more = f" and {len(names) - 3} more" if len(names) > 3 else ""
    return f"{', '.join(names[:3])}{more}"


def _unpriced(estimate: Estimate) -> Iterator[Text]:
    if not estimate.unpriced:
        return
    yield Text(f"{len(estimate.unpriced)} unpriced, not in these sums:", style="bold yellow")
    for urn, why in sorted(estimate.unpriced.items()):
        yield Text.assemble("  ", printable(urn.split("::", 3)[-1]), (f"  {printable(why)}", "dim"))


def _dates(estimate: Estimate) -> Text:
    if not estimate.price_dates:
        return Text("No prices were used.", style="dim")
    oldest, newest = min(estimate.price_dates), max(estimate.price_dates)
    span = str(oldest) if oldest == newest else f"{oldest} to {newest}"
    return Text(f"Prices of {span}, list prices before discounts and tax.", style="dim")
