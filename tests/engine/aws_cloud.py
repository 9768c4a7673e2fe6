"""AWS as far as our programs can tell: names, ids, ARNs, defaults, refusals and answers, by resource type.

Only behaviour that a test relies on, or that a mistake of ours would meet, is here. The figures are those of the provider's
and the services' own documentation.
"""

from __future__ import annotations

import base64
import json
import re
from collections.abc import Callable, Iterator, Mapping
from importlib import metadata
from typing import Any, Final

from .aws_answers import ACCOUNT, answer
from .sdk_schema import UNKNOWN, Json, plausible, resource_schema
from .world import RefusedError, Thing, World, digest, text

GROUP: Final = "aws:autoscaling/group:Group"
SCHEDULE: Final = "aws:autoscaling/schedule:Schedule"
TEMPLATE: Final = "aws:ec2/launchTemplate:LaunchTemplate"
BUCKET: Final = "aws:s3/bucket:Bucket"
OBJECT: Final = "aws:s3/bucketObjectv2:BucketObjectv2"

_ID_PREFIXES: Final = {
    "aws:ec2/vpc:Vpc": "vpc",
    "aws:ec2/subnet:Subnet": "subnet",
    "aws:ec2/securityGroup:SecurityGroup": "sg",
    "aws:ec2/routeTable:RouteTable": "rtb",
    "aws:ec2/routeTableAssociation:RouteTableAssociation": "rtbassoc",
    "aws:ec2/internetGateway:InternetGateway": "igw",
    "aws:ec2/egressOnlyInternetGateway:EgressOnlyInternetGateway": "eigw",
    "aws:ec2/natGateway:NatGateway": "nat",
    "aws:ec2/eip:Eip": "eipalloc",
    "aws:ec2/vpcEndpoint:VpcEndpoint": "vpce",
    "aws:ec2/instance:Instance": "i",
    TEMPLATE: "lt",
}
"""Types whose id is a prefix and 17 hexadecimal digits."""

_ID_PROPERTIES: Final = {
    BUCKET: "bucket",
    SCHEDULE: "scheduledActionName",
    "aws:budgets/budget:Budget": "name",
    "aws:cloudwatch/dashboard:Dashboard": "dashboardName",
}
"""Types whose id is one of their inputs; every type with a `name` has that for id."""

_ARN_IDS: Final = frozenset(
    {"aws:sns/topic:Topic", "aws:iam/policy:Policy", "aws:sns/topicSubscription:TopicSubscription"}
)
"""Types whose id is their ARN."""

_ARN_SHAPES: Final = {
    BUCKET: "arn:aws:s3:::{id}",
    OBJECT: "arn:aws:s3:::{id}",
    GROUP: "arn:aws:autoscaling:{region}:{account}:autoScalingGroup:{uuid}:autoScalingGroupName/{id}",
    SCHEDULE: "arn:aws:autoscaling:{region}:{account}:scheduledUpdateGroupAction:{uuid}:scheduledActionName/{id}",
    TEMPLATE: "arn:aws:ec2:{region}:{account}:launch-template/{id}",
    "aws:iam/role:Role": "arn:aws:iam::{account}:role/{id}",
    "aws:iam/policy:Policy": "arn:aws:iam::{account}:policy/{name}",
    "aws:iam/instanceProfile:InstanceProfile": "arn:aws:iam::{account}:instance-profile/{id}",
    "aws:lambda/function:Function": "arn:aws:lambda:{region}:{account}:function:{id}",
    "aws:sns/topic:Topic": "arn:aws:sns:{region}:{account}:{name}",
    "aws:cloudwatch/eventRule:EventRule": "arn:aws:events:{region}:{account}:rule/{id}",
    "aws:cloudwatch/logGroup:LogGroup": "arn:aws:logs:{region}:{account}:log-group:{id}",
    "aws:cloudwatch/metricAlarm:MetricAlarm": "arn:aws:cloudwatch:{region}:{account}:alarm:{id}",
    "aws:budgets/budget:Budget": "arn:aws:budgets::{account}:budget/{id}",
}

_NAME_LIMITS: Final = {
    "aws:iam/role:Role": 64,
    "aws:iam/instanceProfile:InstanceProfile": 128,
    "aws:lambda/function:Function": 64,
    "aws:cloudwatch/eventRule:EventRule": 64,
    "aws:scheduler/schedule:Schedule": 64,
    TEMPLATE: 128,
    GROUP: 255,
}
"""Characters that a physical name may have, with the suffix of an automatic one."""

