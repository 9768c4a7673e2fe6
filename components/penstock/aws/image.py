"""The machine image of a pool: AWS's own GPU image by public parameter, so that no image id is kept here.

AWS publishes the newest "Deep Learning Base OSS Nvidia Driver GPU AMI (Ubuntu 24.04)" of each region and architecture as a
public Systems Manager parameter (DLAMI Developer Guide, "Get the DLAMI ID"); `resolve:ssm:` in a launch template reads it at each
launch (EC2 Auto Scaling User Guide, "Use AWS Systems Manager parameters instead of AMI IDs in launch templates").
That image has the driver, the AWS CLI and the SSM Agent, and Python 3.12 for the agent.

It has no driver for older GPUs, nor for accelerators of other makers: `spec.checks` wants an `image` for them.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from penstock.catalog import InstanceType

ROOT_DEVICE: Final = "/dev/sda1"
"""Of AWS's Ubuntu images (EC2 User Guide, "Device names for volumes")."""

_PARAMETER: Final = "/aws/service/deeplearning/ami/{architecture}/base-oss-nvidia-driver-gpu-ubuntu-24.04/latest/ami-id"


def image_for(types: Sequence[InstanceType], image: str | None) -> str:
    """What the launch template gets as image: `image` if given, else AWS's GPU image for the types' architecture.

    `types` are of one architecture (`spec.select` sees to it).
    """
    return image or "resolve:ssm:" + _PARAMETER.format(architecture=types[0].architecture)
