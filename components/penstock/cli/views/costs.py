"""The month in USD: per pool, bucket and service, as floor, expected and ceiling."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from typing import Final, TypeAlias

from rich.box import SIMPLE_HEAD
from rich.cells import cell_len
from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from penstock.catalog.shapes import OLD_SPOT
from penstock.cli.text import printable
from penstock.cost.shapes import CostComponent, Estimate, Range, ResourceCost

from .cost_lines import DEAREST, KINDS, Shown, few, shown

_WIDE: Final = 118
_MEDIUM: Final = 100
"""Columns, from which on the basis of each line is shown beside it; and its quantity and unit price."""

_SAVES = {
    "idle": "hours that idle shutdown takes away",
    "schedule": "hours off, with their disks and addresses",
    "spot": "expected hours at on-demand less spot price",
    "tiers": "GiB at the first class's price less the tiers'",
}
_COLUMNS: Final = ("USD a month", "Expected quantity", "Unit price", "Floor", "Expected", "Ceiling", "Basis")
_BASIS: Final = 6
_NONE: Final = Text()

_Row: TypeAlias = tuple[Text, ...]
"""A cell for each of the columns. Texts all: rich would look for its markup in a `str`."""


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
    return f": with them at most ${usd(most.expected)} expected, ceiling ${usd(most.ceiling)}{plus_unheld(estimate)}"


def plus_unheld(estimate: Estimate) -> str:
    """What a sum says that leaves out what has no bound: a type that nobody reads, a use of no known price."""
    return ", plus what is held to nothing" if estimate.held_to_nothing else ""


def can_be_summed(estimate: Estimate) -> bool:
    """Whether any line has a price, or nothing is there that could cost anything: only then is a sum of 0 true. Beside what has no
    price, lines of 0 (no node of a fallback is expected) make no sum."""
    if estimate.unpriced:
        return bool(estimate.total.ceiling)
    return not estimate.undeclared or any(has_price(resource) for resource in estimate.resources)


def has_price(resource: ResourceCost) -> bool:
    """Whether any of its lines is priced: else its sum of 0 says nothing."""
    return any(component.monthly is not None for component in resource.components)


def cost_table(estimate: Estimate, width: int, *, every: bool = False) -> RenderableType:
    """The dearest lines, or `every` one; the totals, which are of everything; the comparison; by name what has no price. As many
    columns as fit `width`."""
    keep = [0, 1, 2, 3, 4, 5, 6] if width >= _WIDE else [0, 1, 2, 3, 4, 5] if width >= _MEDIUM else [0, 3, 4, 5]
    found = shown(estimate, every=every)
    rows = [[row[index] for index in keep] for row in _rows(found)]
    sums = [[row[index] for index in keep] for row in _sums(estimate)] if can_be_summed(estimate) else []
    table = _table(keep, _widths(keep, [*rows, *sums], width))
    for row in rows:
        table.add_row(*row)
    table.add_section()
    for row in sums:
        table.add_row(*row)
    hint = [Text(f"Quantities and their basis: in {_WIDE} columns, or --format json.", style="dim")]
    parts = (table, *_left_out(found), *(hint if width < _WIDE else ())) if table.row_count else ()
    return Group(*parts, *_undeclared(estimate), *_unpriced(estimate, every=every), _dates(estimate))


def _table(keep: Sequence[int], widths: Sequence[int]) -> Table:
    table = Table(box=SIMPLE_HEAD, pad_edge=False, header_style="bold")
    for index, width in zip(keep, widths, strict=True):
        words = index in (0, _BASIS)
        table.add_column(
            _COLUMNS[index],
            overflow="fold",
            style="dim" if index == _BASIS else None,
            justify="left" if words else "right",
            no_wrap=not words,
            width=width,
        )
    return table


def _widths(keep: Sequence[int], rows: Iterable[Sequence[Text]], width: int) -> list[int]:
    """The width of each column, which is asked of the cells here: rich would lay out every cell to ask it, and once more to draw it.

    Names and basis share what the figures leave: the longer gives way first.
    """
    cells = [[_COLUMNS[index] for index in keep], *([cell.plain for cell in row] for row in rows)]
    widths = [max(map(_cell_width, column)) for column in zip(*cells, strict=True)]
    borders = 3 * len(keep) - 1
    if keep[-1] != _BASIS:
        return [max(1, min(widths[0], width - borders - sum(widths[1:]))), *widths[1:]]
    room = width - borders - sum(widths[1:-1])
    names = max(1, min(widths[0], max(room - widths[-1], (room + 1) // 2)))
    return [names, *widths[1:-1], max(1, min(widths[-1], room - names))]


def _cell_width(text: str) -> int:
    if text.isascii() and "\n" not in text:
        return len(text)
    return max(map(cell_len, text.splitlines()), default=0)


def _rows(found: Shown) -> Iterator[_Row]:
    """The lines below their kind and their resource, each of which is named once."""
    kind, resource = "", None
    for line in found.lines:
        if line.kind != kind:
            yield (Text(KINDS[line.kind], style="bold"), *[_NONE] * 6)
        if line.resource is not None and line.resource is not resource:
            name = Text.assemble("  ", (printable(line.resource.label), "bold"))
            yield (name, *[_NONE] * 5, Text(printable(line.resource.detail)))
        kind, resource = line.kind, line.resource
        if line.component is not None:
            yield _component_row(line.component)
    if found.more:
        yield (Text(f"{found.more:,} more", style="bold"), _NONE, _NONE, *_figures(found.more_monthly), _NONE)


def _left_out(found: Shown) -> Iterator[Text]:
    if found.more:
        named = f", {found.more_unpriced:,} of them unpriced, which are named below" if found.more_unpriced else ""
        yield Text(
            f"These are the dearest {len(found.lines)} lines; --all shows the {found.more:,} more{named}.", "dim"
        )


def _sums(estimate: Estimate) -> Iterator[_Row]:
    total = (Text(figure.plain, "bold") for figure in _figures(estimate.total))
    yield (Text("Total", style="bold"), _NONE, _NONE, *total, _NONE)
    if (most := estimate.total_at_most) != estimate.total:
        why = Text(f"at what each is held to{plus_unheld(estimate)}; what stack-budget reads")
        yield (Text("With the unpriced"), _NONE, _NONE, *_held(most), why)
    yield _compared("Always on, on-demand", estimate.always_on, "the same nodes 730 h, no tiers")
    for control, amount in estimate.savings.items():
        yield _compared(f"  {control} saves", -amount, _SAVES[control])


def _compared(name: str, expected: Decimal, basis: str) -> _Row:
    return (Text(name), _NONE, _NONE, _NONE, Text(usd(expected)), _NONE, Text(basis))


def _component_row(component: CostComponent) -> _Row:
    name, basis = Text(f"    {printable(component.name)}"), Text(printable(component.basis))
    if OLD_SPOT in component.basis:
        basis.highlight_words([OLD_SPOT], "yellow")
    quantity = Text(f"{component.monthly_quantity.expected:,.1f} {component.unit}")
    if component.monthly is None or component.unit_price is None:
        mark = Text("unpriced", style="bold yellow")
        if component.at_most is None or component.monthly_at_most is None:
            return (name, quantity, mark, mark, mark, mark, basis)
        why = f"at most {price(component.at_most)} each{f': {component.bound}' if component.bound else ''}"
        said = Text(printable("; ".join(filter(None, (component.basis, why)))))
        return (name, quantity, mark, *_held(component.monthly_at_most), said)
    return (name, quantity, Text(price(component.unit_price)), *_figures(component.monthly), basis)


def _figures(amounts: Range) -> tuple[Text, Text, Text]:
    return Text(usd(amounts.floor)), Text(usd(amounts.expected)), Text(usd(amounts.ceiling))


def _held(amounts: Range) -> Iterator[Text]:
    return (Text(f"≤ {figure.plain}", style="yellow") for figure in _figures(amounts))


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
            Text(printable(key)), Text(each, style="cyan"), Text(printable(few(sorted(set(labels)))), style="dim")
        )
    yield table


def _unpriced(estimate: Estimate, *, every: bool) -> Iterator[Text]:
    """Each by name; of many, those of one type and for one reason together."""
    if not estimate.unpriced:
        return
    yield Text(f"{len(estimate.unpriced)} unpriced, not in these sums:", style="bold yellow")
    together = not every and len(estimate.unpriced) > DEAREST
    alike: dict[tuple[str, str], list[str]] = {}
    for urn, why in sorted(estimate.unpriced.items()):
        _, _, kind, name = urn.split("::", 3)  # a name may contain `::`
        alike.setdefault((kind if together else urn, why), []).append(name)
    for (_, why), names in alike.items():
        yield Text.assemble("  ", printable(few(names)), (f"  {printable(why)}", "dim"))


def _dates(estimate: Estimate) -> Text:
    if not estimate.price_dates:
        return Text("No prices were used.", style="dim")
    oldest, newest = min(estimate.price_dates), max(estimate.price_dates)
    span = str(oldest) if oldest == newest else f"{oldest} to {newest}"
    return Text(f"Prices of {span}, list prices before discounts and tax.", style="dim")
