"""Twenty pools, each of which is small enough, are 40 machines of 4 GPUs together.

Answer: stack-budget fail pool-9
"""

import pulumi_gcp as gcp

template = gcp.compute.InstanceTemplate(
    "worker",
    machine_type="g2-standard-48",
    disks=[{"source_image": "debian-cloud/debian-12", "boot": True}],
    network_interfaces=[{"network": "default"}],
    scheduling={"provisioning_model": "SPOT", "preemptible": True, "automatic_restart": False},
)
for number in range(20):
    gcp.compute.InstanceGroupManager(
        f"pool-{number}",
        base_instance_name="pool",
        zone="us-central1-a",
        target_size=2,
        versions=[{"instance_template": template.self_link}],
    )
