"""What services rent: how many, where, how they are bought, and what an unknown or odd input leaves of that."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest

from penstock.resources.facts import FactSet, InstanceChoice
from penstock.resources.reading.values import UNKNOWN

from .gcp_program import charges, facts, node, resource

ALLOY = "gcp:alloydb/instance:Instance"
AWS_CLUSTER = "gcp:container/awsCluster:AwsCluster"
AWS_POOL = "gcp:container/awsNodePool:AwsNodePool"
CACHE = "gcp:redis/cluster:Cluster"
CONFIG = "gcp:workstations/workstationConfig:WorkstationConfig"
FLOW = "gcp:dataflow/flexTemplateJob:FlexTemplateJob"
GROUP = "gcp:compute/nodeGroup:NodeGroup"
HPC = "gcp:hypercomputecluster/cluster:Cluster"
RESIZE = "gcp:compute/resizeRequest:ResizeRequest"
RUN = "gcp:cloudrunv2/service:Service"
SOLE = "gcp:compute/nodeTemplate:NodeTemplate"
STATION = "gcp:workstations/workstation:Workstation"


def flow(**inputs: Any) -> Any:
    return node(resource(FLOW, "flow", {"containerSpecGcsPath": "gs://t/x.json", "region": "us-central1"} | inputs))


def first(found: Any) -> tuple[object, object, object]:
    choice: InstanceChoice = found.choices[0]
    return choice.instance_type, choice.accelerator, choice.accelerator_count


@pytest.mark.parametrize(
    "asked",
    [
        {"additionalExperiments": ["worker_accelerator=type:nvidia-tesla-t4;count:2;install-nvidia-driver"]},
        {"additionalPipelineOptions": ["dataflow_service_options=worker_accelerator=type:nvidia-tesla-t4;count:2"]},
        {"parameters": {"dataflowServiceOptions": "worker_accelerator=type:NVIDIA_TESLA_T4;count:2"}},
    ],
)
def test_an_accelerator_that_a_text_asks_for_is_on_every_worker(asked: dict[str, Any]) -> None:
    assert first(flow(machineType="n1-standard-8", **asked)) == ("n1-standard-8", "nvidia-tesla-t4", 2)


def test_workers_are_as_many_as_the_job_says_and_a_text_that_is_not_known_may_ask_for_anything() -> None:
    sized = flow(machineType="n1-standard-8", numWorkers=2, maxWorkers=6, ipConfiguration="WORKER_IP_PRIVATE")
    assert (sized.minimum, sized.maximum, sized.public_address, sized.service) == (2, 6, False, "dataflow")
    assert flow(machineType="n1-standard-8").public_address is True
    assert first(flow(machineType="n1-standard-8", additionalExperiments=[UNKNOWN]))[1:] == (UNKNOWN, UNKNOWN)
    assert first(flow(machineType="n1-standard-8", parameters={"input": UNKNOWN}))[1:] == (None, 0)
    assert first(flow(machineType=3))[0] is UNKNOWN


def test_a_job_that_names_no_machine_starts_none_that_has_accelerators() -> None:
    assert facts(resource(FLOW, "flow", {"containerSpecGcsPath": "gs://t/x.json"})).nodes == ()


def test_a_pool_on_another_cloud_is_that_clouds_and_where_its_cluster_is() -> None:
    cluster = resource(AWS_CLUSTER, "c", {"name": "c", "awsRegion": "eu-west-1", "location": "europe-west1"})
    inputs: dict[str, Any] = {"cluster": "c", "autoscaling": {"minNodeCount": 0, "maxNodeCount": 4}}
    spot = node(
        resource(AWS_POOL, "p", inputs | {"config": {"spotConfig": {"instanceTypes": ["p5.48xlarge"]}}}), cluster
    )
    assert (spot.cloud, spot.region, spot.maximum) == ("aws", "eu-west-1", 4)
    assert spot.capacity is not None
    assert spot.capacity.all_spot is True
    plain = node(resource(AWS_POOL, "p", inputs | {"config": {}}))
    assert ([it.instance_type for it in plain.choices], plain.region) == (["m5.large"], UNKNOWN)
    unsure = node(resource(AWS_POOL, "p", inputs | {"config": UNKNOWN}), cluster)
    assert unsure.choices[0].instance_type is UNKNOWN
    assert unsure.capacity is not None
    assert unsure.capacity.all_spot is UNKNOWN


def test_a_workstation_has_the_machine_and_the_timeouts_of_its_configuration() -> None:
    host: dict[str, Any] = {
        "gceInstance": {
            "machineType": "n1-standard-4",
            "poolSize": 3,
            "accelerators": [{"type": "nvidia-tesla-t4", "count": 1}],
        }
    }
    config = resource(CONFIG, "desk", {"workstationConfigId": "desk", "host": host, "idleTimeout": "600s"})
    station = node(resource(STATION, "mine", {"workstationConfigId": "desk"}), config)
    assert first(station) == ("n1-standard-4", "nvidia-tesla-t4", 1)
    assert [it.idle_duration for it in station.idle] == [timedelta(minutes=10)]
    pool = node(config)
    assert (pool.minimum, pool.maximum) == (3, 3)
    endless = resource(CONFIG, "desk", {"workstationConfigId": "desk", "idleTimeout": "0s"})
    assert node(resource(STATION, "mine", {"workstationConfigId": "desk"}), endless).idle == ()
    assert node(resource(STATION, "mine", {"workstationConfigId": "elsewhere"})).template_unresolved


def test_hosts_of_ones_own_bill_for_the_size_of_their_group() -> None:
    template = resource(SOLE, "t", {"name": "t", "nodeType": "c3-node-176-352"})
    group = node(resource(GROUP, "g", {"nodeTemplate": "t", "initialSize": 2}), template)
    assert ([it.instance_type for it in group.choices], group.maximum) == (["c3-node-176-352"], 2)
    scaled: dict[str, Any] = {"nodeTemplate": "t", "autoscalingPolicy": {"mode": "ON", "minNodes": 1, "maxNodes": 9}}
    assert node(resource(GROUP, "g", scaled), template).maximum == 9
    assert node(resource(GROUP, "g", {"nodeTemplate": UNKNOWN, "initialSize": UNKNOWN})).maximum is UNKNOWN


def test_a_request_for_more_machines_of_a_group_has_the_groups_template() -> None:
    template = resource(
        "gcp:compute/instanceTemplate:InstanceTemplate", "t", {"name": "t", "machineType": "a3-highgpu-8g"}
    )
    group = resource(
        "gcp:compute/instanceGroupManager:InstanceGroupManager",
        "g",
        {"name": "g", "versions": [{"instanceTemplate": "t"}]},
    )
    asked = node(resource(RESIZE, "r", {"instanceGroupManager": "g", "resizeBy": 16}), group, template)
    assert ([it.instance_type for it in asked.choices], asked.maximum) == (["a3-highgpu-8g"], 16)
    assert node(resource(RESIZE, "r", {"instanceGroupManager": "other", "resizeBy": 16})).template_unresolved


@pytest.mark.parametrize(
    ("token", "where", "instances", "count"),
    [
        ("perInstanceConfig:PerInstanceConfig", "instanceGroupManager", {}, 1),
        ("regionPerInstanceConfig:RegionPerInstanceConfig", "regionInstanceGroupManager", {}, 1),
        (
            "bulkPerInstanceConfig:BulkPerInstanceConfig",
            "instanceGroupManager",
            {"instances": [{"name": "a"}, {"name": "b"}]},
            2,
        ),
        ("bulkPerInstanceConfig:BulkPerInstanceConfig", "instanceGroupManager", {"instances": UNKNOWN}, UNKNOWN),
    ],
)
def test_machines_that_are_made_by_name_come_on_top_of_the_group(
    token: str, where: str, instances: Any, count: object
) -> None:
    template = resource(
        "gcp:compute/instanceTemplate:InstanceTemplate", "t", {"name": "t", "machineType": "a3-highgpu-8g"}
    )
    manager = f"gcp:compute/{where}:{where[0].upper()}{where[1:]}"
    group = resource(manager, "g", {"name": "g", "versions": [{"instanceTemplate": "t"}]})
    found = node(resource(f"gcp:compute/{token}", "r", {where: "g"} | instances), group, template)
    assert ([it.instance_type for it in found.choices], found.minimum, found.maximum) == (
        ["a3-highgpu-8g"],
        count,
        count,
    )
    assert node(
        resource(f"gcp:compute/{token}", "r", {where: "other"} | instances), group, template
    ).template_unresolved


def test_node_sets_of_a_cluster_are_counted_by_the_machines_that_they_name() -> None:
    computed = [{"id": "gpus", "config": {"newSpotInstances": {"machineType": "a3-highgpu-8g"}}}]
    sets: list[Any] = [
        {"computeId": "gpus", "staticNodeCount": "2", "maxDynamicNodeCount": "6"},
        {"computeId": "others", "staticNodeCount": "50"},
    ]
    inputs = {"computeResources": computed, "orchestrator": {"slurm": {"nodeSets": sets}}}
    found = node(resource(HPC, "hpc", inputs))
    assert (found.minimum, found.maximum) == (2, 8)
    assert found.capacity is not None
    assert found.capacity.all_spot is True


def test_a_database_is_billed_by_its_machine_and_judged_by_its_size() -> None:
    machine = {"machineConfig": {"cpuCount": 16}, "instanceType": "PRIMARY"}
    assert charges(resource(ALLOY, "db", machine)) == {"alloydb-n2-highmem-16-hour": 1460}
    assert charges(resource(ALLOY, "db", machine | {"availabilityType": "ZONAL"})) == {
        "alloydb-n2-highmem-16-hour": 730
    }
    (template,) = facts(resource(ALLOY, "db", machine)).templates
    assert [it.instance_type for it in template.choices] == ["n2-highmem-16"]
    assert charges(resource(ALLOY, "db", {"machineConfig": UNKNOWN})) == {"alloydb-hour": UNKNOWN}


def test_a_cache_is_shards_times_a_primary_and_its_replicas() -> None:
    inputs = {"shardCount": 3, "replicaCount": 1, "nodeType": "REDIS_HIGHMEM_XLARGE"}
    assert charges(resource(CACHE, "c", inputs)) == {"redis-cluster-highmem-xlarge-hour": 730 * 6}
    assert charges(resource(CACHE, "c", inputs | {"replicaCount": UNKNOWN})) == {
        "redis-cluster-highmem-xlarge-hour": UNKNOWN
    }
    assert charges(resource(CACHE, "c", inputs | {"nodeType": UNKNOWN})) == {"redis-cluster-hour": UNKNOWN}


def test_a_service_of_several_regions_is_kept_up_and_reads_its_data_in_each() -> None:
    data = resource("gcp:storage/bucket:Bucket", "data", {"name": "data", "location": "us-central1"})
    template = {"containers": [{"image": "i", "envs": [{"name": "DATA", "value": "gs://data"}]}]}
    inputs: dict[str, Any] = {"template": template, "scaling": {"minInstanceCount": 1}, "location": "global"}
    places = {"multiRegionSettings": {"regions": ["us-central1", "europe-west4"]}}
    one = facts(resource(RUN, "r", inputs | {"location": "us-central1"}), data)
    two = facts(resource(RUN, "r", inputs | places), data)
    assert [it.target_region for it in two.transfers] == ["us-central1", "europe-west4"]
    assert kept_up(two) == {sku: quantity * 2 for sku, quantity in kept_up(one).items()} != {}


def kept_up(found: FactSet) -> dict[str, Decimal]:
    """What bills all month, whether it is used or not."""
    return {it.sku: it.quantity for it in found.charges if isinstance(it.quantity, Decimal)}
