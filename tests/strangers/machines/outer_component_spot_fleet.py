"""Image search: the machines are hidden in our own component.

A spot fleet, maintained at 12 p3dn.24xlarge (8 V100 each) with half on demand, inside a component with flavours.
"""

import pulumi
import pulumi_aws as aws


class GpuSearch(pulumi.ComponentResource):
    """Launch template and spot fleet behind one name."""

    FLAVOURS = {"small": ("g4dn.xlarge", 1), "medium": ("g5.12xlarge", 4), "large": ("p3dn.24xlarge", 12)}  # noqa: RUF012

    def __init__(self, name, flavour, opts=None):
        super().__init__("vision:search:GpuSearch", name, None, opts)
        instance_type, count = self.FLAVOURS[flavour]
        child = pulumi.ResourceOptions(parent=self)
        template = aws.ec2.LaunchTemplate(
            f"{name}-lt", image_id="ami-0c0ffee1234567890", instance_type=instance_type, opts=child
        )
        self.fleet = aws.ec2.SpotFleetRequest(
            f"{name}-fleet",
            iam_fleet_role="arn:aws:iam::111122223333:role/aws-ec2-spot-fleet-tagging-role",
            target_capacity=count,
            on_demand_target_capacity=count // 2,
            fleet_type="maintain",
            allocation_strategy="capacityOptimized",
            launch_template_configs=[{"launch_template_specification": {"id": template.id, "version": "1"}}],
            opts=child,
        )
        self.register_outputs({"fleet": self.fleet.id})


search = GpuSearch("search", pulumi.Config().get("flavour") or "large")
pulumi.export("fleet", search.fleet.id)
