"""Runs a program with its project's own environment, in a process of its own (`child.py`)."""

from __future__ import annotations

import json
import os
import pickle
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import IO, Any, Final, cast

from penstock.preview.errors.errors import ProgramError
from penstock.preview.program.registry import Progress
from penstock.problem import InputError, Problem
from penstock.resources.reading.capture import Capture

from .environment import Environment, install_command
from .project import Project

_CHILD: Final = Path(__file__).with_name("child.py")
_OURS: Final = ("penstock.resources.reading.capture", "penstock.resources.reading.values", "penstock.problem")


class _Answers(pickle.Unpickler):
    """Reads what the child sends: our own few types, and nothing that a program's packages could add."""

    def find_class(self, module: str, name: str) -> Any:
        if module not in _OURS:
            raise pickle.UnpicklingError(f"{module}.{name} is no part of an answer")
        return super().find_class(module, name)


def run_elsewhere(
    project: Project,
    environment: Environment,
    stack: str,
    *,
    config: Mapping[str, str],
    progress: Progress | None = None,
) -> Capture:
    """What the program registers in that environment, with what its SDKs say of the inputs.

    Raises:
        InputError, ProgramError: as `run_program`.
    """
    python, packages = environment.python, None
    if python is None:
        python, packages = Path(sys.executable), environment.packages
    request = {
        "directory": str(project.folder),
        "stack": stack,
        "config": dict(config),
        "packages": None if packages is None else str(packages),
        "version": list(sys.version_info[:2]),
        "fill": [entry for entry in sys.path if "site-packages" in entry or "dist-packages" in entry],
    }
    variables = {**os.environ, "VIRTUAL_ENV": str(environment.folder)}
    variables["PATH"] = os.pathsep.join([str(python.parent), os.environ.get("PATH", os.defpath)])
    with subprocess.Popen(  # noqa: S603 - the interpreter that the project names
        [str(python), str(_CHILD)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=variables
    ) as child:
        with cast("IO[bytes]", child.stdin) as questions:
            questions.write(json.dumps(request).encode())
        answer = _answer(cast("IO[bytes]", child.stdout), progress)
    match answer:
        case ("done", Capture() as capture, filled):
            return _noted(capture, project, environment, filled=filled, foreign=packages is not None)
        case ("failed", problems, capture, frames):
            raise ProgramError(problems, capture, frames)
        case ("refused", problems):
            raise InputError(problems)
        case ("no pulumi",):
            what = f"{environment.folder} has no pulumi, and another Python than penstock's, which could lend its own"
            raise InputError([Problem(str(project.file), what, f"run: {install_command(project, os.environ)}")])
        case _:
            what = f"{python} ended with status {child.returncode} before the program did; what it said is above"
            raise InputError([Problem(str(project.file), what, f"try: {install_command(project, os.environ)}")])


def _answer(answers: IO[bytes], progress: Progress | None) -> tuple[Any, ...] | None:
    """The last message; None when there is none."""
    try:
        while True:
            message = _Answers(answers).load()
            if message[0] != "resource":
                return message
            if progress is not None:
                progress(message[1], message[2])
    except (EOFError, pickle.UnpicklingError):
        return None


def _noted(capture: Capture, project: Project, environment: Environment, *, filled: bool, foreign: bool) -> Capture:
    notes = list(capture.notes)
    folder = environment.folder
    if folder.is_relative_to(project.folder):
        folder = folder.relative_to(project.folder)
    if filled:
        notes.append(
            f"{folder} has no pulumi: penstock's own packages stand in for what it lacks "
            f"(to have the program's own: {install_command(project, os.environ)})"
        )
    elif foreign:
        notes.append(
            f"{folder} has no Python that runs penstock: its packages were run by Python {sys.version.split()[0]}"
        )
    return replace(capture, notes=tuple(sorted(notes)))
