"""What a check must know about a cloud: one row each."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Final


@dataclass(frozen=True, slots=True)
class Cloud:
    """Facts about one cloud.

    Attributes:
        name: the cloud's name for people.
        region_key: the stack config key of the provider's region.
        region_example: a region that has accelerators.
        reclaim_notice: how long before a spot node goes it is told so.
        user_data_bytes: how long a pool's own `user_data` may be in UTF-8: the cloud's limit less what ours needs.
        image: what an image's id looks like, a pattern, and an example.
        network: how the id of a network begins; `subnet`: of a subnet.
        zone: what a zone of `{region}` is called, a pattern, and an example.
        no_driver: beginnings of names of NVIDIA GPUs that the cloud's own GPU image has no driver for.
    """

    name: str
    region_key: str
    region_example: str
    reclaim_notice: timedelta
    user_data_bytes: int
    image: tuple[str, str]
    network: str
    subnet: str
    zone: tuple[str, str]
    no_driver: tuple[str, ...]


CLOUDS: Final = {
    # Notice: "Spot Instance interruption notices", Amazon EC2 User Guide: two minutes.
    # User data: "Run commands when you launch an EC2 instance", same guide: 16 KB before it is base64-encoded.
    # Image: `ImageId` in "RequestLaunchTemplateData", Amazon EC2 API Reference: an id, or a parameter that holds one.
    # Zone: "Regions and Zones", same guide: the region's code and a letter; Local and Wavelength Zones have longer names.
    # Driver: "Supported EC2 instances" of AWS's Deep Learning Base OSS Nvidia Driver GPU AMI: NVIDIA's open driver begins with the
    # Turing generation.
    "aws": Cloud(
        "AWS",
        "aws:region",
        "us-east-1",
        timedelta(minutes=2),
        12 * 1024,
        (r"ami-[0-9a-z]+|resolve:ssm:.+", "ami-0abc"),
        "vpc-",
        "subnet-",
        ("{region}[a-z]", "{region}a"),
        ("V100", "P100", "K80", "K520", "M60"),
    ),
}
