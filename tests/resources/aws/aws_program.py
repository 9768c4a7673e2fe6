"""Small programs of pulumi-aws, run in process, and the facts that are read from them."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from penstock.preview import run_program
from penstock.resources import read
from penstock.resources.facts import FactSet, Node
from penstock.resources.reading.capture import Capture
from resources.programs import skus, write_program

CONFIG = {"aws:region": "us-east-1"}
NO_SETTINGS: Mapping[str, str] = dict.fromkeys(("AWS_REGION", "AWS_DEFAULT_REGION", "AWS_PROFILE"), "")
"""Nothing of this machine's own cloud settings reaches a program."""


def write(folder: Path, source: str) -> Path:
    """The program `source` in `folder`; the SDK is imported for it as `aws`."""
    return write_program(folder, "import json\nimport pulumi\nimport pulumi_aws as aws\n", source)


@cache
def run(source: str) -> Capture:
    """What the program `source` registers in us-east-1."""
    with TemporaryDirectory() as folder:
        return run_program(write(Path(folder), source), "dev", config=CONFIG, environ=NO_SETTINGS)


def read_program(source: str) -> FactSet:
    """The joined facts of the program `source`."""
    return read(run(source))


of = skus


def nodes(found: FactSet, name: str) -> tuple[Node, ...]:
    """The machines that the resource of that name starts."""
    return tuple(node for node in found.nodes if node.name == name)


def paths(found: FactSet) -> set[tuple[str, object, object, str]]:
    """(resource, source region, target, key) of each path of bytes."""
    return {(it.urn.rpartition("::")[2], it.source_region, it.target, it.key) for it in found.paths}
