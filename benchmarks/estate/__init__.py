"""An estate of many teams on three clouds, as a saved preview of Pulumi and as the same resources in Terraform.

What a benchmark reads must be what people have: not a thousand copies of one free type, but networks, roles, pools of
machines, schedules, buckets with their rules, disks and databases, which refer to each other. One team has the resources of
`aws.team`, `gcp.team` and `azure.team`; an estate has as many teams as it needs.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count, islice

from . import aws, azure, gcp
from .shapes import Item


def items(number: int) -> Iterator[Item]:
    """`number` resources, team by team; each after those that it refers to."""
    return islice((item for team in count() for cloud in (aws, gcp, azure) for item in cloud.team(team)), number)
