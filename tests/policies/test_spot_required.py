"""spot-required: accelerators for work that can be interrupted are spot, or a capped fallback that something enforces."""

from __future__ import annotations

from typing import Any

import pytest

from penstock.resources.reading.capture import Resource
from penstock.resources.reading.values import UNKNOWN
from penstock_policies import Outcome

from .rule_facts import (
    GROUP,
    TEMPLATE,
    gcp_instance,
    group,
    instance,
    on_azure,
    on_gcp,
    outcome,
    resource,
    steward,
    verdict,
    verdicts,
)

NAME = "spot-required"
SPOT: dict[str, Any] = {"instanceMarketOptions": {"marketType": "spot"}}
CAP = "penstock:fallback-hours-per-day"


@pytest.mark.parametrize("purpose", ["training", "evaluation", "development", None, "anything"])
def test_gpu_nodes_that_can_be_interrupted_must_be_spot(purpose: str | None) -> None:
    tags = {"purpose": purpose} if purpose else {}
    assert outcome(NAME, group(spot=True, tags=tags)) is Outcome.PASS
    assert outcome(NAME, group(spot=False, tags=tags)) is Outcome.FAIL
    assert outcome(NAME, instance("g5.xlarge", tags=tags)) is Outcome.FAIL
    assert outcome(NAME, instance("g5.xlarge", tags=tags, **SPOT)) is Outcome.PASS


def test_inference_and_nodes_without_accelerators_may_be_on_demand() -> None:
    assert outcome(NAME, group(spot=False, tags={"purpose": "inference"})) is Outcome.NOT_APPLICABLE
    assert outcome(NAME, group(spot=False, kind="t3.micro")) is Outcome.NOT_APPLICABLE  # wherever its template is


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        (group(spot=UNKNOWN), Outcome.UNDETERMINED),
        (group(spot=False, kind=UNKNOWN), Outcome.UNDETERMINED),
        (group(spot=False, kind="p9.48xlarge"), Outcome.UNDETERMINED),
        (group(spot=True, kind=UNKNOWN), Outcome.PASS),
        (group(spot=False, tags={"purpose": UNKNOWN}), Outcome.UNDETERMINED),
        (group(spot=True, tags={"purpose": UNKNOWN}), Outcome.PASS),  # right whatever it is for
        (instance("g5.xlarge", instanceMarketOptions=UNKNOWN), Outcome.UNDETERMINED),
        (group(mixedInstancesPolicy=UNKNOWN), Outcome.UNDETERMINED),
        (group(mixedInstancesPolicy=None, launchTemplate={"id": "lt-0123456789abcdef0"}), Outcome.UNDETERMINED),
    ],
)
def test_what_is_not_known_is_not_passed(found: Resource, expected: Outcome) -> None:
    assert outcome(NAME, found) is expected


def test_a_mixed_policy_that_leaves_the_percentage_out_is_on_demand_and_told_so() -> None:
    policy = {"launchTemplate": {"overrides": [{"instanceType": "g5.xlarge"}]}, "instancesDistribution": {}}
    found = verdict(NAME, group(mixedInstancesPolicy=policy))
    assert found.outcome is Outcome.FAIL
    assert found.message == (
        "on-demand, which is the provider's default; "
        "limit for an environment with no stated purpose: spot above an on-demand base of 0"
    )
    assert "onDemandPercentageAboveBaseCapacity 0" in found.fix


@pytest.mark.parametrize(
    ("percent", "expected"), [(0, Outcome.PASS), ("0", Outcome.PASS), (1, Outcome.FAIL), (50, Outcome.FAIL)]
)
def test_a_part_on_demand_is_too_much(percent: Any, expected: Outcome) -> None:
    assert outcome(NAME, group(spot=percent)) is expected


def test_an_override_on_another_template_does_not_hide_the_gpu() -> None:
    h100 = resource(TEMPLATE, "h100", {"name": "h100", "instanceType": "p5.48xlarge"})
    overrides = [{"instanceType": "t3.micro"}, {"launchTemplateSpecification": {"launchTemplateName": "h100"}}]
    hidden = group(mixedInstancesPolicy={"launchTemplate": {"overrides": overrides}})
    assert outcome(NAME, hidden, h100) is Outcome.FAIL


def test_the_template_decides_where_the_group_says_nothing() -> None:
    def of(**inputs: Any) -> Outcome:
        made = resource(TEMPLATE, "t", {"name": "t", "instanceType": "g5.xlarge"} | inputs)
        return outcome(NAME, resource(GROUP, "g", {"minSize": 0, "maxSize": 1, "launchTemplate": {"name": "t"}}), made)

    assert of() is Outcome.FAIL
    assert of(**SPOT) is Outcome.PASS
    assert of(instanceMarketOptions={"marketType": UNKNOWN}) is Outcome.UNDETERMINED


