"""The process state that a program's run changes (folder, environment, arguments, modules), and putting it back."""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Generator, Mapping
from pathlib import Path
from types import ModuleType

from penstock.preview.project.project import Project


@contextlib.contextmanager
def as_program(project: Project, environ: Mapping[str, str]) -> Generator[None]:
    """While this lasts: the program's folder is the working directory and first on the module path, its environment is
    set, modules of its own are loaded afresh, and what it prints goes to standard error (standard output is a report's).
    """
    cwd, path, argv, variables = Path.cwd(), list(sys.path), list(sys.argv), dict(os.environ)
    finders = set(sys.path_importer_cache)
    before, aside = set(sys.modules), _set_aside(project.program)
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
            for entry in set(sys.path_importer_cache) - finders:
                del sys.path_importer_cache[entry]  # one of a relative folder leads to this program's for ever
            sys.argv = argv
            os.environ.clear()
            os.environ.update(variables)
            for name in _own_modules(project.program, path, before):
                del sys.modules[name]
            sys.modules.update(aside)


def _own_modules(program: Path, path: list[str], before: set[str]) -> list[str]:
    """Names of loaded modules that another program must not find.

    Those that are found in the program's folder by their name (a package that merely lives below it, in a virtual
    environment or a library's own sources, is not the program's own), and new ones that are nowhere on `path`, the module
    path as it was: the program added a folder to it.
    """
    roots = tuple(f"{root}/" for root in path if root)
    return [
        name
        for name, module in list(sys.modules.items())
        if name != "__main__"
        and (places := _places(module))
        and (
            _found_in(program, name, places)
            or (name not in before and not any(place.startswith(roots) for place in places))
        )
    ]


def _places(module: ModuleType) -> list[str]:
    """A module's file, or a namespace package's folders."""
    file = getattr(module, "__file__", None)
    return [file] if isinstance(file, str) else [str(folder) for folder in getattr(module, "__path__", ())]


def _found_in(program: Path, name: str, places: list[str]) -> bool:
    base = os.path.join(program, *name.split("."))  # noqa: PTH118 - thousands of modules
    return any(place in (f"{base}.py", f"{base}/__init__.py", base) for place in places)


def _set_aside(program: Path) -> dict[str, ModuleType]:
    """Take out of `sys.modules` what has the name of one of the program's own modules.

    A folder without `__init__.py` hides no installed package, only another such folder.
    """
    names = {path.stem for path in program.glob("*.py")} | {path.parent.name for path in program.glob("*/__init__.py")}
    names.discard("__main__")
    folders = {path.name for path in program.iterdir() if path.is_dir()}
    names |= {name for name in folders if name in sys.modules and getattr(sys.modules[name], "__file__", None) is None}
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
