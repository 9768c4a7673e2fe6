"""What a command reads: a program's folder, or a file in which Pulumi saved a stack."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from pathlib import Path

import click

from penstock.problem import InputError, Problem
from penstock.resources.reading.capture import Capture
from penstock.resources.reading.secrets import mask, secret_texts


def read_capture(source: Path, stack: str | None, config: tuple[str, ...]) -> Capture:
    """Run the program in `source`, or read the saved preview or export that it is, and validate every input.

    Raises:
        InputError: with every problem found: of the command, the program or the stack file. Those of the resources' inputs are
            in the capture: see `refused`.
    """
    piped = source == Path("-")
    if not piped and not source.exists():
        raise InputError(
            [Problem(str(source), "there is no such file or folder", "name a Pulumi program's folder or a saved file")]
        )
    if piped or not source.is_dir():
        if config:
            raise InputError([Problem(str(source), "--config has no meaning for a saved file", "leave it out")])
        from penstock.preview import read_saved  # noqa: PLC0415 - a saved file needs neither Pulumi nor an SDK

        return read_saved(source)
    if stack is None:
        raise InputError([_no_stack(source)])
    from penstock.preview import run_validated  # noqa: PLC0415

    from .console import Progress, stderr  # noqa: PLC0415 - drawing takes long to load

    progress = Progress(stderr())
    with progress.shown():
        progress.say(f"running {source}")
        capture = run_validated(
            source, stack, config=_pairs(config), progress=progress.resource, tell=partial(click.echo, err=True)
        )
    secrets = secret_texts(capture)
    return replace(capture, notes=mask(capture.notes, secrets), problems=mask(capture.problems, secrets))


def refused(capture: Capture) -> None:
    """To be called when all is printed: what a provider refuses must hide no price and no verdict.

    Raises:
        InputError: a provider refuses some of the inputs.
    """
    if capture.problems:
        raise InputError(capture.problems)


def _no_stack(source: Path) -> Problem:
    names = sorted(
        path.name.removeprefix("Pulumi.").removesuffix(path.suffix)
        for folder in (source, source / "stacks")
        for path in folder.glob("Pulumi.*.y*ml")
    )
    return Problem(
        "--stack",
        "is needed to run a program",
        f"write one of --stack {', '.join(names)}" if names else "write --stack NAME",
    )


def _pairs(config: tuple[str, ...]) -> dict[str, str]:
    result: dict[str, str] = {}
    for item in config:
        key, separator, value = item.partition("=")
        if not separator or not key:
            raise InputError(
                [Problem("--config", f"{item!r} is not KEY=VALUE", "write for example --config aws:region=eu-west-1")]
            )
        result[key] = value
    return result
