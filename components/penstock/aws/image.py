"""The machine image of a pool: AWS's own GPU image by public parameter, so that no image id is kept here.

AWS publishes the newest "Deep Learning Base OSS Nvidia Driver GPU AMI (Ubuntu 24.04)" of each region and architecture as a
public Systems Manager parameter (DLAMI Developer Guide, "Get the DLAMI ID"). That image has the driver, the AWS CLI and the SSM
Agent, and Python 3.12 for the agent. It has no driver for older GPUs, nor for accelerators of other makers: `spec.checks` wants an
`image` for them.

The trap it avoids: `resolve:ssm:` in a launch template, by which EC2 reads the parameter itself, cannot be used by a group with a
mixed instances policy (EC2 Auto Scaling User Guide, "Using AWS Systems Manager parameters instead of AMI IDs in launch
templates", Limitations). The program reads it, so a newer image shows as a change of the template in the next `pulumi up`; it
is for new nodes alone, running ones are left as they are.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import pulumi
import pulumi_aws as aws

from penstock.catalog import InstanceType

ROOT_DEVICE: Final = "/dev/sda1"
"""Of AWS's Ubuntu images (EC2 User Guide, "Device names for volumes")."""

_BY_PARAMETER: Final = "resolve:ssm:"
_PARAMETER: Final = "/aws/service/deeplearning/ami/{architecture}/base-oss-nvidia-driver-gpu-ubuntu-24.04/latest/ami-id"


def image_for(types: Sequence[InstanceType], image: str | None, parent: pulumi.Resource) -> pulumi.Input[str]:
    """The id of `image` (an id, or `resolve:ssm:` and a parameter), else of AWS's GPU image for the types' architecture.

    `types` are of one architecture (`spec.select` sees to it).
    """
    if image is not None and not image.startswith(_BY_PARAMETER):
        return image
    name = _PARAMETER.format(architecture=types[0].architecture) if image is None else image[len(_BY_PARAMETER) :]
    # Not `value`: that one is always a secret.
    return aws.ssm.get_parameter_output(name=name, opts=pulumi.InvokeOutputOptions(parent=parent)).insecure_value
