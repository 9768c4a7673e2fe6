"""Workers on spot without accelerators, which delete themselves when they are reclaimed."""

import pulumi_gcp as gcp

template = gcp.compute.InstanceTemplate(
    "workers",
    machine_type="n2-standard-4",
    scheduling={
        "provisioning_model": "SPOT",
        "preemptible": True,
        "automatic_restart": False,
        "instance_termination_action": "DELETE",
    },
    disks=[
        {
            "source_image": "debian-cloud/debian-12",
            "auto_delete": True,
            "boot": True,
            "disk_type": "pd-balanced",
            "disk_size_gb": 30,
        }
    ],
    network_interfaces=[{"network": "default"}],
)
gcp.compute.RegionInstanceGroupManager(
    "workers",
    region="europe-west4",
    base_instance_name="workers",
    versions=[{"instance_template": template.self_link_unique}],
    target_size=3,
    distribution_policy_zones=["europe-west4-a", "europe-west4-b", "europe-west4-c"],
)
