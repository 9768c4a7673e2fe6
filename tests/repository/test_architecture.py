"""docs/architecture.md is true: its folders exist, and what it draws of imports is what the contracts hold."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "architecture.md").read_text()
WAYS, IMPORTS = re.findall(r"```mermaid\n(.*?)```", PAGE, re.DOTALL)


def contracts() -> list[dict[str, Any]]:
    return tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]


def held(contract: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Each layer above the next one. A layer in brackets is of a package to come."""
    within = "".join(f"{name}." for name in contract.get("containers", ()))
    layers = [[part.strip() for part in layer.split("|")] for layer in contract["layers"]]
    for above, below in pairwise(layers):
        for upper in above:
            for lower in below:
                if "(" not in upper + lower:
                    yield within + upper, within + lower


def test_the_imports_that_are_drawn_are_those_of_the_contracts() -> None:
    drawn = set(re.findall(r"^ +(\S+) --> (\S+)$", IMPORTS, re.MULTILINE))
    assert drawn == {edge for it in contracts() if it["type"] == "layers" for edge in held(it)}


def test_every_other_contract_is_told_by_its_name() -> None:
    told = re.findall(r"^- (.+)$", PAGE.partition("Beside the layers")[2], re.MULTILINE)
    assert told == [it["name"] for it in contracts() if it["type"] != "layers"]


@pytest.mark.parametrize("text", ["the ways", "the tables"])
def test_what_it_names_is_there(text: str) -> None:
    code = WAYS if text == "the ways" else PAGE.replace(WAYS, "").replace(IMPORTS, "")
    named = re.findall(r"(?<![\w/])((?:components|policies|tests|docs|stacks)/[\w./-]*\w/?)", code)
    assert len(named) > 10
    assert [path for path in named if not (ROOT / path).exists()] == []
    assert [path for path in named if path.endswith("/") and not (ROOT / path).is_dir()] == []


def test_every_folder_of_code_is_in_the_table() -> None:
    """Down to the rooms of `resources`; what is below a named folder is of it."""
    rows = re.findall(r"^\| [^|]+ \| `([^`]+/)` \|$", PAGE, re.MULTILINE)
    code = [ROOT / "components" / "penstock", ROOT / "policies" / "penstock_policies"]
    code.append(ROOT / "components" / "penstock" / "resources")
    # A folder of code has an `__init__.py`; what a checkout keeps of an older one, caches of bytecode alone, has none.
    folders = [path for top in code for path in top.iterdir() if (path / "__init__.py").is_file()]
    names = [f"{path.relative_to(ROOT)}/" for path in folders]
    missing = [name for name in names if not any(row.startswith(name) for row in rows)]
    assert missing == []
