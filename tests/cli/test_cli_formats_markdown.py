"""The comment: read as GitHub reads it, it says what the check found and nothing that a program smuggled in."""

from __future__ import annotations

import re
from collections.abc import Sequence
from html.parser import HTMLParser
from typing import Final
from urllib.parse import unquote

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt  # rich needs it, so it is always there

from penstock.cli.formats import Checked, render
from penstock.cli.formats.checked import Finding, Level
from penstock.cli.formats.pull_request_comment import LIMIT, UNFOLDED, marker
from penstock.cli.text import printable
from penstock_policies import Enforcement, Outcome

from .results import BLOCKED, REAL, Said, made, real, results, rule, texts

_OURS: Final = {"table", "thead", "tbody", "tr", "th", "td", "p", "strong", "code", "br", "details", "summary"}
_LINKED: Final = re.compile(r"@\w|#\d|gh-\d|://|www\.", re.IGNORECASE)
"""What GitHub makes a mention, a reference or a link of, unless it is in code."""


class Page(HTMLParser):
    """A comment as it is shown: its rows, its folded titles, and the text that GitHub looks for links in."""

    def __init__(self, comment: str) -> None:
        super().__init__()
        self.rows: list[list[str]] = []
        self.titles: list[str] = []
        self.loose: list[str] = []
        self.comments: list[str] = []
        self.open: list[str] = []
        self.text = ""
        self.feed(MarkdownIt("commonmark").enable("table").render(comment))
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: Sequence[tuple[str, str | None]]) -> None:
        assert tag in _OURS, tag
        assert {name for name, _ in attrs} <= {"style"}
        if tag == "br":
            self.text += " "
            return
        self.open.append(tag)
        if tag == "tr":
            self.rows.append([])
        if tag in ("td", "summary"):
            self.text = ""

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag
        if tag == "td":
            self.rows[-1].append(normal(self.text))
        if tag == "summary":
            self.titles.append(self.text)

    def handle_data(self, data: str) -> None:
        self.text += data
        if "code" not in self.open:
            self.loose.append(data)

    def handle_comment(self, data: str) -> None:
        self.comments.append(data)


def normal(text: str) -> str:
    """Without the spaces that HTML does not show."""
    return " ".join(text.replace("\u200b", "").split())


def page(result: Checked) -> tuple[str, Page]:
    comment = render("markdown", result)
    assert len(comment.encode()) <= LIMIT
    shown = Page(comment)
    assert [text for text in shown.loose if _LINKED.search(text)] == []
    hidden = marker(result.capture.project, result.capture.stack)
    assert comment.splitlines()[-1] == hidden
    assert [f"<!--{it}-->" for it in shown.comments] == [hidden]
    return comment, shown


def row(finding: Finding) -> list[str]:
    unsure = "cannot be determined: " if finding.outcome is Outcome.UNDETERMINED else ""
    about = f"{finding.about}: " if finding.about else ""
    fix = f" To fix: {finding.fix}" if finding.fix else ""
    why = f"{about}{unsure}{finding.message}{fix}"
    named, places = (
        dict.fromkeys(texts)
        for texts in ((it.resource for it in finding.every), (str(it.place) for it in finding.every))
    )
    return [normal(it) for it in (finding.rule, " ".join(named), why, " ".join(places))]


def test_the_same_words_of_several_resources_are_one_row_with_a_list_and_count_as_many() -> None:
    said = [Said(name=f"{index:02}") for index in range(12)]
    comment, shown = page(made(said, [rule(enforcement=Enforcement.ADVISORY)]))
    (only,) = [it for it in shown.rows if it and it[0] == "some-rule" and len(it) == 4]
    assert only[1] == f"{' '.join(f'ec2.Instance {index:02}' for index in range(10))} and 2 more"
    assert "12 that do not block" in shown.titles
    assert "(12 fail" in comment.replace("&#40;", "(")


