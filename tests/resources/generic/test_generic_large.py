"""A type that nobody reads is undetermined where its inputs ask for something large, and stays quiet where they do not."""

from __future__ import annotations

from typing import Any

import pytest

from penstock.resources.reading.values import UNKNOWN
from penstock_policies import Outcome
from resources.kubernetes.kubernetes_program import outcomes
from resources.resource_facts import facts, resource

from .generic_program import door

UNDETERMINED = {Outcome.UNDETERMINED}
QUIET: set[Outcome] = set()


@pytest.mark.parametrize(
    ("token", "inputs"),
    [
        ("oci:Core/instance:Instance", {"shape": "BM.GPU.H100.8"}),
        ("oci:Core/instance:Instance", {"shape": "BM.Standard3.64"}),
        ("digitalocean:index/droplet:Droplet", {"size": "c-48vcpu"}),
        ("digitalocean:index/droplet:Droplet", {"size": "gpu-h100x8-640gb"}),
        ("ibm:index:Instance", {"profile": "x", "machineType": "bx2-128x512"}),
        ("alicloud:ecs/instance:Instance", {"instanceType": "ecs.g7.32xlarge"}),
        ("alicloud:ecs/instance:Instance", {"instanceType": "ecs.ebmgn7.26xlarge"}),
        ("corp:index:Box", {"flavor": "8xH100"}),
        ("corp:index:Box", {"hardware": "8x A100 80GB"}),
        ("vultr:index:BareMetalServer", {"plan": "bare-metal-amd"}),
        ("snowflake:index:Warehouse", {"warehouseSize": "X4LARGE"}),
        ("snowflake:index:Warehouse", {"warehouse_size": "6X-LARGE"}),
        ("hcloud:index:Server", {"serverType": "metal-512gb"}),
        ("ibm:index:PiInstance", {"profile": "gx3-64x320x4l4"}),
        (
            "google-native:run/v2:Service",
            {"template": {"containers": [{"resources": {"limits": {"nvidia.com/gpu": "1"}}}]}},
        ),
        ("corp:ml:Trainer", {"gpus": 8, "nodes": 4}),
        ("azure:containerapp/app:App", {"workloadProfileName": "Consumption-GPU-NC24-A100"}),
    ],
)
def test_a_large_machine_of_a_cloud_that_nobody_knows(token: str, inputs: dict[str, Any]) -> None:
    found = door(token, inputs, provider=None)
    assert outcomes(found, "oversized-instance") == UNDETERMINED
    assert outcomes(found, "stack-budget") == UNDETERMINED


@pytest.mark.parametrize(
    ("token", "inputs"),
    [
        ("oci:Core/instance:Instance", {"shape": "VM.Standard.E5.Flex", "shapeConfig": {"ocpus": 64}}),
        ("confluent:index:Cluster", {"dedicated": {"cku": 24}}),
        ("corp:index:Pool", {"size": "small", "nodeCount": 200}),
        ("corp:index:Pool", {"numberOfNodes": "40"}),
        ("corp:index:Model", {"throughputUnits": 500}),
        ("aws-native:bedrock:ProvisionedModelThroughput", {"modelUnits": 1}),
        ("google-native:bigqueryreservation/v1:Reservation", {"slots": 2000}),
        ("oci:GenerativeAi/dedicatedAiCluster:DedicatedAiCluster", {"type": "HOSTING", "unitShape": "LARGE_COHERE_V3"}),
        ("equinix:metal/device:Device", {"plan": "m3.large.x86", "metro": "da"}),
        ("corp:index:DedicatedServer", {"plan": "ax102"}),
        ("corp:index:EventStore", {"maxThroughput": 100_000}),
        ("aws:glue/job:Job", {"command": {"name": "glueetl"}, "workerType": "G.8X", "numberOfWorkers": 150}),
        ("aws:glue/job:Job", {"command": {"name": "gluestreaming"}, "workerType": "G.8X", "numberOfWorkers": 150}),
        ("azure-native:cosmosdb:SqlResourceSqlContainer", {"options": {"throughput": 1_200_000}}),
        (
            "azure-native:cosmosdb:MongoDBResourceMongoDBCollection",
            {"options": {"autoscaleSettings": {"maxThroughput": 1_000_000}}},
        ),
    ],
)
def test_many_of_something_is_money_that_nobody_saw(token: str, inputs: dict[str, Any]) -> None:
    assert outcomes(door(token, inputs, provider=None), "stack-budget") == UNDETERMINED


