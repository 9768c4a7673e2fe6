"""Prices for people and for programs: the money first, and the day of every price."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from types import TracebackType
from typing import Any, Final, Self

from rich.box import SIMPLE_HEAD
from rich.console import Group, RenderableType
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TaskID, TextColumn
from rich.table import Table
from rich.text import Text

from penstock.catalog import Offering
from penstock.catalog.shapes import OLD_SPOT, SPOT_DAYS, is_old_spot
from penstock.cli.console import stderr, stdout
from penstock.cli.price_search import Answer, Cheapest, Listed, Question
from penstock.refresh import Held, Outcome
from penstock.terms import CapacityType

from .document import VERSION, print_json

_HELD_SHOWN: Final = 20
_UNCLEAR_SHOWN: Final = 5
_NAMED: Final = 2
_WIDE: Final = 100
"""Columns, from which on a table has room for all that is known."""

_LEAST: Final = {"Basis": 9, "Price of": 11, "Type": 12}
"""Columns that words are never narrower than in a narrow terminal."""

_CENT: Final = Decimal("0.01")
_HUNDREDTH_OF_A_CENT: Final = Decimal("0.0001")


def print_answer(question: Question, answer: Answer, shown: Sequence[Listed], today: date) -> None:
    """The sentence that answers, the table, and what is not in it."""
    console = stdout()
    console.print(answer_page(question, answer, shown, today, console.width))


def answer_page(
    question: Question, answer: Answer, shown: Sequence[Listed], today: date, width: int = 140
) -> RenderableType:
    """What `print_answer` prints, in `width` columns. Ages are counted to `today`."""
    notes = [Text(line, style="dim") for line in _notes(question, answer, shown)]
    if not shown:
        return Group(Text(f"Nothing found for {_asked(question)}.", style="bold yellow"), *notes)
    head, cheapest = _headline(shown[0], question, today), _cheapest_table(answer.cheapest, question, today)
    old = [_old_note()] if any(_is_old(row, question, today) for row in shown) else []
    return Group(head, Text(), cheapest, _table(shown, question, today, width), *old, *notes)


def print_answer_json(question: Question, answer: Answer, shown: Sequence[Listed], today: date) -> None:
    """The same as JSON. Money is text, USD. `today`: to which the age of a spot price is counted."""
    print_json(
        {
            "version": VERSION,
            "currency": "USD",
            "capacity_type": question.capacity_type.value,
            "cheapest": [
                {
                    "cloud": best.cloud,
                    "capacity_type": best.capacity_type.value,
                    "offering": None if best.row is None else _document(best.row, best.capacity_type, today),
                }
                for best in answer.cheapest
            ],
            "offerings": [_document(row, question.capacity_type, today) for row in shown],
            "more": len(answer.listed) - len(shown),
            "over_max_hourly": answer.dearer,
            "unpriced": [_place(offering) for offering in answer.unpriced],
        }
    )


def price_label(row: Listed, kind: CapacityType) -> str:
    """`aws p5.48xlarge us-east-1 spot`."""
    return f"{row.offering.type.cloud} {row.offering.type.name} {row.offering.region} {kind}"


def print_outcome(outcome: Outcome) -> None:
    """What a cloud's refresh did, what it held back and how to take it."""
    stdout().print(outcome_page(outcome))


def outcome_page(outcome: Outcome) -> RenderableType:
    """What `print_outcome` prints."""
    parts: list[RenderableType] = [
        Text.assemble(
            (outcome.cloud, "bold"), f"  {_counted(outcome.taken, 'price')} of {outcome.day} in {outcome.path}"
        )
    ]
    if outcome.resumed:
        parts.append(Text(f"  went on after {_counted(outcome.resumed, 'page')} of an earlier run", style="dim"))
    if outcome.held:
        verdict = "taken as told" if outcome.accepted else "held back, the price before stays in use"
        parts.append(
            Text(
                f"  {len(outcome.held):,} far from the price before: {verdict}",
                style="dim" if outcome.accepted else "bold yellow",
            )
        )
        parts.append(_held_table(outcome.held[:_HELD_SHOWN]))
        if len(outcome.held) > _HELD_SHOWN:
            parts.append(Text(f"  and {len(outcome.held) - _HELD_SHOWN:,} more", style="dim"))
        if not outcome.accepted:
            parts.append(
                Text(
                    f"  Look them up; `penstock prices refresh --cloud {outcome.cloud} --accept` within a day takes them."
                )
            )
    if outcome.unclear:
        parts.append(Text(f"  {len(outcome.unclear):,} listed twice with two prices, not taken:", style="yellow"))
        parts += [Text(f"    {line}", style="dim") for line in outcome.unclear[:_UNCLEAR_SHOWN]]
        if len(outcome.unclear) > _UNCLEAR_SHOWN:
            parts.append(Text(f"    and {len(outcome.unclear) - _UNCLEAR_SHOWN:,} more", style="dim"))
    parts += [Text(f"  {note}", style="yellow") for note in outcome.notes]
    if outcome.unlisted:
        parts.append(
            Text(f"  {outcome.unlisted:,} no longer listed there: they keep their price and its date", style="dim")
        )
    return Group(*parts)


