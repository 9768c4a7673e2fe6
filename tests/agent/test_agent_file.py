"""The agent is one file that a node's own Python runs: the standard library alone, Python 3.8 syntax."""

from __future__ import annotations

import ast
import sys
from pathlib import Path

from penstock.agent import agent

SOURCE = Path(agent.__file__).read_text(encoding="utf-8")


def test_the_file_parses_as_python_3_8() -> None:
    ast.parse(SOURCE, feature_version=(3, 8))


def test_annotations_are_not_evaluated() -> None:
    assert "from __future__ import annotations" in SOURCE


def test_only_the_standard_library_is_imported() -> None:
    tree = ast.parse(SOURCE)
    imports = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    imports |= {node.module or "." for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    assert {name.partition(".")[0] for name in imports} <= sys.stdlib_module_names


def test_the_unit_starts_the_file_where_it_is_installed_and_never_gives_up() -> None:
    unit = Path(agent.__file__).with_name("penstock-agent.service").read_text(encoding="utf-8").splitlines()
    assert {
        "ExecStart=/usr/bin/env python3 /opt/penstock/agent.py",
        "Restart=always",
        "StartLimitIntervalSec=0",
    } <= set(unit)
    assert not [line for line in unit if line.startswith(("PrivateDevices", "ProtectClock", "DevicePolicy"))]