@pytest.mark.parametrize("name", REAL)
def test_the_first_line_of_every_comment_is_the_verdict_and_the_money(name: str) -> None:
    comment, shown = page(real(name))
    first = Page(comment.splitlines()[0]).text
    assert first.startswith("BLOCKED by" if name == BLOCKED else "clean")
    for words in ("a month expected", "floor $", "ceiling $", "always on and on-demand $"):
        assert words in first
    assert any(title.startswith("Costs in USD a month") for title in shown.titles)
    assert len(comment.partition("<details>")[0]) < 8_000, "what is not folded is short"


def test_what_blocks_is_seen_without_a_click_the_gravest_first() -> None:
    comment, _ = page(real(BLOCKED))
    unfolded = Page(comment.partition("<details>")[0])
    blocking = real(BLOCKED).told(Level.ERROR)
    assert [it for it in unfolded.rows if it] == [row(finding) for finding in blocking[:UNFOLDED]]
    assert unfolded.rows[1][0] == "oversized-instance"
    assert unfolded.rows[1][3].startswith("examples/blocked/__main__.py:")


def test_more_than_a_screenful_that_blocks_is_folded_and_counted() -> None:
    comment, shown = page(made([Said(name=f"{index}", message=f"{index}") for index in range(25)]))
    assert len([it for it in Page(comment.partition("<details>")[0]).rows if it]) == UNFOLDED
    assert f"{25 - UNFOLDED} more that block" in shown.titles


def test_what_advises_is_folded() -> None:
    comment, shown = page(made([Said()], [rule(enforcement=Enforcement.ADVISORY)]))
    assert "some-rule" not in comment.partition("<details>")[0]
    assert "1 that does not block" in shown.titles


@settings(max_examples=25)
@given(st.integers(50, 600), st.sampled_from(["short", "@|<" * 100, "🦙" * 300, "x" * 5_000]), st.integers(0, 300))
def test_a_comment_never_outgrows_github_and_counts_what_it_leaves_out(count: int, message: str, notes: int) -> None:
    said = [Said(name=f"{index}", message=f"{index} {message}", rule=index % 2) for index in range(count)]
    rules = [rule("a"), rule("b", Enforcement.ADVISORY)]
    result = made(said, rules, notes=[f"{index} {message}" for index in range(notes)])
    comment, shown = page(result)
    left = sum(int(it) for it in re.findall(r"^(\d+) more left out", comment, re.MULTILINE))
    costs = len(result.estimate.resources) + len(result.estimate.unpriced) + 2
    rows = [it for it in shown.rows if it]
    assert len(rows) + left == count + costs + notes
    assert comment.count("<details>") == comment.count("</details>")


def test_a_little_too_much_is_shown_but_for_the_last_rows() -> None:
    for count in range(200, 260):
        comment, shown = page(
            made([Said(name=f"{index:03}", message=f"{index}" + "m" * 147) for index in range(count)])
        )
        assert len(comment.encode()) > LIMIT * 0.8 or "left out" not in comment
        assert len(shown.titles) >= 2


@given(texts, texts)
def test_the_marker_names_one_stack_and_cannot_be_broken_out_of(project: str, stack: str) -> None:
    hidden = marker(project, stack)
    names = re.fullmatch(r"<!-- penstock:([\w.~%-]*)/([\w.~%-]*) -->", hidden, re.ASCII)
    assert names is not None
    assert "--" not in hidden.removeprefix("<!--").removesuffix("-->")
    assert (unquote(names[1]), unquote(names[2])) == (printable(project), printable(stack))


@given(results())
def test_hostile_text_comes_back_as_it_was_said_and_does_nothing(result: Checked) -> None:
    _, shown = page(result)
    found = [it for it in shown.rows if len(it) == 4]
    told = [it for level in (Level.ERROR, Level.WARNING, Level.NOTE) for it in result.told(level)]
    assert found[: len(told)] == [row(it) for it in told]
    notes = [[normal(printable(note))] for note in result.capture.notes]
    assert [it for it in shown.rows if len(it) == 1] == notes