class RefreshBar:
    """A progress bar on a terminal's stderr; nothing elsewhere."""

    def __init__(self, cloud: str) -> None:
        console = stderr()
        self._bar = Progress(
            SpinnerColumn(),
            TextColumn("{task.fields[cloud]}"),
            BarColumn(),
            MofNCompleteColumn(),
            TextColumn("{task.description}"),
            console=console,
            transient=True,
            disable=not console.is_terminal,
        )
        self._task: TaskID = self._bar.add_task("", total=None, cloud=cloud)

    def __enter__(self) -> Self:
        self._bar.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._bar.stop()

    def advance(self, done: int, total: int, feed: str, pages: int) -> None:
        """A page came."""
        self._bar.update(self._task, completed=done, total=total, description=f"{feed}, {_counted(pages, 'page')}")


def _headline(first: Listed, question: Question, today: date) -> Text:
    offering = first.offering
    return Text.assemble(
        (f"${_hourly(first.hourly)} an hour", "bold green"),
        f": {offering.type.name} in {offering.region} ({offering.type.cloud}), {_gpus(offering)} {question.capacity_type}",
        f"{' (estimated)' if first.basis == 'estimated' else ''}. Price of {_aged(first.day, today)}",
        *([(f": {OLD_SPOT}, it says little of today's.", "yellow")] if _is_old(first, question, today) else ["."]),
    )


def _cheapest_table(cheapest: Sequence[Cheapest], question: Question, today: date) -> Table:
    """Of each cloud the cheapest, on-demand and spot; in 80 columns. An hour of the machine where it is asked for, else of one GPU."""
    table = Table(box=None, pad_edge=False, header_style="bold", padding=(0, 2, 0, 0))
    table.add_column("Cheapest", no_wrap=True)
    table.add_column("Capacity", no_wrap=True)
    table.add_column("$/GPU h" if question.count is None else "$/h", justify="right", no_wrap=True)
    table.add_column("Type", overflow="fold")  # a name may be longer than there is room for, a figure may not
    for name in ("Region", "Price of"):
        table.add_column(name, no_wrap=True)
    rows = [best.row for best in cheapest]
    prices = _column([row and (row.gpu_hourly if question.count is None else row.hourly) for row in rows])
    before = ""
    for best, usd in zip(cheapest, prices, strict=True):
        cloud, before = "" if best.cloud == before else best.cloud, best.cloud
        row, kind = best.row, best.capacity_type.value
        if row is None:
            table.add_row(cloud, kind, "", Text("none known", style="dim"), "", "")
            continue
        old = best.capacity_type is CapacityType.SPOT and is_old_spot(row.day, today)
        capacity = _yellow(f"{kind}, old", kind, old=old)
        table.add_row(cloud, capacity, usd, row.offering.type.name, row.offering.region, f"{row.day}")
    return table


def _is_old(row: Listed, question: Question, today: date) -> bool:
    return question.capacity_type is CapacityType.SPOT and is_old_spot(row.day, today)


def _old_note() -> Text:
    return Text(
        f"old: a spot price over {SPOT_DAYS} days old says little of today's. `penstock prices refresh` fetches it.",
        style="yellow",
    )


def _table(shown: Sequence[Listed], question: Question, today: date, width: int) -> Table:
    """Cheapest first. In a narrow terminal without what is least asked for; words fold, and figures stay whole."""
    spot, wide = question.capacity_type is CapacityType.SPOT, width >= _WIDE
    hourly, gpu_hourly = _column([row.hourly for row in shown]), _column([row.gpu_hourly for row in shown])
    columns: dict[str, Sequence[str | Text]] = {
        "$/h": hourly,
        "Low $/h": _column([row.offering.spot_low_hourly for row in shown]),
        "$/GPU h": gpu_hourly,
        "GPUs": [_gpus(row.offering) for row in shown],
        "Type": [row.offering.type.name for row in shown],
        "Cloud": [row.offering.type.cloud for row in shown],
        "Region": [row.offering.region for row in shown],
        "Basis": [_yellow(f"{row.basis}, old", row.basis, old=_is_old(row, question, today)) for row in shown],
        "Price of": [_yellow(_aged(row.day, today), old=_is_old(row, question, today)) for row in shown],
    }
    left_out = {*(() if spot else ("Low $/h", "Basis")), *(() if wide else ("Low $/h", "GPUs"))}
    left_out |= set() if any(columns["Low $/h"]) else {"Low $/h"}
    table = Table(box=SIMPLE_HEAD, pad_edge=False, header_style="bold", padding=(0, 1) if wide else (0, 1, 0, 0))
    kept = {name: cells for name, cells in columns.items() if name not in left_out}
    for name in kept:
        words = name in ("Basis", "Price of") or (name == "Type" and not wide)
        figures = "$" in name
        table.add_column(
            name,
            justify="right" if figures else "left",
            no_wrap=not words,
            min_width=None if wide else _LEAST.get(name),
            overflow="fold" if words else "ellipsis",
        )
    for row in zip(*kept.values(), strict=True):
        table.add_row(*row)
    return table


