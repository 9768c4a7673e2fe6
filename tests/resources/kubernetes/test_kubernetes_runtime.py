"""What gives pods a node, or a size, from outside of their containers: a runtime class, and resources of the whole pod."""

from __future__ import annotations

from typing import Any

import pytest

from penstock.resources import read
from penstock.resources.facts import NodeTemplate
from penstock.resources.reading.capture import Capture, Resource

POD = "kubernetes:core/v1:Pod"
RUNTIME = "kubernetes:node.k8s.io/v1:RuntimeClass"


def templates(token: str, inputs: dict[str, Any]) -> tuple[NodeTemplate, ...]:
    resource = Resource(urn=f"urn:pulumi:dev::team::{token}::it", type=token, name="it", inputs=inputs)
    return read(Capture(project="team", stack="dev", resources=(resource,))).templates


def test_a_runtime_class_sends_its_pods_to_machines_of_its_choice() -> None:
    scheduling = {"nodeSelector": {"node.kubernetes.io/instance-type": "p5.48xlarge"}}
    (found,) = templates(RUNTIME, {"handler": "gpu", "scheduling": scheduling})
    assert [it.instance_type for it in found.choices] == ["p5.48xlarge"]
    assert templates(RUNTIME, {"handler": "runc"}) == ()


@pytest.mark.parametrize(("cpu", "large"), [("500", True), (400, True), ("4", False), ("500m", False)])
def test_a_pod_may_ask_for_the_cores_of_all_its_containers_at_once(cpu: Any, large: bool) -> None:
    spec = {"resources": {"requests": {"cpu": cpu}}, "containers": [{"name": "a", "image": "i"}]}
    assert bool(templates(POD, {"kind": "Pod", "spec": spec})) is large
