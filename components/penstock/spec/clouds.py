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
    """

    name: str
    region_key: str
    region_example: str
    reclaim_notice: timedelta
    user_data_bytes: int


CLOUDS: Final = {
    # Notice: "Spot Instance interruption notices", Amazon EC2 User Guide: two minutes.
    # User data: "Run commands when you launch an EC2 instance", same guide: 16 KB before it is base64-encoded.
    "aws": Cloud("AWS", "aws:region", "us-east-1", timedelta(minutes=2), 12 * 1024),
}
