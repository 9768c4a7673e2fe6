"""What pods ask of their nodes is judged like a machine, whoever makes the pods; pods that ask for nothing block nobody."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from penstock.resources.reading.values import UNKNOWN
from penstock_policies import Outcome
from resources.resource_facts import facts, resource

from .kubernetes_program import an_object, machines, of, outcomes, read_program

FAIL, UNDETERMINED, NOT_APPLICABLE = Outcome.FAIL, Outcome.UNDETERMINED, Outcome.NOT_APPLICABLE
GPU = {"name": "a", "image": "b", "resources": {"limits": {"nvidia.com/gpu": 8}}}
H100_NODE = {"nodeSelector": {"node.kubernetes.io/instance-type": "p5.48xlarge"}}
PROGRAM = """
gpu = {"name": "a", "image": "b", "resources": {"limits": {"nvidia.com/gpu": "8"}}}
large = {"cloud.google.com/gke-accelerator": "nvidia-h100-80gb"}
pod = {"containers": [gpu], "node_selector": {"node.kubernetes.io/instance-type": "p5.48xlarge"}}
template = {"metadata": {"labels": {"app": "a"}}, "spec": pod}
selector = {"match_labels": {"app": "a"}}
k8s.core.v1.Pod("pod", spec=pod)
k8s.core.v1.PodTemplate("pod-template", template=template)
k8s.core.v1.ReplicationController("controller", spec={"template": template})
k8s.apps.v1.Deployment("deployment", spec={"selector": selector, "template": template})
k8s.apps.v1.StatefulSet("stateful", spec={"selector": selector, "service_name": "a", "template": template})
k8s.apps.v1.DaemonSet("daemon", spec={"selector": selector, "template": template})
k8s.apps.v1.ReplicaSet("replica", spec={"selector": selector, "template": template})
k8s.apps.v1.DeploymentPatch("patch", metadata={"name": "a"}, spec={"template": {"spec": {"node_selector": pod["node_selector"]}}})
k8s.batch.v1.Job("job", spec={"template": {"spec": pod}})
k8s.batch.v1.CronJob("cron", spec={"schedule": "0 0 * * *", "job_template": {"spec": {"template": {"spec": pod}}}})
k8s.apps.v1.DeploymentList("list", items=[{"spec": {"selector": selector, "template": template}}])
k8s.apiextensions.CustomResource("ray", api_version="ray.io/v1", kind="RayCluster",
    spec={"workerGroupSpecs": [{"maxReplicas": 4, "template": {"spec": {
        "nodeSelector": {"node.kubernetes.io/instance-type": "p5.48xlarge"}, "containers": [{"name": "r", "image": "b"}]}}}]})
k8s.apps.v1.Deployment("web", spec={"selector": selector, "template": {"metadata": {"labels": {"app": "a"}}, "spec": {
    "containers": [{"name": "a", "image": "nginx", "resources": {"limits": {"cpu": "500m", "nvidia.com/gpu": 0}}}]}}})
