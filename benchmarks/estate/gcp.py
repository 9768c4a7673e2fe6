"""What a team has on Google Cloud: a network, a spot pool with its schedule, data with its rules, a machine and its disk."""

from __future__ import annotations

from collections.abc import Iterator

from .shapes import Item, Ref


def team(number: int) -> Iterator[Item]:
    """The resources of one team."""
    labels = {"owner": f"team-{number}", "cost-center": f"ml-{number:04}", "purpose": "inference"}
    yield from _network(number)
    yield from _pool(number, labels)
    yield from _data(number, labels)
    yield from _machine(number, labels)


def _network(number: int) -> Iterator[Item]:
    network = f"gcp-network-{number}"
    yield Item(
        token="gcp:compute/network:Network",
        block="google_compute_network",
        name=network,
        inputs={"name": network, "autoCreateSubnetworks": False, "project": "acme-ml"},
    )
    yield Item(
        token="gcp:compute/subnetwork:Subnetwork",
        block="google_compute_subnetwork",
        name=f"gcp-subnet-{number}",
        inputs={
            "name": f"gcp-subnet-{number}",
            "network": Ref(network),
            "ipCidrRange": "10.60.0.0/20",
            "region": "us-central1",
            "privateIpGoogleAccess": True,
            "project": "acme-ml",
        },
    )
    yield Item(
        token="gcp:compute/firewall:Firewall",
        block="google_compute_firewall",
        name=f"gcp-inside-{number}",
        inputs={
            "network": Ref(network, "name"),
            "direction": "INGRESS",
            "sourceRanges": ["10.60.0.0/20"],
            "allows": [{"protocol": "tcp", "ports": ["0-65535"]}],
            "project": "acme-ml",
        },
    )


def _pool(number: int, labels: dict[str, str]) -> Iterator[Item]:
    template, pool = f"gcp-template-{number}", f"gcp-pool-{number}"
    yield Item(
        token="gcp:serviceaccount/account:Account",
        block="google_service_account",
        name=f"gcp-nodes-{number}",
        inputs={"accountId": f"nodes-{number}", "displayName": "nodes of the pool", "project": "acme-ml"},
    )
    yield Item(
        token="gcp:compute/instanceTemplate:InstanceTemplate",
        block="google_compute_instance_template",
        name=template,
        inputs={
            "machineType": "g2-standard-8",
            "region": "us-central1",
            "labels": labels,
            "scheduling": {
                "provisioningModel": "SPOT",
                "preemptible": True,
                "automaticRestart": False,
                "instanceTerminationAction": "DELETE",
            },
            "disks": [
                {
                    "boot": True,
                    "autoDelete": True,
                    "diskSizeGb": 100,
                    "diskType": "pd-balanced",
                    "sourceImage": "projects/debian-cloud/global/images/family/debian-12",
                }
            ],
            "guestAccelerators": [{"type": "nvidia-l4", "count": 1}],
            "networkInterfaces": [{"subnetwork": Ref(f"gcp-subnet-{number}")}],
            "serviceAccount": {"email": Ref(f"gcp-nodes-{number}", "email"), "scopes": ["cloud-platform"]},
            "metadata": {
                "enable-oslogin": "TRUE",
                "startup-script": "#!/bin/sh\nsystemctl start google-cloud-ops-agent\n",
            },
            "project": "acme-ml",
        },
    )
    yield Item(
        token="gcp:compute/regionInstanceGroupManager:RegionInstanceGroupManager",
        block="google_compute_region_instance_group_manager",
        name=pool,
        inputs={
            "name": pool,
            "baseInstanceName": pool,
            "region": "us-central1",
            "versions": [{"instanceTemplate": Ref(template, "selfLinkUnique")}],
            "distributionPolicyZones": ["us-central1-a", "us-central1-b"],
            "distributionPolicyTargetShape": "BALANCED",
            "project": "acme-ml",
        },
    )
    hours = {"name": "day", "minRequiredReplicas": 1, "schedule": "0 8 * * 1-5", "durationSec": 36000}
    yield Item(
        token="gcp:compute/regionAutoscaler:RegionAutoscaler",
        block="google_compute_region_autoscaler",
        name=f"{pool}-hours",
        inputs={
            "region": "us-central1",
            "target": Ref(pool),
            "autoscalingPolicy": {
                "minReplicas": 0,
                "maxReplicas": 2 + number % 5,
                "cooldownPeriod": 120,
                "cpuUtilization": {"target": 0.6},
                "scalingSchedules": [{**hours, "timeZone": "Europe/Berlin"}],
            },
            "project": "acme-ml",
        },
    )


def _data(number: int, labels: dict[str, str]) -> Iterator[Item]:
    bucket = f"gcp-models-{number}"
    yield Item(
        token="gcp:storage/bucket:Bucket",
        block="google_storage_bucket",
        name=bucket,
        inputs={
            "name": f"acme-models-{number}",
            "location": "US-CENTRAL1",
            "uniformBucketLevelAccess": True,
            "publicAccessPrevention": "enforced",
            "softDeletePolicy": {"retentionDurationSeconds": 0},
            "lifecycleRules": [
                {"action": {"type": "Delete"}, "condition": {"age": 60}},
                {"action": {"type": "AbortIncompleteMultipartUpload"}, "condition": {"age": 3}},
            ],
            "labels": labels,
            "project": "acme-ml",
        },
    )
    yield Item(
        token="gcp:storage/bucketIAMMember:BucketIAMMember",
        block="google_storage_bucket_iam_member",
        name=f"{bucket}-reader",
        inputs={
            "bucket": Ref(bucket, "name"),
            "role": "roles/storage.objectViewer",
            "member": f"serviceAccount:nodes-{number}@acme-ml.iam.gserviceaccount.com",
        },
    )


def _machine(number: int, labels: dict[str, str]) -> Iterator[Item]:
    yield Item(
        token="gcp:compute/disk:Disk",
        block="google_compute_disk",
        name=f"gcp-index-{number}",
        inputs={
            "name": f"index-{number}",
            "type": "pd-ssd",
            "size": 200,
            "zone": "us-central1-a",
            "labels": labels,
            "project": "acme-ml",
        },
    )
    yield Item(
        token="gcp:compute/instance:Instance",
        block="google_compute_instance",
        name=f"gcp-search-{number}",
        inputs={
            "name": f"search-{number}",
            "machineType": ("n2-standard-4", "e2-standard-4", "c3-standard-8")[number % 3],
            "zone": "us-central1-a",
            "bootDisk": {"initializeParams": {"image": "debian-cloud/debian-12", "size": 50}},
            "attachedDisks": [{"source": Ref(f"gcp-index-{number}")}],
            "networkInterfaces": [{"subnetwork": Ref(f"gcp-subnet-{number}")}],
            "shieldedInstanceConfig": {"enableSecureBoot": True},
            "labels": labels,
            "project": "acme-ml",
        },
    )
