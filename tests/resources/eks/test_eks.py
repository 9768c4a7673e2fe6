"""pulumi-eks builds node groups in its provider's own process: its components are read as what is built from them."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from penstock.resources import read
from penstock.resources.facts import FactSet, Node
from penstock.resources.reading.values import UNKNOWN
from penstock_policies import Outcome
from resources.kubernetes.kubernetes_program import of, outcomes, read_program, run
from resources.resource_facts import facts, resource

FAIL, UNDETERMINED, PASS = Outcome.FAIL, Outcome.UNDETERMINED, Outcome.PASS

PROGRAM = """
plain = eks.Cluster("plain")
bare = eks.Cluster("bare", skip_default_node_group=True)
eks.Cluster("large", instance_type="p5.48xlarge", desired_capacity=3, min_size=1, max_size=4,
    node_associate_public_ip_address=False, tags={"purpose": "training", "penstock:pool": "train"})
eks.Cluster("options", node_group_options=eks.ClusterNodeGroupOptionsArgs(
    instance_type="p5.48xlarge", spot_price="40", max_size=4, node_root_volume_size=100, node_root_volume_type="gp3"))
eks.Cluster("serverless", fargate=True)
eks.Cluster("auto", auto_mode=eks.AutoModeOptionsArgs(enabled=True))
eks.ManagedNodeGroup("managed", cluster=bare, instance_types=["p5.48xlarge"], capacity_type="SPOT",
    scaling_config={"min_size": 0, "max_size": 3, "desired_size": 1})
eks.ManagedNodeGroup("default", cluster=bare)
eks.NodeGroupV2("own", cluster=bare, instance_type="p5.48xlarge", gpu=True, auto_scaling_group_tags={"owner": "vision"})
eks.NodeGroup("old", cluster=bare, instance_type="p5.48xlarge", spot_price="40")
eks.NodeGroupSecurityGroup("group", cluster_security_group=bare.cluster_security_group, eks_cluster=bare.eks_cluster, vpc_id="vpc-1")
on_bare = pulumi.ResourceOptions(provider=k8s.Provider("on-bare", kubeconfig=bare.kubeconfig_json))
on_auto_cluster = k8s.core.v1.Pod("pod", opts=on_bare, spec={"containers": [{"name": "a", "image": "b",
    "env": [{"name": "DATA", "value": "s3://data-elsewhere/x"}]}]})
