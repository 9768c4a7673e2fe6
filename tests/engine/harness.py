"""Runs a Pulumi project on the real engine, with the stand-in for its clouds and a folder for its backend.

The project is copied first: the engine writes stack files, and a test must not write into the repository.
"""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Generator, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final

import yaml

from .cli import PulumiCli
from .sdk_schema import Json
from .stand_in import Cloud, StandIn, serve
from .world import World

ANALYZER: Final = "pulumi-analyzer-policy-python"
"""What the engine starts for a Python policy pack when there is no language host."""

OPERATION: Final = Path(__file__).with_name("operation.py")


class EngineError(Exception):
    """The engine ended with an error; the message is what it printed."""


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
        """What would be done, other than nothing: `{"create": 12}`. Providers and the stack itself count too."""
        return _other_than_nothing(self.digest["changeSummary"])


@dataclass(frozen=True, slots=True)
class Project:
    """One stack of a project, ready to run.

    Attributes:
        folder: the copy that is run.
        world: what exists at the stand-in's cloud.
        stand_ins: the providers; `asked` has the inputs of every resource as the program gave them.
    """

    folder: Path
    stack: str
    world: World
    stand_ins: tuple[StandIn, ...]
    _environment: Mapping[str, str]

    def preview(
        self, *, packs: Sequence[Path] = (), pack_configs: Sequence[Path] = (), refresh: bool = False
    ) -> Preview:
        """`pulumi preview --json`, with policy packs and their configs if given.

        Raises:
            EngineError: it failed, with its diagnostics alone. What a policy says is only in `preview_text`.
        """
        options = {"json": True, "refresh": refresh, **_policies(packs, pack_configs)}
        answer = self._operate("preview", options)
        digest = json.loads(answer["printed"])
        if "error" in answer:
            raise EngineError("\n".join(one["message"].strip() for one in digest["diagnostics"]))
        file = self.folder / "preview.json"
        file.write_text(answer["printed"], encoding="utf-8")
        return Preview(file, digest)

    def preview_text(self, *, packs: Sequence[Path] = (), pack_configs: Sequence[Path] = ()) -> str:
        """`pulumi preview` as a person reads it; EngineError has the same text when a policy blocks it."""
        return self._succeed("preview", {"color": "never", **_policies(packs, pack_configs)})["printed"]

    def up(
        self, *, packs: Sequence[Path] = (), pack_configs: Sequence[Path] = (), refresh: bool = False
    ) -> dict[str, int]:
        """`pulumi up`; what it did, other than nothing."""
        return self._change("up", {"refresh": refresh, **_policies(packs, pack_configs)})

    def refresh(self) -> dict[str, int]:
        """`pulumi refresh`; what it found changed."""
        return self._change("refresh", {})

    def destroy(self) -> dict[str, int]:
        """`pulumi destroy`; what it did."""
        return self._change("destroy", {})

    def export(self) -> Path:
        """`pulumi stack export`, in a file."""
        file = self.folder / "export.json"
        self.cli("stack", "export", "--file", str(file))
        return file

    def plan(self) -> Path:
        """`pulumi preview --save-plan`, in a file."""
        file = self.folder / "plan.json"
        self._succeed("preview", {"plan": str(file)})
        return file

    def events(self) -> Path:
        """`pulumi preview --event-log`, in a file."""
        file = self.folder / "events.log"
        self._operate("preview", {}, events=str(file))
        return file

    def stream(self) -> Path:
        """`pulumi preview --json` as it prints while it streams, in a file."""
        streaming = self._with("PULUMI_ENABLE_STREAMING_JSON_PREVIEW")
        file = self.folder / "stream.json"
        file.write_text(streaming._succeed("preview", {"json": True})["printed"], encoding="utf-8")
        return file

    def backend_file(self, *, packed: bool = False) -> Path:
        """The state's own file in the backend, `packed` after another deployment."""
        if packed:
            self._with("PULUMI_DIY_BACKEND_GZIP").up()
        (file,) = self.folder.parent.glob(f"backend/.pulumi/stacks/*/{self.stack}.json{'.gz' * packed}")
        return file

    @property
    def environment(self) -> Mapping[str, str]:
        """The variables with which the engine is run."""
        return self._environment

    def _with(self, switch: str) -> Project:
        return replace(self, _environment={**self._environment, switch: "true"})

    def state(self) -> list[Json]:
        """The resources of the stack's state."""
        return json.loads(self.export().read_text(encoding="utf-8"))["deployment"].get("resources", [])

    def outputs(self) -> Json:
        """The stack's outputs."""
        return json.loads(self.cli("stack", "output", "--json"))

    def cli(self, *arguments: str) -> str:
        """What the CLI prints for `arguments`, about this stack."""
        done = subprocess.run(
            ["pulumi", "--non-interactive", *arguments, "--stack", self.stack],
            cwd=self.folder,
            env=self._environment,
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode:
            raise EngineError(done.stderr)
        return done.stdout

    def _change(self, operation: str, options: Json) -> dict[str, int]:
        return _other_than_nothing(self._succeed(operation, {"color": "never", **options})["changes"])

    def _succeed(self, operation: str, options: Json) -> Json:
        answer = self._operate(operation, options)
        if "error" in answer:
            raise EngineError(answer["error"])
        return answer

    def _operate(self, operation: str, options: Json, **more: str) -> Json:
        file = self.folder / "operation.json"
        request = {"stack": self.stack, "operation": operation, "options": options, **more}
        file.write_text(json.dumps(request), encoding="utf-8")
        done = subprocess.run(
            [sys.executable, OPERATION, file],
            cwd=self.folder,
            env=self._environment,
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode:
            raise EngineError(done.stderr)
        return json.loads(file.read_text(encoding="utf-8"))


@contextlib.contextmanager
def project(
    cli: PulumiCli, source: Path, stack: str, scratch: Path, clouds: Sequence[Cloud], *, config: Mapping[str, str]
) -> Generator[Project]:
    """The project of `source` (Pulumi.yaml, __main__.py, stack files) with a world and a backend of its own.

    `scratch` is an empty folder for the copy, the backend and Pulumi's home; `config` goes over the stack file's.
    """
    folder = _copy(source, scratch / "project")
    for needed in ("home", "backend", "bin"):
        (scratch / needed).mkdir()
    _write_analyzer(scratch / "bin" / ANALYZER)
    world = World()
    stand_ins = tuple(StandIn(cloud, world) for cloud in clouds)
    with serve(*stand_ins) as providers:
        environment = {
            **{key: value for key, value in os.environ.items() if not key.startswith(("PULUMI_", "AWS_"))},
            "PATH": os.pathsep.join([str(scratch / "bin"), str(cli.path.parent), os.environ["PATH"]]),
            "PULUMI_HOME": str(scratch / "home"),
            "PULUMI_BACKEND_URL": (scratch / "backend").as_uri(),
            "PULUMI_CONFIG_PASSPHRASE": "of a backend that lives as long as a test",
            "PULUMI_DEBUG_PROVIDERS": providers,
            "PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION": "true",
            "PULUMI_SKIP_UPDATE_CHECK": "true",
        }
        opened = Project(folder, stack, world, stand_ins, environment)
        opened.cli("stack", "init")
        for key, value in config.items():
            opened.cli("config", "set", key, value)
        yield opened


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


def _write_analyzer(script: Path) -> None:
    script.write_text(f'#!/bin/sh\nexec "{sys.executable}" -u -m pulumi.policy "$1" "$2"\n', encoding="utf-8")
    script.chmod(0o755)


def _policies(packs: Iterable[Path], configs: Iterable[Path]) -> dict[str, list[str]]:
    return {"policy_packs": list(map(str, packs)), "policy_pack_configs": list(map(str, configs))}


def _other_than_nothing(changes: Mapping[str, Any]) -> dict[str, int]:
    return {op: count for op, count in changes.items() if op != "same"}
