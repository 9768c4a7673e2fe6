"""The Auto Scaling group of a pool: where, which types, spot or on-demand.

Traps it avoids:
- The defaults of a mixed instances policy are 100 % on-demand above the base and `lowest-price`, which takes the most
  interrupted pools: both are written out (EC2 Auto Scaling User Guide, "Auto Scaling groups with multiple instance types").
- Zone rebalancing ends running nodes to even the zones out, and does so after every stop of an idle node; it is suspended
  (same guide, "Suspend and resume processes": AZRebalance; TerminateInstanceInAutoScalingGroup unbalances a group).
- Spot may be dry: `pulumi up` must not wait for nodes and fail (`wait_for_capacity_timeout` 0).
- The schedule and the steward change how many nodes are wanted: `pulumi up` ignores that. Not the minimum and the maximum:
  nothing but the stack file changes them (docs/adr/0001-only-the-stack-file-changes-a-maximum.md).

It deliberately has no scaling policies, and no scale-in protection: a protected node would outlive the off hour. Of several
nodes the newest goes first: it has the least work to lose.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pulumi
import pulumi_aws as aws

from penstock.common.labels import Labels

_Metric = aws.autoscaling.Metric


@dataclass(frozen=True, slots=True, kw_only=True)
class Placement:
    """Where a pool's nodes start, and from what."""

    template_id: pulumi.Input[str]
    instance_types: Sequence[str]
    subnet_ids: pulumi.Input[Sequence[pulumi.Input[str]]]
    placement_group: pulumi.Input[str] | None


def declare_group(
    name: str,
    *,
    labels: Labels,
    pool: str,
    role: str,
    placement: Placement,
    spot: bool,
    on_demand_base: int,
    minimum: int,
    maximum: int,
    rebalance: bool,
    more_tags: dict[str, str],
    parent: pulumi.Resource,
) -> aws.autoscaling.Group:
    """One group. `rebalance`: replace spot nodes at elevated risk of reclaim before they go."""
    tags = labels.tags(name, POOL=pool, ROLE=role) | more_tags
    return aws.autoscaling.Group(
        name,
        min_size=minimum,
        max_size=maximum,
        vpc_zone_identifiers=placement.subnet_ids,
        placement_group=placement.placement_group,
        mixed_instances_policy=_policy(placement, spot=spot, on_demand_base=on_demand_base),
        capacity_rebalance=rebalance,
        suspended_processes=["AZRebalance"],
        health_check_type="EC2",
        termination_policies=["NewestInstance"],
        wait_for_capacity_timeout="0",
        enabled_metrics=[
            _Metric.GROUP_IN_SERVICE_INSTANCES,
            _Metric.GROUP_DESIRED_CAPACITY,
            _Metric.GROUP_PENDING_INSTANCES,
        ],
        metrics_granularity=aws.autoscaling.MetricsGranularity.ONE_MINUTE,
        tags=[
            aws.autoscaling.GroupTagArgs(key=key, value=value, propagate_at_launch=True) for key, value in tags.items()
        ],
        opts=pulumi.ResourceOptions(parent=parent, ignore_changes=["desired_capacity"]),
    )


def _policy(placement: Placement, *, spot: bool, on_demand_base: int) -> aws.autoscaling.GroupMixedInstancesPolicyArgs:
    return aws.autoscaling.GroupMixedInstancesPolicyArgs(
        instances_distribution=aws.autoscaling.GroupMixedInstancesPolicyInstancesDistributionArgs(
            on_demand_allocation_strategy="lowest-price",
            on_demand_base_capacity=on_demand_base,
            on_demand_percentage_above_base_capacity=0 if spot else 100,
            spot_allocation_strategy="price-capacity-optimized",
        ),
        launch_template=aws.autoscaling.GroupMixedInstancesPolicyLaunchTemplateArgs(
            launch_template_specification=aws.autoscaling.GroupMixedInstancesPolicyLaunchTemplateLaunchTemplateSpecificationArgs(
                launch_template_id=placement.template_id, version="$Latest"
            ),
            overrides=[
                aws.autoscaling.GroupMixedInstancesPolicyLaunchTemplateOverrideArgs(instance_type=each)
                for each in placement.instance_types
            ],
        ),
    )