"""
EVERY_KIND = (
    *("pod", "pod-template", "controller", "deployment", "stateful", "daemon", "replica", "patch", "job", "cron"),
    *("list", "ray"),
)


@pytest.mark.parametrize("name", EVERY_KIND)
def test_a_machine_is_found_whatever_makes_the_pod(name: str) -> None:
    found = read_program(PROGRAM)
    assert ("aws", "p5.48xlarge", None, 0) in machines(found, name)
    assert FAIL in outcomes(found, "oversized-instance", name)


def test_a_pod_without_accelerators_costs_nothing_and_breaks_nothing() -> None:
    found = read_program(PROGRAM)
    assert of(found, "web") == []
    assert "web" in {it.urn.rpartition("::")[2] for it in found.free}
    assert "web" not in {it.name for it in found.unread}


@pytest.mark.parametrize(
    "resource",
    [
        *("nvidia.com/gpu", "nvidia.com/gpu.shared", "nvidia.com/mig-1g.5gb", "amd.com/gpu", "google.com/tpu"),
        *("aws.amazon.com/neuron", "aws.amazon.com/neuroncore", "habana.ai/gaudi", "gpu.intel.com/i915"),
    ],
)
@pytest.mark.parametrize("kind", ["limits", "requests"])
def test_an_accelerator_of_a_size_that_no_label_tells_is_undetermined(resource: str, kind: str) -> None:
    container = {"name": "a", "image": "b", "resources": {kind: {resource: "2", "cpu": "4"}}}
    found = an_object("v1", "Pod", {"spec": {"containers": [container]}})
    assert machines(found, "it") == [("kubernetes", UNKNOWN, resource, 2)]
    assert outcomes(found, "oversized-instance") == {UNDETERMINED}


def test_accelerators_of_all_containers_are_on_one_node() -> None:
    found = an_object("v1", "Pod", {"spec": {"containers": [GPU, GPU | {"name": "c"}]}})
    assert machines(found, "it") == [("kubernetes", UNKNOWN, "nvidia.com/gpu", 16)]


def test_a_count_that_only_the_cloud_knows_is_some() -> None:
    container = {"name": "a", "resources": {"limits": {"nvidia.com/gpu": UNKNOWN}}}
    found = an_object("v1", "Pod", {"spec": {"containers": [container]}})
    assert machines(found, "it") == [("kubernetes", UNKNOWN, "nvidia.com/gpu", UNKNOWN)]


@pytest.mark.parametrize(
    ("label", "value", "count", "expected"),
    [
        ("cloud.google.com/gke-accelerator", "nvidia-h100-80gb", 8, "a3-highgpu-8g"),
        ("cloud.google.com/gke-accelerator", "nvidia-l4", 1, "g2-standard-4"),
        ("karpenter.k8s.aws/instance-gpu-name", "h100", 8, "p5.48xlarge"),
        ("karpenter.azure.com/sku-gpu-name", "A100", 4, "Standard_NC96ads_A100_v4"),
    ],
)
def test_an_accelerator_with_a_name_is_the_smallest_machine_that_has_as_many(
    label: str, value: str, count: int, expected: str
) -> None:
    container = {"name": "a", "resources": {"limits": {"nvidia.com/gpu": count}}}
    found = an_object("v1", "Pod", {"spec": {"nodeSelector": {label: value}, "containers": [container]}})
    assert expected in {instance_type for _, instance_type, _, _ in machines(found, "it")}


def test_an_accelerator_yet_to_come_is_undetermined() -> None:
    labels = {"cloud.google.com/gke-accelerator": "nvidia-z900"}
    found = an_object("v1", "Pod", {"spec": {"nodeSelector": labels, "containers": [GPU]}})
    assert machines(found, "it") == [("gcp", UNKNOWN, "nvidia-z900", 8)]
    assert outcomes(found, "oversized-instance") == {UNDETERMINED}


@pytest.mark.parametrize(
    ("term", "expected"),
    [
        ({"key": "node.kubernetes.io/instance-type", "operator": "In", "values": ["p5.48xlarge"]}, {FAIL}),
        ({"key": "node.kubernetes.io/instance-type", "operator": "In", "values": UNKNOWN}, {UNDETERMINED}),
        ({"key": "karpenter.k8s.aws/instance-family", "operator": "In", "values": ["p5"]}, {UNDETERMINED}),
        ({"key": "node.kubernetes.io/instance-type", "operator": "NotIn", "values": ["p5.48xlarge"]}, set[Outcome]()),
    ],
)
def test_what_an_affinity_requires_counts(term: dict[str, Any], expected: set[Outcome]) -> None:
    required = {"requiredDuringSchedulingIgnoredDuringExecution": {"nodeSelectorTerms": [{"matchExpressions": [term]}]}}
    pod = {"affinity": {"nodeAffinity": required}, "containers": [{"name": "a", "image": "b"}]}
    assert outcomes(an_object("v1", "Pod", {"spec": pod}), "oversized-instance") == expected


CLUSTERS = """
auto = gcp.container.Cluster("auto", location="europe-west4", enable_autopilot=True)
standard = gcp.container.Cluster("standard", location="europe-west4", initial_node_count=1)
config = lambda cluster: pulumi.Output.concat("https://", cluster.endpoint)
on_auto = pulumi.ResourceOptions(provider=k8s.Provider("on-auto", kubeconfig=config(auto)))
on_standard = pulumi.ResourceOptions(provider=k8s.Provider("on-standard", kubeconfig=config(standard)))
def job(name, opts, more={}):
    selector = {"cloud.google.com/gke-accelerator": "nvidia-l4", **more}
    gpu = {"name": "a", "image": "europe-west4-docker.pkg.dev/team/images/a", "resources": {"limits": {"nvidia.com/gpu": "1"}},
        "env": [{"name": "DATA", "value": "gs://data-of-the-team/x"}]}
    k8s.batch.v1.Job(name, opts=opts, metadata={"labels": {"purpose": "training", "penstock-pool": "train"}},
        spec={"active_deadline_seconds": 7200, "template": {"spec": {"containers": [gpu], "node_selector": selector}}})
