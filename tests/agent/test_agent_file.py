"""The agent is one file that a node's own Python runs: the standard library alone, Python 3.8 syntax."""

from __future__ import annotations

import ast
import os
import subprocess
import sys
from pathlib import Path
from zipfile import ZipFile

import pytest

import penstock.agent
from penstock.agent.bundle import bundle

FOLDER = Path(penstock.agent.__file__).parent


@pytest.fixture
def application(tmp_path: Path) -> Path:
    path = tmp_path / "agent.pyz"
    path.write_bytes(bundle())
    return path


def sources(application: Path) -> dict[str, str]:
    with ZipFile(application) as archive:
        return {name: archive.read(name).decode() for name in archive.namelist()}


def test_every_part_parses_as_python_3_8_and_evaluates_no_annotation(application: Path) -> None:
    parts = sources(application)
    assert {"__main__.py", "penstock_agent/main.py", "penstock_agent/decide.py"} <= parts.keys()
    for name, text in parts.items():
        ast.parse(text, feature_version=(3, 8))
        assert "from __future__ import annotations" in text or name.endswith(("__init__.py", "__main__.py"))


def test_only_the_standard_library_and_its_own_parts_are_imported(application: Path) -> None:
    for text in sources(application).values():
        tree = ast.parse(text)
        imports = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
        imports |= {
            node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) and node.level == 0
        }
        assert {name.partition(".")[0] for name in imports} <= sys.stdlib_module_names | {"penstock_agent"}


def test_it_is_the_same_bytes_each_time_and_uncompressed() -> None:
    assert bundle() == bundle()
    assert b"def decide(" in bundle()


def test_it_starts_by_itself_and_says_what_it_lacks(application: Path, tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-I", application],
        env={**os.environ, "PENSTOCK_CONFIG": str(tmp_path / "none.json")},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert done.stderr.startswith("ERROR ")
    assert "none.json" in done.stderr
    assert "Traceback" not in done.stderr


def test_the_unit_starts_the_file_where_it_is_installed_and_never_gives_up() -> None:
    unit = (FOLDER / "penstock-agent.service").read_text(encoding="utf-8").splitlines()
    assert {
        "ExecStart=/usr/bin/env python3 /opt/penstock/agent.pyz",
        "Restart=always",
        "StartLimitIntervalSec=0",
    } <= set(unit)
    assert not [line for line in unit if line.startswith(("PrivateDevices", "ProtectClock", "DevicePolicy"))]
