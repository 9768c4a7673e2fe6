"""Runs small programs as `penstock check` runs them."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from textwrap import dedent

from penstock.preview import run_program
from penstock.resources.reading.capture import Capture, Resource
from penstock.resources.reading.values import Value

PROJECT = "name: small\nruntime: python\n"

PROVIDERS_OF_THE_MACHINE = (
    "AWS_REGION",
    "AWS_DEFAULT_REGION",
    "GOOGLE_PROJECT",
    "ARM_SUBSCRIPTION_ID",
    "ARM_LOCATION_NAME",
)


class Runner:
    """Writes a program to a folder of its own and runs it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def write(self, source: str, *, project: str = PROJECT, files: Mapping[str, str] | None = None) -> Path:
        """The program's folder: `source` as its `__main__.py`, `files` beside it."""
        for name, text in {"Pulumi.yaml": project, "__main__.py": source, **(files or {})}.items():
            path = self.folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(dedent(text), encoding="utf-8")
        return self.folder

    def __call__(
        self,
        source: str,
        *,
        stack: str = "dev",
        project: str = PROJECT,
        files: Mapping[str, str] | None = None,
        config: Mapping[str, str] | None = None,
        environ: Mapping[str, str] | None = None,
        stack_outputs: Mapping[str, Mapping[str, Value]] | None = None,
    ) -> Capture:
        """What the program `source` registers."""
        self.write(source, project=project, files=files)
        return self.run_there(stack=stack, config=config, environ=environ, stack_outputs=stack_outputs)

    def run_there(
        self,
        *,
        stack: str = "dev",
        config: Mapping[str, str] | None = None,
        environ: Mapping[str, str] | None = None,
        stack_outputs: Mapping[str, Mapping[str, Value]] | None = None,
    ) -> Capture:
        """What the program in the folder registers."""
        return run_program(self.folder, stack, config=config, environ=environ, stack_outputs=stack_outputs)


def named(capture: Capture, name: str) -> Resource:
    """The one resource of that name."""
    (found,) = (resource for resource in capture.resources if resource.name == name)
    return found