def _yellow(old_words: str, words: str = "", *, old: bool) -> Text:
    return Text(old_words, style="yellow") if old else Text(words or old_words)


def _notes(question: Question, answer: Answer, shown: Sequence[Listed]) -> Sequence[str]:
    more = len(answer.listed) - len(shown)
    lines = [f"{more:,} more at that price per GPU or above: --limit shows them."] if more else []
    if answer.dearer:
        lines.append(f"{answer.dearer:,} over --max-hourly {question.max_hourly}, not listed.")
    if answer.unpriced:
        names = sorted({offering.type.name for offering in answer.unpriced})
        some = ", ".join(names[:_NAMED]) + (f" and {len(names) - _NAMED} more types" if len(names) > _NAMED else "")
        lines.append(f"{len(answer.unpriced):,} without a known {question.capacity_type} price, not listed: {some}.")
    if shown:
        oldest, newest = min(row.day for row in shown), max(row.day for row in shown)
        span = f"{oldest}" if oldest == newest else f"{oldest} to {newest}"
        lines.append(
            f"Prices of {span}, list prices before discounts and tax. `penstock prices refresh` fetches today's."
        )
    return lines


def _held_table(held: Sequence[Held]) -> Table:
    table = Table(box=SIMPLE_HEAD, pad_edge=False, header_style="bold")
    table.add_column("New $/h", justify="right", no_wrap=True)
    table.add_column("Old $/h", justify="right", no_wrap=True)
    for name in ("Change", "Capacity", "Type", "Region", "Old price of"):
        table.add_column(name, no_wrap=True)
    new, old = _column([row.quote.usd for row in held]), _column([row.old for row in held])
    for row, new_usd, old_usd in zip(held, new, old, strict=True):
        quote = row.quote
        table.add_row(
            new_usd,
            old_usd,
            row.why,
            quote.capacity_type,
            quote.instance_type,
            quote.region,
            "" if row.old_day is None else f"{row.old_day}",
        )
    return table


def _document(row: Listed, kind: CapacityType, today: date) -> dict[str, Any]:
    hardware, low = row.offering.type, row.offering.spot_low_hourly
    spot = {"hourly_low_usd": low and f"{low.normalize():f}", "old": is_old_spot(row.day, today)}
    return {
        **_place(row.offering),
        "gpu_name": hardware.gpu_name,
        "gpu_count": f"{hardware.gpu_count.normalize():f}",
        "hourly_usd": f"{row.hourly.normalize():f}",
        "gpu_hourly_usd": f"{row.gpu_hourly.quantize(_HUNDREDTH_OF_A_CENT).normalize():f}",
        "basis": row.basis,
        "price_date": row.day.isoformat(),
        **(spot if kind is CapacityType.SPOT else {}),
    }


def _place(offering: Offering) -> dict[str, Any]:
    return {"cloud": offering.type.cloud, "instance_type": offering.type.name, "region": offering.region}


def _asked(question: Question) -> str:
    gpu = question.gpu or "accelerator"
    count = f"{question.count.normalize():f} x " if question.count is not None else ""
    where = f" in {', '.join(question.regions)}" if question.regions else ""
    most = "" if question.max_hourly is None else f", at most ${_hourly(question.max_hourly)} an hour"
    return f"{count}{gpu} {question.capacity_type}{where}{most}"


def _gpus(offering: Offering) -> str:
    return f"{offering.type.gpu_count.normalize():f} x {offering.type.gpu_name}"


def _column(prices: Sequence[Decimal | None]) -> Sequence[str]:
    """Prices with one number of places, so that their points stand under each other; empty where there is none."""
    place = min((_place_of(price) for price in prices if price is not None), default=_CENT)
    return ["" if price is None else f"{price.quantize(place):,f}" for price in prices]


def _hourly(usd: Decimal) -> str:
    return f"{usd.quantize(_place_of(usd)):,f}"


def _place_of(usd: Decimal) -> Decimal:
    """Cents from a dollar up, four places below: spot prices of small machines differ there."""
    return _CENT if usd >= 1 else _HUNDREDTH_OF_A_CENT


def _aged(day: date, today: date) -> str:
    days = (today - day).days
    return f"{day}, today" if days == 0 else f"{day}, {_counted(days, 'day')} old"


def _counted(number: int, word: str) -> str:
    return f"{number:,} {word}{'' if number == 1 else 's'}"