def test_an_on_demand_base_may_be_allowed() -> None:
    policy = {
        "launchTemplate": {"overrides": [{"instanceType": "g5.xlarge"}]},
        "instancesDistribution": {"onDemandBaseCapacity": 2.0, "onDemandPercentageAboveBaseCapacity": 0},
    }
    found = group(mixedInstancesPolicy=policy)
    assert outcome(NAME, found) is Outcome.FAIL
    assert outcome(NAME, found, settings={"max_on_demand_base": 2}) is Outcome.PASS
    assert outcome(NAME, found, settings={"max_on_demand_base": 1}) is Outcome.FAIL


POOL = {"penstock:pool": "train"}
FALLBACK = POOL | {"penstock:role": "fallback", CAP: "4"}
STEWARD = steward('{"train": {"idle_duration_s": 600}}', groups='{"train": ["pool", "fallback"]}')


def fallback(*others: Resource, tags: dict[str, Any] | None = None, **rest: Any) -> Outcome:
    return outcome(NAME, group("fallback", spot=False, tags=tags or FALLBACK), *others, about="fallback", **rest)


def test_a_capped_fallback_beside_a_spot_group_is_allowed_while_a_steward_runs() -> None:
    spot = group("pool", tags=POOL)
    assert fallback(spot, *STEWARD) is Outcome.PASS
    assert fallback(*STEWARD) is Outcome.FAIL  # no spot group to stand in for
    assert fallback(spot) is Outcome.FAIL  # nothing enforces the cap
    assert fallback(group("pool", spot=False, tags=POOL), *STEWARD) is Outcome.FAIL
    assert fallback(group("pool", tags={"penstock:pool": "other"}), *STEWARD) is Outcome.FAIL
    off = steward('{"train": {}}', groups='{"train": ["fallback"]}', enabled=False)
    assert fallback(spot, *off) is Outcome.FAIL


@pytest.mark.parametrize(
    ("cap", "expected"),
    [("24", Outcome.PASS), ("25", Outcome.FAIL), (UNKNOWN, Outcome.UNDETERMINED), ("many", Outcome.UNDETERMINED)],
)
def test_a_fallbacks_cap_is_a_number_of_node_hours(cap: Any, expected: Outcome) -> None:
    assert fallback(group("pool", tags=POOL), *STEWARD, tags=FALLBACK | {CAP: cap}) is expected


def test_a_fallback_without_a_cap_is_on_demand_like_any_other() -> None:
    tags = {key: value for key, value in FALLBACK.items() if key != CAP}
    assert fallback(group("pool", tags=POOL), *STEWARD, tags=tags) is Outcome.FAIL


def test_the_cap_that_a_fallback_may_have_can_be_set() -> None:
    spot = group("pool", tags=POOL)
    assert fallback(spot, *STEWARD, settings={"max_fallback_hours_per_day": 3}) is Outcome.FAIL


@pytest.mark.parametrize(
    ("found", "words"),
    [
        (group(spot=False), "mixedInstancesPolicy"),
        (instance("g5.xlarge"), "instanceMarketOptions.marketType"),
        (gcp_instance(), "scheduling.provisioningModel"),
        (
            resource(
                "aws:eks/nodeGroup:NodeGroup",
                "nodes",
                {"instanceTypes": ["g5.xlarge"], "scalingConfig": {"minSize": 0, "maxSize": 1}},
            ),
            'capacityType to "SPOT"',
        ),
    ],
)
def test_the_fix_is_in_the_words_of_the_resource(found: Resource, words: str) -> None:
    assert words in verdict(NAME, found).fix


def _sagemaker(token: str, **inputs: Any) -> Resource:
    return resource(f"aws:sagemaker/{token}", "it", inputs)


ML = {"instanceType": "ml.g5.xlarge", "instanceCount": 1, "volumeSizeInGb": 50}


@pytest.mark.parametrize(
    "found",
    [
        _sagemaker("notebookInstance:NotebookInstance", instanceType="ml.g5.xlarge"),
        _sagemaker("app:App", appType="JupyterLab", resourceSpec={"instanceType": "ml.g5.xlarge"}),
        resource("aws:ec2/capacityReservation:CapacityReservation", "it", {"instanceType": "p4d.24xlarge", "instanceCount": 1}),
        instance("g5.xlarge", hostId="h-0123456789abcdef0"),
        on_gcp("gcp:workbench/instance:Instance", gceSetup={"machineType": "g2-standard-4"}),
        on_gcp("gcp:vertex/aiPersistentResource:AiPersistentResource", resourcePools=[{"machineSpec": {"machineType": "g2-standard-4"}, "replicaCount": 1}]),
        on_gcp("gcp:compute/reservation:Reservation", specificReservation={"count": 1, "instanceProperties": {"machineType": "g2-standard-4"}}),
        on_azure("azure-native:compute:CapacityReservation", sku={"name": "Standard_NC4as_T4_v3", "capacity": 1}),
        on_azure("azure-native:machinelearningservices:Compute", properties={"computeType": "ComputeInstance", "properties": {"vmSize": "Standard_NC4as_T4_v3"}}),
        on_azure("azure-native:machinelearningservices:OnlineDeployment", properties={"endpointComputeType": "Managed", "instanceType": "Standard_NC4as_T4_v3"}, sku={"name": "Default", "capacity": 1}),
    ],
    ids=lambda it: it.type,
)  # fmt: skip
def test_nobody_is_asked_for_spot_that_is_not_sold(found: Resource) -> None:
    said = verdict(NAME, found)
    assert said.outcome is Outcome.NOT_APPLICABLE
    assert said.message.startswith(("its cloud sells no spot", "it runs on what another resource has paid for"))


