"""A program in a language that is not run here (TypeScript, Go, .NET, Java, ...) is checked from the preview that Pulumi makes of it.

Source: the CLI's `pulumi preview` (pulumi.com/docs/iac/cli/commands/pulumi_preview). Its `--config` saves what it is given in the
stack's file, so the preview is made with a copy of that file.
"""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any, Final, cast

from penstock.preview.saved.saved import read_saved
from penstock.preview.saved.text import objects_in
from penstock.problem import InputError, Problem
from penstock.resources.reading.capture import Capture
from penstock.resources.reading.values import SECRET_MASK

from .project import Project, stack_file

_TOOLS: Final[Mapping[str, str]] = {"nodejs": "node", "go": "go", "dotnet": "dotnet", "java": "java", "bun": "bun"}
"""Language -> what its programs need on the path."""

_LAST: Final = 12
"""Lines of what the CLI says that a person will read."""

_GUARDED: Final = ("PULUMI_CONFIG_PASSPHRASE", "PULUMI_ACCESS_TOKEN")


def preview_of(project: Project, stack: str, config: Mapping[str, str], tell: Callable[[str], None]) -> Capture:
    """The preview of the program, made by the `pulumi` that is here. `tell` hears of it before it begins.

    Raises:
        InputError: there is no `pulumi` or no toolchain, with what to run elsewhere; or the preview failed, with what it says.
    """
    cli = shutil.which("pulumi")
    needed = _TOOLS.get(project.language)
    if cli is None or (needed is not None and shutil.which(needed) is None):
        missing = "pulumi" if cli is None else needed
        what = f"a {project.language} program is checked from its preview, and there is no `{missing}` here to make one"
        raise InputError([Problem(str(project.file), what, _elsewhere(project, stack, config))])
    with tempfile.TemporaryDirectory() as scratch:
        settings = Path(scratch) / f"Pulumi.{stack.rpartition('/')[2]}.yaml"
        if (file := stack_file(project, stack.rpartition("/")[2])) is not None:
            shutil.copy(file, settings)
        else:
            settings.write_text("config: {}\n", encoding="utf-8")
        preview = Path(scratch) / "preview.json"
        pairs = [part for key, value in config.items() for part in ("--config", f"{key}={value}")]
        command = ["pulumi", "preview", "--json", "--non-interactive", "--stack", stack]
        tell(f"making a preview: {shlex.join([*command, *_shown(config)])} (in {project.folder})")
        with preview.open("wb") as output:
            done = subprocess.run(  # noqa: S603 - the CLI on the path, as a person would run it
                [cli, *command[1:], "--config-file", str(settings), *pairs],
                cwd=project.folder,
                env={**os.environ, "PULUMI_SKIP_UPDATE_CHECK": "true"},
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.PIPE,
                check=False,
            )
        if done.returncode:
            said = _said(preview, done.stderr.decode(errors="replace"))
            what = f"pulumi preview ended with status {done.returncode}: {_masked(said, project, config)}"
            raise InputError(
                [Problem(str(project.file), what, "mend what it says; penstock checks what a preview shows")]
            )
        try:
            capture = read_saved(preview)
        except InputError as error:
            raise InputError([replace(it, where=f"the preview of {project.file}") for it in error.problems]) from None
    return capture


def _elsewhere(project: Project, stack: str, config: Mapping[str, str]) -> str:
    command = ["pulumi", "preview", "--json", "--stack", stack]
    shown = shlex.join([*command, *_shown(config)])
    return f"where both are, run: cd {project.folder} && {shown} > preview.json && penstock check preview.json"


def _shown(config: Mapping[str, str]) -> list[str]:
    """The options for a person: what a value is may be secret."""
    return [part for key in config for part in ("--config", f"{key}=...")]


def _said(preview: Path, errors: str) -> str:
    """The errors among the preview's diagnostics, else what the CLI said from its first error on, else its last lines.

    The CLI warns before it fails (of a language host that it takes from the path, for one), which explains nothing.
    """
    found = list(dict.fromkeys(_diagnostics(preview)))
    told = errors.strip().splitlines()
    first = next((at for at, line in enumerate(told) if line.startswith("error:")), max(0, len(told) - _LAST))
    lines = "\n".join(found).splitlines() if found else told[first : first + _LAST]
    return "\n    ".join(lines) or "it says nothing"


def _diagnostics(preview: Path) -> Iterator[str]:
    try:
        objects = objects_in(preview, preview.read_text(encoding="utf-8", errors="replace"))
    except InputError:
        return
    for content in objects:
        for item in cast("list[Any]", content.get("diagnostics") or []):
            if isinstance(item, dict):
                diagnostic = cast("dict[str, Any]", item)
                if diagnostic.get("severity") == "error":
                    yield str(diagnostic.get("message", "")).strip()


def _masked(text: str, project: Project, config: Mapping[str, str]) -> str:
    """The CLI blinds what it knows to be secret; what was given to it here is another matter."""
    secrets = [os.environ.get(name, "") for name in _GUARDED]
    for key, value in config.items():
        declared = project.declared.get(key if ":" in key else f"{project.name}:{key}")
        if isinstance(declared, dict) and cast("dict[str, Any]", declared).get("secret") is True:
            secrets.append(value)
    for secret in secrets:
        if len(secret) > 2:
            text = text.replace(secret, SECRET_MASK)
    return text
