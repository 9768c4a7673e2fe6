"""Small programs of pulumi-azure-native, run in process, and the facts that are read from them; resources by hand for
variations."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from textwrap import dedent
from typing import Any, TypeVar

from penstock.preview import run_program
from penstock.resources import read
from penstock.resources.facts import Bucket, FactSet, Node
from penstock.resources.reading.capture import Capture, Resource

T = TypeVar("T", Node, Bucket)

NO_SETTINGS: dict[str, str] = {"ARM_SUBSCRIPTION_ID": "", "ARM_LOCATION_NAME": "", "ARM_TENANT_ID": ""}
"""Nothing of this machine's own cloud settings reaches a program."""

IMPORTS = "import pulumi\nimport pulumi_azure_native as azure\n"


def write(folder: Path, source: str) -> Path:
    """The program `source` in `folder`; the SDK is imported for it as `azure`."""
    (folder / "Pulumi.yaml").write_text("name: small\nruntime: python\n", encoding="utf-8")
    (folder / "__main__.py").write_text(IMPORTS + dedent(source), encoding="utf-8")
    return folder


@cache
def run(source: str, location: str | None = None) -> Capture:
    """What the program `source` registers; `location`: the stack's `azure-native:location`."""
    with TemporaryDirectory() as folder:
        config = {} if location is None else {"azure-native:location": location}
        return run_program(write(Path(folder), source), "dev", config=config, environ=NO_SETTINGS)


def urn(token: str, name: str) -> str:
    return f"urn:pulumi:dev::small::{token}::{name}"


PROVIDER = Resource(
    urn=urn("pulumi:providers:azure-native", "here"),
    type="pulumi:providers:azure-native",
    name="here",
    inputs={"location": "westeurope"},
)


def resource(token: str, name: str, inputs: Mapping[str, Any], **rest: Any) -> Resource:
    """A resource of the provider in westeurope; say what differs. `sources`: input -> the resources that it came from."""
    sources: Mapping[str, tuple[Resource, ...]] = rest.pop("sources", {})
    came_from = {key: tuple(sorted(it.urn for it in found)) for key, found in sources.items()}
    given: dict[str, Any] = {"provider": PROVIDER.urn, "property_dependencies": came_from} | rest
    return Resource(urn=urn(token, name), type=token, name=name, inputs=inputs, **given)


def facts(*resources: Resource, complete: bool = True) -> FactSet:
    """The joined facts of a program of these resources."""
    ordered = tuple(sorted((PROVIDER, *resources), key=lambda it: it.urn))
    return read(Capture(project="small", stack="dev", resources=ordered), complete=complete)


def node(first: Resource, *others: Resource) -> Node:
    """The facts of `first`, beside `others`."""
    return only(facts(first, *others).nodes, first.name)


def charges(*resources: Resource) -> dict[str, object]:
    """SKU -> quantity of all charges of these resources; None for what bills by use."""
    return skus(facts(*resources))


def skus(found: FactSet, name: str | None = None) -> dict[str, object]:
    """SKU -> quantity of all charges, or of those of one resource."""
    return {charge.sku: charge.quantity for charge in found.charges if name in (None, charge.name)}


def only(found: tuple[T, ...], name: str) -> T:
    """The one fact of the resource of that name."""
    (fact,) = (it for it in found if it.urn.rpartition("::")[2] == name)
    return fact