def test_an_endpoint_is_sold_on_demand_alone() -> None:
    variants = [{"instanceType": "ml.g5.xlarge", "initialInstanceCount": 1}]
    shape = _sagemaker("endpointConfiguration:EndpointConfiguration", name="shape", productionVariants=variants)
    serving = resource("aws:sagemaker/endpoint:Endpoint", "serving", {"endpointConfigName": "shape"})
    assert outcome(NAME, shape, serving, about="serving") is Outcome.NOT_APPLICABLE


@pytest.mark.parametrize(("spot", "expected"), [(True, Outcome.PASS), (False, Outcome.FAIL), (None, Outcome.FAIL)])
def test_a_training_job_can_have_spot_so_it_must(spot: bool | None, expected: Outcome) -> None:
    job = _sagemaker("trainingJob:TrainingJob", resourceConfig=ML, enableManagedSpotTraining=spot)
    found = verdict(NAME, job)
    assert found.outcome is expected
    assert ("enableManagedSpotTraining" in found.fix) is (expected is Outcome.FAIL)


def test_of_a_dataproc_cluster_the_workers_can_be_spot_and_the_master_cannot() -> None:
    gpu = [{"acceleratorType": "nvidia-tesla-t4", "acceleratorCount": 1}]
    parts = {name: {"machineType": "n1-standard-4", "accelerators": gpu} for name in ("masterConfig", "workerConfig")}
    found = verdicts(NAME, on_gcp("gcp:dataproc/cluster:Cluster", clusterConfig=parts))
    assert [it.outcome for it in found] == [Outcome.NOT_APPLICABLE, Outcome.FAIL]
    assert "preemptibleWorkerConfig" in found[1].fix


def _node_group(**inputs: Any) -> Resource:
    sizes = {"minSize": 0, "maxSize": 1}
    return resource(
        "aws:eks/nodeGroup:NodeGroup", "it", {"instanceTypes": ["g5.xlarge"], "scalingConfig": sizes} | inputs
    )


@pytest.mark.parametrize(
    ("found", "right"),
    [
        (_node_group(capacityType="spot"), "SPOT, ON_DEMAND, CAPACITY_BLOCK"),
        (_node_group(capacityType="on-demand"), "SPOT, ON_DEMAND, CAPACITY_BLOCK"),
        (instance("g5.xlarge", instanceMarketOptions={"marketType": "SPOT"}), "spot, capacity-block, "),
        (resource("aws:batch/computeEnvironment:ComputeEnvironment", "it", {"computeResources": {"type": "spot", "instanceTypes": ["g5.xlarge"], "maxVcpus": 4}}), "SPOT, FARGATE_SPOT, EC2, FARGATE"),
        (gcp_instance(scheduling={"provisioningModel": "spot"}), "SPOT, STANDARD, FLEX_START, RESERVATION_BOUND"),
        (on_azure("azure-native:compute:VirtualMachine", hardwareProfile={"vmSize": "Standard_NC4as_T4_v3"}, priority="spot"), "Spot, Low, Regular"),
        (on_azure("azure-native:containerservice:AgentPool", vmSize="Standard_NC4as_T4_v3", scaleSetPriority="SPOT"), "Spot, Regular"),
        (on_azure("azure-native:machinelearningservices:Compute", properties={"computeType": "AmlCompute", "properties": {"vmSize": "Standard_NC4as_T4_v3", "vmPriority": "lowPriority"}}), "LowPriority, Dedicated"),
    ],
    ids=lambda it: it.type if isinstance(it, Resource) else "",
)  # fmt: skip
def test_a_word_that_the_cloud_does_not_take_is_neither_spot_nor_on_demand(found: Resource, right: str) -> None:
    said = verdict(NAME, found)
    assert said.outcome is Outcome.UNDETERMINED
    assert f" is none of {right}" in said.message


@pytest.mark.parametrize(
    ("word", "expected"), [("SPOT", Outcome.PASS), ("ON_DEMAND", Outcome.FAIL), ("CAPACITY_BLOCK", Outcome.FAIL)]
)
def test_each_word_of_the_list_is_what_it_says(word: str, expected: Outcome) -> None:
    assert outcome(NAME, _node_group(capacityType=word)) is expected
