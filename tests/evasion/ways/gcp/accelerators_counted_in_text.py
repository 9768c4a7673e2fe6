"""The number of attached accelerators is a text, through a transform.

Answer: oversized-instance fail box
"""

import pulumi
import pulumi_gcp as gcp


def as_text(args: pulumi.ResourceTransformArgs) -> pulumi.ResourceTransformResult:
    attached = [{"type": "nvidia-tesla-v100", "count": "8"}]
    return pulumi.ResourceTransformResult(props={**args.props, "guestAccelerators": attached}, opts=args.opts)


gcp.compute.Instance(
    "box",
    machine_type="n1-standard-8",
    zone="us-central1-a",
    boot_disk={"initialize_params": {"image": "debian-cloud/debian-12"}},
    network_interfaces=[{"network": "default"}],
    opts=pulumi.ResourceOptions(transforms=[as_text]),
)
