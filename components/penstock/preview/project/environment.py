"""The Python environment that a project's own settings name: `runtime.options.virtualenv` and `toolchain` of `Pulumi.yaml`.

Source: the SDK's `python/toolchain` (`pip.go`, `uv.go`, `poetry.go`): where each toolchain has its environment, and what installs it.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from .project import Project

OLDEST: Final = (3, 11)
"""What runs this code. An older interpreter's packages are taken by this one."""

_BIN: Final = "Scripts" if os.name == "nt" else "bin"
_PYTHON: Final = "python.exe" if os.name == "nt" else "python"
_LISTS: Final = ("requirements.txt", "pyproject.toml", "setup.py", "setup.cfg")


@dataclass(frozen=True, slots=True)
class Environment:
    """A virtual environment that is not this one. `version`: its Python's, where that is known."""

    folder: Path
    version: tuple[int, int] | None

    @property
    def python(self) -> Path | None:
        """Its own interpreter, if it has one that can run this code."""
        found = self.folder / _BIN / _PYTHON
        return found if found.is_file() and self.version is not None and self.version >= OLDEST else None

    @property
    def packages(self) -> Path | None:
        """The folder of its packages."""
        if os.name == "nt":
            return self.folder / "Lib" / "site-packages"
        return next(iter(sorted(self.folder.glob("lib/python3.*/site-packages"))), None)


def environment_of(project: Project, variables: Mapping[str, str]) -> Environment | None:
    """The environment that the program is to run in; None where it is this one, or is not there."""
    folder = environment_folder(project, variables)
    if folder is None or not folder.is_dir() or folder.resolve() == Path(sys.prefix).resolve():
        return None
    found = Environment(folder, _version(folder))
    packages = found.packages
    if not names_one(project) and (packages is None or not (packages / "pulumi").is_dir()):
        return None  # one that is activated for something else
    return found if found.python is not None or packages is not None else None


def names_one(project: Project) -> bool:
    """Whether the project itself says which environment it has."""
    return bool(project.options.get("virtualenv")) or toolchain(project) != "pip"


def environment_folder(project: Project, variables: Mapping[str, str]) -> Path | None:
    """Where the project's environment is, or is to be; None where Pulumi would run the `python` that is there."""
    named = project.options.get("virtualenv")
    if isinstance(named, str) and named:
        return project.folder / named
    match toolchain(project):
        case "uv":
            base = next(_above(project.folder, "uv.lock"), None) or next(_above(project.folder, "pyproject.toml"), None)
            return (base or project.folder) / (variables.get("UV_PROJECT_ENVIRONMENT") or ".venv")
        case "poetry":
            base = next(_above(project.folder, "pyproject.toml"), project.folder)
            return _of_poetry(base) or base / ".venv"
        case _:
            active = variables.get("VIRTUAL_ENV")
            return Path(active) if active else None


def toolchain(project: Project) -> str:
    """`pip`, `uv` or `poetry`."""
    return str(project.options.get("toolchain") or "pip").casefold()


def install_command(project: Project, variables: Mapping[str, str]) -> str:
    """What installs the packages that the project lists, for this project's toolchain."""
    match toolchain(project):
        case "uv":
            return "uv sync"
        case "poetry":
            return "poetry install"
        case _:
            pass
    folder = environment_folder(project, variables)
    listed = "-e ." if _list_of(project, _LISTS[1:]) and not _list_of(project, _LISTS[:1]) else "-r requirements.txt"
    if folder is None:
        return f"{sys.executable} -m pip install {listed}"
    shown = str(project.options.get("virtualenv") or folder)
    pip = f"{shown}/{_BIN}/python -m pip install {listed}"
    return pip if folder.is_dir() else f"python3 -m venv {shown} && {pip}"


def missing_module(name: str, project: Project, variables: Mapping[str, str]) -> str:
    """What to do about a module that the program imports and its environment has not."""
    command = install_command(project, variables)
    listing = _list_of(project, _LISTS)
    top = name.partition(".")[0]
    beside = next((path for path in _named(project, top)), None)
    if beside is not None:
        return f"{beside} is not on the module path: install it into the environment, or set PYTHONPATH={beside.parent}"
    if listing is None:
        return f"list the package that has it in requirements.txt, then: {command}"
    if _normal(top) in _normal(listing.read_text(encoding="utf-8", errors="replace")):
        return f"{listing.name} lists it; install what the project needs: {command}"
    return f"{listing.name} does not list it: add the package that has it, then: {command}"


def _named(project: Project, top: str) -> Iterator[Path]:
    """A folder or a file of that name in a neighbouring folder of the repository: a package of the team's own."""
    for folder in (project.folder, *project.folder.parents[:2]):
        for pattern in (f"*/{top}.py", f"*/{top}/__init__.py", f"{top}.py", f"{top}/__init__.py"):
            for path in sorted(folder.glob(pattern)):
                yield path.parent if path.name == "__init__.py" else path
        if (folder / ".git").exists():
            return


def _normal(text: str) -> str:
    return re.sub(r"[-_.]+", "-", text).casefold()


def _list_of(project: Project, names: tuple[str, ...]) -> Path | None:
    return next((project.folder / name for name in names if (project.folder / name).is_file()), None)


def _above(folder: Path, name: str) -> Iterator[Path]:
    return (it for it in (folder, *folder.parents) if (it / name).is_file())


def _of_poetry(base: Path) -> Path | None:
    """Poetry keeps its environments in a cache of its own; only it knows which."""
    poetry = shutil.which("poetry")
    if poetry is None or (base / ".venv").is_dir():
        return None
    try:
        told = subprocess.run(  # noqa: S603 - what Pulumi runs too
            [poetry, "env", "info", "--path"], cwd=base, capture_output=True, text=True, check=True, timeout=30
        )
    except (OSError, subprocess.SubprocessError):
        return None
    return Path(told.stdout.strip()) if told.stdout.strip() else None


def _version(folder: Path) -> tuple[int, int] | None:
    """As `pyvenv.cfg` says it (`version` of venv, `version_info` of uv and virtualenv), else as the packages' folder is named."""
    try:
        told = (folder / "pyvenv.cfg").read_text(encoding="utf-8")
    except OSError:
        told = ""
    found = re.search(r"^version(?:_info)?\s*=\s*(\d+)\.(\d+)", told, re.MULTILINE) or next(
        (match for path in folder.glob("lib/python3.*") if (match := re.search(r"python(\d+)\.(\d+)", path.name))), None
    )
    return (int(found[1]), int(found[2])) if found else None
