"""A training environment on Google Cloud in plain pulumi-gcp: a scheduled spot group, a head node with a T4, a bucket."""

import pulumi_gcp as gcp

data = gcp.storage.Bucket(
    "datasets",
    location="US-CENTRAL1",
    lifecycle_rules=[
        {"action": {"type": "SetStorageClass", "storage_class": "NEARLINE"}, "condition": {"age": 30}},
        {"action": {"type": "AbortIncompleteMultipartUpload"}, "condition": {"age": 1}},
    ],
)
template = gcp.compute.InstanceTemplate(
    "trainer",
    machine_type="a2-highgpu-8g",
    region="us-central1",
    disks=[{"source_image": "debian-12", "disk_size_gb": 200, "disk_type": "pd-balanced", "boot": True}],
    network_interfaces=[{"network": "default"}],
    scheduling={"provisioning_model": "SPOT", "preemptible": True, "automatic_restart": False},
)
group = gcp.compute.RegionInstanceGroupManager(
    "trainer", base_instance_name="trainer", region="us-central1", versions=[{"instance_template": template.id}]
)
gcp.compute.RegionAutoscaler(
    "trainer",
    region="us-central1",
    target=group.id,
    autoscaling_policy={
        "min_replicas": 0,
        "max_replicas": 4,
        "scaling_schedules": [
            {
                "name": "day",
                "min_required_replicas": 2,
                "schedule": "0 8 * * 1-5",
                "duration_sec": 43200,
                "time_zone": "Europe/Berlin",
            }
        ],
    },
)
gcp.compute.Instance(
    "head",
    machine_type="n1-standard-8",
    zone="us-central1-a",
    boot_disk={"initialize_params": {"image": "debian-12", "size": 100, "type": "pd-ssd"}},
    network_interfaces=[{"network": "default", "access_configs": [{}]}],
    guest_accelerators=[{"type": "nvidia-tesla-t4", "count": 1}],
    scheduling={"on_host_maintenance": "TERMINATE"},
)
router = gcp.compute.Router("out", network="default", region="us-central1")
gcp.compute.RouterNat(
    "out",
    router=router.name,
    region="us-central1",
    nat_ip_allocate_option="AUTO_ONLY",
    source_subnetwork_ip_ranges_to_nat="ALL_SUBNETWORKS_ALL_IP_RANGES",
)
gcp.container.Cluster("tools", location="us-central1", initial_node_count=1, remove_default_node_pool=True)
