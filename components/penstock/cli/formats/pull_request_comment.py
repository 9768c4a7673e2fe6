"""A comment for a pull request: one line of verdict and money, what blocks, and the rest folded.

Source: GitHub Flavored Markdown; docs.github.com, "Basic writing and formatting syntax" (mentions, references); GitHub refuses
a comment of more than 65,536 characters. Its last line is hidden and names the stack, so that whoever posts it can find
the comment of the last push and replace it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final
from urllib.parse import quote

from penstock.cli.text import cut, printable
from penstock.cli.views.costs import can_be_summed, has_price, headline, plus_unheld, usd
from penstock.cli.views.verdicts import verdict_headline
from penstock.cost import Estimate, Range, ResourceCost
from penstock_policies import Outcome

from .checked import Checked, Finding, Level

LIMIT: Final = 65_536
"""Counted here in bytes of UTF-8, which are never fewer than characters, whatever GitHub counts."""

UNFOLDED: Final = 10
"""Findings that a reader meets without a click."""

_CELL: Final = 500
"""Characters of a cell; longer text is cut, with an ellipsis."""

_NAMED: Final = 10
"""Resources of one finding that a cell lists."""

_LINKED: Final = re.compile(r"@|#|://|www\.|gh-(?=\d)", re.IGNORECASE)
"""Where GitHub looks for people, issues and addresses to link, in what a reader sees."""

_NO_FIGURES: Final = ("", "", "")
"""Of what has no price, or of whose use nobody declares any: a 0 would say that it is free."""

_PLAIN: Final = frozenset(" ,;/'()%-")
"""ASCII beside letters and digits that means nothing to Markdown within a cell."""


@dataclass(frozen=True, slots=True)
class _Section:
    """Rows under a head that a reader unfolds, or, without a `title`, sees at once."""

    title: str
    head: tuple[str, ...]
    rows: Sequence[str]

    def lines(self, count: int) -> list[str]:
        """The section with its first `count` rows, and a word on those left out."""
        left = len(self.rows) - count
        body = [*self.head, *self.rows[:count]] if count else []
        said = ["", f"{left} more left out: a comment has no room for them; the check prints them all."] if left else []
        folded = bool(self.title)
        opening = ["<details>", f"<summary>{self.title}</summary>", ""] if folded else []
        return [*opening, *body, *said, *(["", "</details>"] if folded else []), ""]


def render(result: Checked) -> str:
    """The comment, of `LIMIT` at most: rows that find no room are counted in words, the last first."""
    verdict, money = verdict_headline(result.report).plain, headline(result.estimate).plain
    first = f"**{_text(verdict)}** · {_text(money)} · {_code(result.title)}"
    frame = [first, "", marker(result.capture.project, result.capture.stack)]
    sections = [section for section in _sections(result) if section.rows]
    room = LIMIT - _size(frame) - sum(_size(section.lines(0)) for section in sections)
    lines: list[str] = []
    for section in sections:
        room += _size(section.lines(0))
        fitted = section.lines(_fitting(section, room))
        room -= _size(fitted)
        lines += fitted
    return "\n".join([*frame[:2], *lines, *frame[2:]]) + "\n"


def marker(project: str, stack: str) -> str:
    """The hidden line by which a stack's comment is found again. Nothing that a program says can imitate or end it."""
    names = "/".join(
        quote(printable(name), safe="", errors="replace").replace("--", "-%2D") for name in (project, stack)
    )
    return f"<!-- penstock:{names} -->"


def _fitting(section: _Section, room: int) -> int:
    """How many rows there is room for: the cost of the other lines is that of the section cut short, the dearest case."""
    if _size(section.lines(len(section.rows))) <= room:
        return len(section.rows)
    room -= _size([*section.lines(0), *section.head])
    for count, row in enumerate(section.rows):
        room -= _size([row])
        if room < 0:
            return count
    return len(section.rows) - 1


def _size(lines: Sequence[str]) -> int:
    return sum(len(line.encode()) + 1 for line in lines)


def _sections(result: Checked) -> Iterator[_Section]:
    refused = [_row(_code(it.where), _text(it.what), _text(it.fix)) for it in result.capture.problems]
    yield _Section("", ("| Where | What the provider refuses | To fix |", "| --- | --- | --- |"), refused)
    errors = result.told(Level.ERROR)
    blocking = [*map(_finding_row, errors)]
    head = ("| Rule | Resource | Why | Where |", "| --- | --- | --- | --- |")
    yield _Section("", head, blocking[:UNFOLDED])
    more = sum(len(finding.every) for finding in errors[UNFOLDED:])
    yield _Section(f"{more} more that block", head, blocking[UNFOLDED:])
    advised = [finding for level in (Level.WARNING, Level.NOTE) for finding in result.told(level)]
    count = sum(len(finding.every) for finding in advised)
    yield _Section(f"{count} that {'do' if count > 1 else 'does'} not block", head, [*map(_finding_row, advised)])
    expected = f": {_text(usd(result.estimate.total.expected))} expected" if can_be_summed(result.estimate) else ""
    yield _Section(
        f"Costs in USD a month{expected}",
        ("| | Floor | Expected | Ceiling |", "| --- | ---: | ---: | ---: |"),
        [*_cost_rows(result.estimate)],
    )
    passed = sum(finding.outcome is Outcome.PASS for finding in result.findings)
    yield _Section(
        f"{passed} passed", ("| Rule | Pass | Does not apply |", "| --- | ---: | ---: |"), [*_passes(result)]
    )
    notes = [_row(_text(note)) for note in result.capture.notes]
    yield _Section(_many(len(notes), "note"), ("| How it was read |", "| --- |"), notes)


