"""The machine is declared in a component, which a transform of its parent gives its type.

Answer: oversized-instance fail web-worker
"""

import pulumi
import pulumi_gcp as gcp


class Service(pulumi.ComponentResource):
    """A web service, by its name."""

    def __init__(self, name: str, opts: pulumi.ResourceOptions | None = None) -> None:
        super().__init__("web:index:Service", name, None, opts)
        gcp.compute.Instance(
            f"{name}-worker",
            machine_type="e2-medium",
            zone="us-central1-a",
            boot_disk={"initialize_params": {"image": "debian-cloud/debian-12"}},
            network_interfaces=[{"network": "default"}],
            opts=pulumi.ResourceOptions(parent=self),
        )
        self.register_outputs({})


def grow(args: pulumi.ResourceTransformArgs) -> pulumi.ResourceTransformResult:
    props = {**args.props, "machineType": "a3-highgpu-8g"} if args.custom else args.props
    return pulumi.ResourceTransformResult(props=props, opts=args.opts)


Service("web", pulumi.ResourceOptions(transforms=[grow]))
