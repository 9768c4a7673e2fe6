"""The programs that are fuzzed: real ones of three clouds, recorded in process, once in each test run."""

from __future__ import annotations

import tempfile
from functools import cache
from pathlib import Path
from typing import Final

from penstock.preview import run_program
from penstock.resources.reading.capture import Capture

ROOT: Final = Path(__file__).parents[2]

CONFIG: Final = {
    "aws:region": "us-east-1",
    "gcp:project": "example",
    "gcp:region": "us-central1",
    "gcp:zone": "us-central1-a",
    "azure-native:location": "westeurope",
    "orders:order": "group unknown template schedule bucket lifecycle reader machine",
}

_FILES: Final = ("policies/examples/*/*.py", "tests/fuzz/programs/*.py")
"""Programs of one file."""

_PROJECTS: Final = ("tests/programs/*", "tests/cli/programs/*", "tests/engine/programs/*", "examples/*")
_STACKS: Final = "stacks/Pulumi.*.yaml"


def names() -> list[str]:
    """Every seed's name, in a fixed order: a file, a project's folder, or a stack file of ours."""
    files = [it for pattern in (*_FILES, _STACKS) for it in ROOT.glob(pattern)]
    projects = [it for pattern in _PROJECTS for it in ROOT.glob(pattern) if _runs_here(it)]
    return sorted(str(it.relative_to(ROOT)) for it in (*files, *projects))


def _runs_here(folder: Path) -> bool:
    """Whether it is a project of Python: one of another language is only checked from a preview."""
    settings = folder / "Pulumi.yaml"
    return settings.is_file() and "python" in settings.read_text(encoding="utf-8")


@cache
def seed(name: str) -> Capture:
    """The capture of a seed."""
    path = ROOT / name
    if path.suffix == ".yaml":
        return run_program(ROOT, path.name.split(".")[1])
    if path.is_dir():
        return run_program(path, "dev", config=CONFIG)
    with tempfile.TemporaryDirectory() as folder:
        project = Path(folder)
        (project / "Pulumi.yaml").write_text("name: seed\nruntime: python\n", encoding="utf-8")
        (project / "__main__.py").write_text(path.read_text(encoding="utf-8"), encoding="utf-8")
        return run_program(project, "dev", config=CONFIG)
