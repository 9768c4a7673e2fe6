"""Cloud Control, CloudFormation and Azure Resource Manager: what a template declares is read as if the program declared it."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import Any

import pytest

from penstock.resources.facts import FactSet, Node
from penstock.resources.reading.values import UNKNOWN, SecretText
from penstock_policies import Outcome
from resources.kubernetes.kubernetes_program import machines, outcomes
from resources.resource_facts import facts, resource

from .generic_program import door, size

STACK = "aws:cloudformation/stack:Stack"
DEPLOYMENT = "azure-native:resources:Deployment"

TEMPLATE = """
AWSTemplateFormatVersion: 2010-09-09
Parameters:
  Type: {Type: String, Default: p5.48xlarge}
Resources:
  Template:
    Type: AWS::EC2::LaunchTemplate
    Properties:
      LaunchTemplateData:
        InstanceType: !Ref Type
        InstanceMarketOptions: {MarketType: spot}
        NetworkInterfaces: [{DeviceIndex: 0, AssociatePublicIpAddress: true}]
        BlockDeviceMappings: [{DeviceName: /dev/xvda, Ebs: {VolumeSize: 100, VolumeType: gp3, DeleteOnTermination: true}}]
  Group:
    Type: AWS::AutoScaling::AutoScalingGroup
    Properties:
      MinSize: '0'
      MaxSize: '4'
      DesiredCapacity: '1'
      LaunchTemplate: {LaunchTemplateId: !Ref Template, Version: !GetAtt Template.LatestVersionNumber}
      Tags: [{Key: owner, Value: vision, PropagateAtLaunch: true}]
  Topic:
    Type: AWS::SNS::Topic