@pytest.mark.parametrize(
    ("token", "inputs"),
    [
        ("spotinst:aws/ocean:Ocean", {"whitelists": ["p4d.24xlarge"], "maxSize": 8}),
        ("spotinst:aws/elastigroup:Elastigroup", {"instanceTypesSpots": ["g5.48xlarge"], "maxSize": 40}),
        ("azure:compute/linuxVirtualMachine:LinuxVirtualMachine", {"size": "Standard_ND96isr_H100_v5"}),
        ("google-native:compute/v1:Instance", {"machineType": "zones/us-central1-a/machineTypes/a3-highgpu-8g"}),
        ("awsx:ec2:Fleet", {"instanceType": UNKNOWN}),
    ],
)
def test_machines_of_the_three_clouds_by_another_provider_are_money_that_nobody_saw(
    token: str, inputs: dict[str, Any]
) -> None:
    found = door(token, inputs, provider=None)
    assert outcomes(found, "stack-budget") == UNDETERMINED
    assert outcomes(found, "oversized-instance") & {Outcome.FAIL, Outcome.UNDETERMINED}


def test_a_component_that_a_corp_s_own_provider_builds_is_looked_through() -> None:
    found = door("corp:gpu:Farm", {"args": {"machines": {"instanceType": "p5.48xlarge", "nodeCount": 4}}}, custom=False)
    assert outcomes(found, "oversized-instance") == {Outcome.FAIL}
    assert outcomes(found, "stack-budget") == UNDETERMINED


@pytest.mark.parametrize(
    ("token", "inputs"),
    [
        ("digitalocean:index/droplet:Droplet", {"size": "s-2vcpu-4gb"}),
        ("equinix:metal/vlan:Vlan", {"metro": "da", "vxlan": 1040}),
        ("aws:apprunner/service:Service", {"instanceConfiguration": {"cpu": "1024", "memory": "2048"}}),
        ("aws:glue/job:Job", {"command": {"name": "glueetl"}, "workerType": "G.1X", "numberOfWorkers": 10}),
        ("aws:glue/job:Job", {"command": {"name": "gluestreaming"}, "workerType": "G.1X", "numberOfWorkers": 2}),
        ("azure-native:cosmosdb:SqlResourceSqlContainer", {"options": {"throughput": 400}}),
        ("digitalocean:index/databaseCluster:DatabaseCluster", {"size": "db-s-2vcpu-4gb", "nodeCount": 3}),
        ("mongodbatlas:index/cluster:Cluster", {"providerInstanceSizeName": "M10", "numShards": 1}),
        ("snowflake:index:Warehouse", {"warehouseSize": "XSMALL", "comment": "GPU work is elsewhere"}),
        ("confluent:index:Cluster", {"dedicated": {"cku": 1}}),
        ("cloudflare:index/record:Record", {"name": "gpu.example.com", "type": "A", "value": "8xH100"}),
        ("github:index/repository:Repository", {"name": "gpu-tools", "topics": ["gpu", "h100"]}),
        ("github:index/team:Team", {"name": "gpu", "description": "8xH100 owners"}),
        ("datadog:index/monitor:Monitor", {"name": "gpu", "type": "metric alert", "message": "gpu is idle"}),
        (
            "datadog:index/dashboard:Dashboard",
            {"title": "GPU", "widgets": [{"query": "avg:gpu.util", "type": "timeseries"}]},
        ),
        ("grafana:index/folder:Folder", {"title": "gpu"}),
        ("pagerduty:index/service:Service", {"name": "gpu pool", "autoResolveTimeout": "14400"}),
        ("vault:index/policy:Policy", {"name": "gpu", "policy": 'path "secret/gpu" {}'}),
        ("oci:Core/vcn:Vcn", {"displayName": "gpu", "freeformTags": {"gpu": "true"}, "labels": {"gpu": "h100"}}),
        ("kafka:index/topic:Topic", {"name": "events", "partitions": 100, "replicationFactor": 3}),
        ("postgresql:index/database:Database", {"name": "gpu", "connectionLimit": 500}),
        ("hcloud:index/server:Server", {"serverType": "cx22", "image": "ubuntu-24.04"}),
        ("spotinst:aws/elastigroup:Elastigroup", {"instanceTypesSpots": ["m5.large"], "maxSize": 3}),
        ("aws:pinpoint/app:App", {"name": "gpu", "limits": {"daily": 100}}),
    ],
)
def test_what_is_small_or_merely_speaks_of_gpus_stays_quiet(token: str, inputs: dict[str, Any]) -> None:
    found = door(token, inputs, provider=None)
    blocking = {Outcome.FAIL, Outcome.UNDETERMINED}
    assert outcomes(found, "oversized-instance") & blocking == QUIET
    assert outcomes(found, "stack-budget") & blocking == QUIET


def _many(size: str, count: int) -> set[str]:
    servers = [
        resource("hcloud:index/server:Server", f"web-{at}", {"plan": size}, provider=None) for at in range(count)
    ]
    return {it.large for it in facts(*servers).unread}


def test_many_machines_that_are_declared_one_by_one_are_many() -> None:
    assert _many("fleet-large", 40) == {"plan"}
    assert _many("c-16vcpu", 16) == {"plan"}
    assert _many("s-1vcpu-1gb", 16) == {""}
    assert _many("fleet-large", 4) == {""}
