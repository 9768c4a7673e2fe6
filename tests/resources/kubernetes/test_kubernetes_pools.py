"""Karpenter and GKE buy nodes by a cluster's objects: those are pools like a cloud's own."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest

from penstock.resources.facts import FactSet, Node
from penstock.resources.reading.values import UNKNOWN
from penstock_policies import Outcome

from .kubernetes_program import an_object, machines, outcomes, read_program

FAIL, UNDETERMINED, PASS = Outcome.FAIL, Outcome.UNDETERMINED, Outcome.PASS
AWS = "karpenter.k8s.aws/instance-"
TYPE = "node.kubernetes.io/instance-type"


def needs(key: str, *values: str, operator: str = "In") -> dict[str, Any]:
    return {"key": key, "operator": operator, "values": list(values)}


def pool(*requirements: dict[str, Any], api: str = "karpenter.sh/v1", **spec: Any) -> FactSet:
    reference = {"group": "karpenter.k8s.aws", "kind": "EC2NodeClass", "name": "default"}
    template = {
        "requirements": list(requirements),
        "nodeClassRef": spec.pop("reference", reference),
        **spec.pop("template", {}),
    }
    return an_object(api, "NodePool", {"spec": {"template": {"spec": template}, **spec}})


def the(found: FactSet) -> Node:
    (node,) = found.nodes
    return node


PROGRAM = """
cluster = aws.eks.Cluster("cluster", role_arn="arn:aws:iam::123456789012:role/a", vpc_config={"subnet_ids": ["subnet-1"]})
opts = pulumi.ResourceOptions(provider=k8s.Provider("it", kubeconfig=cluster.endpoint))
custom = k8s.apiextensions.CustomResource
custom("class", api_version="karpenter.k8s.aws/v1", kind="EC2NodeClass", opts=opts, metadata={"name": "gpu"}, spec={
    "tags": {"owner": "vision", "cost-center": "ml", "purpose": "training", "penstock:pool": "train"},
    "associatePublicIPAddress": True, "userData": "dcgm-exporter",
    "blockDeviceMappings": [{"deviceName": "/dev/xvda", "ebs": {"volumeSize": "200Gi", "volumeType": "gp3"}}]})
custom("pool", api_version="karpenter.sh/v1", kind="NodePool", opts=opts, spec={
    "template": {"spec": {
        "nodeClassRef": {"group": "karpenter.k8s.aws", "kind": "EC2NodeClass", "name": "gpu"},
        "expireAfter": "12h30m",
        "requirements": [
            {"key": "node.kubernetes.io/instance-type", "operator": "In", "values": ["p5.48xlarge", "p4d.24xlarge"]},
            {"key": "karpenter.sh/capacity-type", "operator": "In", "values": ["spot"]},
            {"key": "topology.kubernetes.io/zone", "operator": "In", "values": ["us-east-1a"]}]}},
    "disruption": {"consolidationPolicy": "WhenEmpty", "consolidateAfter": "10m"},
    "limits": {"nvidia.com/gpu": 32}})
