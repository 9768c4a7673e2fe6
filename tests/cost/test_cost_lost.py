"""What a change takes away from the controls of cost, on each cloud and for any program: `penstock diff` says it before the sums."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from penstock.cost import estimate
from penstock.cost.changes.diff import Side, compare
from penstock.cost.changes.lost_controls import lost
from penstock.cost.changes.pairs import pairs
from penstock.resources import read
from penstock.resources.facts import FactSet, IdleStopper
from penstock.resources.reading.capture import Capture, Resource
from penstock.resources.reading.values import UNKNOWN, Maybe

from .cost_facts import pool

AWS = Resource(urn="urn:pulumi:s::p::pulumi:providers:aws::here", type="pulumi:providers:aws", name="here", inputs={"region": "us-east-1"})  # fmt: skip
BUDGET, NAT, VPC = "aws:budgets/budget:Budget", "aws:ec2/natGateway:NatGateway", "aws:ec2/vpc:Vpc"
S3, LIFECYCLE = "aws:s3/bucket:Bucket", "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration"
GROUP, SCHEDULE = "aws:autoscaling/group:Group", "aws:autoscaling/schedule:Schedule"
GCS, GCP_BUDGET = "gcp:storage/bucket:Bucket", "gcp:billing/budget:Budget"
AZURE_POLICY = "azure-native:storage:ManagementPolicy"


def of(token: str, called: str, /, *sources: Resource, **inputs: Any) -> Resource:
    """A resource, each of whose inputs may come from `sources`."""
    given: dict[str, Any] = {}
    if token.startswith("aws:"):
        given["provider"] = AWS.urn
    came = {key: tuple(it.urn for it in sources) for key in inputs} if sources else {}
    urn = f"urn:pulumi:s::p::{token}::{called}"
    return Resource(urn=urn, type=token, name=called, inputs=inputs, property_dependencies=came, **given)


def side(*resources: Resource) -> Side:
    capture = Capture(project="p", stack="s", resources=(AWS, *resources))
    facts = read(capture)
    return Side(facts, estimate(facts, year=2026))


def told(before: tuple[Resource, ...], after: tuple[Resource, ...]) -> list[str]:
    """What is said of the change, with the resource's name first; what is unpriced is another test's."""
    warned = compare(side(*before), side(*after), year=2026).warned
    return [f"{it.key.rpartition('::')[2]} {it.what}" for it in warned if "unpriced" not in it.what]


def group(name: str = "train", **changes: Any) -> Resource:
    distribution = {"onDemandBaseCapacity": 0, "onDemandPercentageAboveBaseCapacity": 0} | changes.pop("bought", {})
    policy = {"launchTemplate": {"overrides": [{"instanceType": "g5.xlarge"}]}, "instancesDistribution": distribution}
    return of(GROUP, name, **({"name": name, "minSize": 0, "maxSize": 4, "mixedInstancesPolicy": policy} | changes))


def hours(on: str, off: str) -> tuple[Resource, ...]:
    same = {"autoscalingGroupName": "train", "timeZone": "Europe/Berlin", "minSize": -1, "maxSize": -1}
    return (
        of(SCHEDULE, "on", **same, recurrence=on, desiredCapacity=2),
        of(SCHEDULE, "off", **same, recurrence=off, desiredCapacity=0),
    )


def s3(*rules: dict[str, Any], **inputs: Any) -> tuple[Resource, ...]:
    bucket = of(S3, "data", bucket="data", **inputs)
    return (bucket, of(LIFECYCLE, "data", bucket="data", rules=[{"status": "Enabled"} | it for it in rules])) if rules else (bucket,)  # fmt: skip


def gcs(*rules: tuple[str, dict[str, Any]], **inputs: Any) -> tuple[Resource, ...]:
    made = [{"action": {"type": kind} | ({"storageClass": "NEARLINE"} if kind == "SetStorageClass" else {}), "condition": it} for kind, it in rules]  # fmt: skip
    return (of(GCS, "data", location="us-central1", lifecycleRules=made, **inputs),)


def blob(days: int | None) -> tuple[Resource, ...]:
    account = of(
        "azure-native:storage:StorageAccount", "data", accountName="data", location="eastus", sku={"name": "Standard_LRS"}, kind="StorageV2"
    )  # fmt: skip
    if days is None:
        return (account,)
    actions = {"baseBlob": {"delete": {"daysAfterModificationGreaterThan": days}}}
    rule = {"name": "r", "enabled": True, "type": "Lifecycle", "definition": {"actions": actions, "filters": {"blobTypes": ["blockBlob"]}}}  # fmt: skip
    return (account, of(AZURE_POLICY, "data", account, accountName="data", policy={"rules": [rule]}))


def scale_set(**profile: Any) -> Resource:
    inputs = {
        "sku": {"name": "Standard_NC4as_T4_v3", "capacity": 1},
        "virtualMachineProfile": {"priority": "Spot"} | profile,
    }
    return of("azure-native:compute:VirtualMachineScaleSet", "train", location="eastus", **inputs)


EXPIRE_30, EXPIRE_90 = {"expiration": {"days": 30}}, {"expiration": {"days": 90}}
TO_IA = {"transitions": [{"storageClass": "STANDARD_IA", "days": 30}]}
OLD_VERSIONS = {"noncurrentVersionExpiration": {"noncurrentDays": 1}}
UPLOADS = {"abortIncompleteMultipartUpload": {"daysAfterInitiation": 2}}
DISK = of("aws:ebs/volume:Volume", "disk", size=100, availabilityZone="us-east-1a")
NETWORK = of(VPC, "net", cidrBlock="10.0.0.0/16")
SUBNET = of("aws:ec2/subnet:Subnet", "public", NETWORK, vpcId=UNKNOWN, cidrBlock="10.0.0.0/24")
GATEWAY = of(NAT, "nat", SUBNET, subnetId=UNKNOWN)
ROUTE = of("aws:ec2/routeTable:RouteTable", "private", NETWORK, vpcId=UNKNOWN)


def told_budget(**inputs: Any) -> Resource:
    told = [{"subscriberEmailAddresses": ["a@example.com"], "threshold": 80}]
    return of(BUDGET, "month", **({"budgetType": "COST", "limitAmount": "1000", "notifications": told} | inputs))


def endpoint() -> Resource:
    made = of(
        "aws:ec2/vpcEndpoint:VpcEndpoint", "s3", vpcId=UNKNOWN, serviceName="com.amazonaws.us-east-1.s3", routeTableIds=[UNKNOWN]
    )  # fmt: skip
    came = {"vpcId": (NETWORK.urn,), "routeTableIds": (ROUTE.urn,)}
    return Resource(urn=made.urn, type=made.type, name=made.name, inputs=made.inputs, provider=AWS.urn, property_dependencies=came)  # fmt: skip


# 9 hours of five days a week, and of seven: about 196 and 274 hours of an average month (730 h).
CASES: dict[str, tuple[tuple[Resource, ...], tuple[Resource, ...], list[str]]] = {
    "schedule": ((group(), *hours("0 9 * * 1-5", "0 18 * * 1-5")), (group(),), ["train loses its schedule"]),
    "schedule longer": (
        (group(), *hours("0 9 * * 1-5", "0 18 * * 1-5")),
        (group(), *hours("0 9 * * *", "0 18 * * *")),
        ["train its schedule keeps it on 274 h a month; it was 196 h"],
    ),
    "minimum": ((group(),), (group(minSize=1),), ["train never goes below 1 node; it was 0"]),
    "maximum": ((group(),), (group(maxSize=8),), ["train may grow to 8 nodes; it was 4"]),
    "maximum unknown": ((group(),), (group(maxSize=UNKNOWN),), ["train may grow to a number of nodes that is not known; it was 4"]),
    "spot share": (
        (group(bought={"onDemandPercentageAboveBaseCapacity": 20}),),
        (group(bought={"onDemandPercentageAboveBaseCapacity": 70}),),
        ["train is 30 % spot; it was 80 %"],
    ),
    "spot": (
        (group(),),
        (group(bought={"onDemandPercentageAboveBaseCapacity": 100}),),
        ["train is no longer all spot: part of it is on-demand"],
    ),
    "maximum price": (
        (group(bought={"spotMaxPrice": "0.50"}),),
        (group(),),
        ["train loses its maximum price of 0.50 $ an hour: spot is paid up to the on-demand price"],
    ),
    "maximum price raised": (
        (group(bought={"spotMaxPrice": "0.50"}),),
        (group(bought={"spotMaxPrice": "0.9"}),),
        ["train may pay 0.9 $ an hour for a spot node; it was 0.50"],
    ),
    "maximum price, Azure": (
        (scale_set(billingProfile={"maxPrice": 0.5}),),
        (scale_set(billingProfile={"maxPrice": -1}),),
        ["train loses its maximum price of 0.5 $ an hour: spot is paid up to the on-demand price"],
    ),
    "lifecycle": (
        s3(EXPIRE_30, TO_IA),
        s3(),
        ["data loses its lifecycle: transition to STANDARD_IA after 30 days, expiry after 30 days"],
    ),
    "expiry": (s3(EXPIRE_30, TO_IA), s3(TO_IA), ["data loses the expiry after 30 days"]),
    "expiry later": (s3(EXPIRE_30), s3({"expiration": {"days": 365}}), ["data deletes objects after 365 days; it was 30"]),
    "expiry off": (
        s3(EXPIRE_30, TO_IA),
        s3(EXPIRE_30 | {"status": "Disabled"}, TO_IA),
        ["data loses the expiry after 30 days"],
    ),
    "transition": (s3(EXPIRE_90, TO_IA), s3(EXPIRE_90), ["data loses the transition to STANDARD_IA after 30 days"]),
    "old versions": (s3(EXPIRE_30, OLD_VERSIONS), s3(EXPIRE_30), ["data loses the end of old versions after 1 day"]),
    "uploads": (s3(EXPIRE_30, UPLOADS), s3(EXPIRE_30), ["data loses the end of incomplete uploads after 2 days"]),
    "lifecycle, Google Cloud": (
        gcs(("Delete", {"age": 30})),
        gcs(),
        ["data loses its lifecycle: expiry after 30 days"],
    ),
    "expiry later, Google Cloud": (
        gcs(("Delete", {"age": 30})),
        gcs(("Delete", {"age": 365})),
        ["data deletes objects after 365 days; it was 30"],
    ),
    "transition, Google Cloud": (
        gcs(("Delete", {"age": 90}), ("SetStorageClass", {"age": 30})),
        gcs(("Delete", {"age": 90})),
        ["data loses the transition to NEARLINE after 30 days"],
    ),
    "autoclass, Google Cloud": (
        gcs(autoclass={"enabled": True}),
        gcs(),
        ["data loses the class that follows its reading (autoclass)"],
    ),
    "lifecycle, Azure": (blob(30), blob(None), ["data loses its lifecycle: expiry after 30 days"]),
    "expiry later, Azure": (blob(30), blob(365), ["data deletes objects after 365 days; it was 30"]),
    "budget": ((told_budget(), group()), (group(),), ["month is gone: nobody is told of what it limited"]),
    "budget raised": (
        (told_budget(), group()),
        (told_budget(limitAmount="50000"), group()),
        ["month limits 50,000.00 a month; it was 1,000.00"],
    ),
    "budget silent": ((told_budget(), group()), (told_budget(notifications=[]), group()), ["month loses whom it tells"]),
    "budget, Google Cloud": (
        (of(GCP_BUDGET, "month", amount={"specifiedAmount": {"units": "500"}}, thresholdRules=[{"thresholdPercent": 1}]), *gcs()),
        (of(GCP_BUDGET, "month", amount={"specifiedAmount": {"units": "900"}}, thresholdRules=[{"thresholdPercent": 1}]), *gcs()),
        ["month limits 900.00 a month; it was 500.00"],
    ),
    "budget, Azure": (
        (of("azure-native:consumption:Budget", "month", amount=100, notifications={"a": {"enabled": True}}), *blob(30)),
        blob(30),
        ["month is gone: nobody is told of what it limited"],
    ),
    "endpoint": (
        (NETWORK, SUBNET, GATEWAY, ROUTE, endpoint(), *s3()),
        (NETWORK, SUBNET, GATEWAY, ROUTE, *s3()),
        ["nat loses the endpoint of the object store beside it: it bills every byte that goes there"],
    ),
    "endpoint without a NAT gateway": (
        (NETWORK, SUBNET, ROUTE, endpoint(), *s3()),
        (NETWORK, SUBNET, ROUTE, *s3()),
        ["s3 is gone: what reads the object store there may go through a NAT gateway, which bills every byte"],
    ),
    "volume": (
        (DISK, of("aws:ec2/volumeAttachment:VolumeAttachment", "at", DISK, volumeId=UNKNOWN)),
        (DISK,),
        ["disk is attached to nothing any longer, and is billed all the same"],
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_a_control_that_is_lost_or_holds_less_is_told(name: str) -> None:
    before, after, says = CASES[name]
    assert told(before, after) == says
    assert told(before, before) == told(after, after) == []


@pytest.mark.parametrize("name", CASES)
def test_a_control_that_is_new_or_holds_more_is_not_told(name: str) -> None:
    before, after, _ = CASES[name]
    assert told(after, before) == []


def test_a_resource_that_is_gone_takes_its_controls_with_it() -> None:
    assert told((group(), *hours("0 9 * * *", "0 18 * * *"), *s3(EXPIRE_30)), (of(S3, "other"),)) == []
    assert told((told_budget(),), ()) == []


def test_a_transition_of_what_is_gone_by_then_is_no_loss() -> None:
    assert told(s3({"expiration": {"days": 365}}, TO_IA), s3(EXPIRE_30)) == []


def test_a_budget_under_another_name_is_the_same_control() -> None:
    other = of(BUDGET, "year", **dict(told_budget().inputs))
    assert told((told_budget(), group()), (other, group())) == []


DAY, HOUR, MINUTE = timedelta(days=1), timedelta(hours=1), timedelta(minutes=1)


def stopper(idle: Maybe[timedelta] = 20 * MINUTE, end: Maybe[timedelta] | None = 3 * DAY, **rest: Any) -> IdleStopper:
    return IdleStopper(urn="urn:pulumi:s::p::t::steward", cloud="aws", mechanism="steward", targets=(), idle_duration=idle, expire_after=end, **rest)  # fmt: skip


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ((stopper(),), (), ["loses its idle shutdown"]),
        ((stopper(),), (stopper(armed=False),), ["loses its idle shutdown"]),
        ((stopper(),), (stopper(12 * HOUR),), ["is stopped after 12h of idleness; it was 20m"]),
        ((stopper(),), (stopper(UNKNOWN),), ["is stopped after a figure that is not known of idleness; it was 20m"]),
        ((stopper(),), (stopper(end=None),), ["loses its hard end: no age stops a busy node any longer"]),
        ((stopper(),), (stopper(end=30 * DAY),), ["its nodes may live for 30d; it was 3d"]),
        ((stopper(),), (stopper(10 * MINUTE, 2 * DAY),), []),
        ((stopper(12 * HOUR),), (stopper(12 * HOUR), stopper(20 * MINUTE)), []),
    ],
)
def test_an_idle_shutdown_that_is_lost_or_waits_longer_is_told(
    old: tuple[IdleStopper, ...], new: tuple[IdleStopper, ...], says: list[str]
) -> None:
    before, after = FactSet(nodes=(pool(idle=old),)), FactSet(nodes=(pool(idle=new),))
    assert [what for _, what in lost(before, after, str, str, 2026)] == says


def test_the_names_of_one_program_in_two_stacks_are_one() -> None:
    def urn(stack: str, name: str) -> str:
        return f"urn:pulumi:{stack}::p::aws:s3/bucket:Bucket::{name}"

    old = [urn("dev", "dev-data"), urn("dev", "dev-tools"), urn("dev", "devices"), urn("dev", "only-dev")]
    new = [urn("prod", "prod-data"), urn("prod", "dev-tools"), urn("prod", "prodices")]
    kind = "aws:s3/bucket:Bucket::"
    assert pairs(old, new) == {f"{kind}dev-data": f"{kind}prod-data"}
    assert pairs(old, [urn("dev", "prod-data")]) == {}


def test_more_of_what_has_no_price_is_a_change_and_the_same_is_still_a_row() -> None:
    def serving(nodes: int) -> Side:
        policy = {"launchTemplate": {"overrides": [{"instanceType": "p99.48xlarge"}]}}
        return side(group("serve", desiredCapacity=nodes, mixedInstancesPolicy=policy))

    for count, kind in ((1, "unpriced"), (4, "changed")):
        found = compare(serving(1), serving(count), year=2026)
        assert [change.kind for change in found.changes] == [kind]
        assert [key.rpartition("::")[2] for key in found.unpriced_on_both] == ["serve"]
        assert found.comparable
