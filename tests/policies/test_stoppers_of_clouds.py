"""What ends idle or busy nodes by itself on Google Cloud and Azure passes the rules of time, and each fix is a thing that passes."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from penstock.resources.reading.capture import Resource
from penstock.resources.reading.values import UNKNOWN
from penstock_policies import Outcome

from .rule_facts import gcp_instance, on_azure, on_gcp, outcome, verdict

IDLE, EXPIRES = "idle-shutdown-required", "expire-after-required"
GPU = {"machineType": "g2-standard-4"}


def gke(**inputs: Any) -> Resource:
    given: dict[str, Any] = {"nodeConfig": GPU, "nodeLocations": ["us-central1-a"]}
    given |= {"autoscaling": {"minNodeCount": 0, "maxNodeCount": 2}} | inputs
    return on_gcp("gcp:container/nodePool:NodePool", **given)


@pytest.mark.parametrize(
    ("pool", "expected"),
    [
        (gke(), Outcome.PASS),
        (gke(autoscaling={"minNodeCount": 1, "maxNodeCount": 2}), Outcome.FAIL),
        (gke(autoscaling=None, nodeCount=2), Outcome.FAIL),
    ],
)
def test_a_gke_pool_that_scales_from_0_stops_idle_nodes(pool: Resource, expected: Outcome) -> None:
    assert outcome(IDLE, pool) is expected
    if expected is Outcome.FAIL:
        assert "autoscaling.minNodeCount 0" in verdict(IDLE, pool).fix
    else:
        assert outcome("schedule-required", pool) is Outcome.PASS  # it runs for its work alone


@pytest.mark.parametrize(
    ("limit", "expected"),
    [
        ("86400s", Outcome.PASS),
        ("86401s", Outcome.FAIL),
        (UNKNOWN, Outcome.UNDETERMINED),
        ("soon", Outcome.UNDETERMINED),
    ],
)
def test_nodes_of_a_gke_pool_live_no_longer_than_their_run_time(limit: Any, expected: Outcome) -> None:
    assert outcome(EXPIRES, gke(nodeConfig=GPU | {"maxRunDuration": limit})) is expected


@pytest.mark.parametrize(
    ("seconds", "expected"), [(86400, Outcome.PASS), (90000, Outcome.FAIL), (UNKNOWN, Outcome.UNDETERMINED)]
)
def test_an_instance_with_a_run_time_ends(seconds: Any, expected: Outcome) -> None:
    box = gcp_instance(scheduling={"maxRunDuration": {"seconds": seconds}, "instanceTerminationAction": "DELETE"})
    assert outcome(EXPIRES, box) is expected
    assert "scheduling.maxRunDuration.seconds to 86400" in verdict(EXPIRES, gcp_instance()).fix


@pytest.mark.parametrize("scheduling", [UNKNOWN, {"maxRunDuration": UNKNOWN}, {"maxRunDuration": {"seconds": UNKNOWN}}])
def test_a_run_time_that_may_be_none_is_no_end(scheduling: Any) -> None:
    box = gcp_instance(scheduling=scheduling)
    assert outcome(EXPIRES, box) is Outcome.UNDETERMINED
    assert outcome("schedule-required", box) is Outcome.UNDETERMINED


def _group(**policy: Any) -> tuple[Resource, ...]:
    template = on_gcp("gcp:compute/instanceTemplate:InstanceTemplate", "t", machineType="g2-standard-4")
    manager = on_gcp("gcp:compute/instanceGroupManager:InstanceGroupManager", "pool", versions=UNKNOWN)
    scaler = on_gcp(
        "gcp:compute/autoscaler:Autoscaler",
        "scaler",
        target=UNKNOWN,
        autoscalingPolicy={"minReplicas": 0, "maxReplicas": 4} | policy,
    )
    return (
        template,
        replace(manager, property_dependencies={"versions": (template.urn,)}),
        replace(scaler, property_dependencies={"target": (manager.urn,)}),
    )


@pytest.mark.parametrize(
    ("seconds", "expected"),
    [(86400, Outcome.PASS), (90000, Outcome.FAIL), (UNKNOWN, Outcome.UNDETERMINED), (None, Outcome.FAIL)],
)
def test_a_group_deletes_machines_whose_run_time_is_over(seconds: Any, expected: Outcome) -> None:
    template, *rest = _group(cpuUtilization={"target": 0.6})
    limit = {} if seconds is None else {"maxRunDuration": {"seconds": seconds}}
    template = replace(template, inputs={**template.inputs, "scheduling": {"preemptible": True} | limit})
    assert outcome(EXPIRES, template, *rest, about="pool") is expected


def test_a_group_of_two_versions_of_which_one_has_a_run_time_may_keep_the_other() -> None:
    short, manager, scaler = _group(cpuUtilization={"target": 0.6})
    short = replace(short, inputs={**short.inputs, "scheduling": {"maxRunDuration": {"seconds": 3600}}})
    forever = on_gcp("gcp:compute/instanceTemplate:InstanceTemplate", "u", machineType="g2-standard-4")
    manager = replace(manager, property_dependencies={"versions": (short.urn, forever.urn)})
    assert outcome(EXPIRES, short, forever, manager, scaler, about="pool") is Outcome.FAIL


@pytest.mark.parametrize(("action", "expected"), [("stop", Outcome.PASS), ("start", Outcome.FAIL)])
def test_a_job_that_calls_the_notebooks_api_stops_a_notebook(action: str, expected: Outcome) -> None:
    notebook = on_gcp("gcp:workbench/instance:Instance", "n", name="n", gceSetup={"machineType": "g2-standard-4"})
    uri = f"https://notebooks.googleapis.com/v2/projects/p/locations/us-central1-a/instances/n:{action}"
    job = on_gcp("gcp:cloudscheduler/job:Job", "evening", schedule="0 20 * * *", httpTarget={"uri": uri})
    assert outcome(EXPIRES, notebook, job, about="n") is expected


QUEUE = {
    "name": "pubsub.googleapis.com/subscription/num_undelivered_messages",
    "singleInstanceAssignment": 1,
    "filter": "x",
}


@pytest.mark.parametrize(
    ("policy", "expected"),
    [
        ({"metrics": [QUEUE]}, Outcome.PASS),
        ({"metrics": [QUEUE], "mode": "ONLY_UP"}, Outcome.FAIL),
        ({"metrics": [QUEUE], "minReplicas": 1}, Outcome.FAIL),
        ({"cpuUtilization": {"target": 0.6}}, Outcome.FAIL),
        ({"metrics": UNKNOWN}, Outcome.UNDETERMINED),
    ],
)
def test_a_group_that_scales_by_waiting_work_stops_idle_nodes(policy: dict[str, Any], expected: Outcome) -> None:
    assert outcome(IDLE, *_group(**policy), about="pool") is expected


def aks(**inputs: Any) -> Resource:
    return on_azure("azure-native:containerservice:AgentPool", vmSize="Standard_NC4as_T4_v3", **inputs)


@pytest.mark.parametrize(
    ("pool", "expected"),
    [
        (aks(enableAutoScaling=True, minCount=0, maxCount=2), Outcome.PASS),
        (aks(enableAutoScaling=True, minCount=1, maxCount=2), Outcome.FAIL),
        (aks(count=2), Outcome.FAIL),
        (aks(enableAutoScaling=UNKNOWN, minCount=0, maxCount=2), Outcome.UNDETERMINED),
    ],
)
def test_an_aks_pool_that_scales_from_0_stops_idle_nodes(pool: Resource, expected: Outcome) -> None:
    assert outcome(IDLE, pool) is expected


@pytest.mark.parametrize(
    ("said", "expected"), [("20m", Outcome.PASS), ("45m", Outcome.FAIL), (UNKNOWN, Outcome.UNDETERMINED)]
)
def test_the_clusters_own_time_counts(said: Any, expected: Outcome) -> None:
    profile = {"scaleDownUnneededTime": said}
    cluster = on_azure("azure-native:containerservice:ManagedCluster", "c", resourceName="c", autoScalerProfile=profile)
    pool = replace(
        aks(enableAutoScaling=True, minCount=0, maxCount=2, resourceName="c"), name="gpu", urn=aks().urn + "-gpu"
    )
    assert outcome(IDLE, cluster, pool, about="it-gpu") is expected


def _scale_set(rule: Any, **setting: Any) -> tuple[Resource, ...]:
    machines = on_azure(
        "azure-native:compute:VirtualMachineScaleSet",
        "pool",
        sku={"name": "Standard_NC4as_T4_v3", "capacity": 0},
        virtualMachineProfile={},
    )
    profile = {"capacity": {"minimum": "0", "maximum": "4", "default": "0"}, "rules": [rule]}
    given = {"enabled": True, "profiles": [profile], "targetResourceUri": UNKNOWN} | setting
    scaler = on_azure("azure-native:monitor:AutoscaleSetting", "scaler", **given)
    return machines, replace(scaler, property_dependencies={"targetResourceUri": (machines.urn,)})


def rule_of(direction: Any = "Decrease", operator: Any = "LessThan", window: Any = "PT30M", threshold: Any = 5) -> Any:
    trigger = {"operator": operator, "timeWindow": window, "threshold": threshold}
    return {"scaleAction": {"direction": direction}, "metricTrigger": trigger}


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        (rule_of(), Outcome.PASS),
        (rule_of(window="PT2H"), Outcome.FAIL),
        (rule_of("Increase"), Outcome.FAIL),
        (rule_of(operator="GreaterThan"), Outcome.FAIL),
        (rule_of(threshold=0), Outcome.FAIL),
        (rule_of(UNKNOWN), Outcome.UNDETERMINED),
        (UNKNOWN, Outcome.UNDETERMINED),
    ],
)
def test_an_autoscale_rule_takes_idle_nodes_away(rule: Any, expected: Outcome) -> None:
    assert outcome(IDLE, *_scale_set(rule), about="pool") is expected


def test_a_setting_that_is_off_takes_nothing_away() -> None:
    assert outcome(IDLE, *_scale_set(rule_of(), enabled=False), about="pool") is Outcome.FAIL
