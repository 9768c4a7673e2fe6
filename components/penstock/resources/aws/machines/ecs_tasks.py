"""ECS tasks that a rule, a schedule, a pipe or a deployment starts.

How many run, and for how long, no program says, so their vCPUs, memory and addresses bill by use. On EC2 the machines bill instead.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from penstock.resources.aws.charges import Reader, by_use, maybe_by_use
from penstock.resources.aws.transfers.egress import to_internet
from penstock.resources.facts import Fact
from penstock.resources.reading.blocks import block_at, flag_at, text_at
from penstock.resources.reading.capture import Resource
from penstock.resources.reading.context import Context
from penstock.resources.reading.inputs import Inputs
from penstock.resources.reading.values import UNKNOWN, Maybe, Unknown

_WHY: Final = "whether they have public addresses is not known"


def started(
    resource: Resource, context: Context, task: Maybe[Inputs] | None, public: Maybe[bool] | None
) -> Iterable[Fact]:
    """The lines of tasks that `task`, a block of the inputs, describes; none where it is not given."""
    if task is None or text_at(task, "launchType") in ("EC2", "EXTERNAL"):
        return
    yield by_use(resource, context, "fargate-vcpu-hour")
    yield by_use(resource, context, "fargate-gib-hour")
    yield from maybe_by_use(resource, context, "public-ipv4-hour", False if public is None else public, _WHY)
    if public is True:
        yield from to_internet(resource, context, "tasks with public addresses")


def _set(resource: Resource, context: Context) -> Iterable[Fact]:
    """A task set of a service that deploys by itself."""
    inputs = Inputs(resource.inputs)
    yield from started(resource, context, inputs, flag_at(inputs, "networkConfiguration", "assignPublicIp"))


def _pipe(resource: Resource, context: Context) -> Iterable[Fact]:
    yield by_use(resource, context, "pipes-million")
    task = block_at(Inputs(resource.inputs), "targetParameters", "ecsTaskParameters")
    said = text_at(task, "networkConfiguration", "awsVpcConfiguration", "assignPublicIp")
    public = said if said is None or isinstance(said, Unknown) else _SAID.get(said, UNKNOWN)
    yield from started(resource, context, task, public)


_SAID: Final[Mapping[str, Maybe[bool]]] = {"ENABLED": True, "DISABLED": False}

TASKS: Final[Mapping[str, Reader]] = {"aws:ecs/taskSet:TaskSet": _set, "aws:pipes/pipe:Pipe": _pipe}