def _finding_row(finding: Finding) -> str:
    unsure = "cannot be determined: " if finding.outcome is Outcome.UNDETERMINED else ""
    about = f"{_code(finding.about)}: " if finding.about else ""
    fix = f"<br>**To fix:** {_text(finding.fix)}" if finding.fix else ""
    suppression = f"<br>**{_text(finding.suppression)}**" if finding.suppression else ""
    why = f"{about}{unsure}{_text(finding.message)}{suppression}{fix}"
    named = dict.fromkeys(it.resource for it in finding.every)
    places = dict.fromkeys(str(it.place) for it in finding.every)
    return _row(_code(finding.rule), _listed([*named]), why, _listed([*places]))


def _listed(names: Sequence[str]) -> str:
    more = f"<br>and {len(names) - _NAMED} more" if len(names) > _NAMED else ""
    return f"{'<br>'.join(map(_code, names[:_NAMED]))}{more}"


def _cost_rows(estimate: Estimate) -> Iterator[str]:
    """The sums, then what has lines of its own, the dearest first. Services of one kind are too many to be read one by one."""
    if can_be_summed(estimate):
        yield _row("**Total**", *_figures(estimate.total))
        if (most := estimate.total_at_most) != estimate.total:
            held = f"With the unpriced, at what each is held to{plus_unheld(estimate)}"
            yield _row(held, *(f"≤ {figure}" for figure in _figures(most)))
        yield _row("Always on, on-demand", "", _text(usd(estimate.always_on)), "")
    for control, amount in estimate.savings.items():
        yield _row(f"{_text(control)} saves", "", _text(usd(-amount)), "")
    for urn, why in estimate.unpriced.items():
        yield _row(f"**unpriced** {_code(urn.rpartition('::')[2])}: {_text(why)}", "", "", "")
    single = [resource for resource in estimate.resources if resource.kind != "service"]
    for resource in sorted(single, key=lambda it: (-it.monthly.expected, it.label, it.urn)):
        figures = _least(resource.monthly, unpriced=bool(resource.why_unpriced)) if has_price(resource) else _NO_FIGURES
        yield _row(_cost_name(resource), *figures)
    services = [resource for resource in estimate.resources if resource.kind == "service"]
    if services:
        without = sum(bool(resource.why_unpriced) for resource in services)
        words = f"{_many(len(services), 'service')}{f', {without} of them unpriced' if without else ''}"
        total = sum((resource.monthly for resource in services), Range.of(Decimal(0)))
        priced = any(map(has_price, services))
        yield _row(words, *(_least(total, unpriced=bool(without)) if priced else _NO_FIGURES))
    if estimate.undeclared:
        yield _row(f"{_many(len(estimate.undeclared), 'price')} of use that no program declares: in no sum", "", "", "")


def _least(amounts: Range, *, unpriced: bool) -> tuple[str, str, str]:
    """Figures; where something of it has no price, what it costs at least."""
    if not unpriced:
        return _figures(amounts)
    floor, expected, ceiling = (f"≥ {figure}" for figure in _figures(amounts))
    return (floor, expected, ceiling) if amounts.ceiling else _NO_FIGURES


def _many(count: int, what: str) -> str:
    return f"{count} {what}{'' if count == 1 else 's'}"


def _cost_name(resource: ResourceCost) -> str:
    return f"{resource.kind} {_code(resource.label)}{f' {_text(resource.detail)}' if resource.detail else ''}"


def _figures(amounts: Range) -> tuple[str, str, str]:
    return _text(usd(amounts.floor)), _text(usd(amounts.expected)), _text(usd(amounts.ceiling))


def _passes(result: Checked) -> Iterator[str]:
    counts = Counter((finding.rule, finding.outcome) for finding in result.findings)
    for rule in sorted({rule for rule, outcome in counts if outcome in (Outcome.PASS, Outcome.NOT_APPLICABLE)}):
        figures = (counts[rule, Outcome.PASS], counts[rule, Outcome.NOT_APPLICABLE])
        yield _row(_code(rule), *map(str, figures))


def _row(*cells: str) -> str:
    return f"| {' | '.join(cells)} |"


def _code(text: str) -> str:
    """A name, letter by letter: within `<code>` GitHub makes no mention, reference or link of anything."""
    return f"<code>{_literal(cut(printable(text), _CELL))}</code>" if text else ""


def _text(text: str) -> str:
    """A sentence that mentions, closes, links and formats nothing. What GitHub would link it finds whatever way it is
    written; a space without width (U+200B) after its first letter hides it."""
    return _literal(_LINKED.sub(lambda it: f"{it[0][0]}\u200b{it[0][1:]}", cut(printable(text), _CELL)))


def _literal(text: str) -> str:
    """`text` with all that Markdown or HTML reads as more than itself, line ends too, as character references."""
    return "".join(it if it.isalnum() or not it.isascii() or it in _PLAIN else f"&#{ord(it)};" for it in text)