job("dear", on_auto)
job("cheap", on_auto, {"cloud.google.com/gke-spot": "true"})
job("pooled", on_standard)
gcp.storage.Bucket("data", name="data-of-the-team", location="US-EAST1")
k8s.core.v1.Service("web", opts=on_standard, spec={"type": "LoadBalancer", "ports": [{"port": 80}]})
k8s.core.v1.Service("inner", opts=on_standard, spec={"type": "LoadBalancer", "ports": [{"port": 80}]},
    metadata={"annotations": {"networking.gke.io/load-balancer-type": "Internal"}})
"""


def test_on_a_cluster_that_makes_nodes_for_pods_a_pod_starts_machines_of_the_cluster_s_region() -> None:
    found = read_program(CLUSTERS)
    (dear,) = (it for it in found.nodes if it.name == "dear")
    assert (dear.cloud, dear.region, dear.minimum, dear.maximum, dear.label) == ("gcp", "europe-west4", 0, 1, "train")
    (stopper,) = dear.idle
    assert (stopper.mechanism, stopper.idle_duration, stopper.expire_after) == (
        "service",
        timedelta(0),
        timedelta(hours=2),
    )
    assert outcomes(found, "spot-required", "dear") == {FAIL}
    assert outcomes(found, "spot-required", "cheap") == {Outcome.PASS}


def test_on_other_clusters_how_its_node_is_bought_is_the_pool_s_matter() -> None:
    found = read_program(CLUSTERS)
    assert [it.name for it in found.nodes if it.name == "pooled"] == []
    assert "g2-standard-4" in {instance_type for _, instance_type, _, _ in machines(found, "pooled")}
    assert outcomes(found, "spot-required", "pooled") == set()


def test_data_that_a_pod_reads_in_another_region_is_a_transfer() -> None:
    found = read_program(CLUSTERS)
    reads = {it.data.rpartition("::")[2]: it for it in found.transfers if it.urn.endswith("::dear")}
    assert (reads["data"].source_region, reads["data"].target_region) == ("us-east1", "europe-west4")
    assert FAIL in outcomes(found, "cross-region-transfer", "dear")
    assert reads["europe-west4-docker.pkg.dev/team/images"].source_region == "europe-west4"


def test_a_load_balancer_is_a_way_to_the_internet_unless_it_is_internal() -> None:
    found = read_program(CLUSTERS)
    ways = {it.urn.rpartition("::")[2] for it in found.paths if it.target == "internet" and it.cloud == "gcp"}
    assert "web" in ways
    assert "inner" not in ways
    assert {"web", "inner"} <= {it.name for it in found.unread}


def test_a_capacity_that_a_pod_names_is_judged_wherever_it_runs() -> None:
    labels = {"node.kubernetes.io/instance-type": "g6.xlarge", "karpenter.sh/capacity-type": "on-demand"}
    found = an_object("v1", "Pod", {"spec": {"nodeSelector": labels, "containers": [GPU]}})
    assert outcomes(found, "spot-required") == {FAIL}
    found = an_object(
        "v1", "Pod", {"spec": {"nodeSelector": labels | {"karpenter.sh/capacity-type": "spot"}, "containers": [GPU]}}
    )
    assert outcomes(found, "spot-required") == {Outcome.PASS}


@pytest.mark.parametrize("version", ["v1", "v1beta1", "v1alpha3"])
def test_a_device_that_is_claimed_is_undetermined(version: str) -> None:
    devices = {"devices": {"requests": [{"name": "gpu", "exactly": {"deviceClassName": "gpu.nvidia.com"}}]}}
    claim = an_object(f"resource.k8s.io/{version}", "ResourceClaim", {"spec": devices})
    template = an_object(f"resource.k8s.io/{version}", "ResourceClaimTemplate", {"spec": {"spec": devices}})
    assert outcomes(claim, "oversized-instance") == outcomes(template, "oversized-instance") == {UNDETERMINED}


@pytest.mark.parametrize(
    ("api", "kind", "spec", "expected"),
    [
        ("kueue.x-k8s.io/v1beta1", "ResourceFlavor", {"nodeLabels": {"node.kubernetes.io/instance-type": "p5.48xlarge"}}, {FAIL}),
        ("kueue.x-k8s.io/v1beta1", "ResourceFlavor", {"nodeLabels": {"cloud.google.com/gke-accelerator": "nvidia-h100-80gb"}}, {FAIL}),
        ("ec2.aws.upbound.io/v1beta1", "Instance", {"forProvider": {"instanceType": "p5.48xlarge"}}, {FAIL}),
        ("ec2.services.k8s.aws/v1alpha1", "Instance", {"instanceType": "p7.96xlarge"}, {UNDETERMINED}),
        ("compute.gcp.upbound.io/v1beta1", "Instance", {"forProvider": {"machineType": "a3-highgpu-8g"}}, {FAIL}),
        ("infrastructure.cluster.x-k8s.io/v1beta2", "AWSMachineTemplate", {"template": {"spec": {"instanceType": "p5.48xlarge"}}}, {FAIL}),
        ("infrastructure.cluster.x-k8s.io/v1beta1", "AzureMachineTemplate", {"template": {"spec": {"vmSize": "Standard_ND96isr_H100_v5"}}}, {FAIL}),
        ("serving.kserve.io/v1beta1", "InferenceService", {"predictor": {"model": {"resources": {"limits": {"nvidia.com/gpu": "1"}}}}}, {UNDETERMINED}),
        ("batch.volcano.sh/v1alpha1", "Job", {"tasks": [{"replicas": 8, "template": {"spec": {"containers": [GPU], **H100_NODE}}}]}, {FAIL, UNDETERMINED}),
        ("kubeflow.org/v1", "PyTorchJob", {"pytorchReplicaSpecs": {"Worker": {"template": {"spec": {"containers": [GPU]}}}}}, {UNDETERMINED}),
        ("kueue.x-k8s.io/v1beta1", "ClusterQueue", {"resourceGroups": [{"coveredResources": ["cpu"]}]}, set[Outcome]()),
        ("cert-manager.io/v1", "Certificate", {"dnsNames": ["a.example"], "secretName": "a"}, set[Outcome]()),
    ],
)  # fmt: skip
def test_a_custom_resource_is_judged_by_what_it_contains(
    api: str, kind: str, spec: dict[str, Any], expected: set[Outcome]
) -> None:
    found = an_object(api, kind, {"spec": spec})
    assert outcomes(found, "oversized-instance") == expected
    assert len(found.unread) == 1  # whatever it makes, nobody knows its price


@pytest.mark.parametrize(
    ("cores", "expected"),
    [
        (("4",), set[Outcome]()),
        (("128", "64"), set[Outcome]()),
        (("128", "96"), {UNDETERMINED}),
        (("250000m",), {UNDETERMINED}),
    ],
)
@pytest.mark.parametrize("kind", ["requests", "limits"])
def test_a_pod_of_more_cores_than_any_general_machine_has_is_on_a_large_one(
    cores: tuple[str, ...], expected: set[Outcome], kind: str
) -> None:
    containers = [{"name": "a", "image": "b", "resources": {kind: {"cpu": it}}} for it in cores]
    assert outcomes(an_object("v1", "Pod", {"spec": {"containers": containers}}), "oversized-instance") == expected


def test_a_word_that_the_cluster_does_not_know_is_neither_spot_nor_on_demand() -> None:
    labels = {"node.kubernetes.io/instance-type": "g6.xlarge", "karpenter.sh/capacity-type": "SPOT"}
    found = an_object("v1", "Pod", {"spec": {"nodeSelector": labels, "containers": [GPU]}})
    assert outcomes(found, "spot-required") == {UNDETERMINED}


@pytest.mark.parametrize("kind", ["LoadBalancer", "loadbalancer", "Other", UNKNOWN])
def test_a_service_that_may_be_a_load_balancer_is_listed(kind: Any) -> None:
    inputs = {"spec": {"type": kind}}
    assert [it.name for it in facts(resource("kubernetes:core/v1:Service", "web", inputs)).unread] == ["web"]


@pytest.mark.parametrize("kind", [None, "ClusterIP", "NodePort", "ExternalName"])
def test_a_service_inside_the_cluster_costs_nothing(kind: Any) -> None:
    found = facts(resource("kubernetes:core/v1:Service", "web", {"spec": {"type": kind}}))
    assert (len(found.free), found.unread) == (1, ())


@pytest.mark.parametrize(
    ("inputs", "cloud", "region"),
    [
        ({"kubeconfig": "server: https://A1B2.gr7.eu-west-1.eks.amazonaws.com"}, "aws", "eu-west-1"),
        ({"context": "arn:aws:eks:us-west-2:111122223333:cluster/x"}, "aws", "us-west-2"),
        ({"context": "gke_team_europe-west4-a_home"}, "gcp", "europe-west4"),
        ({"kubeconfig": "current-context: gke_team_us-central1_home"}, "gcp", "us-central1"),
        ({"kubeconfig": "server: https://x-dns-1.hcp.westeurope.azmk8s.io:443"}, "azure", "westeurope"),
        ({"kubeconfig": "{}"}, "kubernetes", None),
        ({"kubeconfig": UNKNOWN}, "kubernetes", None),
    ],
)
def test_a_kubeconfig_says_where_its_cluster_is(inputs: Any, cloud: str, region: str | None) -> None:
    provider = resource("pulumi:providers:kubernetes", "it", inputs)
    pod = {"spec": {"containers": [{"resources": {"limits": {"nvidia.com/gpu": 1}}}]}}
    found = facts(provider, resource("kubernetes:core/v1:Pod", "pod", pod, provider=provider.urn))
    (template,) = found.templates
    assert (template.cloud, template.region) == (cloud, region)


def asking(count: int = 1, **rest: Any) -> dict[str, Any]:
    container = {"name": "a", "image": "b", "resources": {"limits": {"nvidia.com/gpu": count}}}
    return {"spec": {"containers": [container], **rest}}


@pytest.mark.parametrize(
    ("product", "count", "expected"),
    [
        ("Tesla-T4", 1, {Outcome.PASS}),
        ("NVIDIA-L4", 1, {Outcome.PASS}),
        ("NVIDIA-A10G", 1, {Outcome.PASS}),
        ("Tesla-T4", 8, {FAIL}),
        ("NVIDIA-H100-80GB-HBM3", 8, {FAIL}),
        ("NVIDIA-A100-SXM4-80GB", 8, {FAIL}),
        ("NVIDIA-X900", 1, {UNDETERMINED}),
        ("NVIDIA-A100-SXM4-80GB-MIG-1g.10gb", 1, {FAIL}),
    ],
)
def test_an_accelerator_that_a_label_names_is_the_smallest_machine_of_any_cloud(
    product: str, count: int, expected: set[Outcome]
) -> None:
    found = an_object("v1", "Pod", asking(count, nodeSelector={"nvidia.com/gpu.product": product}))
    assert outcomes(found, "oversized-instance") == expected


ON_A_CLUSTER = """
def on(cluster):
    return pulumi.ResourceOptions(provider=k8s.Provider(cluster._name, kubeconfig=pulumi.Output.concat("https://", cluster.endpoint)))