"""


def test_a_pool_of_karpenter_is_a_group_that_goes_down_to_nothing() -> None:
    node = the(read_program(PROGRAM))
    assert (node.cloud, node.region, node.kind, node.label) == ("aws", "us-east-1", "group", "train")
    assert [it.instance_type for it in node.choices] == ["p5.48xlarge", "p4d.24xlarge"]
    assert (node.minimum, node.desired, node.maximum) == (0, None, 4)  # 32 accelerators are 4 nodes of 8
    assert node.capacity is not None
    assert node.capacity.all_spot is True
    assert node.several_zones is False
    (stopper,) = node.idle
    assert (stopper.idle_duration, stopper.expire_after) == (timedelta(minutes=10), timedelta(hours=12, minutes=30))


def test_a_pool_has_the_disks_address_and_tags_of_its_node_class() -> None:
    found = read_program(PROGRAM)
    node = the(found)
    assert node.template is not None
    (disk,) = node.template.disks
    assert (disk.kind, disk.gib, disk.delete_with_node) == ("gp3", Decimal(200), True)
    assert node.tags["owner"] == "vision"
    assert outcomes(found, "internet-egress", "pool") == {FAIL}
    assert outcomes(found, "owner-tags", "pool") == {PASS}
    assert outcomes(found, "spot-required", "pool") == {PASS}
    assert outcomes(found, "idle-shutdown-required", "pool") == {PASS}


@pytest.mark.parametrize(
    ("requirement", "all_spot"),
    [
        (needs("karpenter.sh/capacity-type", "spot"), True),
        (needs("karpenter.sh/capacity-type", "on-demand"), False),
        (needs("karpenter.sh/capacity-type", "spot", "on-demand"), UNKNOWN),  # on-demand where there is no spot
        (needs("kubernetes.io/arch", "amd64"), UNKNOWN),  # either may come where the pool says nothing
    ],
)
def test_how_a_pool_is_bought(requirement: dict[str, Any], all_spot: object) -> None:
    node = the(pool(requirement))
    assert node.capacity is not None
    assert node.capacity.all_spot is all_spot


@pytest.mark.parametrize(
    ("requirements", "outcome"),
    [
        ([needs(TYPE, "g5.xlarge")], {Outcome.PASS}),
        ([needs(TYPE, "p5.48xlarge")], {FAIL}),
        ([needs(f"{AWS}family", "p5")], {FAIL}),
        ([needs(f"{AWS}category", "g", "p")], {FAIL}),
        ([needs("eks.amazonaws.com/instance-family", "p5")], {FAIL}),
        ([needs(f"{AWS}gpu-name", "h100")], {FAIL}),
        ([needs(f"{AWS}category", "c", "m"), needs(f"{AWS}size", "large", "xlarge")], {Outcome.PASS}),
        ([needs(f"{AWS}category", "c", "m"), needs(f"{AWS}cpu", "17", operator="Lt")], {Outcome.PASS}),
        ([needs(f"{AWS}family", "p5", operator="NotIn")], {FAIL}),  # p6 is left
        ([], {FAIL}),  # any type may come
    ],
)
def test_what_requirements_leave_over_is_judged(requirements: list[dict[str, Any]], outcome: set[Outcome]) -> None:
    found = pool(*requirements)
    said = outcomes(found, "oversized-instance") | outcomes(found, "wide-instance-requirements")
    assert said - {Outcome.NOT_APPLICABLE, UNDETERMINED} == outcome


def test_no_node_is_larger_than_the_pool_may_be_altogether() -> None:
    (free,), (bounded,) = (
        pool().nodes[0].selections,
        pool(limits={"cpu": 64, "nvidia.com/gpu": "0"}).nodes[0].selections,
    )
    assert (free.vcpus[1], free.accelerators[1]) == (None, None)
    assert (bounded.vcpus[1], bounded.accelerators[1]) == (Decimal(64), Decimal(0))


@pytest.mark.parametrize(
    ("limits", "most"),
    [
        ({}, UNKNOWN),
        ({"nodes": 3}, 3),
        ({"nvidia.com/gpu": 16}, 2),
        ({"nvidia.com/gpu": 16, "cpu": "192"}, 1),
        ({"cpu": UNKNOWN}, UNKNOWN),
    ],
)
def test_limits_say_how_many_nodes_there_may_be(limits: dict[str, Any], most: object) -> None:
    assert the(pool(needs(TYPE, "p5.48xlarge"), limits=limits)).maximum == most


@pytest.mark.parametrize(
    ("spec", "idle", "life", "armed"),
    [
        ({}, timedelta(0), timedelta(hours=720), True),
        ({"disruption": {"consolidateAfter": "Never"}}, UNKNOWN, timedelta(hours=720), False),
        ({"disruption": {"consolidateAfter": UNKNOWN}}, UNKNOWN, timedelta(hours=720), True),
        ({"template": {"expireAfter": "Never"}}, timedelta(0), None, True),
        (
            {"disruption": {"expireAfter": "24h"}, "api": "karpenter.sh/v1beta1"},
            timedelta(0),
            timedelta(hours=24),
            True,
        ),
        ({"template": {"expireAfter": "a while"}}, timedelta(0), UNKNOWN, True),
    ],
)
def test_what_ends_a_node(spec: dict[str, Any], idle: object, life: object, armed: object) -> None:
    (stopper,) = the(pool(**spec)).idle
    assert (stopper.idle_duration, stopper.expire_after, stopper.armed) == (idle, life, armed)


def test_a_static_pool_keeps_its_nodes() -> None:
    node = the(pool(needs(TYPE, "p5.48xlarge"), replicas=5))
    assert (node.minimum, node.desired, node.maximum, node.idle) == (5, 5, 5, ())


def test_a_provisioner_of_old_is_a_pool_too() -> None:
    requirements = [needs(TYPE, "p5.48xlarge"), needs("karpenter.sh/capacity-type", "spot")]
    spec = {"requirements": requirements, "limits": {"resources": {"nvidia.com/gpu": 8}}, "ttlSecondsAfterEmpty": 30}
    found = an_object("karpenter.sh/v1alpha5", "Provisioner", {"spec": spec})
    node = the(found)
    assert (node.maximum, [it.instance_type for it in node.choices]) == (1, ["p5.48xlarge"])
    (stopper,) = node.idle
    assert (stopper.idle_duration, stopper.expire_after, stopper.armed) == (timedelta(seconds=30), None, True)
    (never,) = the(an_object("karpenter.sh/v1alpha5", "Provisioner", {"spec": {}})).idle
    assert never.armed is False


def test_a_pool_of_azure_buys_azure_s_sizes() -> None:
    reference = {"group": "karpenter.azure.com", "kind": "AKSNodeClass", "name": "default"}
    found = pool(needs("karpenter.azure.com/sku-name", "Standard_ND96isr_H100_v5"), reference=reference)
    assert machines(found, "it") == [("azure", "Standard_ND96isr_H100_v5", None, 0)]
    assert outcomes(found, "oversized-instance") == {FAIL}


@pytest.mark.parametrize("requirement", [UNKNOWN, {"key": UNKNOWN, "operator": "In", "values": ["a"]}])
def test_requirements_that_are_not_known_leave_any_type(requirement: Any) -> None:
    assert outcomes(pool(requirement), "oversized-instance") == {UNDETERMINED}


def compute_class(*priorities: Any, **spec: Any) -> FactSet:
    return an_object("cloud.google.com/v1", "ComputeClass", {"spec": {"priorities": list(priorities), **spec}})


@pytest.mark.parametrize(
    ("priority", "outcome"),
    [
        ({"machineType": "a3-highgpu-8g"}, {FAIL}),
        ({"machineType": "g2-standard-4"}, {PASS}),
        ({"gpu": {"type": "nvidia-h100-80gb", "count": 8}}, {FAIL}),
        (
            {"gpu": {"type": "nvidia-tesla-t4", "count": 1}},
            {PASS},
        ),  # attached to an N1, of which the largest counts too
        ({"gpu": {"type": "nvidia-tesla-v100", "count": 8}}, {FAIL}),
        ({"machineFamily": "a3"}, {FAIL}),
        ({"tpu": {"type": "tpu-v9", "count": 4}}, {UNDETERMINED}),
        (UNKNOWN, {UNDETERMINED}),
    ],
)
def test_what_a_compute_class_prefers_is_judged(priority: Any, outcome: set[Outcome]) -> None:
    found = compute_class(priority)
    said = outcomes(found, "oversized-instance") | outcomes(found, "wide-instance-requirements")
    assert said & outcome == outcome
    assert (FAIL in said) == (FAIL in outcome)


def test_a_compute_class_is_spot_when_every_priority_is() -> None:
    spot, dear = {"machineType": "g2-standard-4", "spot": True}, {"machineType": "g2-standard-8"}
    capacities = [the(compute_class(*it)).capacity for it in ([spot], [dear], [spot, dear])]
    assert [it.all_spot for it in capacities if it is not None] == [True, False, UNKNOWN]


def test_the_autoscaler_takes_empty_nodes_of_a_compute_class_away() -> None:
    machine = {"machineType": "g2-standard-4", "maxRunDurationSeconds": 3600}
    (default,) = the(compute_class(machine)).idle
    (stated,) = the(compute_class(machine, autoscalingPolicy={"consolidationDelayMinutes": 1})).idle
    assert (default.idle_duration, stated.idle_duration) == (timedelta(minutes=10), timedelta(minutes=1))
    assert stated.expire_after == timedelta(hours=1)


def test_a_compute_class_of_pools_alone_starts_nothing_of_its_own() -> None:
    found = compute_class({"nodepools": ["gpu"]})
    assert (found.nodes, found.templates, len(found.free)) == ((), (), 1)


def listed(*names: str) -> dict[str, Any]:
    return needs(TYPE, *names)


@pytest.mark.parametrize(
    ("limits", "types", "maximum", "outcome"),
    [
        ({"cpu": "40"}, ("g5.xlarge", "g5.12xlarge"), 10, PASS),  # not 12 of the dearest
        ({"cpu": "128"}, ("g5.xlarge",), 32, FAIL),
        ({"nvidia.com/gpu": "4"}, ("g5.xlarge", "g5.12xlarge"), 4, PASS),
        ({"memory": "170Gi"}, ("g5.xlarge",), 10, PASS),
        ({"cpu": "1000", "nodes": "2"}, ("g5.xlarge", "g5.12xlarge"), 2, PASS),
        ({"nodes": "2"}, ("g5.xlarge",), 2, PASS),
        ({"aws.amazon.com/neuron": "4"}, ("g5.xlarge",), UNKNOWN, UNDETERMINED),
        ({"cpu": UNKNOWN}, ("g5.xlarge",), UNKNOWN, UNDETERMINED),
        ({}, ("g5.xlarge",), UNKNOWN, UNDETERMINED),
    ],
)
def test_the_limits_of_a_pool_are_its_ceiling(limits: Any, types: Any, maximum: object, outcome: Outcome) -> None:
    found = pool(listed(*types), limits=limits)
    assert the(found).maximum == maximum
    assert outcomes(found, "pool-ceiling") == {outcome}


def test_a_bounded_pool_of_categories_is_held_to_the_dearest_that_fits() -> None:
    wanted = needs(f"{AWS}category", "c", "m")
    bounded = pool(wanted, limits={"cpu": "64", "memory": "256Gi"})
    for rule in ("pool-ceiling", "wide-instance-requirements"):
        assert outcomes(bounded, rule) == {PASS}
    assert outcomes(pool(wanted, limits={"cpu": "10000"}), "pool-ceiling") == {FAIL}
    assert outcomes(pool(wanted), "pool-ceiling") == {UNDETERMINED}


def test_the_limits_of_a_cluster_are_those_of_its_compute_classes() -> None:
    source = """
    cluster = gcp.container.Cluster("c", location="us-central1", cluster_autoscaling={"enabled": True, "resource_limits": [
        {"resource_type": "cpu", "maximum": 48}, {"resource_type": "memory", "maximum": 192},
        {"resource_type": "nvidia-l4", "maximum": 2}]})
    opts = pulumi.ResourceOptions(provider=k8s.Provider("it", kubeconfig=cluster.endpoint))
    k8s.apiextensions.CustomResource("cards", api_version="cloud.google.com/v1", kind="ComputeClass", opts=opts,
        metadata={"name": "cards"}, spec={"priorities": [{"gpu": {"type": "nvidia-l4", "count": 1}}]})
    """
    found = read_program(source)
    (cards,) = (it for it in found.nodes if it.name == "cards")
    assert cards.maximum == 2  # of the L4
    assert outcomes(found, "pool-ceiling", "cards") == {PASS}
