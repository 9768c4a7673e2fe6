"""Resources as a program registers them in us-east-1, and the facts that are read from them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from penstock.resources import read
from penstock.resources.facts import Bucket, FactSet, Node, NodeTemplate
from penstock.resources.reading.capture import Capture, Resource

GROUP = "aws:autoscaling/group:Group"
TEMPLATE = "aws:ec2/launchTemplate:LaunchTemplate"
INSTANCE = "aws:ec2/instance:Instance"
BUCKET = "aws:s3/bucket:Bucket"
ROLE = "aws:iam/role:Role"
FUNCTION = "aws:lambda/function:Function"


def urn(token: str, name: str) -> str:
    return f"urn:pulumi:dev::team::{token}::{name}"


PROVIDER = Resource(
    urn=urn("pulumi:providers:aws", "here"), type="pulumi:providers:aws", name="here", inputs={"region": "us-east-1"}
)


def resource(token: str, name: str, inputs: Mapping[str, Any], **rest: Any) -> Resource:
    """A resource of the provider in us-east-1; say what differs. `sources`: input -> the resources that it came from."""
    sources: Mapping[str, tuple[Resource, ...]] = rest.pop("sources", {})
    came_from = {key: tuple(sorted(it.urn for it in found)) for key, found in sources.items()}
    given: dict[str, Any] = {"provider": PROVIDER.urn, "property_dependencies": came_from} | rest
    return Resource(urn=urn(token, name), type=token, name=name, inputs=inputs, **given)


def facts(
    *resources: Resource, complete: bool = True, config: Mapping[str, Any] | None = None, origin: str = "program"
) -> FactSet:
    """The joined facts of a program of these resources."""
    found = {it.urn: it for it in (PROVIDER, *resources)}
    ordered = tuple(found[key] for key in sorted(found))
    capture = Capture(project="team", stack="dev", resources=ordered, config=config or {}, origin=origin)
    return read(capture, complete=complete)


def node(first: Resource, *others: Resource) -> Node:
    """The facts of `first`, beside `others`."""
    (found,) = (it for it in facts(first, *others).nodes if it.urn == first.urn)
    return found


def template(first: Resource, *others: Resource) -> NodeTemplate:
    """The facts of `first`, beside `others`."""
    (found,) = (it for it in facts(first, *others).templates if it.urn == first.urn)
    return found


def bucket(first: Resource, *others: Resource) -> Bucket:
    """The facts of `first`, beside `others`."""
    (found,) = (it for it in facts(first, *others).buckets if it.urn == first.urn)
    return found


def types(found: Node | NodeTemplate) -> dict[str, object]:
    """Path -> instance type."""
    return {choice.path: choice.instance_type for choice in found.choices}
