"""Programs of plain resources, and what one rule says of them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from penstock.resources import read
from penstock.resources.facts import FactSet
from penstock.resources.reading.capture import Capture, Resource
from penstock.resources.reading.values import UNKNOWN, Value
from penstock_policies import RULES, Outcome, Rule, Verdict, evaluate, settings_from

GROUP = "aws:autoscaling/group:Group"
TEMPLATE = "aws:ec2/launchTemplate:LaunchTemplate"
INSTANCE = "aws:ec2/instance:Instance"
BUCKET = "aws:s3/bucket:Bucket"
LIFECYCLE = "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration"
FUNCTION = "aws:lambda/function:Function"
ALARM = "aws:cloudwatch/metricAlarm:MetricAlarm"
POLICY = "aws:autoscaling/policy:Policy"
CLOCK = "aws:scheduler/schedule:Schedule"
GCP_INSTANCE = "gcp:compute/instance:Instance"
SCHEDULE = "aws:autoscaling/schedule:Schedule"

TRAINING = {"purpose": "training"}


def urn(token: str, name: str) -> str:
    return f"urn:pulumi:dev::team::{token}::{name}"


def provider(region: Value, name: str | None = None, **inputs: Any) -> Resource:
    token, name = "pulumi:providers:aws", name or f"in-{region}"
    return Resource(urn=urn(token, name), type=token, name=name, inputs={"region": region} | inputs)


HERE = provider("us-east-1")
FAR = provider("eu-central-1")


def resource(token: str, name: str, inputs: Mapping[str, Any], **rest: Any) -> Resource:
    """A resource of the provider in us-east-1. `sources`: input -> the resources that it came from."""
    sources: Mapping[str, tuple[Resource, ...]] = rest.pop("sources", {})
    came_from = {key: tuple(sorted(it.urn for it in found)) for key, found in sources.items()}
    given: dict[str, Any] = {"provider": HERE.urn, "property_dependencies": came_from} | rest
    return Resource(urn=urn(token, name), type=token, name=name, inputs=inputs, **given)


def instance(kind: Any, name: str = "i", **inputs: Any) -> Resource:
    """An on-demand instance."""
    return resource(INSTANCE, name, {"instanceType": kind} | inputs)


def gcp_instance(kind: Any = "g2-standard-4", name: str = "vm", **inputs: Any) -> Resource:
    """An instance of Google Cloud in us-central1, on-demand unless `scheduling` says otherwise."""
    given = {"machineType": kind, "zone": "us-central1-a"} | inputs
    return Resource(urn=urn(GCP_INSTANCE, name), type=GCP_INSTANCE, name=name, inputs=given)


def on_gcp(token: str, name: str = "it", /, **inputs: Any) -> Resource:
    """A resource of Google Cloud in us-central1."""
    return Resource(urn=urn(token, name), type=token, name=name, inputs={"zone": "us-central1-a"} | inputs)


def on_azure(token: str, name: str = "it", /, **inputs: Any) -> Resource:
    """A resource of Azure in East US."""
    return Resource(urn=urn(token, name), type=token, name=name, inputs={"location": "eastus"} | inputs)


def group(
    name: str = "pool", *, kind: Any = "g5.xlarge", spot: Any = True, tags: Any = None, **inputs: Any
) -> Resource:
    """A group of one type, 0 to 4 nodes; its tags as a map. `spot`: or the on-demand percentage."""
    percent = {True: 0, False: 100}[spot] if isinstance(spot, bool) else spot
    policy = {
        "launchTemplate": {"overrides": [{"instanceType": kind}]},
        "instancesDistribution": {"onDemandBaseCapacity": 0, "onDemandPercentageAboveBaseCapacity": percent},
    }
    given = tags or dict[str, Any]()
    pairs = [{"key": key, "value": value} for key, value in given.items()]
    return resource(
        GROUP, name, {"name": name, "minSize": 0, "maxSize": 4, "mixedInstancesPolicy": policy, "tags": pairs} | inputs
    )


def idle_alarm(of: str = "pool", *, minutes: int = 30, adjustment: Any = -1) -> tuple[Resource, Resource]:
    """An alarm that takes a node of the group away when it was idle."""
    shrink = resource(POLICY, f"{of}-shrink", {"autoscalingGroupName": of, "scalingAdjustment": adjustment})
    inputs: dict[str, Any] = {
        "comparisonOperator": "LessThanThreshold",
        "threshold": 5,
        "period": 60,
        "evaluationPeriods": minutes,
    }
    inputs["alarmActions"] = [UNKNOWN]
    return shrink, resource(ALARM, f"{of}-idle", inputs, sources={"alarmActions": (shrink,)})


def change(cron: Any = "0 20 * * *", *, of: str = "pool", name: str = "off", **sizes: Any) -> Resource:
    """A scheduled change of the group's size, to 0 nodes desired; a size of -1 stays as it is."""
    inputs: dict[str, Any] = {"autoscalingGroupName": of, "recurrence": cron, "timeZone": "Europe/Berlin"}
    return resource(SCHEDULE, name, inputs | {"desiredCapacity": 0, "minSize": -1, "maxSize": -1} | sizes)


def steward(pools: str, *, groups: str, enabled: bool = True) -> tuple[Resource, Resource]:
    """Penstock's steward and what runs it."""
    variables = {"PENSTOCK_POOLS": pools, "PENSTOCK_GROUPS": groups}
    inputs = {"name": "steward", "handler": "penstock.steward.aws.handler", "environment": {"variables": variables}}
    function = resource(FUNCTION, "steward", inputs)
    state = "ENABLED" if enabled else "DISABLED"
    clock = resource(CLOCK, "clock", {"target": {"arn": UNKNOWN}, "state": state}, sources={"target": (function,)})
    return function, clock


def facts(*resources: Resource, config: Mapping[str, Any] | None = None) -> FactSet:
    """The joined facts of a program of these resources, in the order given."""
    return read(Capture(project="team", stack="dev", resources=(HERE, FAR, *resources), config=config or {}))


def rule(name: str) -> Rule:
    (found,) = (it for it in RULES if it.name == name)
    return found


def verdicts(
    name: str, *resources: Resource, config: Mapping[str, Any] | None = None, settings: Mapping[str, Any] | None = None
) -> list[Verdict]:
    """What the rule says, in the order of resources; `settings` are the rule's own."""
    chosen = settings_from({name: {"enforcementLevel": "mandatory"} | dict(settings or {})})
    judged = evaluate(facts(*resources, config=config), chosen, rules=[rule(name)])
    return [it.verdict for it in judged.verdicts]


def verdict(name: str, *resources: Resource, about: str | None = None, **rest: Any) -> Verdict:
    """The only thing that the rule says, of the resource called `about` if given."""
    found = verdicts(name, *resources, **rest)
    (only,) = (it for it in found if about is None or it.urn.endswith(f"::{about}"))
    return only


def outcome(name: str, *resources: Resource, **rest: Any) -> Outcome:
    return verdict(name, *resources, **rest).outcome
