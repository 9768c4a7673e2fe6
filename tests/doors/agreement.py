"""What the test of each SDK asks: the committed table is what the installed SDK, the readers and the decisions say today."""

from __future__ import annotations

from difflib import unified_diff

from .table import UNDECIDED, decisions, path_of, rows, text


def assert_no_unknown_door(package: str) -> None:
    """Fails with what to decide, or with how the committed table differs."""
    found = rows(package)
    undecided = [f"{row.door.type} {row.door.path}" for row in found if row.answer == UNDECIDED]
    assert not undecided, (
        f"{len(undecided)} doors of pulumi-{package} have neither a reader nor a reason: write a reader in resources/, or a row "
        f"in tests/doors/decisions/{package}.tsv:\n" + "\n".join(undecided[:50])
    )
    stale = [f"{it.type} {it.path}" for it in decisions(package) if not any(it.fits(row.door) for row in found)]
    assert not stale, f"decisions on doors that pulumi-{package} does not have: {stale}"
    committed = path_of(package).read_text(encoding="utf-8")
    differing = "\n".join(
        unified_diff(committed.splitlines(), text(found).splitlines(), "committed", "now", n=0, lineterm="")
    )
    assert not differing, (
        f"run PYTHONPATH=tests python -m doors.table {package}, read what changed, commit it:\n{differing}"
    )
