"""Machines that services of AWS rent out: what they are by EC2's names, how many, what they are bought as, and what stops them."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from penstock.resources.aws.machines.ecs_tasks import TASKS
from penstock.resources.aws.managed.codebuild import BUILDS
from penstock.resources.aws.managed.commitments import COMMITMENTS
from penstock.resources.aws.managed.node_classes import CLASSES
from penstock.resources.aws.managed.rented_machines import RENTED
from penstock.resources.aws.managed.workspaces import DESKTOPS
from penstock.resources.aws.transfers.migrations import MOVES
from penstock.resources.aws.transfers.network_links import LINKS
from penstock.resources.aws.transfers.replication import GLOBAL_DATA
from penstock.resources.aws.transfers.service_deliveries import DELIVERIES
from penstock.resources.reading.values import UNKNOWN, SecretText
from resources.resource_facts import facts, node, resource, template, types

from .aws_program import of

STREAM = "aws:appstream/fleet:Fleet"
DESK = "aws:workspaces/workspace:Workspace"
BUILDER = "aws:codebuild/fleet:Fleet"
PROJECT = "aws:codebuild/project:Project"
GAME = "aws:gamelift/fleet:Fleet"
SERVERS = "aws:gamelift/gameServerGroup:GameServerGroup"
LAMBDA = "aws:lambda/capacityProvider:CapacityProvider"
TARGET = "aws:appautoscaling/target:Target"
TUNING = "aws:sagemaker/hyperParameterTuningJob:HyperParameterTuningJob"
TRAINING = "aws:sagemaker/trainingJob:TrainingJob"
CLOUD9 = "aws:cloud9/environmentEC2:EnvironmentEC2"
H = 730
NOTHING = set[object]()


@pytest.mark.parametrize(
    ("token", "inputs", "expected"),
    [
        (STREAM, {"instanceType": "stream.graphics.g5.12xlarge"}, {"instanceType": "g5.12xlarge"}),
        (STREAM, {"instanceType": "STREAM.GRAPHICS.G5.12XLARGE"}, {"instanceType": "G5.12XLARGE"}),
        (STREAM, {"instanceType": UNKNOWN}, {"instanceType": UNKNOWN}),
        (STREAM, {}, {"instanceType": UNKNOWN}),
        (STREAM, {"instanceType": 7}, {"instanceType": UNKNOWN}),
        (
            DESK,
            {"workspaceProperties": {"computeTypeName": "GRAPHICSPRO_G4DN"}},
            {"workspaceProperties.computeTypeName": "g4dn.4xlarge"},
        ),
        (
            DESK,
            {"workspaceProperties": {"computeTypeName": "GRAPHICS_GR6_4XLARGE"}},
            {"workspaceProperties.computeTypeName": "gr6.4xlarge"},
        ),
        (DESK, {"workspaceProperties": UNKNOWN}, {"workspaceProperties.computeTypeName": UNKNOWN}),
        (DESK, {"bundleId": "wsb-1"}, {"workspaceProperties.computeTypeName": UNKNOWN}),
        ("aws:workspaces/pool:Pool", {"bundleId": "wsb-1"}, {"bundleId": UNKNOWN}),
        (GAME, {"ec2InstanceType": "g5.xlarge"}, {"ec2InstanceType": "g5.xlarge"}),
        (GAME, {}, {"ec2InstanceType": UNKNOWN}),
        (SERVERS, {"instanceDefinitions": UNKNOWN}, {"instanceDefinitions": UNKNOWN}),
        (SERVERS, {"instanceDefinitions": []}, {"instanceDefinitions": UNKNOWN}),
        (LAMBDA, {}, {"instanceRequirements": UNKNOWN}),
        (
            LAMBDA,
            {"instanceRequirements": [{"allowedInstanceTypes": ["p5.48xlarge", UNKNOWN]}]},
            {
                "instanceRequirements[0].allowedInstanceTypes[0]": "p5.48xlarge",
                "instanceRequirements[0].allowedInstanceTypes[1]": UNKNOWN,
            },
        ),
        (
            BUILDER,
            {"computeType": "CUSTOM_INSTANCE_TYPE", "computeConfiguration": {"instanceType": "p5.48xlarge"}},
            {"computeConfiguration.instanceType": "p5.48xlarge"},
        ),
        (
            BUILDER,
            {"computeType": "ATTRIBUTE_BASED_COMPUTE", "environmentType": "LINUX_GPU_CONTAINER"},
            {"computeConfiguration": UNKNOWN},
        ),
        (
            BUILDER,
            {"computeType": "BUILD_GENERAL1_SMALL", "environmentType": "LINUX_GPU_CONTAINER"},
            {"computeType": "g5.xlarge"},
        ),
        (BUILDER, {"computeType": "BUILD_GENERAL1_SMALL", "environmentType": UNKNOWN}, {"computeType": UNKNOWN}),
        (CLOUD9, {"instanceType": "g5.xlarge"}, {"instanceType": "g5.xlarge"}),
    ],
)
def test_what_a_service_rents_is_known_by_its_name_on_ec2(token: str, inputs: Any, expected: Any) -> None:
    assert types(node(resource(token, "it", inputs))) == expected


def test_a_secret_type_stays_masked() -> None:
    (choice,) = node(resource(STREAM, "it", {"instanceType": SecretText("stream.graphics.g5.xlarge")})).choices
    assert (choice.instance_type, f"{choice.instance_type}") == ("g5.xlarge", "[secret]")


@pytest.mark.parametrize(
    ("token", "inputs", "expected"),
    [
        (STREAM, {"instanceType": "stream.standard.large", "computeCapacity": {"desiredInstances": 3}}, 3 * H),
        (DESK, {"workspaceProperties": {"computeTypeName": "POWER"}}, 1),
        (DESK, {"workspaceProperties": {}}, 1),
        (
            BUILDER,
            {"computeType": "BUILD_GENERAL1_LARGE", "environmentType": "ARM_CONTAINER", "baseCapacity": 2},
            2 * H,
        ),
    ],
)
def test_what_has_no_accelerators_is_a_line_of_the_bill(token: str, inputs: Any, expected: int) -> None:
    found = facts(resource(token, "it", inputs))
    assert (found.nodes, [it.quantity for it in found.charges]) == ((), [expected])


def _sizes(token: str, inputs: Any, *others: Any) -> tuple[object, object, object]:
    found = node(resource(token, "it", inputs), *others)
    return found.minimum, found.desired, found.maximum


GPU = {"instanceType": "stream.graphics.g5.xlarge", "computeCapacity": {"desiredInstances": 4}}


@pytest.mark.parametrize(
    ("token", "inputs", "expected"),
    [
        (STREAM, GPU | {"fleetType": "ALWAYS_ON"}, (4, 4, 4)),
        (STREAM, GPU | {"fleetType": "ON_DEMAND"}, (0, 4, 4)),
        (STREAM, GPU | {"fleetType": UNKNOWN}, (4, 4, 4)),
        (STREAM, GPU | {"computeCapacity": UNKNOWN}, (0, UNKNOWN, UNKNOWN)),
        (GAME, {"ec2InstanceType": "g5.xlarge"}, (0, 1, UNKNOWN)),
        (
            SERVERS,
            {"minSize": 1, "maxSize": 9, "instanceDefinitions": [{"instanceType": "g5.xlarge"}]},
            (1, None, 9),
        ),
        (
            SERVERS,
            {
                "minSize": 1,
                "maxSize": 9,
                "instanceDefinitions": [{"instanceType": "g5.xlarge", "weightedCapacity": "2"}],
            },
            (UNKNOWN, None, UNKNOWN),
        ),
        (
            LAMBDA,
            {
                "instanceRequirements": [{"allowedInstanceTypes": ["m7i.4xlarge"]}],
                "capacityProviderScalingConfigs": [{"maxVcpuCount": 100}],
            },
            (0, None, 7),  # 16 vCPUs each, the last one whole
        ),
        (LAMBDA, {"instanceRequirements": [{"allowedInstanceTypes": ["m7i.4xlarge"]}]}, (0, None, UNKNOWN)),
        (
            BUILDER,
            {
                "computeType": "CUSTOM_INSTANCE_TYPE",
                "computeConfiguration": {"instanceType": "g5.xlarge"},
                "baseCapacity": 2,
                "scalingConfiguration": {"maxCapacity": 10},
            },
            (2, 2, 10),
        ),
    ],
)
def test_how_many_there_are_is_what_the_program_says(token: str, inputs: Any, expected: Any) -> None:
    assert _sizes(token, inputs) == expected


def test_what_scales_a_fleet_says_how_many_there_are() -> None:
    fleet = resource(STREAM, "it", GPU | {"fleetType": "ALWAYS_ON"})
    target = resource(TARGET, "t", {"minCapacity": 1, "maxCapacity": 20}, sources={"resourceId": (fleet,)})
    found = node(fleet, target)
    assert (found.minimum, found.desired, found.maximum) == (1, None, 20)


@pytest.mark.parametrize(
    ("token", "inputs", "spot"),
    [
        (GAME, {"ec2InstanceType": "g5.xlarge", "fleetType": "SPOT"}, True),
        (GAME, {"ec2InstanceType": "g5.xlarge"}, False),
        (GAME, {"ec2InstanceType": "g5.xlarge", "fleetType": "spot"}, UNKNOWN),  # no word that AWS takes
        (SERVERS, {"balancingStrategy": "SPOT_ONLY"}, True),
        (SERVERS, {}, False),  # SPOT_PREFERRED falls back to on-demand
        (STREAM, GPU, False),
    ],
)
def test_how_they_are_bought(token: str, inputs: Any, spot: Any) -> None:
    capacity = node(resource(token, "it", inputs)).capacity
    assert capacity is not None
    assert capacity.all_spot is spot


@pytest.mark.parametrize(
    ("token", "inputs", "after"),
    [
        (
            STREAM,
            GPU | {"fleetType": "ON_DEMAND", "idleDisconnectTimeoutInSeconds": 600, "disconnectTimeoutInSeconds": 300},
            timedelta(minutes=15),
        ),
        (STREAM, GPU | {"fleetType": "ON_DEMAND"}, None),  # nobody is disconnected for being idle
        (STREAM, GPU | {"fleetType": "ON_DEMAND", "idleDisconnectTimeoutInSeconds": 600}, UNKNOWN),
        (CLOUD9, {"instanceType": "g5.xlarge", "automaticStopTimeMinutes": 30}, timedelta(minutes=30)),
        (CLOUD9, {"instanceType": "g5.xlarge"}, None),
        (
            DESK,
            {"workspaceProperties": {"computeTypeName": "GRAPHICS_G4DN", "runningMode": "AUTO_STOP"}},
            timedelta(hours=1),
        ),
        (DESK, {"workspaceProperties": {"computeTypeName": "GRAPHICS_G4DN", "runningMode": "ALWAYS_ON"}}, None),
    ],
)
def test_what_stops_them_when_nobody_works(token: str, inputs: Any, after: Any) -> None:
    stoppers = node(resource(token, "it", inputs)).idle
    assert [it.idle_duration for it in stoppers] == ([] if after is None else [after])


@pytest.mark.parametrize(
    ("environment", "expected"),
    [
        ({"type": "LINUX_GPU_CONTAINER", "computeType": "BUILD_GENERAL1_LARGE"}, {"p3.8xlarge"}),
        ({"type": "LINUX_GPU_CONTAINER", "computeType": "BUILD_GENERAL1_2XLARGE"}, {UNKNOWN}),
        ({"type": UNKNOWN, "computeType": "BUILD_GENERAL1_SMALL"}, {UNKNOWN}),
        ({"type": "LINUX_CONTAINER", "computeType": "BUILD_GENERAL1_LARGE"}, NOTHING),
        ({"type": "LINUX_GPU_CONTAINER", "computeType": "BUILD_GENERAL1_LARGE", "fleet": {"fleetArn": "f"}}, NOTHING),
        (UNKNOWN, {UNKNOWN}),
    ],
)
def test_builds_with_gpus_are_judged_by_their_machine(environment: Any, expected: Any) -> None:
    found = facts(resource(PROJECT, "it", {"environment": environment}))
    assert {choice.instance_type for it in found.templates for choice in it.choices} == expected


def test_disaster_recovery_brings_servers_and_bytes_from_somewhere() -> None:
    inputs = {"replicationServerInstanceType": "p5.48xlarge", "createPublicIp": True}
    it = resource("aws:drs/replicationConfigurationTemplate:ReplicationConfigurationTemplate", "it", inputs)
    found = template(it)
    assert (types(found), found.public_address) == ({"replicationServerInstanceType": "p5.48xlarge"}, True)
    assert [(it.source_region, it.target) for it in facts(it).paths] == [(UNKNOWN, "us-east-1")]


def test_a_tuning_job_may_get_any_of_its_configurations_at_once_for_each_parallel_job() -> None:
    configs = [
        {"instanceType": "ml.g5.xlarge", "instanceCount": 1},
        {"instanceType": "ml.p5.48xlarge", "instanceCount": 2},
    ]
    definition = {"hyperParameterTuningResourceConfig": {"instanceConfigs": configs}}
    limits = {"config": {"resourceLimits": {"maxParallelTrainingJobs": 5}}}
    found = node(resource(TUNING, "it", limits | {"trainingJobDefinition": definition}))
    assert (set(types(found).values()), found.maximum) == ({"g5.xlarge", "p5.48xlarge"}, 10)


def test_a_rule_of_a_training_job_has_a_machine_of_its_own_if_it_asks_for_one() -> None:
    rules = [{"ruleConfigurationName": "free"}, {"ruleConfigurationName": "paid", "instanceType": "ml.p5.48xlarge"}]
    config = {"instanceType": "ml.g5.xlarge", "instanceCount": 1}
    found = facts(resource(TRAINING, "it", {"resourceConfig": config, "debugRuleConfigurations": rules}))
    assert {path: name for it in found.nodes for path, name in types(it).items()} == {
        "resourceConfig.instanceType": "g5.xlarge",
        "debugRuleConfigurations[1].instanceType": "p5.48xlarge",
    }


@pytest.mark.parametrize(
    ("token", "inputs", "expected"),
    [
        (
            "aws:dax/cluster:Cluster",
            {"nodeType": "dax.r5.24xlarge", "replicationFactor": 3},
            {"dax-dax.r5.24xlarge-hour": 3 * H},
        ),
        (
            "aws:mq/broker:Broker",
            {"hostInstanceType": "mq.m5.large", "deploymentMode": "CLUSTER_MULTI_AZ", "publiclyAccessible": True},
            {"mq-mq.m5.large-hour": 3 * H, "mq-gib-month": None, "public-ipv4-hour": 3 * H},
        ),
        (
            "aws:dms/replicationInstance:ReplicationInstance",
            {"replicationInstanceClass": "dms.r5.24xlarge", "multiAz": True, "allocatedStorage": 100},
            {"dms-dms.r5.24xlarge-hour": 2 * H, "dms-gib-month": 200},
        ),
        (
            "aws:cloudsearch/domain:Domain",
            {
                "scalingParameters": {
                    "desiredInstanceType": "search.2xlarge",
                    "desiredPartitionCount": 2,
                    "desiredReplicationCount": 3,
                }
            },
            {"cloudsearch-search.2xlarge-hour": 6 * H},
        ),
        (
            "aws:finspace/kxScalingGroup:KxScalingGroup",
            {"hostType": "kx.sg1.24xlarge"},
            {"finspace-kx.sg1.24xlarge-hour": H},
        ),
        (
            "aws:neptunegraph/graph:Graph",
            {"provisionedMemory": 1024, "replicaCount": 2},
            {"neptune-analytics-ncu-hour": 3072 * H},
        ),
        ("aws:glue/job:Job", {"workerType": "G.16X", "numberOfWorkers": 100}, {"glue-g.16x-worker-hour": None}),
        (
            "aws:bedrock/provisionedModelThroughput:ProvisionedModelThroughput",
            {"modelArn": "arn:aws:bedrock:us-east-1::foundation-model/m", "modelUnits": 4},
            {"bedrock-unit-m-hour": 4 * H},
        ),
        ("aws:savingsplans/savingsPlan:SavingsPlan", {"commitment": "1.5"}, {"savings-plan-usd": Decimal(1095)}),
        (
            "aws:odb/cloudExadataInfrastructure:CloudExadataInfrastructure",
            {"shape": "Exadata.X11M", "computeCount": 2, "storageCount": UNKNOWN},
            {"exadata-exadata.x11m-server-hour": 2 * H, "exadata-exadata.x11m-storage-hour": UNKNOWN},
        ),
        ("aws:secretsmanager/secret:Secret", {"replicas": [{"region": "eu-west-1"}]}, {"secret-month": 2}),
        (
            "aws:mq/broker:Broker",
            {"deploymentMode": UNKNOWN, "hostInstanceType": "mq.m5.large"},
            {"mq-mq.m5.large-hour": UNKNOWN, "mq-gib-month": None},
        ),
    ],
)
def test_what_a_class_and_a_number_of_nodes_bill(token: str, inputs: Any, expected: dict[str, object]) -> None:
    assert of(facts(resource(token, "it", inputs)), "it") == expected


FAMILIES = (RENTED, DESKTOPS, BUILDS, CLASSES, COMMITMENTS, GLOBAL_DATA, LINKS, MOVES, DELIVERIES, TASKS)
READERS = {token for family in FAMILIES for token in family}
_TABLE = Path(__file__).parents[2] / "doors" / "tables" / "aws.tsv"
_ROWS = [line.split("\t") for line in _TABLE.read_text(encoding="utf-8").splitlines()[1:]]
_INPUTS = sorted(
    {(row[0], row[1].partition(".")[0].partition("[")[0]) for row in _ROWS if row[0] in READERS and row[1][0] != "("}
)


@pytest.mark.parametrize(
    "value", [UNKNOWN, 7, "x", [], {}, [UNKNOWN], [7], {"region": UNKNOWN}, [{"region": 7}]], ids=repr
)
def test_no_input_of_the_wrong_kind_stops_a_reader(value: Any) -> None:
    for token, name in _INPUTS:
        found = facts(resource(token, "it", {name: value}))
        said = (*found.nodes, *found.templates, *found.charges, *found.free, *found.paths)
        assert {it.urn.rpartition("::")[2] for it in said} == {"it"}, token
        assert found.unread == ()


@pytest.mark.parametrize(
    ("token", "inputs"),
    [
        ("aws:glue/job:Job", {"workerType": SecretText("HUNTER2")}),
        (DESK, {"workspaceProperties": {"computeTypeName": SecretText("HUNTER2")}}),
        (BUILDER, {"computeType": SecretText("HUNTER2"), "environmentType": "ARM_CONTAINER"}),
        ("aws:odb/cloudExadataInfrastructure:CloudExadataInfrastructure", {"shape": SecretText("HUNTER2")}),
        (
            "aws:bedrock/provisionedModelThroughput:ProvisionedModelThroughput",
            {"modelArn": SecretText("arn:aws:bedrock:us-east-1::x/HUNTER2")},
        ),
        ("aws:directconnect/connection:Connection", {"bandwidth": SecretText("HUNTER2")}),
    ],
)
def test_a_secret_is_not_written_into_the_name_of_a_price_in_another_case(token: str, inputs: Any) -> None:
    skus = [charge.sku for charge in facts(resource(token, "it", inputs)).charges]
    assert any("[secret]" in sku for sku in skus)
    assert not any("hunter2" in sku.lower() for sku in skus)
