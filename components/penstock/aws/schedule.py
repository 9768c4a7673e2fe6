"""Office hours of a group: on at `onhour`, off at `offhour`, in the pool's own time zone.

Declares two `autoscaling.Schedule` actions.

Traps it avoids:
- In pulumi-aws an unset min, max or desired of a scheduled action is sent as 0, not as "unchanged": a schedule that sets only
  `desired_capacity` would set the maximum to 0 too. "Unchanged" is -1 (Registry, `aws.autoscaling.Schedule`), written out here.
- `time_zone` is an IANA name, so that the hours follow daylight saving; without it cron means UTC.
- `start_time` is not set: AWS fills it in and the next preview would show a change.
- A minimum above 0 would keep nodes at night: a pool with a schedule and such a minimum is refused (`spec.checks`).

It deliberately never changes the minimum or the maximum, and does not start a group at once: a stack that comes up at noon is switched on at the
next `onhour`; set the desired capacity by hand before that (the group ignores changes of it).
"""

from __future__ import annotations

from typing import Final

import pulumi
import pulumi_aws as aws

from penstock.spec import model

UNCHANGED: Final = -1


def declare_schedule(
    name: str,
    *,
    group_name: pulumi.Input[str],
    schedule: model.Schedule,
    parent: pulumi.Resource,
    on: bool = True,
) -> None:
    """Both actions for the group `group_name`, whose minimum is 0; only the off action unless `on`."""
    opts = pulumi.ResourceOptions(parent=parent)
    if on:
        aws.autoscaling.Schedule(
            f"{name}-on",
            autoscaling_group_name=group_name,
            scheduled_action_name=f"{name}-on",
            recurrence=schedule.onhour,
            time_zone=schedule.timezone,
            desired_capacity=schedule.size,
            min_size=UNCHANGED,
            max_size=UNCHANGED,
            opts=opts,
        )
    aws.autoscaling.Schedule(
        f"{name}-off",
        autoscaling_group_name=group_name,
        scheduled_action_name=f"{name}-off",
        recurrence=schedule.offhour,
        time_zone=schedule.timezone,
        desired_capacity=0,
        min_size=UNCHANGED,
        max_size=UNCHANGED,
        opts=opts,
    )
