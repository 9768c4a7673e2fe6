"""One operation of the engine: `python operation.py FILE`, where FILE has the request and then gets the answer.

The Python language host is in no registry; the SDK's Automation API needs none, because it serves the program itself. It runs
in a process of its own, as with the language host, so that nothing of a program stays behind.

Request: `stack`, `operation` (`preview`, `up`, `refresh`, `destroy`), `options`, the keywords of that method, and, if the engine's
log of events is wanted, `events`, the file for it.
Answer: `printed`, and either `changes` (operation -> number of resources) or `error`.
"""

from __future__ import annotations

import json
import runpy
import shutil
import sys
import tempfile
from importlib import import_module
from pathlib import Path
from typing import Any

import yaml
from pulumi.automation import LocalWorkspaceOptions, select_stack
from pulumi.automation.errors import CommandError


def operate(request: dict[str, Any]) -> dict[str, Any]:
    """The answer to `request`, for the project in the present folder."""
    folder = Path.cwd()
    sys.path[0] = str(folder)  # as `python __main__.py` would have it
    settings: dict[str, Any] = yaml.safe_load((folder / "Pulumi.yaml").read_text(encoding="utf-8"))
    stack = select_stack(
        request["stack"],
        project_name=settings["name"],
        program=_program,
        opts=LocalWorkspaceOptions(work_dir=str(folder)),
    )
    operation: str = request["operation"]
    if "events" in request:
        _keep_events(request["events"])
    printed: list[str] = []
    try:
        done: Any = getattr(stack, operation)(on_output=printed.append, **request["options"])
    except CommandError as error:
        return {"printed": "\n".join(printed), "error": str(error)}
    counts: dict[str, int] = done.change_summary if operation == "preview" else done.summary.resource_changes or {}
    return {"printed": "\n".join(printed), "changes": {str(op): count for op, count in counts.items()}}


def _keep_events(target: str) -> None:
    """Have the engine write its events to a file that stays. The SDK has no option for it, and takes them over a socket."""
    inner: Any = import_module("pulumi.automation._stack")
    set_up, clean_up = inner.Stack._setup_event_log, inner._cleanup

    def to_a_file(self: Any, command: str, on_event: Any, _version: str) -> Any:
        return set_up(self, command, on_event, "3.0.0")  # as the SDK does with a CLI that is older

    def copied(folder: tempfile.TemporaryDirectory[str], *rest: Any) -> None:
        (log,) = Path(folder.name).iterdir()
        shutil.copy(log, target)
        clean_up(folder, *rest)

    inner.Stack._setup_event_log, inner._cleanup = to_a_file, copied


def _program() -> None:
    runpy.run_path("__main__.py", run_name="__main__")


if __name__ == "__main__":
    file = Path(sys.argv[1])
    file.write_text(json.dumps(operate(json.loads(file.read_text(encoding="utf-8")))), encoding="utf-8")
