"""The worked examples of CONTRIBUTING.md, followed: their blocks are applied to a copy of the repository and their commands run."""

from __future__ import annotations

import csv
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import pytest

ROOT = Path(__file__).parents[2]
COPIED = (
    "components",
    "policies",
    "docs",
    "pyproject.toml",
    "tests/aws",
    "tests/catalog",
    "tests/policies",
    "tests/resources",
)


class Block(NamedTuple):
    kind: str
    path: str
    text: str


def examples() -> dict[str, list[Block]]:
    """Section -> its blocks, in their order."""
    page = (ROOT / "CONTRIBUTING.md").read_text()
    sections = re.split(r"^## ", page, flags=re.MULTILINE)[1:]
    return {
        section.partition("\n")[0]: [
            Block(*found) for found in re.findall(r"^```(\w+) ?(\S*)\n(.*?)^```$", section, re.MULTILINE | re.DOTALL)
        ]
        for section in sections
    }


EXAMPLES = examples()


def apply(block: Block, root: Path) -> None:
    """A whole file, a change of one, or rows in their sorted place."""
    path = root / block.path
    if block.kind == "diff":
        lines = block.text.splitlines()
        old, new = ("\n".join(line[1:] for line in lines if line[0] in kept) for kept in (" -", " +"))
        text = path.read_text()
        assert text.count(old) == 1, f"{block.path} has {text.count(old)} times:\n{old}"
        path.write_text(text.replace(old, new))
    elif block.kind == "csv" and path.exists():
        head: list[str] = []
        rows = path.read_text().splitlines()
        while not head or head[-1].startswith("#"):
            head.append(rows.pop(0))
        path.write_text("\n".join((*head, *sorted((*rows, *block.text.splitlines()), key=_columns))) + "\n")
    else:
        assert not path.exists(), f"{block.path} is there already"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(block.text)


def _columns(row: str) -> list[str]:
    return next(csv.reader([row]))[:2]


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("repository")
    for name in COPIED:
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, root / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(ROOT / name, root / name)
    return root


def test_every_kind_of_addition_has_an_example() -> None:
    assert list(EXAMPLES) == ["An instance type", "A price", "A reader", "A rule", "A component", "A cloud"]
    assert all(blocks[-1].kind == "console" for blocks in EXAMPLES.values())


@pytest.mark.parametrize("section", EXAMPLES)
def test_an_example_works_as_it_stands(section: str, copy: Path) -> None:
    """Each stands on the ones before it: all up to it are applied, once."""
    done = copy / ".applied"
    applied = done.read_text().splitlines() if done.exists() else []
    for name in [*EXAMPLES][: [*EXAMPLES].index(section) + 1]:
        if name not in applied:
            for block in EXAMPLES[name]:
                if block.kind != "console":
                    apply(block, copy)
            done.write_text("\n".join([*applied, name]))
            applied.append(name)
    tools = Path(sys.executable).parent
    environ = os.environ | {"PYTHONPATH": "components:policies", "PYTHONDONTWRITEBYTECODE": "1"}
    for line in EXAMPLES[section][-1].text.splitlines():
        command = line.removeprefix("$ ").replace(".venv/bin/penstock", ".venv/bin/python -m penstock.cli.main")
        command = command.replace(".venv/bin/", f"{tools}/").replace("/pytest ", "/pytest -p no:cacheprovider ")
        ran = subprocess.run(command, shell=True, cwd=copy, env=environ, capture_output=True, text=True, check=False)
        assert ran.returncode == 0, f"{line}\n{ran.stdout[-3000:]}\n{ran.stderr[-3000:]}"


def test_the_examples_are_formatted(copy: Path, tmp_path: Path) -> None:
    for number, block in enumerate(it for blocks in EXAMPLES.values() for it in blocks if it.kind == "python"):
        (tmp_path / f"block_{number}.py").write_text(block.text)
    ruff = [str(Path(sys.executable).parent / "ruff"), "format", "--check", "--config", str(ROOT / "pyproject.toml")]
    ran = subprocess.run([*ruff, str(tmp_path)], capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stdout
