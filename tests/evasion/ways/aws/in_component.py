"""The machine is declared three components down, with a parent of another name.

Answer: oversized-instance fail inner-worker
"""

import pulumi
import pulumi_aws as aws


class Service(pulumi.ComponentResource):
    """A web service, by its name."""

    def __init__(self, name: str, depth: int, opts: pulumi.ResourceOptions | None = None) -> None:
        super().__init__("web:index:Service", name, None, opts)
        child = pulumi.ResourceOptions(parent=self)
        if depth:
            Service(f"{name}-inner", depth - 1, opts=child)
        else:
            aws.ec2.Instance("inner-worker", ami="ami-0123456789abcdef0", instance_type="p5.48xlarge", opts=child)
        self.register_outputs({})


Service("web", 3)
