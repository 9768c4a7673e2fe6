"""Runs a Pulumi project on the real engine, with the stand-in for its clouds and a folder for its backend.

The Python language host is in no registry, so the program runs in this process, served by the SDK's own Automation API. The
project is copied first: the Automation API writes stack files, and a test must not write into the repository.
"""

from __future__ import annotations

import contextlib
import json
import os
import runpy
import shutil
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import yaml
from pulumi.automation import ConfigValue, LocalWorkspaceOptions, PulumiCommand, Stack, create_or_select_stack
from pulumi.automation.errors import CommandError
from semver import VersionInfo

from .cli import PulumiCli
from .sdk_schema import Json
from .stand_in import Cloud, StandIn, serve
from .world import World

PASSPHRASE: Final = "a passphrase for tests"  # noqa: S105 - of a backend that lives as long as a test
ANALYZER: Final = "pulumi-analyzer-policy-python"
"""What the engine starts for a Python policy pack when there is no language host."""


class EngineError(Exception):
    """The engine ended with an error; the message is all that it printed."""


@dataclass(frozen=True, slots=True)
class Preview:
    """What `pulumi preview --json` said. `file` has it as it was printed, for readers of such files."""

    file: Path
    digest: Json

    @property
    def steps(self) -> list[Json]:
        """One per resource: `op`, `urn`, `oldState`, `newState`."""
        return self.digest["steps"]

    @property
    def changes(self) -> dict[str, int]:
        """What would be done, other than nothing: `{"create": 12}`."""
        return {op: count for op, count in self.digest["changeSummary"].items() if op != "same"}


class Project:
    """One stack of a project, ready to run.

    Attributes:
        world: what exists at the stand-in's cloud.
        stand_ins: the providers; `asked` has the inputs of every resource as the program gave them.
    """

    def __init__(self, stack: Stack, world: World, stand_ins: Sequence[StandIn], folder: Path) -> None:
        self.world = world
        self.stand_ins = tuple(stand_ins)
        self._stack = stack
        self._folder = folder

    def preview(
        self, *, packs: Sequence[Path] = (), pack_configs: Sequence[Path] = (), refresh: bool = False
    ) -> Preview:
        """`pulumi preview --json`, with policy packs and their configs if given.

        Raises:
            EngineError: it failed; a mandatory violation among the reasons is enough.
        """
        printed: list[str] = []
        with self._engine(lambda: _diagnostics("\n".join(printed))):
            done = self._stack.preview(
                json=True,
                refresh=refresh,
                policy_packs=_paths(packs),
                policy_pack_configs=_paths(pack_configs),
                on_output=printed.append,
            )
        file = self._folder / "preview.json"
        file.write_text(done.stdout, encoding="utf-8")
        return Preview(file, json.loads(done.stdout))

    def preview_text(self, *, packs: Sequence[Path] = (), pack_configs: Sequence[Path] = ()) -> str:
        """`pulumi preview` as a person reads it; EngineError carries the same text when a policy blocks it."""
        with self._engine():
            return self._stack.preview(
                color="never", policy_packs=_paths(packs), policy_pack_configs=_paths(pack_configs)
            ).stdout

    def up(self, *, packs: Sequence[Path] = (), refresh: bool = False) -> dict[str, int]:
        """`pulumi up`; what it did, other than nothing."""
        with self._engine():
            done = self._stack.up(color="never", policy_packs=_paths(packs), refresh=refresh)
        return _done(done.summary.resource_changes)

    def refresh(self) -> dict[str, int]:
        """`pulumi refresh`; what it found changed."""
        with self._engine():
            done = self._stack.refresh(color="never")
        return _done(done.summary.resource_changes)

    def destroy(self) -> dict[str, int]:
        """`pulumi destroy`; what it did."""
        with self._engine():
            done = self._stack.destroy(color="never")
        return _done(done.summary.resource_changes)

    def export(self) -> list[Json]:
        """The resources of `pulumi stack export`."""
        deployment: Any = self._stack.export_stack().deployment
        return deployment.get("resources", [])

    def export_file(self) -> Path:
        """`pulumi stack export` in a file."""
        exported = self._stack.export_stack()
        file = self._folder / "export.json"
        file.write_text(json.dumps({"version": exported.version, "deployment": exported.deployment}), encoding="utf-8")
        return file

    def outputs(self) -> Json:
        """The stack's outputs."""
        return {name: output.value for name, output in self._stack.outputs().items()}

    @contextlib.contextmanager
    def _engine(self, explain: Callable[[], str] | None = None) -> Iterator[None]:
        with contextlib.chdir(self._folder):  # where the language host would start the program
            try:
                yield
            except CommandError as error:
                raise EngineError((explain() if explain else "") or str(error)) from None