aws.s3.Bucket("data", bucket="data-elsewhere", region="eu-west-1")
"""


def group(name: str) -> Node:
    (found,) = (it for it in read_program(PROGRAM).nodes if it.urn.rpartition("::")[2] == name)
    return found


@pytest.mark.parametrize(
    ("name", "types", "sizes", "spot"),
    [
        ("plain", ["t3.medium"], (1, 2, 2), False),
        ("large", ["p5.48xlarge"], (1, 3, 4), False),
        ("options", ["p5.48xlarge"], (1, 2, 4), True),
        ("managed", ["p5.48xlarge"], (0, 1, 3), True),
        ("default", ["t3.medium"], (1, 2, 2), False),
        ("own", ["p5.48xlarge"], (1, 2, 2), False),
        ("old", ["p5.48xlarge"], (1, 2, 2), True),
    ],
)
def test_a_node_group_is_read_from_its_own_inputs_and_defaults(
    name: str, types: list[str], sizes: tuple[int, int, int], spot: bool
) -> None:
    node = group(name)
    assert (node.cloud, node.region, node.kind) == ("aws", "us-east-1", "group")
    assert [it.instance_type for it in node.choices] == types
    assert (node.minimum, node.desired, node.maximum) == sizes
    assert node.capacity is not None
    assert node.capacity.all_spot is spot
    assert (FAIL in outcomes(read_program(PROGRAM), "oversized-instance", name)) == (
        types == ["p5.48xlarge"] and name != "large"
    )


def test_its_purpose_its_owner_and_its_pool_are_its_tags() -> None:
    assert group("large").label == "train"
    assert group("own").tags["owner"] == "vision"
    assert outcomes(read_program(PROGRAM), "oversized-instance", "large") == {PASS}  # stated: training
    assert outcomes(read_program(PROGRAM), "spot-required", "large") == {FAIL}


def test_nodes_have_public_addresses_unless_the_program_says_no() -> None:
    found = read_program(PROGRAM)
    assert (group("own").public_address, group("large").public_address) == (True, False)
    assert outcomes(found, "internet-egress", "own") == {FAIL}
    assert outcomes(found, "internet-egress", "large") == {PASS}


def test_the_root_disk_bills_beside_the_machine() -> None:
    (own,), (options,) = group("own").disks, group("options").disks
    assert (own.kind, own.gib, own.delete_with_node) == ("gp2", Decimal(20), True)
    assert (options.kind, options.gib) == ("gp3", Decimal(100))


def test_a_cluster_without_a_default_group_starts_nothing_by_itself() -> None:
    found = read_program(PROGRAM)
    assert of(found, "bare") == of(found, "serverless") == []
    skus = {
        name: {it.sku for it in found.charges if it.name == name} for name in ("plain", "bare", "serverless", "auto")
    }
    assert all("eks-cluster-hour" in it for it in skus.values())
    assert "fargate-vcpu-hour" in skus["serverless"]
    assert "eks-auto-mode-hour" in skus["auto"]


def test_auto_mode_may_start_any_machine() -> None:
    assert group("auto").requirements
    assert UNDETERMINED in outcomes(read_program(PROGRAM), "oversized-instance", "auto")


def test_what_costs_nothing_by_itself() -> None:
    found = read_program(PROGRAM)
    assert "group" in {it.urn.rpartition("::")[2] for it in found.free}
    assert [it.type for it in found.unread if it.type.startswith("eks:")] == []


def test_a_pod_on_such_a_cluster_is_in_the_cluster_s_region() -> None:
    (transfer,) = (it for it in read_program(PROGRAM).transfers if it.urn.endswith("::pod"))
    assert (transfer.source_region, transfer.target_region) == ("eu-west-1", "us-east-1")


def test_with_providers_of_several_regions_which_one_it_is_built_by_is_not_known() -> None:
    source = 'aws.Provider("other", region="eu-west-1")\naws.s3.Bucket("here")\neks.Cluster("it", instance_type="p5.48xlarge")\n'
    (node,) = read_program(source).nodes
    assert node.region is UNKNOWN


@pytest.mark.parametrize("origin", ["preview", "export", "engine"])
@pytest.mark.parametrize(
    ("token", "part"),
    [
        ("NodeGroup", "aws:cloudformation/stack:Stack"),
        ("NodeGroupV2", "aws:ec2/launchTemplate:LaunchTemplate"),
        ("ManagedNodeGroup", "aws:eks/nodeGroup:NodeGroup"),
        ("Cluster", "aws:eks/cluster:Cluster"),
    ],
)
def test_what_the_engine_shows_of_its_inside_is_read_instead(token: str, part: str, origin: str) -> None:
    outer = resource(f"eks:index:{token}", "outer", {"instanceType": "p5.48xlarge"}, custom=False, provider=None)
    inner = resource(part, "inner", {}, parent=outer.urn)
    assert of(facts(outer, inner, origin=origin), "outer") == []
    own = resource("kubernetes:core/v1:Namespace", "jobs", {}, parent=outer.urn)
    assert len(of(facts(outer, own, origin=origin), "outer")) == 1  # only the program's own is below it
    assert len(of(facts(outer), "outer")) == 1


OWN_CHILDREN = """
brain = eks.Cluster("brain", instance_type="p4d.24xlarge", desired_capacity=2, min_size=1, max_size=3)
below = pulumi.ResourceOptions(parent=brain)
k8s.core.v1.Namespace("jobs", metadata={"name": "jobs"}, opts=below)
aws.s3.Bucket("logs", opts=below)
aws.ec2.LaunchTemplate("mine", opts=below)
home = eks.Cluster("home", skip_default_node_group=True)
cards = eks.NodeGroupV2("cards", cluster=home, instance_type="g5.xlarge", opts=pulumi.ResourceOptions(parent=home))
aws.ec2.LaunchTemplate("other", instance_type="t3.micro", opts=pulumi.ResourceOptions(parent=cards))
"""


def test_what_a_program_hangs_below_a_component_takes_nothing_of_it_away() -> None:
    found = read_program(OWN_CHILDREN)
    nodes = {it.name: it for it in found.nodes}
    assert {name: (it.minimum, it.desired, it.maximum) for name, it in nodes.items()} == {
        "brain": (1, 2, 3),
        "cards": (1, 2, 2),
    }
    assert {it.name for it in found.charges if it.sku == "eks-cluster-hour"} == {"brain", "home"}
    assert outcomes(found, "oversized-instance", "brain") == {FAIL}


@pytest.mark.parametrize(
    ("token", "inputs"),
    [
        ("Cluster", {"nodeGroupOptions": UNKNOWN}),
        ("Cluster", {"instanceType": UNKNOWN}),
        ("NodeGroupV2", {"instanceType": UNKNOWN}),
        ("ManagedNodeGroup", {"instanceTypes": UNKNOWN}),
        ("ManagedNodeGroup", {"instanceTypes": [UNKNOWN]}),
    ],
)
def test_what_is_not_known_is_undetermined(token: str, inputs: dict[str, Any]) -> None:
    found: FactSet = facts(resource(f"eks:index:{token}", "it", inputs, custom=False))
    assert outcomes(found, "oversized-instance") == {UNDETERMINED}


def test_sizes_that_are_not_known_are_no_defaults() -> None:
    (node,) = facts(resource("eks:index:ManagedNodeGroup", "it", {"scalingConfig": UNKNOWN}, custom=False)).nodes
    assert (node.minimum, node.maximum) == (UNKNOWN, UNKNOWN)
    (node,) = facts(resource("eks:index:NodeGroupV2", "it", {"maxSize": UNKNOWN}, custom=False)).nodes
    assert node.maximum is UNKNOWN


def test_the_order_of_resources_changes_nothing() -> None:
    capture = run(PROGRAM)
    backwards = type(capture)(
        project=capture.project, stack=capture.stack, resources=capture.resources[::-1], config=capture.config
    )
    assert read(backwards).nodes == read(capture).nodes