_REFERENCES: Final[Mapping[str, Mapping[str, tuple[str, str]]]] = {
    "aws:ec2/subnet:Subnet": {"vpcId": ("aws:ec2/vpc:Vpc", "id")},
    "aws:ec2/securityGroup:SecurityGroup": {"vpcId": ("aws:ec2/vpc:Vpc", "id")},
    "aws:ec2/routeTable:RouteTable": {"vpcId": ("aws:ec2/vpc:Vpc", "id")},
    "aws:ec2/vpcEndpoint:VpcEndpoint": {"vpcId": ("aws:ec2/vpc:Vpc", "id")},
    "aws:ec2/internetGateway:InternetGateway": {"vpcId": ("aws:ec2/vpc:Vpc", "id")},
    "aws:ec2/routeTableAssociation:RouteTableAssociation": {
        "subnetId": ("aws:ec2/subnet:Subnet", "id"),
        "routeTableId": ("aws:ec2/routeTable:RouteTable", "id"),
    },
    SCHEDULE: {"autoscalingGroupName": (GROUP, "id")},
    "aws:autoscaling/lifecycleHook:LifecycleHook": {"autoscalingGroupName": (GROUP, "id")},
    "aws:autoscaling/policy:Policy": {"autoscalingGroupName": (GROUP, "id")},
    "aws:autoscaling/notification:Notification": {"topicArn": ("aws:sns/topic:Topic", "arn")},
    "aws:iam/rolePolicy:RolePolicy": {"role": ("aws:iam/role:Role", "id")},
    "aws:iam/rolePolicyAttachment:RolePolicyAttachment": {"role": ("aws:iam/role:Role", "id")},
    "aws:iam/instanceProfile:InstanceProfile": {"role": ("aws:iam/role:Role", "id")},
    "aws:lambda/function:Function": {"role": ("aws:iam/role:Role", "arn")},
    "aws:lambda/permission:Permission": {"function": ("aws:lambda/function:Function", "id")},
    "aws:cloudwatch/eventTarget:EventTarget": {"rule": ("aws:cloudwatch/eventRule:EventRule", "id")},
    "aws:lambda/functionEventInvokeConfig:FunctionEventInvokeConfig": {
        "functionName": ("aws:lambda/function:Function", "id")
    },
    "aws:scheduler/schedule:Schedule": {"groupName": ("aws:scheduler/scheduleGroup:ScheduleGroup", "id")},
    "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule": {
        "securityGroupId": ("aws:ec2/securityGroup:SecurityGroup", "id")
    },
    "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule": {
        "securityGroupId": ("aws:ec2/securityGroup:SecurityGroup", "id")
    },
    "aws:sns/topicPolicy:TopicPolicy": {"arn": ("aws:sns/topic:Topic", "arn")},
} | {
    f"aws:s3/{kind[0].lower()}{kind[1:]}:{kind}": {"bucket": (BUCKET, "id")}
    for kind in (
        "BucketLifecycleConfiguration",
        "BucketNotification",
        "BucketObjectv2",
        "BucketOwnershipControls",
        "BucketPolicy",
        "BucketPublicAccessBlock",
        "BucketServerSideEncryptionConfiguration",
        "BucketVersioning",
    )
}
"""Type -> input -> the type it refers to, and by which of its values."""


class AwsCloud:
    """The package `aws`."""

    package = "aws"
    version = metadata.version("pulumi-aws")

    def defaults(self, token: str, urn: str, inputs: Json) -> Json:
        """An automatic physical name: the resource's own and a suffix, as the bridge makes it."""
        schema = resource_schema(token).inputs
        for key in ("bucket", "name") if token == BUCKET else ("name",):
            if key in schema and not schema[key].always and key not in inputs and f"{key}Prefix" not in inputs:
                name = f"{urn.rpartition('::')[2]}-{digest(urn, 7)}"
                return {key: name.lower() if token == BUCKET else name}
        return {}

    def refuse(self, token: str, inputs: Json) -> Iterator[tuple[str, str]]:
        """What the services' own validation refuses."""
        name = inputs.get("name")
        limit = _NAME_LIMITS.get(token)
        if limit and isinstance(name, str) and name != UNKNOWN and len(name) > limit:
            yield "name", f"{name!r} has {len(name)} characters; at most {limit} are allowed"
        if token == BUCKET and not _is_bucket_name(inputs.get("bucket")):
            yield "bucket", f"{inputs.get('bucket')!r} is no valid bucket name"
        if token == TEMPLATE:
            yield from _refuse_user_data(inputs.get("userData"))
        if token == GROUP:
            yield from _refuse_group(inputs)

    def identify(self, token: str, urn: str, inputs: Json, world: World) -> str:
        """The id that AWS gives, or the provider makes up."""
        for key, (target, by) in _REFERENCES.get(token, {}).items():
            if key in inputs and world.find(target, inputs[key], by) is None:
                raise RefusedError(f"{token} {key}: there is no {target} with {by} {inputs[key]!r}")
        if token in _ID_PREFIXES:
            return f"{_ID_PREFIXES[token]}-{world.token(urn)}"
        if token in _ARN_IDS and "name" in inputs:
            return _arn(token, urn, text(inputs["name"]), text(inputs["name"]), "us-east-1")
        if token == OBJECT:
            return f"{inputs['bucket']}/{inputs['key']}"
        value = inputs.get(_ID_PROPERTIES.get(token, "name"))
        return value if isinstance(value, str) else f"{token.rpartition(':')[2].lower()}-{world.token(urn)}"

    def compute(self, thing: Thing, prop: str, config: Mapping[str, Any]) -> Any:
        """The outputs that the provider computes; for one that has no rule, a plausible value of its type."""
        region = str(thing.properties.get("region") or config.get("region") or "us-east-1")
        rule = _COMPUTED.get((thing.type, prop)) or _COMPUTED_ANYWHERE.get(prop)
        if prop == "tagsAll":
            shared: Json = json.loads(config.get("defaultTags") or "{}").get("tags", {})
            own: Json = thing.properties.get("tags") or {}
            return shared | own
        if rule is not None:
            return rule(thing, region)
        return plausible(resource_schema(thing.type).outputs[prop], f"{prop}-{digest(thing.urn + prop, 8)}")

    def changed(self, thing: Thing) -> None:
        """Every update of a launch template makes a new version of it."""
        if thing.type == TEMPLATE:
            thing.properties["latestVersion"] += 1
            if thing.properties.get("updateDefaultVersion"):
                thing.properties["defaultVersion"] = thing.properties["latestVersion"]

    def release(self, thing: Thing, world: World) -> None:
        """Refuses while something that exists refers to `thing`, and a bucket that is not empty."""
        for other in world:
            for key, (target, by) in _REFERENCES.get(other.type, {}).items():
                value = thing.id if by == "id" else thing.properties.get(by)
                if target == thing.type and other.properties.get(key) == value and not _may_go_first(other, thing):
                    raise RefusedError(f"{thing.type} {thing.id} is in use by {other.type} {other.id}")

    def answer(self, token: str, arguments: Json, config: Mapping[str, Any], world: World) -> Json:
        """The result of a data source."""
        return answer(token, arguments, arguments.get("region") or config.get("region") or "us-east-1")


