"""What the tests of every cloud's readers share: a small program in a folder, and resources by hand with the facts of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from textwrap import dedent
from typing import Any, TypeVar

from penstock.resources import read
from penstock.resources.facts import Fact, FactSet, Node
from penstock.resources.reading.capture import Capture, Resource

F = TypeVar("F", bound=Fact)


def write_program(folder: Path, imports: str, source: str) -> Path:
    """The program `source`, after `imports`, in `folder`."""
    (folder / "Pulumi.yaml").write_text("name: small\nruntime: python\n", encoding="utf-8")
    (folder / "__main__.py").write_text(imports + dedent(source), encoding="utf-8")
    return folder


@dataclass(frozen=True)
class ByHand:
    """A program of `project` whose resources are written by hand, all of one provider, which has the given inputs."""

    project: str
    package: str
    inputs: Mapping[str, Any]

    def urn(self, token: str, name: str) -> str:
        return f"urn:pulumi:dev::{self.project}::{token}::{name}"

    @property
    def provider(self) -> Resource:
        token = f"pulumi:providers:{self.package}"
        return Resource(urn=self.urn(token, "here"), type=token, name="here", inputs=self.inputs)

    def resource(self, token: str, name: str, inputs: Mapping[str, Any], **rest: Any) -> Resource:
        """A resource of the provider; say what differs. `sources`: input -> the resources that it came from."""
        sources: Mapping[str, tuple[Resource, ...]] = rest.pop("sources", {})
        came_from = {key: tuple(sorted(it.urn for it in found)) for key, found in sources.items()}
        given: dict[str, Any] = {"provider": self.provider.urn, "property_dependencies": came_from} | rest
        return Resource(urn=self.urn(token, name), type=token, name=name, inputs=inputs, **given)

    def facts(
        self,
        *resources: Resource,
        complete: bool = True,
        config: Mapping[str, Any] | None = None,
        origin: str = "program",
    ) -> FactSet:
        """The joined facts of a program of these resources."""
        found = {it.urn: it for it in (self.provider, *resources)}
        ordered = tuple(found[key] for key in sorted(found))
        capture = Capture(project=self.project, stack="dev", resources=ordered, config=config or {}, origin=origin)
        return read(capture, complete=complete)

    def node(self, first: Resource, *others: Resource) -> Node:
        """The facts of `first`, beside `others`."""
        return only(self.facts(first, *others).nodes, first.name)

    def charges(self, *resources: Resource) -> dict[str, object]:
        """SKU -> quantity of all charges of these resources; None for what bills by use."""
        return skus(self.facts(*resources))


def skus(found: FactSet, name: str | None = None) -> dict[str, object]:
    """SKU -> quantity of all charges, or of those of one resource."""
    return {charge.sku: charge.quantity for charge in found.charges if name in (None, charge.name)}


def only(found: tuple[F, ...], name: str) -> F:
    """The one fact of the resource of that name."""
    (fact,) = (it for it in found if it.urn.rpartition("::")[2] == name)
    return fact
