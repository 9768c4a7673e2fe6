"""Instance types that are named where no reader knows the resource: they are found, and nothing is made up."""

from __future__ import annotations

import json
from typing import Any

import pytest

from penstock.resources.reading.values import UNKNOWN, SecretText
from resources.resource_facts import facts, resource, types

CLUSTER = "aws-native:sagemaker:Cluster"


def named(token: str, inputs: Any, **rest: Any) -> dict[str, object]:
    found = facts(resource(token, "it", inputs, **rest))
    return {path: name for fact in (*found.nodes, *found.templates) for path, name in types(fact).items()}


@pytest.mark.parametrize(
    ("token", "inputs", "expected"),
    [
        (CLUSTER, {"instanceType": "ml.p5.48xlarge"}, {"instanceType": "p5.48xlarge"}),
        (CLUSTER, {"instance_type": "ml.p5.48xlarge"}, {"instance_type": "p5.48xlarge"}),
        (CLUSTER, {"instanceType": UNKNOWN}, {"instanceType": UNKNOWN}),
        (CLUSTER, {"instanceType": "ML.P5.48XLARGE"}, {"instanceType": "p5.48xlarge"}),
        (CLUSTER, {"instanceType": "ml.p9.48xlarge"}, {"instanceType": "p9.48xlarge"}),  # a family yet to come
        (
            "aws:sagemaker/endpointConfiguration:EndpointConfiguration",
            {"productionVariants": [UNKNOWN], "name": UNKNOWN},
            {"productionVariants[0]": UNKNOWN},
        ),
        ("aws:cloudcontrol/resource:Resource", {"desiredState": UNKNOWN}, {"desiredState": UNKNOWN}),
        (
            "aws:ec2/capacityBlockReservation:CapacityBlockReservation",
            {"capacityBlockOfferingId": "cb-0123456789abcdef0"},
            {"capacityBlockOfferingId": UNKNOWN},
        ),
        (
            "aws-native:batch:ComputeEnvironment",
            {"computeResources": {"instanceTypes": ["optimal", "p5", "t3.micro"]}},
            {"computeResources.instanceTypes[2]": "t3.micro"},  # what any may come of is a selection, as of attributes
        ),
        (
            "aws:cloudformation/stack:Stack",
            {
                "templateBody": json.dumps(
                    {"Resources": {"I": {"Type": "AWS::EC2::Instance", "Properties": {"InstanceType": "p5.48xlarge"}}}}
                )
            },
            {"templateBody.Resources.I.instanceType": "p5.48xlarge"},
        ),
        (
            "aws:datapipeline/pipelineDefinition:PipelineDefinition",
            {"pipelineObjects": [{"fields": [{"key": "instanceType", "stringValue": "p5.48xlarge"}]}]},
            {"pipelineObjects[0].fields[0].stringValue": "p5.48xlarge"},
        ),
        ("aws:ec2/dedicatedHost:DedicatedHost", {"instanceFamily": "p5"}, {"instanceFamily": "p5.48xlarge"}),
        ("aws-native:ec2:Instance", {"instanceType": "p5.48xlarge"}, {"instanceType": "p5.48xlarge"}),
        (
            "command:local:Command",
            {"create": "aws ec2 run-instances --instance-type p5.48xlarge --count 4"},
            {"create": "p5.48xlarge"},
        ),
        (
            "kubernetes:apiextensions.k8s.io:CustomResource",
            {"spec": {"requirements": [{"key": "node.kubernetes.io/instance-type", "values": ["p5.48xlarge"]}]}},
            {"spec.requirements[0].values[0]": "p5.48xlarge"},
        ),
    ],
)
def test_what_is_named_is_found_with_its_path(token: str, inputs: Any, expected: dict[str, object]) -> None:
    assert named(token, inputs) == expected


@pytest.mark.parametrize(
    "inputs",
    [
        {"hostInstanceType": "mq.m5.large"},
        {"instanceType": "m5.large.search"},
        {"instanceType": "kafka.m5.large"},
        {"file": "notes.txt", "host": "a.example", "size": 48.0},
        {"tags": {"was": "p5.48xlarge"}, "description": "not a p5.48xlarge"},
        {"excludedInstanceTypes": ["p5.48xlarge"]},
        {"name": UNKNOWN, "other": None, "text": "xp5.48xlarge p5.48xlarge.example"},
    ],
)
def test_what_asks_for_no_machine_of_ec2_is_left_alone(inputs: Any) -> None:
    assert named("aws:some/thing:Thing", inputs) == {}


@pytest.mark.parametrize("key", ["instanceRequirements", "instance_requirements"])
def test_selection_by_attributes_is_noticed_anywhere(key: str) -> None:
    inputs = {"managedInstancesProvider": {"instanceLaunchTemplate": {key: {"vcpuCount": {"min": 96}}}}}
    (found,) = facts(resource("aws-native:ecs:CapacityProvider", "it", inputs)).templates
    assert found.requirements


def test_a_secret_name_is_found_and_stays_masked() -> None:
    (found,) = named(CLUSTER, {"instanceType": SecretText("ml.p5.48xlarge")}).values()
    assert found == "p5.48xlarge"
    assert f"{found}" == "[secret]"


def test_a_component_that_its_provider_builds_is_judged_by_its_own_inputs() -> None:
    remote = {"instanceType": "p5.48xlarge"}
    assert named("eks:index:NodeGroupV2", remote, custom=False) == {"instanceType": "p5.48xlarge"}
    assert named("team:index:Pool", remote, custom=False, provider=None) == {}  # its children are seen


def test_it_is_still_a_type_without_a_price() -> None:
    assert len(facts(resource(CLUSTER, "it", {"instanceType": "ml.p5.48xlarge"})).unread) == 1


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("give me a p7.96xlarge", "p7.96xlarge"),
        ("trn5.48xlarge", "trn5.48xlarge"),
        ("a5-ultragpu-8g", "a5-ultragpu-8g"),
        ("zones/us-central1-a/machineTypes/a3-highgpu-8g", "a3-highgpu-8g"),
        ("ct9x-standard-4t", "ct9x-standard-4t"),
        ("Standard_ND256isr_X900_v9", "Standard_ND256isr_X900_v9"),
        ("standard_nd96isr_h100_v5", "Standard_ND96isr_H100_v5"),
        ("e2-medium, please", "e2-medium"),
    ],
)
def test_a_text_names_the_machines_of_all_three_clouds_and_families_yet_to_come(text: str, name: str) -> None:
    assert named("some:index:Thing", {"text": text}) == {"text": name}


@pytest.mark.parametrize(
    "text",
    [
        *("us-central1-a", "europe-west4", "sha256-abcdef", "python3-pip", "utf-8", "a1b2-c3d4-e5f6", "t2.example"),
        *("Standard_LRS", "Standard_RAGRS", "standard_user", "v1.2.3", "nvidia-device-plugin", "nvidia-smi", "gpt-4"),
    ],
)
def test_other_words_name_no_machine(text: str) -> None:
    assert named("some:index:Thing", {"text": text}) == {}


def test_what_stands_in_the_place_of_a_machine_is_one_also_when_it_is_not_known() -> None:
    assert named("gcp:some/thing:Thing", {"machineType": UNKNOWN}) == {"machineType": UNKNOWN}
    assert named("azure-native:some:Thing", {"vmSize": UNKNOWN}) == {"vmSize": UNKNOWN}