def fire(schedule: Thing, world: World) -> None:
    """Does to the group what the scheduled action does when its time comes; -1 leaves a figure as it is."""
    group = world.get(GROUP, text(schedule.properties["autoscalingGroupName"]))
    for key in ("minSize", "maxSize", "desiredCapacity"):
        if schedule.properties[key] != -1:
            group.properties[key] = schedule.properties[key]


def _may_go_first(part: Thing, bucket: Thing) -> bool:
    """The settings of a bucket vanish with it; its objects do not."""
    return bucket.type == BUCKET and (part.type != OBJECT or bool(bucket.properties.get("forceDestroy")))


def _is_bucket_name(name: object) -> bool:
    return name in (None, UNKNOWN) or bool(re.fullmatch(r"[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]", str(name)))


def _refuse_user_data(encoded: object) -> Iterator[tuple[str, str]]:
    if not isinstance(encoded, str) or encoded == UNKNOWN:
        return
    try:
        size = len(base64.b64decode(encoded, validate=True))
    except ValueError:
        yield "userData", "is not base64"
    else:
        if size > 16384:
            yield "userData", f"is {size} bytes; EC2 takes 16384"


def _refuse_group(inputs: Json) -> Iterator[tuple[str, str]]:
    ways = [key for key in ("launchConfiguration", "launchTemplate", "mixedInstancesPolicy") if inputs.get(key)]
    if len(ways) != 1:
        yield "", f"one of launchTemplate and mixedInstancesPolicy must be given, not {len(ways)}"
    minimum, maximum = inputs.get("minSize", UNKNOWN), inputs.get("maxSize", UNKNOWN)
    sizes = [minimum, inputs.get("desiredCapacity", minimum), maximum]
    if UNKNOWN not in sizes and sizes != sorted(sizes):
        yield "maxSize", f"minimum, desired and maximum are out of order: {sizes}"


def _arn_of(thing: Thing, region: str) -> str:
    if thing.id.startswith("arn:"):
        return thing.id
    return _arn(thing.type, thing.urn, thing.id, str(thing.properties.get("name", thing.id)), region)


def _arn(token: str, urn: str, thing_id: str, name: str, region: str) -> str:
    service, _, kind = token.split(":")[1].partition("/")
    shape = _ARN_SHAPES.get(token, f"arn:aws:{service}:{{region}}:{{account}}:{kind}/{{id}}")
    return shape.format(id=thing_id, name=name, region=region, account=ACCOUNT, uuid=digest(urn, 32))


_COMPUTED_ANYWHERE: Final[Mapping[str, Callable[[Thing, str], Any]]] = {
    "arn": _arn_of,
    "region": lambda _, region: region,
    "ownerId": lambda _, __: ACCOUNT,
    "accountId": lambda _, __: ACCOUNT,
}

_COMPUTED: Final[Mapping[tuple[str, str], Callable[[Thing, str], Any]]] = {
    (TEMPLATE, "latestVersion"): lambda _, __: 1,
    (TEMPLATE, "defaultVersion"): lambda _, __: 1,
    # A scheduled action without a figure sets it to 0; only -1 leaves it as it is.
    (SCHEDULE, "minSize"): lambda _, __: 0,
    (SCHEDULE, "maxSize"): lambda _, __: 0,
    (SCHEDULE, "desiredCapacity"): lambda _, __: 0,
    (GROUP, "desiredCapacity"): lambda group, _: group.properties["minSize"],
    (GROUP, "availabilityZones"): lambda _, region: [f"{region}{letter}" for letter in "abc"],
}
