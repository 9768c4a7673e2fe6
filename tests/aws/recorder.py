"""Runs a program under the SDK's mocks and keeps what it registered, options included."""

from __future__ import annotations

import asyncio
import json
from base64 import b64decode
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextvars import Context
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

import pulumi
import pulumi_aws
import yaml
from pulumi.runtime import mocks, rpc
from pulumi.runtime.stack import run_pulumi_func

REPOSITORY = Path(__file__).parents[2]
REGION = "us-east-1"
ACCOUNT = "123456789012"


@dataclass(frozen=True)
class Registered:
    """One registered resource; inputs in the wire's spelling."""

    type: str
    name: str
    parent: str
    inputs: Mapping[str, Any]
    ignore_changes: tuple[str, ...]
    retained: bool | None  # None: not said, so that the engine takes the parent's
    protected: bool
    provider: str
    dependencies: tuple[str, ...]
    aliases: tuple[str, ...]

    @property
    def tags(self) -> Mapping[str, str]:
        """Its tags, whether they are a map or an Auto Scaling group's list."""
        tags: Any = self.inputs.get("tags", {})
        return {tag["key"]: tag["value"] for tag in tags} if self.type.endswith(":Group") else tags

    def takes_tags(self) -> bool:
        """Whether the SDK's class has an argument `tags`."""
        _, module, kind = self.type.split(":")
        package = getattr(pulumi_aws, {"lambda": "lambda_"}.get(module.split("/")[0], module.split("/")[0]))
        return "tags" in getattr(package, kind)._internal_init.__annotations__


class Stack(list[Registered]):
    """Everything that a program registered, in its order."""

    def of(self, kind: str) -> list[Registered]:
        """Those whose type token ends with `kind`."""
        return [each for each in self if each.type.endswith(f":{kind}")]

    def one(self, kind: str) -> Registered:
        """The only one of `kind`."""
        (found,) = self.of(kind)
        return found

    def scripts(self) -> list[str]:
        """The user data of every launch template, decoded."""
        return [b64decode(each.inputs["userData"]).decode() for each in self.of("LaunchTemplate")]

    def statements(self) -> list[dict[str, Any]]:
        """Every statement of every role's policy."""
        return [one for each in self.of("RolePolicy") for one in json.loads(each.inputs["policy"])["Statement"]]


class _Cloud(mocks.Mocks):
    """Gives back the inputs, an ARN, and names where the program gives none."""

    def new_resource(self, args: mocks.MockResourceArgs) -> tuple[str, dict[str, Any]]:
        made = {"name": args.name, "bucket": args.name, "arn": f"arn:aws:made:{REGION}:123456789012:{args.name}"}
        return f"{args.name}-id", made | cast("dict[str, Any]", args.inputs)

    def call(self, args: mocks.MockCallArgs) -> tuple[dict[str, Any], list[tuple[str, str]]]:
        if args.token == "aws:ssm/getParameter:getParameter":
            name = cast("dict[str, str]", args.args)["name"]
            return {"id": name, "insecureValue": f"ami-of-{name}"}, []
        if args.token == "aws:index/getCallerIdentity:getCallerIdentity":
            return {"id": ACCOUNT, "accountId": ACCOUNT, "arn": "arn", "userId": "user"}, []
        if args.token == "aws:ec2/getInstanceTypeOfferings:getInstanceTypeOfferings":
            places = [f"{REGION}{letter}" for letter in "cd"]  # not in the first zones
            return {"id": "offers", "locations": places, "instanceTypes": [], "locationTypes": []}, []
        if args.token == "aws:ec2/getVpcEndpointService:getVpcEndpointService":
            return {"id": "service", "availabilityZones": [f"{REGION}{letter}" for letter in "bcd"]}, []
        assert args.token == "aws:index/getAvailabilityZones:getAvailabilityZones"  # nothing else is asked
        zones = {"names": [f"{REGION}{letter}" for letter in "abcd"], "id": REGION, "zoneIds": [], "groupNames": []}
        return zones, []


class _Monitor(mocks.MockMonitor):
    def __init__(self) -> None:
        super().__init__(_Cloud())
        self.seen = Stack()

    def RegisterResource(self, request: Any) -> Any:  # noqa: N802 - the SDK's name
        if request.type != "pulumi:pulumi:Stack":
            self.seen.append(
                Registered(
                    request.type,
                    request.name,
                    request.parent,
                    rpc.deserialize_properties(request.object),
                    tuple(request.ignoreChanges),
                    request.retainOnDelete if request.HasField("retainOnDelete") else None,
                    request.protect,
                    request.provider,
                    tuple(request.dependencies),
                    tuple(each.urn or each.spec.name for each in request.aliases),
                )
            )
        return cast("Callable[[Any], Any]", super().RegisterResource)(request)


def run(program: Callable[[], object], *, stack: str = "test", config: Mapping[str, str] | None = None) -> Stack:
    """What `program` registers. Raises what it raises."""
    return Context().run(_run, program, stack, config or {})  # the SDK keeps the stack in context variables


def _run(program: Callable[[], object], stack: str, config: Mapping[str, str]) -> Stack:
    loops = [asyncio.new_event_loop()]
    asyncio.set_event_loop(loops[0])

    def with_loop() -> None:
        """The mocks make an event loop in each thread and leave it open; these are closed below."""
        loops.append(asyncio.new_event_loop())
        asyncio.set_event_loop(loops[-1])

    threads = ThreadPoolExecutor(4, initializer=with_loop)
    loops[0].set_default_executor(threads)
    try:
        monitor = _Monitor()
        pulumi.runtime.set_all_config(dict(config))
        mocks.set_mocks(monitor.mocks, project="penstock", stack=stack, preview=False, monitor=monitor)
        loops[0].run_until_complete(run_pulumi_func(lambda: _ignoring_its_result(program)))
        return monitor.seen
    finally:
        pulumi.runtime.set_all_config({})
        threads.shutdown()
        asyncio.set_event_loop(None)
        for loop in loops:
            loop.close()


def _ignoring_its_result(program: Callable[[], object]) -> None:
    program()


def stack_config(stack: str) -> dict[str, str]:
    """The configuration of one of the project's stack files, as the engine hands it over."""
    text = (REPOSITORY / "stacks" / f"Pulumi.{stack}.yaml").read_text(encoding="utf-8")
    values = yaml.safe_load(text)["config"]
    return {key: value if isinstance(value, str) else json.dumps(value) for key, value in values.items()}
