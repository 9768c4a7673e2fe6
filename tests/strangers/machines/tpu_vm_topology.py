"""TPU VM given by generation and topology, not by a ready-made name.

A TPU v5p VM with topology 4x8x8, that is 256 chips.
"""

import pulumi
import pulumi_gcp as gcp

config = pulumi.Config()
topology = config.get("topology") or "4x8x8"

vm = gcp.tpu.V2Vm(
    "jax-dev",
    name="jax-dev",
    zone="us-east5-a",
    runtime_version="v2-alpha-tpuv5",
    accelerator_config={"type": "V5P", "topology": topology},
    network_config={"network": "default", "enable_external_ips": True},
    scheduling_config={"preemptible": False},
    metadata={
        "startup-script": "pip install -U 'jax[tpu]' -f https://storage.googleapis.com/jax-releases/libtpu_releases.html"
    },
)

pulumi.export("state", vm.state)
