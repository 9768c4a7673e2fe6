"""Resources as a program registers them in us-east-1, and the facts that are read from them."""

from __future__ import annotations

from penstock.resources.facts import Bucket, Node, NodeTemplate
from penstock.resources.reading.capture import Resource
from resources.programs import ByHand

GROUP = "aws:autoscaling/group:Group"
TEMPLATE = "aws:ec2/launchTemplate:LaunchTemplate"
INSTANCE = "aws:ec2/instance:Instance"
BUCKET = "aws:s3/bucket:Bucket"
ROLE = "aws:iam/role:Role"
FUNCTION = "aws:lambda/function:Function"


_BY_HAND = ByHand("team", "aws", {"region": "us-east-1"})
PROVIDER = _BY_HAND.provider
urn, resource, facts, node = _BY_HAND.urn, _BY_HAND.resource, _BY_HAND.facts, _BY_HAND.node


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
