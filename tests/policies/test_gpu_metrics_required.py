"""gpu-metrics-required: something reports how much GPUs are used."""

from __future__ import annotations

from typing import Any

import pytest

from penstock.resources.reading.values import UNKNOWN
from penstock_policies import Outcome

from .rule_facts import TEMPLATE, group, instance, on_azure, on_gcp, outcome, resource, steward, verdict

NAME = "gpu-metrics-required"
JOB = "aws:sagemaker/trainingJob:TrainingJob"
LIFECYCLE = "aws:sagemaker/notebookInstanceLifecycleConfiguration:NotebookInstanceLifecycleConfiguration"
NOTEBOOK = "aws:sagemaker/notebookInstance:NotebookInstance"


def test_an_instance_without_any_fails_and_is_told() -> None:
    found = verdict(NAME, instance("g5.xlarge"))
    assert found.outcome is Outcome.FAIL
    assert found.message == (
        "nothing that it starts with sets up a report of its GPUs; limit: one of /agent.pyz, dcgm, nvidia_gpu, "
        "inputs.nvidia_smi, google-cloud-ops-agent in its user data"
    )
    assert found.fix == "install dcgm-exporter, or the CloudWatch agent with its nvidia_gpu section, in its user data"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("docker run -d --gpus all nvcr.io/nvidia/k8s/dcgm-exporter", Outcome.PASS),
        ('{"metrics_collected": {"nvidia_gpu": {}}}', Outcome.PASS),
        ("mv /opt/penstock/agent.new /opt/penstock/agent.pyz", Outcome.PASS),
        ("nvidia-smi && python3 train.py", Outcome.FAIL),  # looks once, and tells nobody
        (UNKNOWN, Outcome.UNDETERMINED),
    ],
)
def test_by_its_user_data(text: Any, expected: Outcome) -> None:
    assert outcome(NAME, instance("g5.xlarge", userData=text)) is expected


def test_the_launch_templates_user_data_counts() -> None:
    template = resource(TEMPLATE, "t", {"name": "t", "instanceType": "g5.xlarge", "userData": "ZGNnbS1leHBvcnRlcg=="})
    pool = group(mixedInstancesPolicy=None, launchTemplate={"name": "t"})
    assert outcome(NAME, pool, template, about="pool") is Outcome.PASS


@pytest.mark.parametrize(("key", "expected"), [("agent/1/agent.pyz", Outcome.PASS), ("train.py", Outcome.UNDETERMINED)])
def test_user_data_that_is_not_known_is_judged_by_the_objects_that_it_names(key: str, expected: Outcome) -> None:
    fetched = resource("aws:s3/bucketObjectv2:BucketObjectv2", "file", {"bucket": UNKNOWN, "key": key})
    template = resource(
        TEMPLATE, "t", {"name": "t", "instanceType": "g5.xlarge", "userData": UNKNOWN}, sources={"userData": (fetched,)}
    )
    pool = group(mixedInstancesPolicy=None, launchTemplate={"name": "t"})
    assert outcome(NAME, pool, template, fetched, about="pool") is expected


@pytest.mark.parametrize(("enabled", "expected"), [(True, Outcome.PASS), (False, Outcome.FAIL)])
def test_a_running_steward_is_told_by_the_agent(enabled: bool, expected: Outcome) -> None:
    running = steward('{"train": {"idle_duration_s": 600}}', groups='{"train": ["pool"]}', enabled=enabled)
    assert outcome(NAME, group(tags={"penstock:pool": "train"}), *running) is expected


def test_a_managed_job_reports_by_itself_and_a_notebook_does_not() -> None:
    config = {"instanceType": "ml.g5.xlarge", "instanceCount": 1, "volumeSizeInGb": 10}
    assert outcome(NAME, resource(JOB, "job", {"resourceConfig": config})) is Outcome.PASS
    assert outcome(NAME, resource(NOTEBOOK, "notebook", {"instanceType": "ml.g5.xlarge"})) is Outcome.FAIL


