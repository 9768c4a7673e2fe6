"""A pool of GPU nodes of one kind, with its cost controls.

Declares a role and instance profile, a security group without inbound rules, a launch template, one Auto Scaling group (and a
second, on-demand one when a capped fallback is asked for), and the office hours. By itself it also declares the agent's bucket and
a steward; in an `Environment` those are shared.

The traps are told where they are avoided: `group` (spot), `launch_template` (metadata, volumes), `schedule` (-1), `gang` (EFA),
`image` (drivers), `idle` (stopping), `user_data` (size).

It deliberately has no load balancer, no warm pool (a stopped GPU node still bills its disks), no scaling by metric, no instance
refresh (it would end busy nodes; a new node gets the new template) and no SSH key.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeAlias

import pulumi
import pulumi_aws as aws

from penstock.catalog import Offering
from penstock.common.labels import Labels
from penstock.common.policy_inputs import pool_inputs
from penstock.common.program import refuse, region_of
from penstock.common.stopper_settings import agent_config
from penstock.spec import model
from penstock.spec.checks import check_pool
from penstock.spec.select import candidate_types
from penstock.terms import CapacityType, Tag

from . import gang, iam
from .group import Placement, declare_group
from .idle import AgentSource, Steward, WatchedPool
from .image import image_for
from .launch_template import declare_launch_template
from .schedule import declare_schedule
from .storage import Bucket

_SubnetIds: TypeAlias = Sequence[pulumi.Input[str]] | pulumi.Output[Sequence[str]]


class NodePool(pulumi.ComponentResource):
    """Nodes of one kind. `group_name` is its group; `fallback_group_name` the on-demand one, None without a fallback."""

    group_name: pulumi.Output[str]
    fallback_group_name: pulumi.Output[str] | None
    role_name: pulumi.Output[str]
    offerings: tuple[Offering, ...]

    def __init__(
        self,
        name: str,
        *,
        spec: model.Pool,
        labels: Labels,
        vpc_id: pulumi.Input[str],
        subnet_ids: _SubnetIds,
        region: str | None = None,
        buckets: Sequence[Bucket] = (),
        agent: AgentSource | None = None,
        opts: pulumi.ResourceOptions | None = None,
    ) -> None:
        """`subnet_ids` are private, one a zone; a gang uses the first. `region` is the provider's, by which types are chosen: the
        stack's `aws:region` unless given. `buckets` are what the nodes may reach. `agent`: None makes the pool bring its own,
        and its own steward.

        Raises pulumi.RunError with everything that is wrong with `spec`.
        """
        region = region_of(region, "aws")
        refuse(check_pool(spec, region, "aws", purpose=labels.purpose))
        self.offerings = candidate_types(spec, region, "aws")
        super().__init__(
            "penstock:aws:NodePool", name, labels.inputs() | pool_inputs(spec, region, self.offerings), opts
        )
        self._name = name
        self._labels = labels
        self._region = region
        self._pool = spec
        self._child = pulumi.ResourceOptions(parent=self)
        source = agent or AgentSource(f"{name}-agent", labels=labels, opts=self._child)
        profile = self._declare_identity(buckets, source)
        placement = self._declare_placement(vpc_id, subnet_ids, profile, source)
        group = self._declare_primary(placement)
        fallback = self._declare_fallback(placement)
        self.group_name = group.name
        self.fallback_group_name = fallback.name if fallback is not None else None
        if agent is None:
            Steward(
                f"{name}-steward", labels=labels, region=region, pools={spec.name: self.watched()}, opts=self._child
            )
        self.register_outputs(
            {"groupName": self.group_name, "fallbackGroupName": self.fallback_group_name, "roleName": self.role_name}
        )

    def watched(self) -> WatchedPool:
        """The pool as a steward sees it."""
        return WatchedPool(
            idle=self._pool.idle,
            fallback=self._pool.on_demand.fallback,
            primary_group=self.group_name,
            fallback_group=self.fallback_group_name,
        )

    def _declare_identity(self, buckets: Sequence[Bucket], source: AgentSource) -> aws.iam.InstanceProfile:
        statements = [
            *iam.session_manager(self._region),
            *source.access(),
            *(statement for bucket in buckets for statement in bucket.access()),
            iam.put_metrics(self._labels),
            # The agent stops its own node; IAM has no condition for "own", so the pool is the limit.
            iam.allow(
                ["autoscaling:TerminateInstanceInAutoScalingGroup"],
                [iam.groups(self._region)],
                iam.of_environment(self._labels, self._pool.name),
            ),
        ]
        role = iam.ServiceRole(self._name, "ec2.amazonaws.com", statements, self._labels, self).role
        self.role_name = role.name
        return aws.iam.InstanceProfile(
            self._name, role=role.name, tags=self._labels.tags(self._name, POOL=self._pool.name), opts=self._child
        )

    def _declare_placement(
        self,
        vpc_id: pulumi.Input[str],
        subnet_ids: _SubnetIds,
        profile: aws.iam.InstanceProfile,
        source: AgentSource,
    ) -> Placement:
        pool, types = self._pool, [each.type for each in self.offerings]
        template = declare_launch_template(
            self._name,
            labels=self._labels,
            pool=pool.name,
            image=image_for(types, pool.image, self),
            first_type=types[0].name,
            disk_gib=pool.disk_gib,
            interfaces=gang.interfaces(types[0] if pool.gang else None, self._declare_security_group(vpc_id).id),
            profile_arn=profile.arn,
            user_data=source.user_data(
                agent_config(self._labels, pool.name, self._region, pool.idle), self._region, pool.user_data
            ),
            parent=self,
        )
        return Placement(
            template_id=template.id,
            instance_types=[each.name for each in types],
            subnet_ids=self._zones(subnet_ids),
            placement_group=gang.declare_placement(self._name, self._labels, pool.name, self).name
            if pool.gang
            else None,
        )

    def _zones(self, subnet_ids: _SubnetIds) -> pulumi.Input[Sequence[pulumi.Input[str]]]:
        """All of them; the first for a gang. A list stays one, so that a preview shows how many there are."""
        last = 1 if self._pool.gang else None
        if isinstance(subnet_ids, Sequence):
            return subnet_ids[:last]
        return subnet_ids.apply(lambda found: list(found)[:last])

    def _declare_security_group(self, vpc_id: pulumi.Input[str]) -> aws.ec2.SecurityGroup:
        name, tags = self._name, self._labels.tags(self._name, POOL=self._pool.name)
        group = aws.ec2.SecurityGroup(
            name, description=f"nodes of {name}: nothing comes in", vpc_id=vpc_id, tags=tags, opts=self._child
        )
        aws.vpc.SecurityGroupEgressRule(
            f"{name}-out",
            security_group_id=group.id,
            ip_protocol="-1",
            cidr_ipv4="0.0.0.0/0",
            description="wherever the network leads",
            tags=tags,
            opts=self._child,
        )
        if self._pool.gang:
            gang.declare_self_rules(name, group, self._labels, self._pool.name, self)
        return group

    def _declare_primary(self, placement: Placement) -> aws.autoscaling.Group:
        pool = self._pool
        spot = pool.capacity_type is CapacityType.SPOT
        group = declare_group(
            self._name,
            labels=self._labels,
            pool=pool.name,
            role="primary",
            placement=placement,
            spot=spot,
            on_demand_base=pool.on_demand.base if spot else 0,
            minimum=pool.min,
            maximum=pool.max,
            rebalance=spot and not pool.gang,
            more_tags=self._saving(),
            parent=self,
        )
        if pool.schedule is not None:
            declare_schedule(self._name, group_name=group.name, schedule=pool.schedule, parent=self)
        return group

    def _saving(self) -> dict[str, str]:
        """How long a save takes at most, for whoever asks whether it fits into the notice of a reclaim."""
        checkpoint = self._pool.checkpoint
        return {} if checkpoint is None else {Tag.SAVE_SECONDS: f"{checkpoint.save_within.total_seconds():g}"}

    def _declare_fallback(self, placement: Placement) -> aws.autoscaling.Group | None:
        """The steward alone raises it, within the cap; at the off hour it goes to 0 with the pool."""
        pool, fallback = self._pool, self._pool.on_demand.fallback
        if fallback is None:
            return None
        name = f"{self._name}-fallback"
        group = declare_group(
            name,
            labels=self._labels,
            pool=pool.name,
            role="fallback",
            placement=placement,
            spot=False,
            on_demand_base=0,
            minimum=0,
            maximum=pool.max,
            rebalance=False,
            more_tags={Tag.FALLBACK_HOURS: f"{fallback.max_hours_per_day:f}"},
            parent=self,
        )
        if pool.schedule is not None:
            declare_schedule(name, group_name=group.name, schedule=pool.schedule, parent=self, on=False)
        return group
