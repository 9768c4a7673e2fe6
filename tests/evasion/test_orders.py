"""What a text orders: a call that starts machines does, however it is packed; a text that only speaks of machines does not."""

from __future__ import annotations

import base64
import gzip
import json
import zlib
from collections.abc import Mapping
from typing import Any

import pytest

from penstock.resources import read
from penstock.resources.reading.capture import Capture, Resource
from penstock.resources.reading.values import UNKNOWN, SecretText

INSTANCE = "aws:ec2/instance:Instance"
ORDER = "aws ec2 run-instances --instance-type p5.48xlarge\n"


def ordered(token: str, inputs: Mapping[str, Any]) -> set[tuple[str, str, object]]:
    """(cloud, path, type) of what the resource's texts order, beside the machine that it is."""
    resource = Resource(urn=f"urn:pulumi:dev::team::{token}::it", type=token, name="it", inputs=inputs)
    found = read(Capture(project="team", stack="dev", resources=(resource,))).templates
    return {(it.cloud, choice.path, choice.instance_type) for it in found for choice in it.choices}


def script(text: str) -> set[tuple[str, str, object]]:
    return ordered(INSTANCE, {"instanceType": "t3.small", "userData": text})


def packed(text: str) -> str:
    return base64.b64encode(text.encode()).decode()


def zipped(text: str) -> str:
    return base64.b64encode(gzip.compress(text.encode(), mtime=0)).decode()


@pytest.mark.parametrize(
    ("text", "cloud", "name"),
    [
        (ORDER, "aws", "p5.48xlarge"),
        (packed(ORDER), "aws", "p5.48xlarge"),
        (zipped(ORDER), "aws", "p5.48xlarge"),
        (
            packed(f"#cloud-config\nwrite_files: [{{encoding: gz+b64, content: {zipped(ORDER * 9)}}}]"),
            "aws",
            "p5.48xlarge",
        ),
        ('ec2.run_instances(InstanceType="p5.48xlarge")', "aws", "p5.48xlarge"),
        ('aws ec2 run-instances --instance-type "$family.$size"', "aws", UNKNOWN),
        ("gcloud compute instances create big --machine-type a3-highgpu-8g", "gcp", "a3-highgpu-8g"),
        ("gcloud beta compute instances bulk create --machine-type $X", "gcp", UNKNOWN),
        ("az vm create --size standard_nd96isr_h100_v5", "azure", "Standard_ND96isr_H100_v5"),
        ("az vmss create --vm-sku $SIZE", "azure", UNKNOWN),
    ],
)
def test_a_call_orders_the_types_that_it_names_or_any(text: str, cloud: str, name: object) -> None:
    assert script(text) == {(cloud, "userData", name)}


@pytest.mark.parametrize(
    ("token", "inputs"),
    [
        (INSTANCE, {"userData": '[ "$(ec2-metadata -t)" = "instance-type: p5.48xlarge" ] && modprobe efa\n'}),
        (INSTANCE, {"userData": "echo reruns run-instances-later\n"}),
        (
            "aws:iam/policy:Policy",
            {"policy": json.dumps({"Statement": [{"Action": "ec2:RunInstances", "Effect": "Deny"}]})},
        ),
        ("aws:cloudwatch/metricAlarm:MetricAlarm", {"dimensions": {"InstanceType": "p5.48xlarge"}}),
        ("aws:cloudwatch/eventRule:EventRule", {"eventPattern": '{"detail": {"eventName": ["RunInstances"]}}'}),
        (
            "gcp:monitoring/alertPolicy:AlertPolicy",
            {"conditions": [{"conditionMatchedLog": {"filter": "v1.compute.instances.insert a3-highgpu-8g"}}]},
        ),
        ("gcp:logging/metric:Metric", {"filter": 'methodName="v1.compute.instances.insert" a3-highgpu-8g'}),
        ("aws:sns/topic:Topic", {"displayName": "p5.48xlarge", "tags": {"instance_type": "p5.48xlarge"}}),
        ("aws:lambda/function:Function", {"environment": {"variables": {"NOTE": "made for p5.48xlarge"}}}),
    ],
)
def test_a_text_that_speaks_of_machines_orders_none(token: str, inputs: Mapping[str, Any]) -> None:
    assert ordered(token, inputs) == set()


