"""The pages fetched so far, one JSON line each, so that a run that was cut goes on where it stopped."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, Final, cast

from .shapes import Page, Row

_VERSION: Final = 1
"""Of the rows' form. Lines of another version are not read."""

KEPT_FOR: Final = timedelta(hours=24)
"""Older pages are fetched anew: prices of two days are not one day's prices."""


class Journal:
    """The pages of one cloud in the file `path`. A line that was cut in the middle, and what follows it, is dropped."""

    def __init__(self, path: Path, *, now: datetime) -> None:
        self._path = path
        self._pages: dict[str, list[Page]] = {}
        self.started = now
        if not self._load(now):
            self.clear(now)

    @property
    def pages(self) -> int:
        """How many pages it holds."""
        return sum(map(len, self._pages.values()))

    def done(self, feed: str) -> bool:
        """Whether the feed's last page is here."""
        pages = self._pages.get(feed)
        return bool(pages) and pages[-1].next is None

    def cursor(self, feed: str) -> str | None:
        """Where the feed's next page begins; None at its start."""
        pages = self._pages.get(feed)
        return pages[-1].next if pages else None

    def add(self, feed: str, page: Page) -> None:
        """Keep the feed's next page."""
        self._pages.setdefault(feed, []).append(page)
        self._write({"feed": feed, "next": page.next, "rows": page.rows, "note": page.note})

    def restart(self, feed: str) -> None:
        """Forget the feed's pages."""
        self._pages.pop(feed, None)
        self._write({"feed": feed, "restart": True})

    def rows(self, feeds: Iterable[str]) -> Sequence[Row]:
        """The rows of all pages of `feeds`."""
        return [row for feed in feeds for page in self._pages.get(feed, ()) for row in page.rows]

    def notes(self, feeds: Iterable[str]) -> Sequence[str]:
        """Why some of `feeds` have no rows."""
        return [page.note for feed in feeds for page in self._pages.get(feed, ()) if page.note]

    def clear(self, now: datetime) -> None:
        """Forget everything and begin at `now`."""
        self._pages.clear()
        self.started = now
        self._path.parent.mkdir(parents=True, exist_ok=True)
        self._path.write_text("", encoding="utf-8")
        self._write({"version": _VERSION, "started": now.isoformat()})

    def remove(self) -> None:
        """The pages have become prices."""
        self._path.unlink(missing_ok=True)

    def _write(self, line: dict[str, Any]) -> None:
        with self._path.open("a", encoding="utf-8") as file:
            file.write(json.dumps(line) + "\n")

    def _load(self, now: datetime) -> bool:
        try:
            lines = self._path.read_bytes().splitlines(keepends=True)
        except FileNotFoundError:
            return False
        whole = 0
        for number, line in enumerate(lines):
            entry = _entry(line)
            if number == 0:
                if entry.get("version") != _VERSION:
                    return False
                self.started = datetime.fromisoformat(entry["started"])
                if not timedelta(0) <= now - self.started <= KEPT_FOR:
                    return False
            elif not entry:
                break
            elif entry.get("restart"):
                self._pages.pop(entry["feed"], None)
            else:
                self._pages.setdefault(entry["feed"], []).append(Page(entry["rows"], entry["next"], entry["note"]))
            whole += len(line)
        if whole < sum(map(len, lines)):
            with self._path.open("r+b") as file:
                file.truncate(whole)
        return whole > 0


def _entry(line: bytes) -> dict[str, Any]:
    """The line's content; empty for one that was cut."""
    if not line.endswith(b"\n"):
        return {}
    try:
        return cast("dict[str, Any]", json.loads(line))
    except ValueError:
        return {}
