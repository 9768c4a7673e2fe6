"""Pages that are made by the code are what the code makes."""

from __future__ import annotations

import json

import pytest

from penstock.cli.docs import cli_page
from penstock.spec.page import stack_file_page
from penstock.spec.schema import stack_file_schema

from .conftest import ROOT


@pytest.mark.parametrize(
    ("page", "made"),
    [
        ("docs/cli.md", cli_page),
        ("docs/stack-file.md", stack_file_page),
        ("docs/stack-file.schema.json", lambda: json.dumps(stack_file_schema(), indent=2) + "\n"),
    ],
)
def test_a_generated_page_is_current(page: str, made: object) -> None:
    assert callable(made)
    assert (ROOT / page).read_text() == made(), f"{page} is not current: its first lines say how to make it"


def test_every_command_is_on_the_page() -> None:
    page = cli_page()
    assert page.count("\n## penstock ") >= 4