def test_what_starts_no_machines_orders_what_it_assigns_to_a_type() -> None:
    function = "aws:lambda/function:Function"
    assert ordered(function, {"environment": {"variables": {"INSTANCE_TYPE": "p5.48xlarge"}}}) == {
        ("aws", "environment.variables.INSTANCE_TYPE", "p5.48xlarge")
    }
    body = packed(json.dumps({"machineType": "zones/us-central1-a/machineTypes/a3-highgpu-8g"}))
    assert ordered("gcp:cloudscheduler/job:Job", {"httpTarget": {"body": body}}) == {
        ("gcp", "httpTarget.body", "a3-highgpu-8g")
    }


def test_an_order_in_a_secret_stays_one() -> None:
    ((_, _, name),) = script(SecretText(ORDER))
    assert name == "p5.48xlarge"
    assert f"{name}" == "[secret]"


@pytest.mark.parametrize(
    "text",
    [
        "A" * 4001,
        base64.b64encode(b"\x1f\x8b" + b"x" * 40).decode(),
        base64.b64encode(zlib.compress(b"\0" * 40)).decode(),
        base64.b64encode(gzip.compress(b"a" * (1 << 24))).decode(),
    ],
    ids=["no-base64", "broken-gzip", "no-gzip", "bomb"],
)
def test_what_cannot_be_unpacked_orders_nothing(text: str) -> None:
    assert script(text) == set()


@pytest.mark.parametrize(
    ("arguments", "name"),
    [
        (["compute", "instances", "create", "big", "--machine-type", "a3-highgpu-8g"], "a3-highgpu-8g"),
        (["compute", "instances", "create", "big", "--machine-type", "$TYPE"], UNKNOWN),
    ],
)
def test_a_command_in_a_list_of_arguments_orders(arguments: list[str], name: object) -> None:
    found = ordered("gcp:cloudbuild/trigger:Trigger", {"build": {"steps": [{"name": "gcloud", "args": arguments}]}})
    assert ("gcp", "build.steps[0].args", name) in found


def test_a_list_of_arguments_that_starts_nothing_orders_nothing() -> None:
    step = {"name": "gcloud", "args": ["compute", "instances", "list", "--filter", "machineType:n2-standard-4"]}
    assert not {
        it for it in ordered("gcp:cloudbuild/trigger:Trigger", {"build": {"steps": [step]}}) if it[1][-1] != "]"
    }


@pytest.mark.parametrize(
    ("kind", "name"), [("{% 'p5.' & '48xlarge' %}", UNKNOWN), ("p5.48xlarge", "p5.48xlarge"), ("$.kind", UNKNOWN)]
)
def test_a_call_by_an_integration_orders_what_it_names_or_any(kind: str, name: object) -> None:
    """The expression that computes a type (JSONata) names none."""
    task = {
        "Type": "Task",
        "Resource": "arn:aws:states:::aws-sdk:ec2:runInstances",
        "Arguments": {"InstanceType": kind},
    }
    definition = json.dumps({"StartAt": "Buy", "States": {"Buy": task}})
    assert ordered("aws:sfn/stateMachine:StateMachine", {"definition": definition}) == {("aws", "definition", name)}


RULE = {
    "Sid": "Large",
    "Effect": "Deny",
    "Action": ["ec2:RunInstances"],
    "Resource": "*",
    "Condition": {"StringLike": {"ec2:InstanceType": ["p5.48xlarge", "g5.48xlarge"]}},
}


@pytest.mark.parametrize(
    "token", ["aws:organizations/policy:Policy", "aws:iam/policy:Policy", "aws:iam/userPolicy:UserPolicy"]
)
@pytest.mark.parametrize("statement", [RULE, [RULE]])
def test_a_policy_says_what_machines_may_be_and_orders_none(token: str, statement: Any) -> None:
    text = json.dumps({"Version": "2012-10-17", "Statement": statement})
    assert ordered(token, {"content": text, "policy": text}) == set()


def test_what_only_looks_like_a_policy_orders_what_it_says() -> None:
    text = json.dumps({"Statement": [{"Effect": "Allow"}], "InstanceType": "p5.48xlarge"})
    assert {it[2] for it in ordered("aws:ssm/parameter:Parameter", {"value": text})} == {"p5.48xlarge"}
