"""Runs a program by the way that its project asks for, and validates its inputs by its provider SDKs."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

from penstock.preview.program.registry import Progress
from penstock.resources.reading.capture import Capture

from .environment import environment_folder, environment_of, install_command, names_one
from .project import Project, read_project


def run_validated(
    directory: Path,
    stack: str,
    *,
    config: Mapping[str, str],
    progress: Progress | None = None,
    tell: Callable[[str], None] = lambda _text: None,
) -> Capture:
    """Run the program in `directory` with the environment that its project names, and validate every input there: see `validated`.

    A program in another language is previewed by Pulumi, which `tell` hears of first.

    Raises:
        InputError, ProgramError: as `run_program`.
    """
    project = read_project(directory)
    if project.language == "yaml":
        from penstock.preview.yaml_program.program import read_program  # noqa: PLC0415

        return read_program(project, stack.rpartition("/")[2], config, progress)
    if project.language != "python":
        from .other_language import preview_of  # noqa: PLC0415

        return preview_of(project, stack, config, tell)
    environment = environment_of(project, os.environ)
    if environment is not None:
        from .other_python import run_elsewhere  # noqa: PLC0415

        return run_elsewhere(project, environment, stack, config=config, progress=progress)
    from penstock.preview.program.run import run_program  # noqa: PLC0415 - with Pulumi, which another interpreter's child imports itself
    from penstock.preview.validation.validate import validated  # noqa: PLC0415

    return _noted(validated(run_program(directory, stack, config=config, progress=progress)), project)


def _noted(capture: Capture, project: Project) -> Capture:
    folder = environment_folder(project, os.environ)
    if not names_one(project) or folder is None or folder.is_dir():
        return capture
    note = (
        f"{project.file.name} names the environment {folder.name}, which is not there: run with penstock's own packages "
        f"(to have the program's own: {install_command(project, os.environ)})"
    )
    return replace(capture, notes=tuple(sorted((*capture.notes, note))))
