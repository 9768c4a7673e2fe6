"""Runs a program in another interpreter, and hands what it registered to the one that asked: `python child.py`.

It is started by path, with the interpreter and the packages of the program's own environment. That environment needs nothing of
Penstock: what records is imported from here, beside Pulumi and what Pulumi itself needs. The request is JSON on standard input,
the answers are pickles on standard output; what the program prints goes to standard error.
"""

from __future__ import annotations

import importlib.machinery
import importlib.util
import json
import os
import pickle
import sys
import threading
from pathlib import Path
from typing import Any, Final

_HOME: Final = Path(__file__).resolve().parents[2]
"""The folder of the package `penstock`."""


def main() -> None:
    """Answer the request."""
    sys.path.pop(0)  # this file's own folder, whose modules have names like `process`
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    request: dict[str, Any] = json.load(sys.stdin)
    lock = threading.Lock()

    def tell(*message: Any) -> None:
        with lock:
            pickle.dump(message, answers)
            answers.flush()

    packages: str | None = request["packages"]
    if packages is not None:
        _take_packages(packages)
    lacking = importlib.util.find_spec("pulumi") is None
    filled = lacking or (packages is not None and not (Path(packages) / "pulumi").is_dir())
    if lacking:
        if request["version"] != list(sys.version_info[:2]):
            tell("no pulumi")
            return
        sys.path += request["fill"]
    _import_from_here(whole=not filled and importlib.util.find_spec("penstock") is not None)
    _answer(request, filled, tell)


def _answer(request: dict[str, Any], filled: bool, tell: Any) -> None:
    from penstock.preview.errors.errors import ProgramError  # noqa: PLC0415 - not before it can be found
    from penstock.preview.program.run import run_program  # noqa: PLC0415
    from penstock.preview.validation.validate import validated  # noqa: PLC0415
    from penstock.problem import InputError  # noqa: PLC0415

    def progress(count: int, name: str) -> None:
        tell("resource", count, name)

    try:
        capture = run_program(Path(request["directory"]), request["stack"], config=request["config"], progress=progress)
        tell("done", validated(capture), filled)
    except ProgramError as error:
        tell("failed", error.problems, error.capture, error.frames)
    except InputError as error:
        tell("refused", error.problems)


def _import_from_here(*, whole: bool) -> None:
    """Make `penstock` these files, whichever others the environment has.

    The readers of resources, which no recording needs and which take long to load, are left out, unless it is `whole`, for a
    program that may import Penstock itself.
    """
    for name, folder in (("penstock", _HOME), ("penstock.resources", _HOME / "resources")):
        spec = importlib.util.spec_from_file_location(
            name, folder / "__init__.py", submodule_search_locations=[str(folder)]
        )
        assert spec is not None  # noqa: S101 - there is a loader for .py
        assert spec.loader is not None  # noqa: S101
        sys.modules[name] = module = importlib.util.module_from_spec(spec)
        if whole:
            spec.loader.exec_module(module)


def _take_packages(folder: str) -> None:
    """Put the packages of an environment first that another Python made; what is compiled for that one is taken from here."""
    own = list(sys.path)
    sys.path.insert(0, folder)
    ending = importlib.machinery.EXTENSION_SUFFIXES[0]
    foreign = {
        path.relative_to(folder).parts[0].partition(".")[0]
        for path in Path(folder).rglob("*.cpython-*.so")
        if not path.name.endswith(ending)
    }

    class Here(importlib.machinery.PathFinder):
        @classmethod
        def find_spec(cls, fullname: str, path: Any = None, target: Any = None) -> Any:
            return super().find_spec(fullname, own, target) if path is None and fullname in foreign else None

    sys.meta_path.insert(0, Here)


if __name__ == "__main__":
    main()
