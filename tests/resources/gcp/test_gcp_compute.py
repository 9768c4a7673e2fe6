"""Machines of Compute Engine: what a program of instances, templates and groups means."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from penstock.resources import read
from penstock.resources.facts import Capacity, DiskShape, FactSet, InstanceChoice, Node, Reference, Takes
from penstock.resources.reading.values import UNKNOWN
from resources.programs import only

from .gcp_program import facts, node, resource, run, urn

INSTANCE = "gcp:compute/instance:Instance"
TEMPLATE = "gcp:compute/instanceTemplate:InstanceTemplate"
GROUP = "gcp:compute/instanceGroupManager:InstanceGroupManager"
REGIONAL = "gcp:compute/regionInstanceGroupManager:RegionInstanceGroupManager"
AUTOSCALER = "gcp:compute/autoscaler:Autoscaler"
ACCOUNT = "gcp:serviceaccount/account:Account"

PROGRAM = """
account = gcp.serviceaccount.Account("nodes", account_id="nodes")
data = gcp.storage.Bucket("data", name="team-data", location="EU")
template = gcp.compute.InstanceTemplate(
    "worker",
    machine_type="n1-standard-8",
    disks=[
        {"source_image": "debian-cloud/debian-12", "disk_size_gb": 100, "boot": True},
        {"disk_type": "local-ssd", "type": "SCRATCH", "disk_size_gb": 375},
        {"source": "kept", "auto_delete": False},
    ],
    guest_accelerators=[{"type": "nvidia-tesla-t4", "count": 2}],
    scheduling={"provisioning_model": "SPOT", "preemptible": True, "automatic_restart": False},
    network_interfaces=[{"network": "default", "access_configs": [{}]}],
    service_account={"email": account.email, "scopes": ["cloud-platform"]},
    labels={"penstock-pool": "workers", "owner": "vision"},
    metadata_startup_script="gcloud storage cp gs://team-data/train . && docker run europe-west4-docker.pkg.dev/team/images/train",
)
group = gcp.compute.RegionInstanceGroupManager(
    "workers",
    base_instance_name="worker",
    region="europe-west4",
    versions=[{"instance_template": template.self_link_unique}],
    instance_flexibility_policy={
        "instance_selections": [
            {"name": "small", "rank": 1, "machine_types": ["n1-standard-8"]},
            {"name": "large", "rank": 2, "machine_types": ["n1-standard-16", "n1-standard-32"]},
        ]
    },
)
gcp.compute.RegionAutoscaler(
    "workers",
    region="europe-west4",
    target=group.id,
    autoscaling_policy={"min_replicas": 0, "max_replicas": 8, "cpu_utilization": {"target": 0.6}},
)
gcp.compute.Instance(
    "box",
    machine_type="a2-ultragpu-1g",
    zone="us-central1-c",
    boot_disk={"initialize_params": {"image": "cos", "size": 200, "type": "pd-ssd"}},
    scratch_disks=[{"interface": "NVME"}],
    guest_accelerators=[{"type": "nvidia-a100-80gb", "count": 1}],
    network_interfaces=[{"network": "default"}],
)
gcp.compute.InstanceFromTemplate("one", source_instance_template=template.self_link_unique, zone="us-east1-b")
"""


@pytest.fixture(scope="module")
def found() -> FactSet:
    return read(run(PROGRAM))


def test_a_template_is_read_whole(found: FactSet) -> None:
    template = only(found.templates, "worker")
    here = urn(TEMPLATE, "worker")
    assert template.choices == (InstanceChoice("n1-standard-8", "machineType", here, "nvidia-tesla-t4", 2),)
    assert template.capacity == Capacity(0, Decimal(100), "scheduling.provisioningModel", kept_when_reclaimed=True)
    assert template.disks == (
        DiskShape("pd-standard", Decimal(100), True),
        DiskShape("local-ssd", Decimal(375), True),
    )
    assert template.public_address is True
    assert template.tags == {"penstock:pool": "workers", "owner": "vision"}
    assert template.identities == (urn(ACCOUNT, "nodes"),)
    script = "metadataStartupScript"
    assert template.references == (
        Reference(
            data="europe-west4-docker.pkg.dev/team/images",
            region="europe-west4",
            evidence="metadata",
            urn=here,
            path=script,
        ),
        Reference(
            data=urn("gcp:storage/bucket:Bucket", "data"), region=None, evidence="metadata", urn=here, path=script
        ),
    )


def test_a_group_has_its_types_from_the_policy_its_size_from_the_autoscaler_and_the_rest_from_its_template(
    found: FactSet,
) -> None:
    group = only(found.nodes, "workers")
    path = "instanceFlexibilityPolicy.instanceSelections"
    assert group.choices == tuple(
        InstanceChoice(name, f"{path}{where}", urn(REGIONAL, "workers"), "nvidia-tesla-t4", 2)
        for name, where in (
            ("n1-standard-8", "[0].machineTypes[0]"),
            ("n1-standard-16", "[1].machineTypes[0]"),
            ("n1-standard-32", "[1].machineTypes[1]"),
        )
    )
    assert (group.kind, group.minimum, group.desired, group.maximum) == ("group", 0, None, 8)
    assert group.capacity == Capacity(
        *(0, Decimal(100), "scheduling.provisioningModel"),
        kept_when_reclaimed=True,
        on_demand_takes=Takes.FIRST,  # the lowest rank has one type
        spot_takes=Takes.FIRST,
    )
    assert (group.region, group.label, group.tags["owner"]) == ("europe-west4", "workers", "vision")
    assert group.templates == (urn(TEMPLATE, "worker"),)
    assert group.template == only(found.templates, "worker")
    assert group.identities == (urn(ACCOUNT, "nodes"),)
    assert not group.template_unresolved


def test_an_instance_has_no_charge_for_what_its_type_has_built_in(found: FactSet) -> None:
    here = urn(INSTANCE, "box")
    box = only(found.nodes, "box")
    assert box == Node(
        urn=here,
        cloud="gcp",
        region="us-central1",
        provider_region="us-central1",
        kind="instance",
        name="box",
        label="box",
        choices=(InstanceChoice("a2-ultragpu-1g", "machineType", here),),
        minimum=1,
        desired=1,
        maximum=1,
        capacity=Capacity(0, Decimal(0), "scheduling.provisioningModel", by_default=True),
        disks=(DiskShape("pd-ssd", Decimal(200), True),),
        public_address=False,
    )


def test_an_instance_from_a_template_is_what_the_template_says(found: FactSet) -> None:
    one = only(found.nodes, "one")
    assert [choice.instance_type for choice in one.choices] == ["n1-standard-8"]
    assert one.capacity is not None
    assert one.capacity.all_spot is True
    assert (one.region, one.label, one.disks, one.template_unresolved) == ("us-east1", "workers", (), False)


def test_what_the_group_reads_is_a_transfer_from_where_the_bucket_is(found: FactSet) -> None:
    edges = {
        (it.urn.rpartition("::")[2], it.data.rpartition("::")[2]): (it.source_region, it.target_region)
        for it in found.transfers
    }
    assert edges["workers", "data"] == ("eu", "europe-west4")
    assert edges["one", "data"] == ("eu", "us-east1")


def instance(**inputs: Any) -> Node:
    return node(resource(INSTANCE, "box", {"machineType": "n1-standard-4", **inputs}))


@pytest.mark.parametrize(
    ("scheduling", "spot"),
    [
        ({"provisioningModel": "SPOT"}, True),
        ({"preemptible": True}, True),
        ({"preemptible": False}, False),
        ({"provisioningModel": "STANDARD", "preemptible": False}, False),
        ({"provisioningModel": "FLEX_START"}, False),
        ({"provisioningModel": UNKNOWN}, UNKNOWN),
        ({"preemptible": UNKNOWN}, UNKNOWN),
        (UNKNOWN, UNKNOWN),
        ({}, False),
    ],
)
def test_how_an_instance_is_bought(scheduling: Any, spot: object) -> None:
    capacity = instance(scheduling=scheduling).capacity
    assert capacity is not None
    assert capacity.all_spot is spot


@pytest.mark.parametrize(
    ("machine_type", "kind"),
    [
        ("n1-standard-4", "pd-standard"),
        ("custom-4-16384", "pd-standard"),
        ("g2-standard-8", "pd-standard"),
        ("zones/us-central1-a/machineTypes/c3-standard-8", "pd-balanced"),
        ("a3-highgpu-8g", "hyperdisk-balanced"),
        (UNKNOWN, UNKNOWN),
    ],
)
def test_a_disk_without_a_type_follows_the_machines_series(machine_type: object, kind: object) -> None:
    boot = {"initializeParams": {"size": 50}}
    assert instance(machineType=machine_type, bootDisk=boot).disks == (DiskShape(kind, Decimal(50), True),)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("accelerators", "carried"),
    [
        ([{"type": "nvidia-tesla-v100", "count": 4}], ("nvidia-tesla-v100", 4)),
        ([{"type": "https://x/projects/p/zones/z/acceleratorTypes/nvidia-tesla-t4"}], ("nvidia-tesla-t4", 1)),
        ([{"type": "nvidia-tesla-t4", "count": 0}], (None, 0)),
        ([], (None, 0)),
        ([{"type": UNKNOWN, "count": 2}], (UNKNOWN, 2)),
        ([{"type": "nvidia-tesla-t4", "count": UNKNOWN}], ("nvidia-tesla-t4", UNKNOWN)),
        (UNKNOWN, (UNKNOWN, UNKNOWN)),
    ],
)
def test_accelerators_that_are_attached_are_carried(accelerators: Any, carried: tuple[object, object]) -> None:
    (choice,) = instance(guestAccelerators=accelerators).choices
    assert (choice.accelerator, choice.accelerator_count) == carried


@pytest.mark.parametrize(
    ("interfaces", "public"),
    [
        ([{"network": "default"}], False),
        ([{"network": "default"}, {"accessConfigs": [{"networkTier": "PREMIUM"}]}], True),
        ([{"accessConfigs": [{"natIp": "203.0.113.7"}]}], False),
        ([{"accessConfigs": UNKNOWN}], UNKNOWN),
        (UNKNOWN, UNKNOWN),
    ],
)
def test_whether_a_node_gets_an_address_of_its_own(interfaces: Any, public: object) -> None:
    assert instance(networkInterfaces=interfaces).public_address is public


@pytest.mark.parametrize(("status", "nodes"), [("RUNNING", 1), ("TERMINATED", 0), (UNKNOWN, UNKNOWN)])
def test_an_instance_that_the_program_keeps_stopped_is_none_now_and_one_at_most(status: object, nodes: object) -> None:
    stopped = instance(desiredStatus=status)
    assert (stopped.minimum, stopped.desired, stopped.maximum) == (nodes, nodes, 1)


def group(inputs: dict[str, Any], **scaler: Any) -> Node:
    """A group of one template, with an autoscaler when its policy is given."""
    template = resource(TEMPLATE, "worker", {"machineType": "g2-standard-8"}, outputs={"id": "projects/p/global/t"})
    first = resource(
        GROUP, "workers", {"versions": [{"instanceTemplate": UNKNOWN}], **inputs}, sources={"versions": (template,)}
    )
    scalers = [
        resource(AUTOSCALER, "scaler", {"target": UNKNOWN, "autoscalingPolicy": scaler}, sources={"target": (first,)})
    ]
    return node(first, template, *(scalers if scaler else ()))


def test_a_group_that_no_autoscaler_watches_has_its_target_size() -> None:
    assert (group({"targetSize": 3}).minimum, group({"targetSize": 3}).maximum) == (3, 3)
    assert group({}).maximum == 0
    assert group({"targetSize": UNKNOWN}).maximum is UNKNOWN


@pytest.mark.parametrize(
    ("label", "hours"), [("6", Decimal(6)), ("4_5", Decimal("4.5")), (UNKNOWN, UNKNOWN), ("x", UNKNOWN)]
)
def test_a_fallback_group_has_its_daily_cap_from_its_label(label: object, hours: object) -> None:
    labels = {"penstock-fallback-hours-per-day": label}
    assert group({"allInstancesConfig": {"labels": labels}}).fallback_hours_per_day == hours
    assert group({}).fallback_hours_per_day is None


def test_an_autoscaler_that_is_off_leaves_the_target_size() -> None:
    assert group({"targetSize": 3}, mode="OFF", minReplicas=1, maxReplicas=9).maximum == 3
    assert group({"targetSize": 3}, mode=UNKNOWN, minReplicas=1, maxReplicas=9).maximum is UNKNOWN
    scaled = group({"targetSize": 3}, mode="ON", minReplicas=1, maxReplicas=UNKNOWN)
    assert (scaled.minimum, scaled.desired, scaled.maximum) == (1, None, UNKNOWN)


def test_one_resource_alone_does_not_say_that_no_autoscaler_fills_a_group() -> None:
    alone = resource(GROUP, "workers", {"versions": [{"instanceTemplate": "elsewhere"}]})
    (found,) = facts(alone, complete=False).nodes
    assert found.maximum is UNKNOWN
    assert not found.template_unresolved


def test_versions_that_are_bought_differently_leave_how_it_is_bought_unknown() -> None:
    spot = resource(
        TEMPLATE, "spot", {"machineType": "g2-standard-8", "name": "spot", "scheduling": {"provisioningModel": "SPOT"}}
    )
    full = resource(TEMPLATE, "full", {"machineType": "g2-standard-16", "name": "full"})
    versions = [{"instanceTemplate": "projects/p/global/instanceTemplates/spot"}, {"instanceTemplate": "full"}]
    both = node(resource(GROUP, "workers", {"versions": versions}), spot, full)
    assert both.capacity == Capacity(UNKNOWN, UNKNOWN, "versions", kept_when_reclaimed=UNKNOWN)
    assert [choice.instance_type for choice in both.choices] == ["g2-standard-8", "g2-standard-16"]


def test_a_template_that_is_not_in_the_program_is_said() -> None:
    stray = node(
        resource(GROUP, "workers", {"versions": [{"instanceTemplate": "projects/p/global/instanceTemplates/x"}]})
    )
    assert stray.template_unresolved
    assert stray.choices == ()
    assert stray.capacity == Capacity(UNKNOWN, UNKNOWN, "versions", kept_when_reclaimed=UNKNOWN)


@pytest.mark.parametrize(
    ("inputs", "region"),
    [
        ({"zone": "europe-west4-b"}, "europe-west4"),
        ({"zone": "us-central1-ai1a"}, "us-central1"),
        ({"zone": "https://www.googleapis.com/compute/v1/projects/p/zones/asia-east1-c"}, "asia-east1"),
        ({"zone": UNKNOWN}, UNKNOWN),
        ({}, "us-central1"),
    ],
)
def test_a_machine_is_in_the_region_of_its_zone(inputs: dict[str, Any], region: object) -> None:
    assert instance(**inputs).region == region


def test_a_provider_with_a_zone_alone_and_default_labels() -> None:
    (found,) = read(
        run(
            'gcp.compute.Instance("box", machine_type="e2-small", boot_disk={}, network_interfaces=[{}], labels={"owner": "me"})',
            {"gcp:zone": "asia-south1-b", "gcp:defaultLabels": '{"owner": "team", "cost-center": "7"}'},
        )
    ).nodes
    assert (found.region, found.tags) == ("asia-south1", {"owner": "me", "cost-center": "7"})
