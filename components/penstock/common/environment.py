"""The order in which an environment is declared, the same on every cloud: what comes later is told of what came before.

A cloud's `Environment` says how each part is declared there. What this file decides: everything shares one `Labels`, and every pool is
in the steward's list, so that none is without its agent, its steward or its tags.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from typing import ClassVar, Generic, TypeVar

import pulumi

from penstock.problem import Problem
from penstock.spec import model
from penstock.spec.checks import check_environment

from .labels import Labels
from .program import refuse, region_of

B = TypeVar("B", bound=pulumi.ComponentResource)
P = TypeVar("P", bound=pulumi.ComponentResource)


class EnvironmentOrder(pulumi.ComponentResource, ABC, Generic[B, P]):
    """Everything of one environment, from one `spec.Environment`. `B`: the cloud's bucket component, `P`: its node pool."""

    cloud: ClassVar[str]

    def __init__(self, name: str, spec: model.Environment, opts: pulumi.ResourceOptions | None = None) -> None:
        """`name` and the stack together name the environment in tags and metrics: unique in the account and region. Its region
        is the stack's own unless `spec` names one.

        Raises pulumi.RunError with everything that is wrong with `spec`.
        """
        refuse(self._name_problems(name))
        self._region = region_of(spec.region, self.cloud)
        refuse(check_environment(spec.model_copy(update={"region": self._region})))
        self._spec = spec
        self._name = name
        stack = pulumi.get_stack()
        self._labels = Labels(
            environment=name if name == stack else f"{name}-{stack}",
            owner=spec.owner,
            cost_center=spec.cost_center,
            purpose=spec.purpose,
            stack=stack,
        )
        inputs = self._labels.inputs() | {"cloud": self.cloud, "region": self._region}
        super().__init__(f"penstock:{self.cloud}:Environment", name, inputs, opts)
        self._child = pulumi.ResourceOptions(parent=self)
        self._declare_network()
        buckets = {wanted.name: self._declare_bucket(wanted) for wanted in spec.storage}
        self._declare_agent()
        pools = {pool.name: self._declare_pool(pool, list(buckets.values())) for pool in spec.pools}
        self._declare_steward(pools)
        if spec.budget is not None:
            self._declare_budget(spec.budget)
        self._declare_dashboard(pools)
        self._name_outputs(buckets, pools)
        self.register_outputs(self.outputs())

    @abstractmethod
    def outputs(self) -> dict[str, object]:
        """What a stack exports."""

    @abstractmethod
    def _name_problems(self, name: str) -> Sequence[Problem]:
        """What is wrong with an environment's name: the cloud's own names are made from it."""

    @abstractmethod
    def _declare_network(self) -> None:
        """A new network, or the caller's own."""

    @abstractmethod
    def _declare_bucket(self, wanted: model.Storage) -> B:
        """One storage entry."""

    @abstractmethod
    def _declare_agent(self) -> None:
        """From where nodes fetch the agent."""

    @abstractmethod
    def _declare_pool(self, pool: model.Pool, buckets: Sequence[B]) -> P:
        """One pool, whose nodes may reach `buckets`."""

    @abstractmethod
    def _declare_steward(self, pools: Mapping[str, P]) -> None:
        """One steward for all pools, and the alarms that tell people."""

    @abstractmethod
    def _declare_budget(self, wanted: model.Budget) -> None:
        """A limit of spending that tells somebody."""

    @abstractmethod
    def _declare_dashboard(self, pools: Mapping[str, P]) -> None:
        """What people look at."""

    @abstractmethod
    def _name_outputs(self, buckets: Mapping[str, B], pools: Mapping[str, P]) -> None:
        """Set the component's own outputs."""
