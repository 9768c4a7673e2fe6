"""Each service that rents accelerators without plain machines goes through the rules of size and money, and none of them passes by silence."""

from __future__ import annotations

from typing import Any

import pytest

from penstock.resources.reading.capture import Resource
from penstock_policies import Outcome

from .rule_facts import on_azure, on_gcp, resource, verdict, verdicts

SIZED = {Outcome.FAIL, Outcome.UNDETERMINED}
L4: dict[str, Any] = {
    "containers": [{"resources": {"limits": {"cpu": "8", "memory": "32Gi", "nvidia.com/gpu": "1"}}}],
    "nodeSelector": {"accelerator": "nvidia-l4"},
    "scaling": {"minInstanceCount": 5, "maxInstanceCount": 50},
}
OLD = {
    "metadata": {
        "annotations": {"autoscaling.knative.dev/minScale": "5", "autoscaling.knative.dev/maxScale": "50"},
    },
    "spec": {
        "containers": L4["containers"],
        "nodeSelector": {"run.googleapis.com/accelerator": "nvidia-l4"},
    },
}
ENVIRONMENT = on_azure(
    "azure-native:app:ManagedEnvironment",
    "environment",
    workloadProfiles=[{"name": "gpu", "workloadProfileType": "Consumption-GPU-NC24-A100"}],
)
APP = {
    "managedEnvironmentId": "environment",
    "workloadProfileName": "gpu",
    "template": {
        "containers": [{"resources": {"cpu": 24, "memory": "220Gi"}}],
        "scale": {"minReplicas": 3, "maxReplicas": 9},
    },
}

KEPT: dict[str, tuple[Resource, ...]] = {
    "cloud run": (on_gcp("gcp:cloudrunv2/service:Service", template=L4, location="us-central1"),),
    "cloud run, elsewhere": (on_gcp("gcp:cloudrunv2/service:Service", template=L4, location="asia-southeast1"),),
    "cloud run, v1": (on_gcp("gcp:cloudrun/service:Service", template=OLD, location="us-central1"),),
    "cloud run, another card": (
        on_gcp(
            "gcp:cloudrunv2/service:Service",
            template={**L4, "nodeSelector": {"accelerator": "nvidia-rtx-pro-6000"}},
            location="us-central1",
        ),
    ),
    "container app by its profile's name": (on_azure("azure-native:app:ContainerApp", **APP),),
    "vertex": (
        on_gcp(
            "gcp:vertex/aiEndpointWithModelGardenDeployment:AiEndpointWithModelGardenDeployment",
            location="us-central1",
            deployConfig={
                "dedicatedResources": {
                    "machineSpec": {"machineType": "a3-highgpu-8g"},
                    "minReplicaCount": 2,
                    "maxReplicaCount": 8,
                }
            },
        ),
    ),
    "vertex, persistent": (
        on_gcp(
            "gcp:vertex/aiPersistentResource:AiPersistentResource",
            location="us-central1",
            resourcePools=[{"machineSpec": {"machineType": "a2-highgpu-8g"}, "replicaCount": 4}],
        ),
    ),
    "azure ml": (
        on_azure(
            "azure-native:machinelearningservices:OnlineDeployment",
            properties={"endpointComputeType": "Managed", "instanceType": "Standard_ND96isr_H100_v5"},
            sku={"name": "Default", "capacity": 4},
        ),
    ),
}


@pytest.mark.parametrize("what", KEPT)
@pytest.mark.parametrize("rule", ["min-above-zero", "pool-ceiling", "stack-budget", "idle-shutdown-required"])
def test_what_keeps_accelerators_is_held_to_every_rule_of_size_and_money(what: str, rule: str) -> None:
    found = [it for it in verdicts(rule, *KEPT[what]) if it.urn == KEPT[what][0].urn]
    assert found
    assert {it.outcome for it in found} <= SIZED


def test_an_app_on_serverless_gpus_gets_one_without_asking_for_it() -> None:
    app = on_azure("azure-native:app:ContainerApp", "app", **{**APP, "workloadProfileName": "gpu"})
    found = verdict("min-above-zero", app, ENVIRONMENT)
    assert found.urn == app.urn  # the environment's profile starts nothing by itself
    assert found.outcome in SIZED


@pytest.mark.parametrize("rule", ["min-above-zero", "pool-ceiling", "stack-budget", "idle-shutdown-required"])
def test_many_container_groups_of_one_profile_are_its_gpus_as_often(rule: str) -> None:
    asked = {"requests": {"cpu": 4, "memoryInGB": 16, "gpu": {"count": 4, "sku": "V100"}}}
    profile = on_azure(
        "azure-native:containerinstance:CGProfile", "profile", containers=[{"resources": asked}], id="/the/profile"
    )
    many = on_azure(
        "azure-native:containerinstance:NGroup",
        "many",
        elasticProfile={"desiredCount": 100},
        containerGroupProfiles=[{"resource": {"id": "/the/profile"}}],
    )
    found = [it for it in verdicts(rule, profile, many) if it.urn == many.urn]
    assert found
    assert {it.outcome for it in found} <= SIZED


@pytest.mark.parametrize(
    ("host", "outcome"),
    [
        (resource("aws:ec2/dedicatedHost:DedicatedHost", "h", {"instanceFamily": "t3"}), Outcome.PASS),
        (resource("aws:ec2/dedicatedHost:DedicatedHost", "h", {"instanceFamily": "m5"}), Outcome.UNDETERMINED),
        (resource("aws:ec2/dedicatedHost:DedicatedHost", "h", {"instanceType": "p4d.24xlarge"}), Outcome.UNDETERMINED),
        (on_azure("azure-native:compute:DedicatedHost", "h", sku={"name": "NDamsv4-Type1"}), Outcome.UNDETERMINED),
        (on_gcp("gcp:compute/nodeGroup:NodeGroup", "h", initialSize=2, nodeTemplate="there"), Outcome.UNDETERMINED),
    ],
)
def test_a_dedicated_host_is_money_by_its_family(host: Resource, outcome: Outcome) -> None:
    found = verdict("stack-budget", host, settings={"expected_monthly_usd": {"unstated": 3000}})
    assert found.outcome is outcome


@pytest.mark.parametrize(
    ("host", "outcome"),
    [
        (resource("aws:ec2/dedicatedHost:DedicatedHost", "h", {"instanceFamily": "p5"}), Outcome.FAIL),
        (resource("aws:ec2/dedicatedHost:DedicatedHost", "h", {"instanceType": "m5.large"}), Outcome.PASS),
        (on_azure("azure-native:compute:DedicatedHost", "h", sku={"name": "DSv3-Type1"}), Outcome.UNDETERMINED),
    ],
)
def test_a_dedicated_host_is_as_large_as_the_largest_machine_of_its_family(host: Resource, outcome: Outcome) -> None:
    assert verdict("oversized-instance", host).outcome is outcome
