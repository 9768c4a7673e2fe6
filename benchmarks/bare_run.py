"""The least that runs a Pulumi program in process: the SDK's own mocks, nothing read, nothing checked.

`python benchmarks/bare_run.py STACK` runs the reference program. The yardstick for `penstock check`.
"""

from __future__ import annotations

import asyncio
import json
import runpy
import sys
from pathlib import Path
from typing import Any, cast

import pulumi
import yaml
from pulumi.runtime.stack import wait_for_rpcs

ROOT = Path(__file__).parents[1]


class EchoMocks(pulumi.runtime.Mocks):
    """Inputs come back as outputs; the questions that the program asks get an answer."""

    def new_resource(self, args: pulumi.runtime.MockResourceArgs) -> tuple[str | None, dict[Any, Any]]:
        inputs = cast("dict[str, Any]", args.inputs)  # pyright: ignore[reportUnknownMemberType] - a bare dict in the SDK
        return f"{args.name}-id", {"arn": f"arn:aws:mock::{args.name}", **inputs}

    def call(self, args: pulumi.runtime.MockCallArgs) -> tuple[dict[Any, Any], list[tuple[str, str]]]:
        zones = ["us-east-1a", "us-east-1b", "us-east-1c", "us-east-1d"]
        if args.token == "aws:ec2/getVpcEndpointService:getVpcEndpointService":
            return {"id": "mock", "availabilityZones": zones}, []
        if args.token == "aws:index/getAvailabilityZones:getAvailabilityZones":
            return {"id": "us-east-1", "names": zones, "zoneIds": zones, "groupNames": ["us-east-1"]}, []
        return {"id": "mock", "accountId": "123456789012", "partition": "aws", "dnsSuffix": "amazonaws.com"}, []


async def run(stack: str) -> None:
    """Run the reference program with the stack's config."""
    text = (ROOT / "stacks" / f"Pulumi.{stack}.yaml").read_text()
    config = {
        key: value if isinstance(value, str) else json.dumps(value)
        for key, value in yaml.safe_load(text)["config"].items()
    }
    pulumi.runtime.set_all_config(config)
    pulumi.runtime.set_mocks(EchoMocks(), project="penstock", stack=stack, preview=True)
    runpy.run_path(str(ROOT / "__main__.py"), run_name="__main__")
    await wait_for_rpcs()


if __name__ == "__main__":
    asyncio.run(run(sys.argv[1]))
