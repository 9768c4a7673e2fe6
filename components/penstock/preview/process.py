"""The surroundings of a program's run in this process, and putting them back."""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Generator, Mapping
from pathlib import Path
from types import ModuleType

from .project import Project


@contextlib.contextmanager
def as_program(project: Project, environ: Mapping[str, str]) -> Generator[None]:
    """While this lasts: the program's folder is the working directory and first on the module path, its environment is
    set, modules of its own are loaded afresh, and what it prints goes to standard error (standard output is a report's).
    """
    cwd, path, argv, variables = Path.cwd(), list(sys.path), list(sys.argv), dict(os.environ)
    aside = _set_aside(project.program)
    with _output_to_stderr():
        try:
            os.environ.update(environ)
            os.chdir(project.program)
            sys.path.insert(0, str(project.program))
            sys.argv = [str(project.main)]
            yield
        finally:
            os.chdir(cwd)
            sys.path[:] = path
            sys.argv = argv
            os.environ.clear()
            os.environ.update(variables)
            for name in _own_modules(project.program):
                del sys.modules[name]
            sys.modules.update(aside)


def _own_modules(program: Path) -> list[str]:
    """Names of loaded modules that are found in the program's folder by their name.

    A package that merely lives below it (a virtual environment, a library's own sources) is not the program's own.
    """
    found: list[str] = []
    for name, module in list(sys.modules.items()):
        file = getattr(module, "__file__", None)
        base = program.joinpath(*name.split("."))
        if (
            name != "__main__"
            and isinstance(file, str)
            and Path(file) in (base.with_suffix(".py"), base / "__init__.py")
        ):
            found.append(name)
    return found


def _set_aside(program: Path) -> dict[str, ModuleType]:
    """Take out of `sys.modules` what has the name of one of the program's own modules."""
    names = {path.stem for path in program.glob("*.py")} | {path.parent.name for path in program.glob("*/__init__.py")}
    names.discard("__main__")
    taken = {name: module for name, module in sys.modules.items() if name.partition(".")[0] in names}
    for name in taken:
        del sys.modules[name]
    return taken


@contextlib.contextmanager
def _output_to_stderr() -> Generator[None]:
    """Send standard output to standard error, also that of processes that the program starts."""
    sys.stdout.flush()
    saved = os.dup(1)
    try:
        os.dup2(2, 1)
        with contextlib.redirect_stdout(sys.stderr):
            yield
    finally:
        os.dup2(saved, 1)
        os.close(saved)
