"""What a Pulumi program reads before it declares anything: the stack's environment and region, and errors told once.

Reads configuration alone: no cloud is asked.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, TypeVar, cast

import pulumi

from penstock.problem import InputError, Problem
from penstock.spec import model
from penstock.spec.clouds import CLOUDS
from penstock.spec.draft import refusals
from penstock.spec.fields import example_at
from penstock.spec.finding import path_text
from penstock.spec.load import load_config

M = TypeVar("M", bound=model.Model)


def refuse(problems: Sequence[Problem]) -> None:
    """Bad input as Pulumi shows it to people: every problem, without a traceback. Nothing when there is none."""
    if problems:
        raise pulumi.RunError("\n".join(map(str, problems)))


def sound(place: str, root: type[M], **given: object) -> M:
    """What a component was given, as the stack file's values are held to: `given` are fields of `root`; those that it needs beside them
    are taken to be right. Raises pulumi.RunError with everything that is wrong, each at `place` and the argument's name."""
    needed = {name: example_at((name,), root) for name, field in root.model_fields.items() if field.is_required()}
    values = {name: value for name, value in needed.items() if name not in given} | given
    refuse(
        [Problem(f"{place}: {path_text(it.path)}", it.what, it.fix) for it in refusals(root, values, model.Environment)]
    )
    return root.validated(values)


def region_of(given: str | None, cloud: str) -> str:
    """`given`, else the stack's own, `aws:region` on AWS. Raises pulumi.RunError when there is neither."""
    region = given or _stack_region(cloud)
    if not region:
        known = CLOUDS[cloud]
        fix = f"write {known.region_key}: {known.region_example} in the stack's config, or give region"
        refuse([Problem("region", "no region: what is on offer, and where, depends on it", fix)])
    return str(region)


def environment_from_config() -> model.Environment:
    """The environment of `penstock:environment` in the stack's configuration.

    Its region is the stack's own unless it names one. Raises pulumi.RunError with everything that is wrong with it,
    with lines of the stack file when that is where Pulumi.yaml says.
    """
    value = cast("Any", pulumi.Config("penstock").get_object("environment"))
    if value is None:
        raise pulumi.RunError("penstock:environment is not in the stack's configuration: copy one from stacks/")
    try:
        return load_config(value, default_region=_region_for(value), source=_stack_file())
    except InputError as error:
        raise pulumi.RunError(str(error)) from error


def _region_for(environment: object) -> str | None:
    """The stack's own region on the environment's cloud; None for a cloud that is not known, which its own line refuses."""
    cloud = cast("Mapping[str, object]", environment).get("cloud") if isinstance(environment, Mapping) else None
    return _stack_region(cloud) if isinstance(cloud, str) and cloud in CLOUDS else None


def _stack_region(cloud: str) -> str | None:
    package, _, key = CLOUDS[cloud].region_key.partition(":")
    return pulumi.Config(package).get(key)


def _stack_file() -> Path | None:
    """Where this project keeps it (`stackConfigDir` of Pulumi.yaml); None when it is not there: errors then name no lines."""
    found = Path("stacks") / f"Pulumi.{pulumi.get_stack()}.yaml"
    return found if found.is_file() else None
