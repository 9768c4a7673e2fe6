"""A transform of the whole stack attaches GPUs to every machine.

Answer: oversized-instance fail box
"""

import pulumi
import pulumi_gcp as gcp


def grow(args: pulumi.ResourceTransformArgs) -> pulumi.ResourceTransformResult | None:
    if args.type_ != "gcp:compute/instance:Instance":
        return None
    attached = [{"type": "nvidia-tesla-a100", "count": 16}]
    props = {**args.props, "machineType": "a2-megagpu-16g", "guestAccelerators": attached}
    return pulumi.ResourceTransformResult(props=props, opts=args.opts)


pulumi.runtime.register_resource_transform(grow)
gcp.compute.Instance(
    "box",
    machine_type="e2-medium",
    zone="us-central1-a",
    boot_disk={"initialize_params": {"image": "debian-cloud/debian-12"}},
    network_interfaces=[{"network": "default"}],
)
