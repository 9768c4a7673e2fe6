"""A dynamic provider, whose code buys the machine when it is created.

Answer: oversized-instance undetermined box
"""

from typing import Any

import boto3
import pulumi
from pulumi.dynamic import CreateResult, Resource, ResourceProvider


class Buyer(ResourceProvider):
    """Buys what the program does not declare."""

    def create(self, props: dict[str, Any]) -> CreateResult:
        boto3.client("ec2").run_instances(InstanceType=props["plan"], MinCount=1, MaxCount=1)
        return CreateResult(id_="box", outs=props)


class Box(Resource):
    """What it buys."""

    def __init__(self, name: str, opts: pulumi.ResourceOptions | None = None) -> None:
        super().__init__(Buyer(), name, {"plan": "large"}, opts)


Box("box")
