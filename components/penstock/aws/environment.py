"""A whole GPU environment on AWS from one `spec.Environment`.

Declares a network (or uses the caller's), a bucket for each storage entry, a pool for each pool, the agent's bucket and one steward
for all of them, alarms, a dashboard and, when asked for, a budget.

The trap it avoids: a pool whose steward, agent or tags were forgotten. Everything here shares one `Labels`, and everything that
starts nodes is in the steward's list.

It deliberately sets up no provider (the caller's region and account are used), no people's access, no jobs, and no
quota: new accounts have 0 vCPUs of P and G spot (EC2 User Guide, "Spot Instance quotas"); ask AWS before the first `up`.
Data buckets are retained on destroy (see `storage`).
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Final

import pulumi

from penstock.common.environment import EnvironmentOrder
from penstock.problem import Problem
from penstock.spec import model
from penstock.spec.select import candidate_types
from penstock.terms import CapacityType

from .alarms import Alarms
from .budget import Budget
from .dashboard import Dashboard, ShownGroup, dearest
from .idle import AgentSource, Steward
from .network import Network
from .node_pool import NodePool
from .storage import BUCKETS, Bucket
from .zones import first_index, zones_of_type

_NAME: Final = re.compile(r"[a-z][a-z0-9-]{0,33}")


class Environment(EnvironmentOrder[Bucket, NodePool]):
    """Everything of one environment. Outputs are by the names of the stack file."""

    vpc_id: pulumi.Output[str]
    bucket_names: Mapping[str, pulumi.Output[str]]
    group_names: Mapping[str, pulumi.Output[str]]
    steward_function: pulumi.Output[str]
    dashboard_name: pulumi.Output[str]

    cloud = "aws"

    def outputs(self) -> dict[str, object]:
        """What a stack exports."""
        return {
            "vpcId": self.vpc_id,
            "buckets": dict(self.bucket_names),
            "groups": dict(self.group_names),
            "steward": self.steward_function,
            "dashboard": self.dashboard_name,
        }

    def _name_problems(self, name: str) -> Sequence[Problem]:
        if _NAME.fullmatch(name):
            return []
        what = f"{name!r} would not fit into the names of roles (64 characters) and buckets (63), with a pool's and a suffix"
        fix = "give it (as Environment's first argument, or as the stack's name) up to 34 lower-case letters, digits and dashes, a letter first"
        return [Problem("name of the environment", what, fix)]

    def _declare_network(self) -> None:
        wanted = self._spec.network
        self._network: Network | None = None
        self.vpc_id = pulumi.Output.from_input(wanted.vpc_id or "")
        if wanted.vpc_id is None:
            self._network = Network(
                f"{self._name}-network",
                labels=self._labels,
                region=self._region,
                cidr=wanted.cidr or model.DEFAULT_CIDR,
                zones=wanted.zones,
                zone_names=wanted.zone_names,
                gang_types=[self._gang_type(pool) for pool in self._spec.pools if pool.gang],
                internet=wanted.internet,
                opts=self._child,
            )
            self.vpc_id = self._network.vpc_id

    def _gang_type(self, pool: model.Pool) -> str:
        """The one type of a gang's nodes."""
        return candidate_types(pool, self._region, "aws")[0].type.name

    def _subnet_ids(self, pool: model.Pool) -> Sequence[pulumi.Input[str]]:
        """Where the pool may start; for a gang, which stands in the first, that is a zone that offers its type."""
        if self._network is None:
            return list(self._spec.network.subnet_ids)
        subnets = list(self._network.subnet_ids)
        if not pool.gang:
            return subnets
        return [subnets[first_index(self._network.zones, zones_of_type(self._gang_type(pool), self))]]

    def _declare_bucket(self, wanted: model.Storage) -> Bucket:
        return BUCKETS[wanted.use](
            f"{self._name}-{wanted.name}",
            labels=self._labels,
            gib=wanted.gib,
            expire_after=wanted.expire_after,
            opts=self._child,
        )

    def _declare_agent(self) -> None:
        self._agent = AgentSource(f"{self._name}-agent", labels=self._labels, opts=self._child)

    def _declare_pool(self, pool: model.Pool, buckets: Sequence[Bucket]) -> NodePool:
        return NodePool(
            f"{self._name}-{pool.name}",
            labels=self._labels,
            region=self._region,
            vpc_id=self.vpc_id,
            subnet_ids=self._subnet_ids(pool),
            spec=pool,
            buckets=buckets,
            agent=self._agent,
            opts=self._child,
        )

    def _declare_steward(self, pools: Mapping[str, NodePool]) -> None:
        watched = {pool: node_pool.watched() for pool, node_pool in pools.items()}
        steward = Steward(
            f"{self._name}-steward", labels=self._labels, region=self._region, pools=watched, opts=self._child
        )
        self.steward_function = steward.function_name
        Alarms(
            f"{self._name}-alarms",
            labels=self._labels,
            pools=watched,
            steward_function=steward.function_name,
            notify=self._spec.budget.notify if self._spec.budget is not None else (),
            region=self._region,
            opts=self._child,
        )

    def _declare_budget(self, wanted: model.Budget) -> None:
        Budget(
            f"{self._name}-budget",
            labels=self._labels,
            monthly_usd=wanted.monthly_usd,
            notify=wanted.notify,
            alert_at=wanted.alert_at,
            opts=self._child,
        )

    def _declare_dashboard(self, pools: Mapping[str, NodePool]) -> None:
        shown: list[ShownGroup] = []
        for pool in self._spec.pools:
            declared = pools[pool.name]
            # One on-demand node in a spot pool makes the on-demand price the upper figure.
            bought = CapacityType.ON_DEMAND if pool.on_demand.base else pool.capacity_type
            shown.append(
                ShownGroup(
                    pool=pool.name,
                    group_name=declared.group_name,
                    hourly=dearest(declared.offerings, bought),
                    label=pool.name,
                )
            )
            if declared.fallback_group_name is not None:
                shown.append(
                    ShownGroup(
                        pool=pool.name,
                        group_name=declared.fallback_group_name,
                        hourly=dearest(declared.offerings, CapacityType.ON_DEMAND),
                        label=f"{pool.name} fallback",
                    )
                )
        self.dashboard_name = Dashboard(
            f"{self._name}-dashboard", labels=self._labels, region=self._region, groups=shown, opts=self._child
        ).dashboard_name

    def _name_outputs(self, buckets: Mapping[str, Bucket], pools: Mapping[str, NodePool]) -> None:
        self.bucket_names = {bucket: declared.bucket_name for bucket, declared in buckets.items()}
        self.group_names = {pool: declared.group_name for pool, declared in pools.items()}
