"""Small programs of pulumi-gcp, run in process, and the facts that are read from them; resources by hand for variations."""

from __future__ import annotations

import warnings
from collections.abc import Generator, Mapping
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from textwrap import dedent
from typing import Any, TypeVar

from penstock.preview import run_program
from penstock.resources import read
from penstock.resources.facts import Bucket, Charge, FactSet, Node, NodeTemplate
from penstock.resources.reading.capture import Capture, Resource

T = TypeVar("T", Node, NodeTemplate, Bucket)

CONFIG = {"gcp:project": "team", "gcp:region": "us-central1", "gcp:zone": "us-central1-a"}
NO_SETTINGS: Mapping[str, str] = dict.fromkeys(
    ("GOOGLE_PROJECT", "GOOGLE_REGION", "GOOGLE_ZONE", "GCLOUD_REGION", "GCLOUD_ZONE", "CLOUDSDK_COMPUTE_REGION"), ""
)
"""Nothing of this machine's own cloud settings reaches a program."""


@contextmanager
def written(source: str) -> Generator[Path]:
    """The folder of the program `source`; the SDK is imported for it as `gcp`."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "Pulumi.yaml").write_text("name: small\nruntime: python\n", encoding="utf-8")
        program = f"import pulumi\nimport pulumi_gcp as gcp\n{dedent(source)}"
        (folder / "__main__.py").write_text(program, encoding="utf-8")
        yield folder


def run(source: str, config: Mapping[str, str] | None = None) -> Capture:
    """What the program `source` registers."""
    with written(source) as folder, warnings.catch_warnings():
        # pulumi-gcp warns about its own modules when one of them is imported.
        warnings.filterwarnings("ignore", r"\S+ has been deprecated in favor of", DeprecationWarning)
        return run_program(folder, "dev", config=CONFIG if config is None else config, environ=NO_SETTINGS)


def urn(token: str, name: str) -> str:
    return f"urn:pulumi:dev::small::{token}::{name}"


PROVIDER = Resource(
    urn=urn("pulumi:providers:gcp", "here"),
    type="pulumi:providers:gcp",
    name="here",
    inputs={"region": "us-central1", "zone": "us-central1-a"},
)


def resource(token: str, name: str, inputs: Mapping[str, Any], **rest: Any) -> Resource:
    """A resource of the provider in us-central1; say what differs. `sources`: input -> the resources that it came from."""
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


def bucket(inputs: Mapping[str, Any]) -> Bucket:
    """The facts of a bucket."""
    return only(facts(resource("gcp:storage/bucket:Bucket", "data", inputs)).buckets, "data")


def charges(*resources: Resource) -> dict[str, object]:
    """SKU -> quantity of all charges of these resources; None for what bills by use."""
    return skus(facts(*resources))


def skus(found: FactSet) -> dict[str, object]:
    return {charge.sku: charge.quantity for charge in found.charges}


def charges_of(found: FactSet, name: str) -> tuple[Charge, ...]:
    return tuple(charge for charge in found.charges if charge.name == name)


def only(found: tuple[T, ...], name: str) -> T:
    """The one fact of the resource of that name."""
    (fact,) = (it for it in found if it.urn.rpartition("::")[2] == name)
    return fact
