"""What the rules say: what stops the deployment first, each with its fix."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final, TypeAlias

from rich.box import SIMPLE_HEAD
from rich.cells import cell_len
from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from penstock.cli.text import printable, short_type
from penstock_policies import Judged, Outcome, Report

_STYLES: Final = {
    Outcome.FAIL: "bold red",
    Outcome.UNDETERMINED: "bold yellow",
    Outcome.PASS: "green",
    Outcome.NOT_APPLICABLE: "dim",
}
_REASON: Final = 45
"""Columns that a reason is read in with ease."""

_NAMED: Final = 10
"""Resources of one row that are listed."""

_GAP: Final = 3
"""Columns between two."""

_Row: TypeAlias = tuple[Text, str, str, Text]
_ORDER: Final = (Outcome.FAIL, Outcome.UNDETERMINED, Outcome.PASS, Outcome.NOT_APPLICABLE)


def verdict_headline(report: Report) -> Text:
    """The one line: blocked or not, how many of each, and how many do not block by a waiver or by the base."""
    stopping = sum(judged.blocks for judged in report.verdicts)
    state = ("BLOCKED", "bold red") if report.blocked else ("clean", "bold green")
    counts = ", ".join(f"{report.counts[outcome]} {outcome.value.replace('_', ' ')}" for outcome in _ORDER)
    stops = f" by {stopping} verdict{'s' if stopping != 1 else ''}" if stopping else ""
    suppressed = {
        "waived": sum(judged.waiver is not None for judged in report.verdicts),
        "known": sum(judged.known for judged in report.verdicts),
    }
    also = "".join(f"; {count} {word}" for word, count in suppressed.items() if count)
    return Text.assemble(state, stops, f"  ({counts}{also})")


def verdict_table(report: Report, width: int, *, verbose: bool) -> RenderableType:
    """Every verdict, in `width` columns; those that do not apply only when `verbose`."""
    shown = [judged for judged in report.verdicts if verbose or judged.verdict.outcome is not Outcome.NOT_APPLICABLE]
    shown.sort(
        key=lambda judged: (
            not judged.blocks,
            _ORDER.index(judged.verdict.outcome),
            judged.verdict.rule,
            judged.verdict,
        )
    )
    rows = _together(map(_row, shown))
    hidden = report.counts[Outcome.NOT_APPLICABLE]
    foot = Text("" if verbose or not hidden else f"{hidden} more do not apply: --verbose lists them.", style="dim")
    widest = (max((cell_len(line) for row in rows for line in str(row[it]).splitlines()), default=0) for it in range(3))
    names = sum(width + _GAP for width in widest)
    drawn = _table(rows) if width - names >= _REASON else Group(*_list(rows))
    return Group(drawn, foot) if foot else Group(drawn)


def _together(rows: Iterable[_Row]) -> list[_Row]:
    """What one rule says of several resources in the same words is one row, with a list of them."""
    alike: dict[tuple[str, str, str], tuple[_Row, list[str]]] = {}
    for row in rows:
        word, rule, resource, why = row
        alike.setdefault((word.plain, rule, why.plain), (row, []))[1].append(resource)
    return [(word, rule, _lines([*dict.fromkeys(names)]), why) for (word, rule, _, why), names in alike.values()]


def _lines(names: list[str]) -> str:
    return "\n".join([*names[:_NAMED], *([f"and {len(names) - _NAMED} more"] if len(names) > _NAMED else [])])


def _table(rows: Iterable[_Row]) -> Table:
    """A column each; the names of what the row above is about too are not repeated."""
    table = Table(box=SIMPLE_HEAD, pad_edge=False, header_style="bold")
    table.add_column("Verdict", no_wrap=True)
    table.add_column("Rule", no_wrap=True)
    table.add_column("Resource", no_wrap=True)
    table.add_column("Why", overflow="fold", ratio=1)
    last: tuple[str, ...] = ()
    for word, *keys, why in rows:
        same = (word.plain, *map(str, keys))
        table.add_row(*([""] * 3 if same == last else (word, *keys)), why)
        last = same
    return table


def _list(rows: Iterable[_Row]) -> Iterator[RenderableType]:
    """Where there is no room for columns: the reason below the names."""
    for word, rule, resource, why in rows:
        yield Text.assemble(word, f"  {rule}  {', '.join(resource.splitlines())}")
        yield Padding(why, (0, 0, 0, 4), expand=False)


def _row(judged: Judged) -> _Row:
    verdict = judged.verdict
    word = Text(verdict.outcome.value.replace("_", " "), style=_STYLES[verdict.outcome])
    if verdict.outcome in (Outcome.FAIL, Outcome.UNDETERMINED) and not judged.blocks:
        word.append(f" ({_standing(judged)})", style="dim")
    return word, verdict.rule, resource_words(verdict.urn), Text("\n").join(_why(judged))


def _standing(judged: Judged) -> str:
    """Why it does not block, in a word."""
    if judged.waiver is not None:
        return "waived"
    return "known" if judged.known else judged.enforcement.value


def resource_words(urn: str) -> str:
    """`autoscaling.Group train` from a URN: the type tells a group from its template of the same name."""
    _, _, token, name = urn.split("::", 3)  # a name may contain `::`
    return printable(f"{short_type(token.rpartition('$')[2])} {name}")


def _why(judged: Judged) -> Iterator[Text]:
    verdict = judged.verdict
    at = f"{verdict.property}: " if verdict.property and verdict.outcome is not Outcome.PASS else ""
    yield Text.assemble((printable(at), "cyan"), printable(verdict.message))
    if judged.suppression:
        yield Text(printable(judged.suppression), style="bold")
    if verdict.fix and verdict.outcome in (Outcome.FAIL, Outcome.UNDETERMINED):
        yield Text.assemble(("fix: ", "bold"), printable(verdict.fix))
