"""What to tell of a program that raised: its own frames, and nothing of the SDK's or ours."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Final

import pulumi

from penstock.preview.placeholders.labels import shown
from penstock.preview.placeholders.marks import is_placeholder
from penstock.preview.project.environment import missing_module
from penstock.preview.project.project import Project, StackConfig
from penstock.problem import ArgumentError, InputError, Problem
from penstock.resources.reading.capture import Capture

from .errors import ProgramError
from .raised import places_of

_PLACEHOLDER: Final = "what is in < > stands for what only the cloud knows: take the value from config, or use it in a callback of `apply`"


def is_own(path: Path, folder: Path) -> bool:
    """Whether a source file is the program's: below its folder, and not of a library that is installed there."""
    return path.is_relative_to(folder) and not {"site-packages", "dist-packages"} & set(path.parts)


def program_error(error: BaseException, project: Project, config: StackConfig, capture: Capture) -> ProgramError:
    """`error`, as the program raised it, with where in the program it happened; secret config is masked."""
    told = _program_error(error, project, capture)
    problems = [
        Problem(it.where, shown(config.masked(it.what)), it.fix or (_PLACEHOLDER if is_placeholder(it.what) else ""))
        for it in told.problems
    ]
    return ProgramError(problems, capture, told.frames)


def _program_error(error: BaseException, project: Project, capture: Capture) -> ProgramError:
    for cause in _chain(error):  # what it was raised from says more than the words it was raised with
        if isinstance(cause, InputError):
            frames = _own_frames(cause, project) if isinstance(cause, ArgumentError) else []
            problems = [replace(it, where=" ".join([*frames[-1:], it.where])) for it in cause.problems]
            return ProgramError(problems, capture, frames)
    for cause in _chain(error):
        if isinstance(cause, pulumi.RunError):
            frames = _own_frames(cause, project)
            return ProgramError([Problem(frames[-1] if frames else project.main.name, str(cause))], capture, frames)
    raised, frames = error, list[str]()
    for cause in _chain(error):
        if found := _own_frames(cause, project):
            raised, frames = cause, found
            break
    if isinstance(raised, SyntaxError) and (place := _unreadable(raised, project)):
        frames = [*frames, place]
    where = frames[-1] if frames else f"{project.folder.name}/{project.main.name}"
    what = "\n    ".join([_told(raised), *(f"called from {frame}" for frame in reversed(frames[:-1]))])
    return ProgramError([Problem(where, what, _advice(raised, project))], capture, frames)


def _unreadable(error: SyntaxError, project: Project) -> str | None:
    """The line of the program that is no Python: it has no frame, it never ran."""
    path = Path(error.filename or "")
    return f"{path.relative_to(project.folder).as_posix()}:{error.lineno}" if is_own(path, project.folder) else None


def _advice(error: BaseException, project: Project) -> str:
    if isinstance(error, ModuleNotFoundError) and error.name:
        return missing_module(error.name, project, os.environ)
    return ""


def _told(error: BaseException) -> str:
    if isinstance(error, SystemExit):
        return f"the program ended itself with {error.code!r}"
    if isinstance(error, SyntaxError):
        return f"SyntaxError: {error.msg} ({Path(error.filename or '').name}:{error.lineno})"
    try:
        return f"{type(error).__name__}: {error}".replace("\n", "\n    ")
    except Exception:  # noqa: BLE001 - an error of the program's own that cannot even be written
        return type(error).__name__


def _chain(error: BaseException) -> Iterator[BaseException]:
    """The error and what it was raised from; the SDK wraps what a callback or a registration raised."""
    seen: set[int] = set()
    current: BaseException | None = error
    while current is not None and id(current) not in seen:
        seen.add(id(current))
        yield current
        current = current.__cause__ or (None if current.__suppress_context__ else current.__context__)


def _own_frames(error: BaseException, project: Project) -> list[str]:
    frames: list[str] = []
    for place in places_of(error):
        path = Path(place.file)
        if is_own(path, project.folder):
            frames.append(f"{path.relative_to(project.folder).as_posix()}:{place.line} in {place.function}")
    return list(dict.fromkeys(frames))
