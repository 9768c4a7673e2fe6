"""Attributes in a launch template, with their numbers as text, ask for 8 GPUs of a kind by its name.

Answer: wide-instance-requirements fail worker
"""

import pulumi
import pulumi_aws as aws


def as_text(args: pulumi.ResourceTransformArgs) -> pulumi.ResourceTransformResult:
    requirements = {
        "vcpuCount": {"min": "8", "max": "192"},
        "memoryMib": {"min": "16384"},
        "acceleratorCount": {"min": "8", "max": "8"},
        "acceleratorNames": ["h100"],
    }
    return pulumi.ResourceTransformResult(props={**args.props, "instanceRequirements": requirements}, opts=args.opts)


aws.ec2.LaunchTemplate("worker", image_id="ami-0123456789abcdef0", opts=pulumi.ResourceOptions(transforms=[as_text]))