@contextlib.contextmanager
def project(
    cli: PulumiCli,
    source: Path,
    stack_name: str,
    scratch: Path,
    clouds: Sequence[Cloud],
    config: Mapping[str, str | ConfigValue] | None = None,
) -> Iterator[Project]:
    """The project of `source` (Pulumi.yaml, __main__.py and its stack files) with a backend of its own under `scratch`."""
    folder = _copy(source, scratch / "project")
    for needed in ("home", "backend", "bin"):
        (scratch / needed).mkdir()
    _write_analyzer(scratch / "bin" / ANALYZER)
    world = World()
    stand_ins = [StandIn(cloud, world) for cloud in clouds]
    with serve(*stand_ins) as providers, contextlib.chdir(folder):
        stack = create_or_select_stack(
            stack_name,
            project_name=yaml.safe_load((folder / "Pulumi.yaml").read_text(encoding="utf-8"))["name"],
            program=lambda: _run(folder),
            opts=LocalWorkspaceOptions(
                work_dir=str(folder),
                pulumi_home=str(scratch / "home"),
                pulumi_command=_Command(cli),
                env_vars={
                    "PATH": _path_with(scratch / "bin"),
                    "PULUMI_BACKEND_URL": (scratch / "backend").as_uri(),
                    "PULUMI_CONFIG_PASSPHRASE": PASSPHRASE,
                    "PULUMI_DEBUG_PROVIDERS": providers,
                    "PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION": "true",
                    "PULUMI_SKIP_UPDATE_CHECK": "true",
                },
            ),
        )
        for key, value in (config or {}).items():
            stack.set_config(key, value if isinstance(value, ConfigValue) else ConfigValue(value))
        yield Project(stack, world, stand_ins, folder)


class _Command(PulumiCommand):
    """The CLI that was found, wherever it is: the SDK's own class knows only PATH and `<root>/bin`."""

    def __init__(self, cli: PulumiCli) -> None:
        self.command = str(cli.path)
        self.version = VersionInfo.parse(cli.version)


def _run(folder: Path) -> None:
    """The program, as `python <folder>` would run it; what it imported from its folder is forgotten afterwards."""
    before = set(sys.modules)
    sys.path.insert(0, str(folder))
    try:
        runpy.run_path(str(folder / "__main__.py"), run_name="__main__")
    finally:
        sys.path.remove(str(folder))
        for name in set(sys.modules) - before:
            if Path(getattr(sys.modules[name], "__file__", None) or "/").is_relative_to(folder):
                del sys.modules[name]


def _copy(source: Path, folder: Path) -> Path:
    """What a project consists of for the engine: Pulumi.yaml, Python files beside it, stack files."""
    settings = yaml.safe_load((source / "Pulumi.yaml").read_text(encoding="utf-8"))
    folder.mkdir(parents=True)
    for file in (*source.glob("*.py"), *source.glob("Pulumi*.yaml")):
        shutil.copy(file, folder)
    stacks = settings.get("stackConfigDir")
    if stacks and (source / stacks).is_dir():
        shutil.copytree(source / stacks, folder / stacks)
    return folder


def _diagnostics(printed: str) -> str:
    """The messages of a `preview --json` that failed: the rest of it is long."""
    with contextlib.suppress(ValueError):
        return "\n".join(one["message"].strip() for one in json.loads(printed)["diagnostics"])
    return printed


def _write_analyzer(script: Path) -> None:
    script.write_text(f'#!/bin/sh\nexec "{sys.executable}" -u -m pulumi.policy "$1" "$2"\n', encoding="utf-8")
    script.chmod(0o755)


def _path_with(folder: Path) -> str:
    return os.pathsep.join((str(folder), os.environ["PATH"]))


def _paths(paths: Iterable[Path]) -> list[str]:
    return [str(path) for path in paths]


def _done(changes: Mapping[Any, int] | None) -> dict[str, int]:
    return {str(op): count for op, count in (changes or {}).items() if op != "same"}
