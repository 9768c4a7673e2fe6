"""Where no instance type is known, a rule says why, and what to write where that is possible."""

from __future__ import annotations

import pytest

from penstock.resources.reading.capture import Resource
from penstock.resources.reading.values import UNKNOWN, SecretText
from penstock_policies import Outcome, Verdict

from .rule_facts import instance, resource, verdict

POD = "kubernetes:core/v1:Pod"
PIN = "pin it to a type of node, by a nodeSelector on node.kubernetes.io/instance-type"
RULES = ("oversized-instance", "previous-generation-gpu")


def pod(limits: dict[str, object], **spec: object) -> Resource:
    containers = [{"name": "c", "image": "i", "resources": {"limits": limits}}]
    return resource(POD, "trainer", {"kind": "Pod", "spec": {"containers": containers, **spec}})


@pytest.mark.parametrize(("count", "words"), [(8, "8 accelerators"), ("8", "8 accelerators"), (1, "accelerators"), (UNKNOWN, "accelerators")])  # fmt: skip
def test_a_pod_is_told_what_it_asks_for_and_that_no_node_type_is_named(count: object, words: str) -> None:
    found = verdict(RULES[0], pod({"nvidia.com/gpu": count}))
    assert found.outcome is Outcome.UNDETERMINED
    assert found.property == "spec.containers[0].resources.limits.nvidia.com/gpu"
    assert found.message == f"it asks for {words}, and no instance type is named"


@pytest.mark.parametrize("rule", RULES)
def test_a_pod_is_told_to_pin_its_node_type(rule: str) -> None:
    assert verdict(rule, pod({"nvidia.com/gpu": 8})).fix == PIN


def test_a_pod_that_is_pinned_is_judged_by_that_type() -> None:
    pinned = pod({"nvidia.com/gpu": 8}, nodeSelector={"node.kubernetes.io/instance-type": "p5.48xlarge"})
    found = verdict(RULES[0], pinned)
    assert (found.outcome, "p5.48xlarge" in found.message) == (Outcome.FAIL, True)


def test_the_name_of_an_accelerator_is_not_repeated_for_it_may_be_a_secret() -> None:
    found = verdict(RULES[0], pod({}, nodeSelector={"nvidia.com/gpu.product": SecretText("hunter2")}))
    assert "hunter2" not in f"{found.message}{found.fix}{found.property}"


DOORS = {
    "code of a dynamic provider": resource(
        "pulumi-nodejs:dynamic:Resource", "d", {"__provider": "exec('terraform apply')"}
    ),
    "a command that is not known": resource("command:local:Command", "c", {"create": UNKNOWN}),
    "a template that is elsewhere": resource(
        "aws:cloudformation/stack:Stack", "s", {"templateUrl": "https://example.com/t"}
    ),
    "a chart whose values are not known": resource(
        "kubernetes:helm.sh/v3:Release", "r", {"chart": "x", "values": UNKNOWN}
    ),
}


@pytest.mark.parametrize("rule", RULES)
@pytest.mark.parametrize("door", DOORS)
def test_a_door_that_hides_what_it_brings_is_told_to_declare_it(door: str, rule: str) -> None:
    found: Verdict = verdict(rule, DOORS[door])
    assert found.outcome is Outcome.UNDETERMINED
    assert "as resources of this program" in found.fix
    assert rule != RULES[0] or found.message == "what it brings is not in this program, so it may be any machine"


def test_a_machine_whose_type_only_the_cloud_knows_is_told_to_write_it() -> None:
    found = verdict(RULES[0], instance(UNKNOWN))
    assert found.message == "the instance type is not known before the deployment"
    assert found.fix == "write the instance type as a plain value, one of the catalog"


def test_another_providers_accelerators_are_told_to_be_looked_at() -> None:
    found = verdict(RULES[0], resource("runpod:index:Pod", "p", {"gpuTypeId": "NVIDIA H100"}))
    assert "no machine of its provider is in the catalog" in found.fix
