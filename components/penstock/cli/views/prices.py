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
from penstock.cli.console import stderr, stdout
from penstock.cli.prices import Answer, Listed, Question
from penstock.refresh import Held, Outcome
from penstock.terms import CapacityType

from .document import VERSION, print_json

_HELD_SHOWN: Final = 20
_UNCLEAR_SHOWN: Final = 5
_NAMED: Final = 2
_CENT: Final = Decimal("0.01")
_HUNDREDTH_OF_A_CENT: Final = Decimal("0.0001")


def print_answer(question: Question, answer: Answer, shown: Sequence[Listed], today: date) -> None:
    """The sentence that answers, the table, and what is not in it."""
    stdout().print(answer_page(question, answer, shown, today))


def answer_page(question: Question, answer: Answer, shown: Sequence[Listed], today: date) -> RenderableType:
    """What `print_answer` prints. Ages are counted to `today`."""
    notes = [Text(line, style="dim") for line in _notes(question, answer, shown)]
    if not shown:
        return Group(Text(f"Nothing found for {_asked(question)}.", style="bold yellow"), *notes)
    return Group(_headline(shown[0], question, today), _table(shown, question, today), *notes)


def print_answer_json(question: Question, answer: Answer, shown: Sequence[Listed]) -> None:
    """The same as JSON. Money is text, USD."""
    print_json(
        {
            "version": VERSION,
            "currency": "USD",
            "capacity_type": question.capacity_type.value,
            "offerings": [_document(row) for row in shown],
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
        f"{' (estimated)' if first.basis == 'estimated' else ''}. Price of {_aged(first.day, today)}.",
    )


def _table(shown: Sequence[Listed], question: Question, today: date) -> Table:
    table = Table(box=SIMPLE_HEAD, pad_edge=False, header_style="bold")
    table.add_column("$/h", justify="right", no_wrap=True)
    table.add_column("$/GPU h", justify="right", no_wrap=True)
    for name in ("GPUs", "Type", "Cloud", "Region"):
        table.add_column(name, no_wrap=True)
    if question.capacity_type is CapacityType.SPOT:
        table.add_column("Basis")
    table.add_column("Price of")  # in a narrow terminal its words fold, and the figures stay whole
    hourly, gpu_hourly = _column([row.hourly for row in shown]), _column([row.gpu_hourly for row in shown])
    for row, machine_usd, gpu_usd in zip(shown, hourly, gpu_hourly, strict=True):
        kind = row.offering.type
        basis = [row.basis] if question.capacity_type is CapacityType.SPOT else []
        table.add_row(
            machine_usd,
            gpu_usd,
            _gpus(row.offering),
            kind.name,
            kind.cloud,
            row.offering.region,
            *basis,
            _aged(row.day, today),
        )
    return table


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


def _document(row: Listed) -> dict[str, Any]:
    hardware = row.offering.type
    return {
        **_place(row.offering),
        "gpu_name": hardware.gpu_name,
        "gpu_count": f"{hardware.gpu_count.normalize():f}",
        "hourly_usd": f"{row.hourly.normalize():f}",
        "gpu_hourly_usd": f"{row.gpu_hourly.quantize(_HUNDREDTH_OF_A_CENT).normalize():f}",
        "basis": row.basis,
        "price_date": row.day.isoformat(),
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
