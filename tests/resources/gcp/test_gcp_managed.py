"""Managed machine learning: Vertex AI, notebooks, TPUs, Dataproc, Cloud Run."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest

from penstock.resources import read
from penstock.resources.facts import Capacity, DiskShape, FactSet, IdleStopper, InstanceChoice, Node
from penstock.resources.reading.values import UNKNOWN
from resources.programs import only

from .gcp_program import charges_of, facts, node, resource, run, urn

PERSISTENT = "gcp:vertex/aiPersistentResource:AiPersistentResource"
SERVING = "gcp:vertex/aiDeploymentResourcePool:AiDeploymentResourcePool"
WORKBENCH = "gcp:workbench/instance:Instance"
TPU = "gcp:tpu/v2Vm:V2Vm"
DATAPROC = "gcp:dataproc/cluster:Cluster"
RUN = "gcp:cloudrunv2/service:Service"
ACCOUNT = "gcp:serviceaccount/account:Account"

PROGRAM = """
account = gcp.serviceaccount.Account("science", account_id="science")
data = gcp.storage.Bucket("data", name="team-data", location="US")
gcp.vertex.AiPersistentResource(
    "training",
    location="us-central1",
    name="training",
    resource_pools=[
        {
            "machine_spec": {"machine_type": "n1-standard-8", "accelerator_type": "NVIDIA_TESLA_T4", "accelerator_count": 1},
            "replica_count": "2",
            "disk_spec": {"boot_disk_type": "pd-ssd", "boot_disk_size_gb": 200},
        },
        {
            "machine_spec": {"machine_type": "a3-ultragpu-8g", "accelerator_type": "NVIDIA_H200_141GB", "accelerator_count": 8},
            "autoscaling_spec": {"min_replica_count": "0", "max_replica_count": "4"},
        },
    ],
)
gcp.vertex.AiDeploymentResourcePool(
    "serving",
    region="us-central1",
    dedicated_resources={
        "machine_spec": {"machine_type": "g2-standard-12", "accelerator_type": "NVIDIA_L4", "accelerator_count": 1},
        "min_replica_count": 1,
        "max_replica_count": 3,
    },
)
gcp.vertex.AiEndpointWithModelGardenDeployment(
    "model",
    location="us-central1",
    publisher_model_name="publishers/google/models/x",
    deploy_config={
        "dedicated_resources": {"machine_spec": {"machine_type": "g2-standard-12"}, "min_replica_count": 1, "spot": True}
    },
)
gcp.workbench.Instance(
    "notebook",
    location="us-central1-a",
    labels={"owner": "ana"},
    gce_setup={
        "machine_type": "n1-standard-4",
        "accelerator_configs": [{"type": "NVIDIA_TESLA_T4", "core_count": "1"}],
        "boot_disk": {"disk_type": "PD_BALANCED", "disk_size_gb": "200"},
        "data_disks": {"disk_type": "PD_SSD"},
        "disable_public_ip": True,
        "service_accounts": [{"email": account.email}],
        "metadata": {"idle-timeout-seconds": "3600"},
    },
)
template = gcp.colab.RuntimeTemplate(
    "shape",
    display_name="shape",
    location="us-central1",
    machine_spec={"machine_type": "g2-standard-4", "accelerator_type": "NVIDIA_L4", "accelerator_count": 1},
    data_persistent_disk_spec={"disk_type": "pd-standard", "disk_size_gb": "100"},
    idle_shutdown_config={"idle_timeout": "1800s"},
)
gcp.colab.Runtime(
    "runtime",
    location="us-central1",
    display_name="runtime",
    runtime_user="ana@example.com",
    notebook_runtime_template_ref={"notebook_runtime_template": template.id},
)
gcp.tpu.V2Vm(
    "tpu",
    zone="us-central1-a",
    runtime_version="tpu-vm-tf",
    accelerator_config={"type": "V5P", "topology": "2x2x2"},
    scheduling_config={"spot": True},
    network_config={"enable_external_ips": True},
    service_account={"email": account.email},
)
gcp.tpu.V2QueuedResource(
    "queued",
    zone="us-central1-a",
    tpu={
        "node_specs": [
            {"parent": "projects/team/locations/us-central1-a", "node": {"runtime_version": "x", "accelerator_type": "v5litepod-16"}}
        ]
    },
)
gcp.dataproc.Cluster(
    "spark",
    region="us-central1",
    cluster_config={
        "gce_cluster_config": {"internal_ip_only": True, "service_account": account.email},
        "master_config": {
            "machine_type": "n1-standard-4",
            "disk_config": {"boot_disk_type": "pd-ssd", "boot_disk_size_gb": 100},
        },
        "worker_config": {
            "num_instances": 4,
            "machine_type": "n1-standard-8",
            "accelerators": [{"accelerator_type": "nvidia-tesla-t4", "accelerator_count": 1}],
            "disk_config": {"boot_disk_size_gb": 500, "num_local_ssds": 1},
        },
        "preemptible_worker_config": {"num_instances": 6, "disk_config": {"boot_disk_size_gb": 100}},
        "lifecycle_config": {"idle_delete_ttl": "1800s"},
    },
)
gcp.cloudrunv2.Service(
    "api",
    location="europe-west1",
    template={
        "service_account": account.email,
        "node_selector": {"accelerator": "nvidia-l4"},
        "scaling": {"min_instance_count": 1, "max_instance_count": 3},
        "containers": [
            {"image": "x", "resources": {"limits": {"cpu": "4", "memory": "16Gi", "nvidia.com/gpu": "1"}}, "envs": [{"name": "DATA", "value": "gs://other-data/x"}]}
        ],
        "volumes": [{"name": "data", "gcs": {"bucket": data.name}}],
    },
)
gcp.cloudrunv2.Job("job", location="europe-west1", template={"template": {"containers": [{"image": "x"}]}})
"""


@pytest.fixture(scope="module")
def found() -> FactSet:
    return read(run(PROGRAM))


def shape(node: Node) -> tuple[object, ...]:
    """Types with what is attached, sizes, service."""
    types = tuple((it.instance_type, it.accelerator, it.accelerator_count) for it in node.choices)
    return types, (node.minimum, node.desired, node.maximum), node.service


def test_a_persistent_resource_keeps_its_pools_up(found: FactSet) -> None:
    fixed, scaled = (it for it in found.nodes if it.urn == urn(PERSISTENT, "training"))
    assert shape(fixed) == ((("n1-standard-8", "nvidia-tesla-t4", 1),), (2, 2, 2), "vertex-training")
    assert fixed.disks == (DiskShape("pd-ssd", Decimal(200), True),)
    assert fixed.capacity == Capacity(0, Decimal(0), "resourcePools[0]", spot_sold=False)
    assert shape(scaled) == ((("a3-ultragpu-8g", None, 0),), (0, None, 4), "vertex-training")
    assert scaled.disks == (DiskShape("hyperdisk-balanced", Decimal(100), True),)


def test_a_training_machine_that_says_nothing_of_its_disk_has_an_ssd() -> None:
    pools = [{"machineSpec": {"machineType": "g2-standard-8"}, "replicaCount": "1"}]
    assert node(resource(PERSISTENT, "it", {"resourcePools": pools})).disks == (
        DiskShape("pd-ssd", Decimal(100), True),
    )


def test_serving_machines_are_groups_of_replicas(found: FactSet) -> None:
    assert shape(only(found.nodes, "serving")) == ((("g2-standard-12", None, 0),), (1, None, 3), "vertex-serving")
    model = only(found.nodes, "model")
    assert shape(model) == ((("g2-standard-12", None, 0),), (1, 1, 1), "vertex-serving")
    assert model.capacity == Capacity(0, Decimal(100), "deployConfig.dedicatedResources.spot")


def test_a_notebook_is_read_whole(found: FactSet) -> None:
    here = urn(WORKBENCH, "notebook")
    stopper = IdleStopper(
        urn=here,
        cloud="gcp",
        region="us-central1",
        provider_region="us-central1",
        tags={"owner": "ana"},
        mechanism="service",
        targets=(here,),
        idle_duration=timedelta(hours=1),
        armed=True,
    )
    assert only(found.nodes, "notebook") == Node(
        urn=here,
        cloud="gcp",
        region="us-central1",
        provider_region="us-central1",
        tags={"owner": "ana"},
        kind="instance",
        name="notebook",
        label="notebook",
        choices=(InstanceChoice("n1-standard-4", "gceSetup.machineType", here, "nvidia-tesla-t4", 1),),
        minimum=1,
        desired=1,
        maximum=1,
        capacity=Capacity(0, Decimal(0), "gceSetup", spot_sold=False),
        disks=(DiskShape("pd-balanced", Decimal(200), True), DiskShape("pd-ssd", Decimal(100), True)),
        public_address=False,
        mentions=("3600",),
        identities=(urn(ACCOUNT, "science"),),
        idle=(stopper,),
        service="vertex-workbench",
    )


def test_a_runtime_has_its_machine_and_its_idle_shutdown_from_its_template(found: FactSet) -> None:
    runtime = only(found.nodes, "runtime")
    assert shape(runtime) == ((("g2-standard-4", None, 0),), (1, 1, 1), "colab-enterprise")
    assert runtime.choices[0].urn == urn("gcp:colab/runtimeTemplate:RuntimeTemplate", "shape")
    assert runtime.disks == (DiskShape("pd-standard", Decimal(100), True),)
    assert [(it.mechanism, it.idle_duration) for it in runtime.idle] == [("service", timedelta(minutes=30))]


def test_tpus_are_named_by_their_slice(found: FactSet) -> None:
    tpu = only(found.nodes, "tpu")
    assert shape(tpu) == ((("v5p-16", None, 0),), (1, 1, 1), None)
    assert tpu.capacity == Capacity(0, Decimal(100), "schedulingConfig.spot")
    assert (tpu.public_address, tpu.identities) == (True, (urn(ACCOUNT, "science"),))
    assert shape(only(found.nodes, "queued"))[0] == (("v5litepod-16", None, 0),)


@pytest.mark.parametrize(
    ("inputs", "name"),
    [
        ({"acceleratorType": "v4-8"}, "v4-8"),
        ({}, "v2-8"),
        ({"acceleratorConfig": {"type": "V5LITE_POD", "topology": "4x4"}}, "v5litepod-16"),
        ({"acceleratorConfig": {"type": "V4", "topology": "2x2x1"}}, "v4-8"),
        ({"acceleratorConfig": {"type": "V9", "topology": "2x2"}}, UNKNOWN),
        ({"acceleratorConfig": {"type": "V4", "topology": UNKNOWN}}, UNKNOWN),
        ({"acceleratorType": UNKNOWN}, UNKNOWN),
    ],
)
def test_the_name_of_a_slice(inputs: dict[str, Any], name: object) -> None:
    assert node(resource(TPU, "tpu", inputs)).choices[0].instance_type == name


def test_a_dataproc_cluster_is_three_groups(found: FactSet) -> None:
    master, worker, secondary = (it for it in found.nodes if it.urn == urn(DATAPROC, "spark"))
    assert shape(master) == ((("n1-standard-4", None, 0),), (1, 1, 1), "dataproc")
    assert master.disks == (DiskShape("pd-ssd", Decimal(100), True),)
    assert shape(worker) == ((("n1-standard-8", "nvidia-tesla-t4", 1),), (4, 4, 4), "dataproc")
    assert worker.disks == (DiskShape("pd-standard", Decimal(500), True), DiskShape("local-ssd", Decimal(375), True))
    assert shape(secondary) == ((("n1-standard-8", None, 0),), (6, 6, 6), "dataproc")
    assert secondary.capacity is not None
    assert secondary.capacity.all_spot is True
    assert (master.label, master.public_address, master.identities) == (
        "spark/master",
        False,
        (urn(ACCOUNT, "science"),),
    )
    assert [(it.mechanism, it.idle_duration) for it in worker.idle] == [("service", timedelta(minutes=30))]


def test_a_cluster_whose_policy_is_not_in_the_program_has_no_known_maximum() -> None:
    config = {"autoscalingConfig": {"policyUri": "x"}, "workerConfig": {"numInstances": 2}}
    master, worker, secondary = facts(resource(DATAPROC, "spark", {"clusterConfig": config})).nodes
    assert (master.maximum, worker.minimum, worker.desired, worker.maximum) == (1, UNKNOWN, None, UNKNOWN)
    assert secondary.maximum is UNKNOWN


@pytest.mark.parametrize(
    ("policy", "workers", "secondary"),
    [
        ({"workerConfig": {"maxInstances": 6}}, (2, 6), ()),
        (
            {"workerConfig": {"minInstances": 3, "maxInstances": 6}, "secondaryWorkerConfig": {"maxInstances": 9}},
            (3, 6),
            ((0, 9),),
        ),
        ({"workerConfig": {"maxInstances": UNKNOWN}}, (2, UNKNOWN), ()),
    ],
)
def test_an_autoscaled_cluster_is_as_large_as_its_policy_lets_it(policy: Any, workers: Any, secondary: Any) -> None:
    config = {"autoscalingConfig": {"policyUri": "small"}, "workerConfig": {"numInstances": 2}}
    scaling = resource("gcp:dataproc/autoscalingPolicy:AutoscalingPolicy", "p", {"name": "small", **policy})
    _, worker, *rest = facts(scaling, resource(DATAPROC, "spark", {"clusterConfig": config})).nodes
    assert (worker.minimum, worker.maximum) == workers
    assert tuple((it.minimum, it.maximum) for it in rest) == secondary


def test_a_service_with_a_gpu_bills_each_second_that_an_instance_is_up(found: FactSet) -> None:
    (node,) = (it for it in found.nodes if it.urn == urn(RUN, "api"))
    assert (node.service, node.minimum, node.desired, node.maximum) == ("cloud-run", 1, None, 3)
    assert [it.instance_type for it in node.choices] == ["g2-standard-4"]
    assert node.billed == (
        ("cloud-run-always-vcpu-second", Decimal(3600 * 4)),
        ("cloud-run-always-gib-second", Decimal(3600 * 16)),
        ("cloud-run-zonal-gpu-nvidia-l4-second", Decimal(3600)),
    )
    assert [(it.mechanism, it.idle_duration) for it in node.idle] == [("service", timedelta(minutes=15))]
    assert not charges_of(found, "api")
    assert [it.sku for it in charges_of(found, "job")] == [
        "cloud-run-vcpu-second",
        "cloud-run-gib-second",
        "cloud-run-request",
    ]


def test_a_service_reads_the_bucket_that_it_mounts_and_what_its_environment_names(found: FactSet) -> None:
    edges = {it.data.rpartition("::")[2]: it for it in found.transfers if it.urn == urn(RUN, "api")}
    assert sorted(edges) == ["data", "gs://other-data"]
    assert (edges["data"].source_region, edges["data"].target_region) == ("us", "europe-west1")
    assert edges["gs://other-data"].source_region is UNKNOWN


def test_machines_that_only_the_cloud_knows_are_not_known() -> None:
    for token, inputs in (
        (PERSISTENT, {"resourcePools": UNKNOWN}),
        (SERVING, {"dedicatedResources": UNKNOWN}),
        (WORKBENCH, {"gceSetup": UNKNOWN}),
        ("gcp:colab/runtime:Runtime", {"notebookRuntimeTemplateRef": UNKNOWN}),
    ):
        found = node(resource(token, "it", inputs))
        assert [choice.instance_type for choice in found.choices] == [UNKNOWN]


def test_a_garden_model_that_names_no_machine_is_on_any() -> None:
    token = "gcp:vertex/aiEndpointWithModelGardenDeployment:AiEndpointWithModelGardenDeployment"
    found = node(resource(token, "model", {"huggingFaceModelId": "team/huge", "location": "us-central1"}))
    assert [choice.instance_type for choice in found.choices] == [UNKNOWN]
    assert (found.minimum, found.maximum) == (UNKNOWN, UNKNOWN)
