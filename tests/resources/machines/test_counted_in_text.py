"""How many machines a text orders, and what the budget of the stack says to it."""

from __future__ import annotations

import base64
import json
from typing import Any

import pytest

from penstock.resources.reading.capture import Resource
from penstock_policies import Outcome, evaluate
from resources.resource_facts import facts, resource

JOB = """
main:
  steps:
    - submit:
        call: googleapis.batch.v1.projects.locations.jobs.create
        args:
          body:
            taskGroups:
              - taskCount: {tasks}
                parallelism: {parallel}
                taskSpec: {{computeResource: {{cpuMilli: {milli}}}}}
            allocationPolicy: {{instances: [{{policy: {{machineType: {machine}}}}}]}}
"""


def workflow(tasks: int, parallel: int, milli: int = 176000, machine: str = "c3-highcpu-176") -> Resource:
    text = JOB.format(tasks=tasks, parallel=parallel, milli=milli, machine=machine)
    return resource("gcp:workflows/workflow:Workflow", "flow", {"sourceContents": text})


def user_data(text: str) -> Resource:
    packed = base64.b64encode(text.encode()).decode()
    return resource("aws:ec2/instance:Instance", "it", {"instanceType": "t3.micro", "userDataBase64": packed})


def state_machine(body: dict[str, Any]) -> Resource:
    state = {"Type": "Task", "Resource": "arn:aws:states:::aws-sdk:ec2:runInstances", "Parameters": body}
    return resource("aws:sfn/stateMachine:StateMachine", "it", {"definition": json.dumps({"States": {"go": state}})})


def azure(text: str) -> Resource:
    inputs = {"runbookType": "PowerShell", "scriptContent": text}
    return resource("azure-native:resources:AzureCliScript", "it", inputs)


def large(found: Resource) -> bool:
    return any(it.large for it in facts(found).unread)


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        (workflow(5000, 1000), True),  # 176,000 vCPUs
        (workflow(5000, 12), True),  # 12 x 176 = 2,112
        (workflow(5000, 11), False),  # 1,936: however many tasks wait
        (workflow(5000, 1000, milli=1000), False),  # a vCPU each, 1,000 of them on six machines
        (workflow(5000, 2, machine="n1-standard-4"), False),
        (user_data("aws ec2 run-instances --instance-type c5.24xlarge --count 21"), True),  # 96 vCPUs each: 2,016
        (user_data("aws ec2 run-instances --instance-type c5.24xlarge --count 1:21"), True),
        (user_data("aws ec2 run-instances --instance-type c5.24xlarge --count 20"), False),  # 1,920
        (user_data("aws ec2 run-instances --instance-type g4dn.xlarge --count 64"), True),  # 64 accelerators
        (user_data("aws ec2 run-instances --instance-type g4dn.xlarge --count 63"), False),
        (user_data("aws ec2 run-instances --instance-type c5.24xlarge"), False),
        (state_machine({"InstanceType": "c5.24xlarge", "MinCount": 1, "MaxCount": 500}), True),
        (state_machine({"InstanceType": "c5.24xlarge", "MinCount": 1, "MaxCount": 2}), False),
        (azure("az vm create -g x -n y --size Standard_D96s_v5 --count 21"), True),
        (azure("az vmss create -g x -n y --vm-sku Standard_D96s_v5 --instance-count 20"), False),
    ],
)
def test_a_count_beside_a_type_that_makes_many_vcpus_or_accelerators_is_large(found: Resource, expected: bool) -> None:
    assert large(found) is expected


def test_the_budget_of_a_stack_that_orders_many_is_undetermined_and_says_why() -> None:
    (found,) = (it for it in facts(workflow(5000, 1000)).unread if it.large)
    assert found.why == "its sourceContents orders many machines when it runs, and how long they stay is not said"
    (verdict,) = (
        it.verdict for it in evaluate(facts(workflow(5000, 1000))).verdicts if it.verdict.rule == "stack-budget"
    )
    assert verdict.outcome is Outcome.UNDETERMINED
    (small,) = (it.verdict for it in evaluate(facts(workflow(5000, 2))).verdicts if it.verdict.rule == "stack-budget")
    assert small.outcome is not Outcome.UNDETERMINED
