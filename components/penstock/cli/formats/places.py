"""Files and lines of findings, from the repository's root, for formats that show them beside the code."""

from __future__ import annotations

import os
import posixpath
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from penstock.cli.text import printable
from penstock.resources.reading.capture import Capture, SourcePosition

_PROJECT_FILES: Final = ("Pulumi.yaml", "Pulumi.yml")


@dataclass(frozen=True, slots=True)
class Place:
    """`path` from the repository's root, with `/` on every system; `line` from 1."""

    path: str
    line: int

    def __str__(self) -> str:
        return f"{self.path}:{self.line}"


@dataclass(frozen=True, slots=True)
class Places:
    """Turns positions in a program into places in its repository.

    Attributes:
        base: the folder that positions are relative to, from the repository's root.
        project: the project file: the place of what has no position of its own.
    """

    base: str
    project: Place

    def of(self, source: SourcePosition | None) -> Place:
        """The place of a resource; the project file's first line when it is not known, or not in the repository."""
        if source is None:
            return self.project
        path = posixpath.normpath(f"{self.base}/{source.path}")
        if path.partition("/")[0] in ("", ".", ".."):  # above the root, or a folder
            return self.project
        return Place(printable(path), max(source.line, 1))


def places_of(source: Path, capture: Capture) -> Places:
    """Of a capture that was read from `source`, a program's folder or a saved file.

    The repository's root is the nearest folder above with a `.git`; where there is none, this folder, if the program is in
    it, else the program's own. A saved file belongs to the project whose folder it is in; one from elsewhere to this folder's.
    """
    folder = _project_folder(source.absolute())
    root = _root(folder)
    file = next((name for name in _PROJECT_FILES if (folder / name).is_file()), _PROJECT_FILES[0])
    base = folder
    if capture.origin == "program":
        from penstock.preview.project.project import read_project  # noqa: PLC0415 - a saved file needs no YAML

        base = read_project(folder).program
    return Places(_relative(base, root), Place(printable(_relative(folder / file, root)), 1))


def _project_folder(source: Path) -> Path:
    if source.is_dir():
        return source.resolve()
    above = (folder for folder in source.resolve().parents if any((folder / name).is_file() for name in _PROJECT_FILES))
    return next(above, Path.cwd())


def _root(folder: Path) -> Path:
    here = Path.cwd()
    holding = (it for it in (folder, *folder.parents) if (it / ".git").exists())
    return next(holding, here if folder.is_relative_to(here) else folder)


def _relative(path: Path, root: Path) -> str:
    return Path(os.path.relpath(path, root)).as_posix()
