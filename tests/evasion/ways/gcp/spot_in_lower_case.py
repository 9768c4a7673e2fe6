"""The provisioning model is `spot` in lower case, which the rule might take for SPOT.

Answer: spot-required undetermined box
"""

import pulumi_gcp as gcp

gcp.compute.Instance(
    "box",
    machine_type="g2-standard-48",
    zone="us-central1-a",
    boot_disk={"initialize_params": {"image": "debian-cloud/debian-12"}},
    network_interfaces=[{"network": "default"}],
    scheduling={"provisioning_model": "spot"},
)
