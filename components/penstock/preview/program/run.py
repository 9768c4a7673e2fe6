"""Runs a Pulumi program in this process and records what it asks for: no cloud account, no Pulumi CLI.

The program runs as Pulumi's Python language host would run it (`pulumi-language-python-exec`): its folder first on the
module path and as the working directory, under `run_in_stack`. Everything that a run changes in this process is put back.
"""

from __future__ import annotations

import asyncio
import contextvars
import inspect
import os
import runpy
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, Final

from pulumi.runtime import Settings, configure, run_in_stack
from pulumi.runtime.config import set_all_config
from pulumi.runtime.proto import engine_pb2

from penstock.preview.errors.own_frames import program_error
from penstock.preview.errors.raised import remembering_task
from penstock.preview.placeholders.kept import placeholders_kept
from penstock.preview.placeholders.labels import Label
from penstock.preview.placeholders.placeholders import UnknownText
from penstock.preview.placeholders.questions import Questions, listening
from penstock.preview.project.project import Project, StackConfig, read_project, read_stack
from penstock.preview.validation.validate import unvalidated
from penstock.problem import InputError, Problem
from penstock.resources.reading.capture import Capture
from penstock.resources.reading.values import Value

from .callbacks import callbacks_run
from .monitor import Monitor
from .process import as_program
from .registry import Progress, Registry

_OTHERS: Final = "run `pulumi preview --json > preview.json` and give that file instead"

_THREADS: Final = 8
"""Enough for the SDK's calls to the monitor, which take microseconds; transforms wait for the program's own loop."""


def run_program(
    directory: Path,
    stack: str,
    *,
    config: Mapping[str, str] | None = None,
    environ: Mapping[str, str] | None = None,
    stack_outputs: Mapping[str, Mapping[str, Value]] | None = None,
    progress: Progress | None = None,
) -> Capture:
    """Run the Python Pulumi program in `directory` and give back what it registered.

    Args:
        directory: the folder of `Pulumi.yaml`.
        stack: the stack's name; an organisation and project before it are left out.
        config: config over the stack file's, keys as in it (`aws:region`; without a namespace, the project's).
        environ: environment variables for the run, over this process's own.
        stack_outputs: outputs of other stacks by the name that the program refers to them by; others are unknown.
        progress: called with the count of resources so far and the newest; from several threads.

    Raises:
        InputError: the project or the stack's config cannot be used.
        ProgramError: the program raised; it carries what had been registered.
    """
    stack = stack.rpartition("/")[2]
    project = read_project(directory)
    if project.language != "python":
        raise InputError([Problem(str(project.file), f"runtime is {project.language!r}, not python", _OTHERS)])
    placeholder = UnknownText(Label(("config",), "secret of config").text)
    settings = read_stack(project, stack, config or {}, placeholder)
    variables = {**os.environ, **(environ or {})}
    registry = Registry(project, stack, settings, variables, progress)
    if settings.undecrypted:
        registry.note(
            f"encrypted config cannot be read here and is taken as an unknown secret: {', '.join(settings.undecrypted)}"
        )
    monitor = Monitor(registry, project.program, stack_outputs)
    try:
        with as_program(project, environ or {}), placeholders_kept(), callbacks_run(registry.note):
            contextvars.copy_context().run(_run, project, stack, settings, monitor, registry)
    except SystemExit as error:
        if error.code not in (None, 0):
            raise program_error(error, project, settings, registry.capture()) from None
    except (Exception, asyncio.CancelledError) as error:  # noqa: BLE001 - whatever the program raises is told the same way
        raise program_error(error, project, settings, registry.capture()) from None
    finally:
        monitor.close()
    for token in unvalidated(registry.capture()):
        registry.note(f"{token}: its inputs are not validated, no SDK that the program imported describes them")
    return registry.capture()


def _run(project: Project, stack: str, config: StackConfig, monitor: Monitor, registry: Registry) -> None:
    """Inside a context of its own: the SDK keeps its settings, root resource and config in context variables."""
    configure(_settings(project, stack, monitor, registry))
    set_all_config(dict(config.texts), list(config.secret_keys))
    questions = Questions(counts=False)
    listening.set(questions)
    try:
        with asyncio.Runner() as runner:
            loop = runner.get_loop()
            loop.set_default_executor(ThreadPoolExecutor(max_workers=_THREADS))
            loop.set_task_factory(remembering_task)
            monitor.run_on(loop)
            # A failed run leaves futures that nobody awaits; the failure itself is told.
            loop.set_exception_handler(lambda _loop, _context: None)
            runner.run(run_in_stack(lambda: _main(project)), context=contextvars.copy_context())
    finally:
        for place in questions.places:
            registry.note(
                f"{place}: decides on a value that only the cloud knows: what is shown is what it declares for a placeholder"
            )


def _settings(project: Project, stack: str, monitor: Monitor, registry: Registry) -> Settings:
    given: dict[str, Any] = {
        "project": project.name,
        "stack": stack,
        "monitor": monitor,
        "engine": _Engine(registry),
        "dry_run": True,
        "organization": "organization",
        "root_directory": str(project.folder),
    }
    taken = inspect.signature(Settings).parameters  # an older SDK's has fewer
    return Settings(**{name: value for name, value in given.items() if name in taken})


def _main(project: Project) -> None:
    runpy.run_path(str(project.main), run_name="__main__")


class _Engine:
    """The engine's other service: it takes the program's log messages and its one root resource."""

    def __init__(self, registry: Registry) -> None:
        self._registry = registry

    def Log(self, request: Any) -> None:  # noqa: N802 - the protocol's name
        if request.severity == engine_pb2.ERROR:
            self._registry.note(f"the program logged an error: {request.message}")
        elif request.severity == engine_pb2.WARNING:
            self._registry.note(f"the program warned: {request.message}")

    def RequirePulumiVersion(self, request: Any) -> None:  # noqa: N802 - the protocol's name
        """No CLI runs here, so there is no version to refuse."""