gpu = {"name": "a", "image": "b", "resources": {"limits": {"nvidia.com/gpu": "1"}}}
standard = gcp.container.Cluster("standard", location="europe-west4")
by_itself = gcp.container.Cluster("by-itself", location="europe-west4", cluster_autoscaling={"enabled": True})
k8s.core.v1.Pod("pooled", spec={"containers": [gpu], "node_selector": {"pool": "gpu"}}, opts=on(standard))
k8s.core.v1.Pod("provisioned", spec={"containers": [gpu]}, opts=on(by_itself))
"""


def test_a_pod_without_a_type_runs_on_the_pools_of_its_program_s_cluster() -> None:
    found = read_program(ON_A_CLUSTER)
    assert of(found, "pooled") == []
    assert outcomes(found, "oversized-instance", "provisioned") == {UNDETERMINED}


GPU_QUOTA = {"requests.nvidia.com/gpu": "4", "requests.cpu": "64"}
FLAVORS = [{"name": "t4", "resources": [{"name": "nvidia.com/gpu", "nominalQuota": 3, "borrowingLimit": 1}]}]
OWN = {"resourceGroups": [{"coveredResources": ["nvidia.com/gpu"], "flavors": FLAVORS}]}


def job_of(count: int, *others: tuple[str, dict[str, Any]], parallel: Any = 16) -> object:
    """How many nodes a job of so many pods with `count` GPUs may have beside these objects."""
    selector = {"cloud.google.com/gke-accelerator": "nvidia-tesla-t4", "cloud.google.com/gke-spot": "true"}
    metadata = {"namespace": "team", "labels": {"kueue.x-k8s.io/queue-name": "queue"}}
    spec = {"parallelism": parallel, "template": asking(count, nodeSelector=selector)}
    inputs = {"kind": "Job", "metadata": metadata, "spec": spec}
    objects = [resource(f"kubernetes:{token}", f"other{at}", it) for at, (token, it) in enumerate(others)]
    (node,) = facts(resource("kubernetes:batch/v1:Job", "job", inputs), *objects).nodes
    return node.maximum


def quota(**spec: Any) -> tuple[str, dict[str, Any]]:
    return "core/v1:ResourceQuota", {"metadata": {"namespace": "team"}, "spec": {"hard": GPU_QUOTA, **spec}}


def queue(spec: dict[str, Any]) -> tuple[tuple[str, dict[str, Any]], ...]:
    local = {"metadata": {"name": "queue", "namespace": "team"}, "spec": {"clusterQueue": "whole"}}
    return (
        ("kueue.x-k8s.io/v1beta1:LocalQueue", local),
        ("kueue.x-k8s.io/v1beta1:ClusterQueue", {"metadata": {"name": "whole"}, "spec": spec}),
    )


@pytest.mark.parametrize(
    ("count", "others", "expected"),
    [
        (1, (), 16),
        (1, (quota(),), 4),
        (2, (quota(),), 2),
        (1, (quota(scopes=["Terminating"]),), 16),
        (1, (("core/v1:ResourceQuota", {"metadata": {"namespace": "other"}, "spec": {"hard": GPU_QUOTA}}),), 16),
        (1, queue(OWN), 3),
        (1, queue({**OWN, "cohort": ""}), 3),
        (1, queue({**OWN, "cohort": "all"}), 4),
        (1, queue({"cohortName": "all", "resourceGroups": [{"flavors": [{"resources": [{"name": "nvidia.com/gpu", "nominalQuota": 3}]}]}]}), 16),
        (1, (quota(), *queue(OWN)), 3),
    ],
)  # fmt: skip
def test_a_quota_is_a_ceiling(count: int, others: Any, expected: int) -> None:
    assert job_of(count, *others) == expected


def test_a_quota_bounds_a_count_that_is_not_known() -> None:
    assert job_of(1, quota(), parallel=UNKNOWN) == 4
    assert job_of(1, parallel=UNKNOWN) is UNKNOWN


LARGE = {"spec": {"match": {"kinds": ["Machine"]}, "parameters": {"denied": ["p5.48xlarge"]}}}
VALIDATE = {"name": "a", "validate": {"pattern": {"spec": {"instanceType": "!p5.48xlarge"}}}}
GENERATE = {"name": "b", "generate": {"data": {"spec": {"instanceType": "p5.48xlarge"}}}}


@pytest.mark.parametrize(
    ("api", "inputs", "expected"),
    [
        ("constraints.gatekeeper.sh/v1beta1", LARGE, set[Outcome]()),
        ("kyverno.io/v1", {"spec": {"rules": [VALIDATE]}}, set[Outcome]()),
        ("kyverno.io/v1", {"spec": {"rules": [VALIDATE, GENERATE]}}, {FAIL}),
        ("other.io/v1", LARGE, {FAIL}),
    ],
)
def test_what_only_refuses_objects_asks_for_no_machine(api: str, inputs: Any, expected: set[Outcome]) -> None:
    assert outcomes(an_object(api, "It", inputs), "oversized-instance") == expected
