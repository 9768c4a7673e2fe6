"""Whole results on a terminal: the money first, then the tree and the verdicts."""

from __future__ import annotations

from collections.abc import Iterable

from rich.table import Table
from rich.text import Text

from penstock.cli.console import stderr, stdout
from penstock.cli.text import printable
from penstock.cost.shapes import Estimate
from penstock.resources.reading.capture import Capture
from penstock_policies import Report

from .costs import cost_table, headline
from .tree import resource_tree
from .verdicts import verdict_headline, verdict_table


def print_check(capture: Capture, estimate: Estimate, report: Report, *, every: bool, verbose: bool) -> None:
    """Two lines that say it all, then the tree, the costs and the verdicts."""
    console = stdout()
    console.print(Text.assemble((f"{capture.project}/{capture.stack}", "bold")))
    lines = Table.grid(padding=(0, 2))
    lines.add_row("  cost", headline(estimate))
    lines.add_row("  rules", verdict_headline(report))
    console.print(lines)
    console.print()
    console.print(resource_tree(capture))
    console.print()
    console.print(cost_table(estimate, console.width, every=every))
    console.print()
    console.print(verdict_table(report, console.width, verbose=verbose))
    print_notes(capture.notes)


def print_preview(capture: Capture) -> None:
    """The tree."""
    stdout().print(resource_tree(capture))
    print_notes(capture.notes)


def print_estimate(capture: Capture, estimate: Estimate, *, every: bool) -> None:
    """The money."""
    console = stdout()
    console.print(Text.assemble((f"{capture.project}/{capture.stack}", "bold"), "  ", headline(estimate)))
    console.print(cost_table(estimate, console.width, every=every))
    print_notes(capture.notes)


def print_notes(notes: Iterable[str]) -> None:
    """What a person should know beside a result, to stderr."""
    for note in notes:
        stderr().print(Text.assemble(("note: ", "bold"), printable(note)))
