"""Google Cloud ends the machine by itself, after twenty years.

Answer: expire-after-required fail box
"""

import pulumi_gcp as gcp

gcp.compute.Instance(
    "box",
    machine_type="a3-highgpu-8g",
    zone="us-central1-a",
    labels={"purpose": "training"},
    boot_disk={"initialize_params": {"image": "debian-cloud/debian-12"}},
    network_interfaces=[{"network": "default"}],
    scheduling={
        "provisioning_model": "SPOT",
        "preemptible": True,
        "automatic_restart": False,
        "instance_termination_action": "DELETE",
        "max_run_duration": {"seconds": 630720000},
    },
)