"""


def the(found: FactSet) -> Node:
    (node,) = found.nodes
    return node


def test_a_group_in_a_stack_is_joined_with_its_template() -> None:
    found = door(STACK, {"templateBody": TEMPLATE})
    node = the(found)
    assert (node.urn.rpartition("::")[2], node.region, node.tags["owner"]) == ("it", "us-east-1", "vision")
    assert (node.minimum, node.desired, node.maximum, node.template_unresolved) == (0, 1, 4, False)
    assert [(it.instance_type, it.path) for it in node.choices] == [
        ("p5.48xlarge", "templateBody.Resources.Template.instanceType")
    ]
    assert node.capacity is not None
    assert node.capacity.all_spot is True
    assert [(disk.kind, disk.gib) for disk in node.disks] == [("gp3", Decimal(100))]
    assert outcomes(found, "oversized-instance") >= {Outcome.FAIL}
    assert outcomes(found, "spot-required") == {Outcome.PASS}
    assert outcomes(found, "internet-egress") == {Outcome.FAIL}
    assert len(found.unread) == 1  # whatever else it makes, nobody knows the price of all of it


@pytest.mark.parametrize(
    ("parameters", "expected"),
    [({"Type": "g5.xlarge"}, {"pass"}), ({"Type": UNKNOWN}, {"undetermined"}), ({}, {"fail"}), (None, {"fail"})],
)
def test_a_parameter_has_the_program_s_value_or_its_default(parameters: Any, expected: set[str]) -> None:
    assert size(STACK, {"templateBody": TEMPLATE, "parameters": parameters}) - {"not_applicable"} == expected


def test_json_is_as_good_as_yaml() -> None:
    body = {"Resources": {"I": {"Type": "AWS::EC2::Instance", "Properties": {"InstanceType": "p5.48xlarge"}}}}
    node = the(door(STACK, {"templateBody": json.dumps(body)}))
    assert (node.kind, [it.instance_type for it in node.choices]) == ("instance", ["p5.48xlarge"])


@pytest.mark.parametrize(
    "inputs",
    [
        {"templateUrl": "https://s3.amazonaws.com/templates/team.yaml"},
        {"templateBody": UNKNOWN},
        {"templateBody": "a: [b"},
        {"templateBody": "just text"},
        {"templateBody": "Resources: {}"},
        {},
    ],
)
@pytest.mark.parametrize("token", [STACK, "aws:cloudformation/stackSet:StackSet", "aws-native:cloudformation:Stack"])
def test_a_template_that_nobody_can_read_may_be_anything(token: str, inputs: Any) -> None:
    assert size(token, inputs) == {"undetermined"}


@pytest.mark.parametrize(
    ("kind", "properties", "expected"),
    [
        ("AWS::SageMaker::NotebookInstance", {"InstanceType": "ml.p5.48xlarge"}, {"fail"}),
        ("AWS::EC2::Instance", {"InstanceType": {"Fn::FindInMap": ["a", "b", "c"]}}, {"undetermined"}),
        ("AWS::EC2::Instance", {"InstanceType": {"Fn::If": ["Big", "p5.48xlarge", "t3.micro"]}}, {"undetermined"}),
        ("AWS::EKS::Nodegroup", {"InstanceTypes": ["p5.48xlarge"], "Subnets": ["a"], "NodeRole": "b"}, {"fail"}),
        ("AWS::SNS::Topic", {"DisplayName": "a"}, set[str]()),
        ("AWS::EC2::Instance", {"Fn::Transform": {"Name": "AWS::Include"}}, {"undetermined"}),
        ({"Ref": "Kind"}, {}, {"undetermined"}),
    ],
)
def test_every_resource_of_a_stack_is_judged(kind: Any, properties: Any, expected: set[str]) -> None:
    body = json.dumps({"Resources": {"It": {"Type": kind, "Properties": properties}}})
    assert size(STACK, {"templateBody": body}) == expected


def test_a_machine_in_a_text_that_is_no_template_is_still_named() -> None:
    assert size(STACK, {"templateBody": "{p5.48xlarge"}) == {"fail", "undetermined"}
    assert size(DEPLOYMENT, {"properties": {"template": f"[{H100}"}}) == {"fail", "undetermined"}


NATIVE = [
    ("aws-native:ec2:Instance", {"instanceType": "p5.48xlarge"}),
    ("aws-native:eks:Nodegroup", {"instanceTypes": ["p5.48xlarge"], "capacityType": "SPOT"}),
    ("aws-native:ec2:LaunchTemplate", {"launchTemplateData": {"instanceType": "p5.48xlarge"}}),
    ("aws-native:sagemaker:Cluster", {"instanceGroups": [{"instanceType": "ml.p5.48xlarge"}]}),
    ("aws-native:batch:ComputeEnvironment", {"computeResources": {"type": "SPOT", "instanceTypes": ["p5.48xlarge"], "maxvCpus": 8}}),
    *(
        ("aws:cloudcontrol/resource:Resource", {"typeName": name, "desiredState": json.dumps(state)})
        for name, state in (
            ("AWS::EC2::Instance", {"InstanceType": "p5.48xlarge"}),
            ("AWS::SageMaker::Endpoint", {"x": {"InstanceType": "ml.p5.48xlarge"}}),
        )
    ),
    ("aws:cloudcontrol/resource:Resource", {"typeName": UNKNOWN, "desiredState": '{"InstanceType": "p5.48xlarge"}'}),
]  # fmt: skip


@pytest.mark.parametrize(("token", "inputs"), NATIVE)
def test_a_machine_by_cloud_control_is_a_machine(token: str, inputs: Any) -> None:
    assert size(token, inputs) & {"fail", "undetermined"}


def test_a_family_of_batch_by_cloud_control_is_judged_as_attributes_are() -> None:
    resources = {"type": "SPOT", "instanceTypes": ["p5"], "maxvCpus": 8}
    found = door("aws-native:batch:ComputeEnvironment", {"computeResources": resources})
    for rule in ("wide-instance-requirements", "pool-ceiling"):
        assert outcomes(found, rule) == {Outcome.FAIL}


def test_a_group_by_cloud_control_is_joined_and_priced_like_any_other() -> None:
    body = {"instanceType": "g5.xlarge", "instanceMarketOptions": {"marketType": "spot"}}
    template = resource("aws-native:ec2:LaunchTemplate", "template", {"launchTemplateData": body})
    inputs = {
        "minSize": "0",
        "maxSize": "2",
        "launchTemplate": {"launchTemplateId": UNKNOWN, "version": "1"},
        "vpcZoneIdentifier": ["subnet-1", "subnet-2"],
        "tags": [{"key": "purpose", "value": "training"}],
    }
    group = resource(
        "aws-native:autoscaling:AutoScalingGroup", "group", inputs, sources={"launchTemplate": (template,)}
    )
    found = facts(template, group)
    node = the(found)
    assert (node.cloud, [it.instance_type for it in node.choices], node.tags["purpose"]) == (
        "aws",
        ["g5.xlarge"],
        "training",
    )
    assert outcomes(found, "spot-required", "group") == {Outcome.PASS}
    assert found.unread == ()


def test_its_region_is_its_provider_s_also_where_a_saved_file_leaves_that_out() -> None:
    inputs = {"instanceType": "p5.48xlarge"}
    default = "urn:pulumi:dev::team::pulumi:providers:aws-native::default_1_0_0::id"
    it = resource("aws-native:ec2:Instance", "it", inputs, provider=default)
    assert the(facts(it, config={"aws-native:region": "eu-west-1"})).region == "eu-west-1"


def arm(*resources: Any, parameters: Any = None, **template: Any) -> dict[str, Any]:
    return {"properties": {"template": {"resources": list(resources), **template}, "parameters": parameters}}


def machine(vm_size: Any, **more: Any) -> dict[str, Any]:
    return {
        "type": "Microsoft.Compute/virtualMachines",
        "apiVersion": "2024-07-01",
        "name": "vm",
        "location": "westeurope",
        "properties": {"hardwareProfile": {"vmSize": vm_size}, **more},
    }


H100 = "Standard_ND96isr_H100_v5"


def test_a_machine_in_a_deployment_is_a_machine() -> None:
    found = door(DEPLOYMENT, arm(machine(H100, priority="Spot", evictionPolicy="Delete")))
    node = the(found)
    assert (node.cloud, node.region, [it.instance_type for it in node.choices]) == ("azure", "westeurope", [H100])
    assert outcomes(found, "oversized-instance") == {Outcome.FAIL}
    assert outcomes(found, "spot-required") == {Outcome.PASS}
    assert len(found.unread) == 1


NESTED = {
    "type": "Microsoft.Resources/deployments",
    "properties": {"template": {"resources": [machine("[parameters('inner')]")]}, "parameters": {"inner": {"value": "[parameters('size')]"}}},
}  # fmt: skip


@pytest.mark.parametrize(
    ("inputs", "expected"),
    [
        (arm(machine("[parameters('size')]"), parameters={"size": {"value": H100}}), {"fail"}),
        (arm(machine("[parameters('size')]")), {"undetermined"}),
        (arm(machine("[concat('Standard_ND96isr', '_H100_v5')]")), {"undetermined"}),
        (arm(machine("Standard_D2s_v5")), {"pass"}),
        (arm(NESTED, parameters={"size": {"value": H100}}), {"fail"}),
        (arm({"type": "Microsoft.Tomorrow/clusters", "properties": {"hardwareProfile": {"vmSize": H100}}}), {"fail"}),
        (arm({"type": "Microsoft.Insights/components", "properties": {}}), set[str]()),
        (arm(UNKNOWN), {"undetermined"}),
        (arm({"type": "[variables('kind')]", "properties": {}}), {"undetermined"}),
        (arm({"type": "Microsoft.Compute/virtualMachines", "properties": "[variables('machine')]"}), {"undetermined"}),
        ({"properties": {"template": {"resources": UNKNOWN}}}, {"undetermined"}),
        ({"properties": {"templateLink": {"uri": "https://example.com/a.json"}}}, {"undetermined"}),
        ({"properties": {"template": UNKNOWN}}, {"undetermined"}),
        ({"properties": UNKNOWN}, {"undetermined"}),
    ],
)
def test_what_a_deployment_declares_is_judged(inputs: Any, expected: set[str]) -> None:
    assert size(DEPLOYMENT, inputs) == expected


def test_a_default_of_a_template_s_parameter_counts() -> None:
    template = {
        "parameters": {"Size": {"type": "string", "defaultValue": H100}},
        "resources": [machine("[parameters('size')]")],
    }
    assert size(DEPLOYMENT, {"properties": {"template": template}}) == {"fail"}
    assert size("azure-native:resources:DeploymentStackAtResourceGroup", {"template": template}) == {"fail"}
    assert size(DEPLOYMENT, {"properties": {"template": json.dumps(template)}}) == {"fail"}


def test_a_secret_template_is_read_and_stays_masked() -> None:
    ((_, instance_type, _, _), *_) = machines(door(STACK, {"templateBody": SecretText(TEMPLATE)}), "it")
    assert instance_type == "p5.48xlarge"
    assert f"{instance_type}" == "[secret]"


FLEET = {
    "MaxWorkerCount": 200,
    "Configuration": {
        "ServiceManagedEc2": {
            "InstanceCapabilities": {
                "AcceleratorCapabilities": {"Selections": [{"Name": "l40s"}], "Count": {"Min": 4, "Max": 8}}
            }
        }
    },
}


def test_a_part_that_nobody_reads_is_large_by_what_it_names() -> None:
    body = json.dumps({"Resources": {"Fleet": {"Type": "AWS::Deadline::Fleet", "Properties": FLEET}}})
    found = door("aws:cloudformation/stack:Stack", {"templateBody": body})
    assert [it.large for it in found.unread] == [
        "templateBody.Resources.Fleet.configuration.serviceManagedEc2.instanceCapabilities.acceleratorCapabilities.count.min"
    ]
    assert outcomes(found, "stack-budget") & {Outcome.UNDETERMINED, Outcome.FAIL}
    plain = json.dumps({"Resources": {"Topic": {"Type": "AWS::SNS::Topic", "Properties": {"TopicName": "a"}}}})
    assert [it.large for it in door("aws:cloudformation/stack:Stack", {"templateBody": plain}).unread] == [""]


@pytest.mark.parametrize(
    ("kind", "properties", "places"),
    [
        (
            "Microsoft.DocumentDB/databaseAccounts",
            {"locations": [{"locationName": "West Europe"}, {"locationName": "UK South"}]},
            {"uksouth"},
        ),
        ("Microsoft.DocumentDB/databaseAccounts", {"locations": [{"locationName": "West Europe"}]}, set[str]()),
    ],
)
def test_data_that_a_deployment_copies_is_told(kind: str, properties: Any, places: set[str]) -> None:
    """Beside its backups, which Azure keeps in the paired region."""
    part = {"type": kind, "apiVersion": "2024-01-01", "name": "it", "location": "westeurope", "properties": properties}
    found = door(DEPLOYMENT, arm(part))
    assert {f"{it.target}" for it in found.paths if it.target not in ("internet", "zone", "northeurope")} == places


SKU = {"name": "Standard_D4ds_v5", "tier": "GeneralPurpose", "family": "C", "capacity": 2}


@pytest.mark.parametrize("kind", ["sql/servers/databases", "cache/redis"])
def test_a_type_of_azure_is_read_by_the_reader_of_its_cloud(kind: str) -> None:
    found = door(DEPLOYMENT, arm({"type": f"Microsoft.{kind}", "location": "eastus", "properties": {}, "sku": SKU}))
    assert found.charges


def test_a_request_s_body_that_gives_a_machine_its_size_orders_it() -> None:
    body = {"actions": {"create": {"inputs": {"body": {"hardwareProfile": {"vmSize": "Standard_M999ixs_v9"}}}}}}
    found = door("azure-native:logic:Workflow", {"location": "eastus", "definition": body})
    assert [it.instance_type for template in found.templates for it in template.choices] == ["Standard_M999ixs_v9"]
