"""docs/doors.md is what the tables say."""

from pathlib import Path

from doors.page import page


def test_the_page_is_current() -> None:
    committed = (Path(__file__).parents[2] / "docs" / "doors.md").read_text(encoding="utf-8")
    assert committed == page() + "\n", "run PYTHONPATH=tests python -m doors.page > docs/doors.md"