@pytest.mark.parametrize(
    ("script", "expected"),
    [("docker run -d dcgm-exporter", Outcome.PASS), ("echo hello", Outcome.FAIL), (UNKNOWN, Outcome.UNDETERMINED)],
)
def test_the_scripts_of_a_notebook_count(script: Any, expected: Outcome) -> None:
    lifecycle = resource(LIFECYCLE, "stop", {"name": "stop", "onStart": script})
    notebook = resource(NOTEBOOK, "n", {"instanceType": "ml.g5.xlarge", "lifecycleConfigName": "stop"})
    assert outcome(NAME, lifecycle, notebook) is expected
    scripts = {"scripts": {"startupScript": {"scriptData": script}}}
    inner = {
        "computeType": "ComputeInstance",
        "properties": {"vmSize": "Standard_NC4as_T4_v3", "setupScripts": scripts},
    }
    compute = on_azure("azure-native:machinelearningservices:Compute", properties=inner)
    assert outcome(NAME, compute) is expected


@pytest.mark.parametrize(
    ("components", "expected"),
    [
        (["SYSTEM_COMPONENTS", "DCGM"], Outcome.PASS),
        (["SYSTEM_COMPONENTS"], Outcome.FAIL),
        (UNKNOWN, Outcome.UNDETERMINED),
    ],
)
def test_what_a_gke_cluster_collects_counts(components: Any, expected: Outcome) -> None:
    monitoring = {"enableComponents": components}
    cluster = on_gcp(
        "gcp:container/cluster:Cluster", "c", name="c", removeDefaultNodePool=True, monitoringConfig=monitoring
    )
    nodes = on_gcp("gcp:container/nodePool:NodePool", "n", cluster="c", nodeConfig={"machineType": "g2-standard-4"})
    assert outcome(NAME, cluster, nodes) is expected


def test_a_cluster_of_azure_machine_learning_reports_by_itself() -> None:
    token = "azure-native:machinelearningservices:Compute"
    size = {"vmSize": "Standard_NC4as_T4_v3"}
    assert outcome(NAME, on_azure(token, properties={"computeType": "AmlCompute", "properties": size})) is Outcome.PASS
    alone = {"computeType": "ComputeInstance", "properties": size}
    assert outcome(NAME, on_azure(token, properties=alone)) is Outcome.FAIL


@pytest.mark.parametrize(("image", "expected"), [("dcgm-exporter:4", Outcome.PASS), ("fluent-bit:4", Outcome.FAIL)])
def test_the_daemon_sets_of_an_aks_cluster_count(image: str, expected: Outcome) -> None:
    cluster = on_azure("azure-native:containerservice:ManagedCluster", "c", resourceName="c")
    nodes = on_azure("azure-native:containerservice:AgentPool", "n", resourceName="c", vmSize="Standard_NC4as_T4_v3")
    there = resource(
        "pulumi:providers:kubernetes", "there", {"kubeconfig": UNKNOWN}, sources={"kubeconfig": (cluster,)}
    )
    spec = {"template": {"spec": {"containers": [{"image": image}]}}}
    daemons = resource("kubernetes:apps/v1:DaemonSet", "d", {"spec": spec}, provider=there.urn)
    assert outcome(NAME, cluster, nodes, there, daemons, about="n") is expected
    elsewhere = resource("pulumi:providers:kubernetes", "there", {"kubeconfig": UNKNOWN})
    assert outcome(NAME, cluster, nodes, elsewhere, daemons, about="n") is Outcome.FAIL


def test_what_it_leaves_alone() -> None:
    assert outcome(NAME, instance("t3.micro")) is Outcome.NOT_APPLICABLE
    assert outcome(NAME, instance(UNKNOWN)) is Outcome.UNDETERMINED


def test_markers_of_ones_own() -> None:
    found = instance("g5.xlarge", userData="our-gpu-reporter")
    assert outcome(NAME, found, settings={"markers": ["our-gpu-reporter"]}) is Outcome.PASS
