"""Google Kubernetes Engine: control planes and node pools."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest

from penstock.resources import read
from penstock.resources.facts import Capacity, DiskShape, FactSet, InstanceChoice, Node
from penstock.resources.reading.values import UNKNOWN
from resources.programs import only

from .gcp_program import charges_of, facts, node, resource, run, urn

CLUSTER = "gcp:container/cluster:Cluster"
POOL = "gcp:container/nodePool:NodePool"

PROGRAM = """
account = gcp.serviceaccount.Account("nodes", account_id="nodes")
cluster = gcp.container.Cluster(
    "training",
    location="europe-west4",
    node_locations=["europe-west4-a", "europe-west4-b"],
    remove_default_node_pool=True,
    initial_node_count=1,
    private_cluster_config={"enable_private_nodes": True},
    resource_labels={"owner": "vision"},
    cluster_autoscaling={
        "enabled": True,
        "resource_limits": [
            {"resource_type": "cpu", "maximum": 200},
            {"resource_type": "nvidia-l4", "maximum": 8},
            {"resource_type": "nvidia-tesla-t4", "maximum": 0},
        ],
    },
)
gcp.container.NodePool(
    "gpus",
    cluster=cluster.name,
    location="europe-west4",
    autoscaling={"min_node_count": 0, "max_node_count": 4},
    node_config={
        "machine_type": "n1-standard-16",
        "spot": True,
        "guest_accelerators": [{"type": "nvidia-tesla-v100", "count": 4}],
        "service_account": account.email,
        "ephemeral_storage_local_ssd_config": {"local_ssd_count": 2},
        "resource_labels": {"penstock-pool": "v100"},
    },
)
gcp.container.NodePool(
    "fixed", cluster=cluster.name, node_count=1, node_locations=["europe-west4-a"], node_config={"machine_type": "a3-ultragpu-8g"}
)
gcp.container.Cluster("simple", location="us-central1-a", initial_node_count=3)
gcp.container.Cluster("auto", location="us-east1", enable_autopilot=True)
"""


@pytest.fixture(scope="module")
def found() -> FactSet:
    return read(run(PROGRAM))


def test_a_pool_is_counted_in_all_its_zones_and_has_what_its_cluster_says(found: FactSet) -> None:
    here = urn(POOL, "gpus")
    pool = only(found.nodes, "gpus")
    assert [(it.mechanism, it.idle_duration, it.armed) for it in pool.idle] == [
        ("service", timedelta(minutes=10), True)
    ]
    assert replace(pool, idle=()) == Node(
        urn=here,
        cloud="gcp",
        region="europe-west4",
        provider_region="us-central1",
        tags={"owner": "vision", "penstock:pool": "v100"},
        kind="group",
        name="gpus",
        label="v100",
        choices=(InstanceChoice("n1-standard-16", "nodeConfig.machineType", here, "nvidia-tesla-v100", 4),),
        minimum=0,
        desired=None,
        maximum=8,
        capacity=Capacity(0, Decimal(100), "nodeConfig.spot"),
        disks=(DiskShape("pd-balanced", Decimal(100), True), DiskShape("local-ssd", Decimal(750), True)),
        public_address=False,
        identities=(urn("gcp:serviceaccount/account:Account", "nodes"),),
        several_zones=True,
    )


def test_a_pool_of_one_zone_on_a_series_without_balanced_disks(found: FactSet) -> None:
    fixed = only(found.nodes, "fixed")
    assert (fixed.minimum, fixed.desired, fixed.maximum) == (1, 1, 1)
    assert fixed.disks == (DiskShape("hyperdisk-balanced", Decimal(100), True),)
    assert fixed.capacity == Capacity(0, Decimal(0), "nodeConfig.spot", by_default=True)
    assert [choice.accelerator for choice in fixed.choices] == [None]


def test_what_auto_provisioning_may_add_is_bounded_by_its_limits(found: FactSet) -> None:
    (added,) = (it for it in found.nodes if it.urn == urn(CLUSTER, "training"))
    path = "clusterAutoscaling.resourceLimits"
    names = {it.instance_type for it in added.choices}
    assert {"g2-standard-4", "g2-standard-96"} <= names  # 1 and 8 of an L4
    assert all(str(it).startswith("g2-") for it in names)
    assert {it.path for it in added.choices} == {f"{path}[1]"}
    (selected,) = added.selections
    assert (selected.vcpus, selected.accelerators) == ((None, 200), (None, 0))
    assert [(it.what, it.amount, it.accelerator) for it in added.rooms] == [
        ("vcpus", 200, None),
        ("accelerators", 8, "nvidia-l4"),
        ("accelerators", 0, "nvidia-tesla-t4"),
    ]
    assert (added.requirements, added.minimum) == (True, 0)
    assert isinstance(added.maximum, int)
    assert added.label == "training/auto-provisioned"


@pytest.mark.parametrize("limit", [UNKNOWN, {"resourceType": "cpu", "maximum": UNKNOWN}, {"maximum": 4}])
def test_limits_of_auto_provisioning_that_are_not_known_bound_nothing(limit: Any) -> None:
    inputs = {"location": "us-central1", "clusterAutoscaling": {"enabled": True, "resourceLimits": [limit]}}
    (found,) = (it for it in facts(resource(CLUSTER, "it", inputs)).nodes if it.requirements)
    assert (found.maximum, found.rooms, found.selections) == (UNKNOWN, (), ())
    assert [it.instance_type for it in found.choices] == [UNKNOWN]


def test_a_first_pool_that_is_kept_is_a_group_of_small_machines(found: FactSet) -> None:
    simple = only(found.nodes, "simple")
    assert [choice.instance_type for choice in simple.choices] == ["e2-medium"]
    assert (simple.minimum, simple.maximum, simple.region) == (3, 3, "us-central1")
    assert simple.public_address is True


def test_every_cluster_pays_for_its_control_plane_and_autopilot_for_what_pods_ask_for(found: FactSet) -> None:
    for name in ("training", "simple"):
        assert [(it.sku, it.quantity) for it in charges_of(found, name)] == [("gke-cluster-hour", Decimal(730))]
    assert [(it.sku, it.quantity) for it in charges_of(found, "auto")] == [
        ("gke-cluster-hour", Decimal(730)),
        ("gke-autopilot-vcpu-hour", None),
        ("gke-autopilot-gib-hour", None),
    ]
    assert not [it for it in found.nodes if it.urn == urn(CLUSTER, "auto")]


def pool(cluster: dict[str, Any] | None, **inputs: Any) -> Node:
    home = resource(CLUSTER, "home", {"name": "home", "removeDefaultNodePool": True, **(cluster or {})})
    first = resource(POOL, "pool", {"cluster": "home", "nodeCount": 2, **inputs})
    return node(first, *([home] if cluster is not None else []))


def test_a_first_pool_that_may_be_removed_is_not_counted_as_what_it_would_be() -> None:
    inputs = {"location": "us-east1-b", "initialNodeCount": 3, "removeDefaultNodePool": UNKNOWN}
    (found,) = facts(resource(CLUSTER, "home", inputs)).nodes
    assert (found.minimum, found.maximum, found.choices[0].instance_type) == (UNKNOWN, UNKNOWN, UNKNOWN)


@pytest.mark.parametrize(
    ("cluster", "inputs", "size"),
    [
        ({"location": "us-east1"}, {}, 6),  # three zones unless it names them
        ({"location": "us-east1", "nodeLocations": ["us-east1-b"]}, {}, 2),
        ({"location": "us-east1-b"}, {}, 2),
        ({"location": "us-east1-b", "nodeLocations": ["us-east1-c", "us-east1-d"]}, {}, 6),
        ({"location": UNKNOWN}, {}, UNKNOWN),
        ({"location": "us-east1", "nodeLocations": UNKNOWN}, {}, UNKNOWN),
        ({"location": "us-east1", "nodeLocations": UNKNOWN}, {"nodeLocations": ["us-east1-b"]}, 2),
        ({"location": "us-east1"}, {"nodeCount": UNKNOWN}, UNKNOWN),
        ({"location": "us-east1"}, {"nodeCount": None, "initialNodeCount": 1}, 3),
        ({"location": "us-east1"}, {"nodeCount": None}, UNKNOWN),
        (None, {}, UNKNOWN),
        (None, {"nodeLocations": ["us-east1-b", "us-east1-c"]}, 4),
        (None, {"nodeCount": 0}, 0),
    ],
)
def test_how_many_nodes_a_pool_has(cluster: dict[str, Any] | None, inputs: dict[str, Any], size: object) -> None:
    found = pool(cluster, **inputs)
    assert (found.minimum, found.desired, found.maximum) == (size, size, size)


def test_total_limits_are_not_multiplied() -> None:
    found = pool({"location": "us-east1"}, autoscaling={"totalMinNodeCount": 1, "totalMaxNodeCount": 5})
    assert (found.minimum, found.desired, found.maximum) == (1, None, 5)


@pytest.mark.parametrize(
    ("config", "spot"),
    [
        ({"spot": True}, True),
        ({"preemptible": True}, True),
        ({"flexStart": True, "spot": False}, False),
        ({"spot": UNKNOWN}, UNKNOWN),
        ({}, False),
    ],
)
def test_how_a_pool_is_bought(config: dict[str, Any], spot: object) -> None:
    capacity = pool({"location": "us-east1-b"}, nodeConfig=config).capacity
    assert capacity is not None
    assert capacity.all_spot is spot


def test_pools_that_a_cluster_declares_itself_are_groups_of_its_own() -> None:
    pools = [
        {"name": "cpu", "nodeCount": 1},
        {"name": "gpu", "nodeCount": 2, "nodeConfig": {"machineType": "g2-standard-48"}},
    ]
    found = facts(resource(CLUSTER, "home", {"location": "us-east1-b", "nodePools": pools})).nodes
    assert [(it.label, it.maximum, it.choices[0].instance_type, it.choices[0].path) for it in found] == [
        ("home/cpu", 1, "e2-medium", "nodePools[0].nodeConfig.machineType"),
        ("home/gpu", 2, "g2-standard-48", "nodePools[1].nodeConfig.machineType"),
    ]


def test_pools_that_only_the_cloud_knows_are_one_group_of_which_nothing_is_known() -> None:
    (found,) = facts(resource(CLUSTER, "home", {"location": "us-east1-b", "nodePools": UNKNOWN})).nodes
    assert found.maximum is UNKNOWN
    assert found.choices[0].instance_type is UNKNOWN
    assert found.capacity == Capacity(UNKNOWN, UNKNOWN, "nodePools[0].nodeConfig")


@pytest.mark.parametrize(
    ("cluster", "inputs", "region"),
    [
        ("projects/p/locations/asia-northeast1/clusters/far", {}, "asia-northeast1"),
        ("projects/p/zones/asia-northeast1-a/clusters/far", {}, "asia-northeast1"),
        ("projects/p/locations/asia-northeast1/clusters/far", {"location": "us-east1"}, "asia-northeast1"),
        ("https://container.googleapis.com/v1/projects/p/locations/europe-west4/clusters/x", {}, "europe-west4"),
        ("home", {}, "europe-west1"),
        (UNKNOWN, {}, "europe-west1"),
        ("home", {"location": "us-east1"}, "europe-west1"),
        ("elsewhere", {"nodeLocations": ["us-west1-a"]}, "us-west1"),
        ("elsewhere", {"location": "us-east1-b"}, "us-east1"),
        ("elsewhere", {}, "us-central1"),
    ],
)
def test_a_pool_is_where_its_cluster_is(cluster: Any, inputs: dict[str, Any], region: str) -> None:
    home = resource(CLUSTER, "home", {"name": "home", "location": "europe-west1-b"})
    sources = {"cluster": (home,)} if cluster is UNKNOWN else {}
    it = resource(POOL, "pool", {"cluster": cluster, "nodeCount": 1, **inputs}, sources=sources)
    (found,) = (node for node in facts(home, it).nodes if node.urn == it.urn)
    assert found.region == region
