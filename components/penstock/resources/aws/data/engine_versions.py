"""Extended support of RDS, Aurora, ElastiCache and OpenSearch: what engines bill past their standard support, by vCPU-hour or by node.

Sources: RDS Extended Support charges ("apply to standby instances in Multi-AZ deployments"; none where the engine's life cycle support is
`open-source-rds-extended-support-disabled`); Amazon ElastiCache, Extended Support (a share of the node's own price); Amazon OpenSearch
Service extends version lifecycle support timelines (from 2026-11-07 as much as the instances, for what was old then).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal
from typing import Final

from penstock import catalog
from penstock.resources.aws.charges import charge, lowered
from penstock.resources.facts import Charge, Support
from penstock.resources.reading.capture import Resource
from penstock.resources.reading.charges import product
from penstock.resources.reading.context import Context
from penstock.resources.reading.inputs import Inputs, masked_like, plain
from penstock.resources.reading.values import UNKNOWN, Maybe, Unknown
from penstock.resources.reading.versions import version_of
from penstock.terms import HOURS_PER_MONTH

_ENGINES: Final = ("aurora-mysql", "aurora-postgresql", "mysql", "postgres")
_DISABLED: Final = "open-source-rds-extended-support-disabled"
_RDS: Final = "rds-extended-vcpu-hour"
_SERVERLESS: Final = "aurora-extended-acu-hour"


def database(
    resource: Resource, context: Context, inputs: Inputs, version: Maybe[str] | None, count: Maybe[Decimal] | Maybe[int]
) -> Iterable[Charge]:
    """The support of `count` nodes of an engine that is open source, by their vCPUs."""
    engine, plan = inputs.text("engine"), inputs.text("engineLifecycleSupport")
    if version is None or plan == _DISABLED or not isinstance(engine, str) or plain(engine) not in _ENGINES:
        return
    kind = inputs.text("instanceClass")
    cores = _cores(inputs.text("dbClusterInstanceClass") if kind is None else kind)
    line = charge(resource, context, _RDS, product(HOURS_PER_MONTH, cores, count), "730 h of each vCPU")
    said = UNKNOWN if isinstance(plan, Unknown) else version
    yield replace(line, support=Support(f"rds-{plain(engine)}", said, _RDS, "rds-extended-year-3-vcpu-hour"))


def serverless(units: Charge, inputs: Inputs, version: Maybe[str] | None) -> Iterable[Charge]:
    """The same of an instance without a class, for each of its capacity units."""
    engine, plan = inputs.text("engine"), inputs.text("engineLifecycleSupport")
    if version is None or plan == _DISABLED or not isinstance(engine, str) or plain(engine) not in _ENGINES:
        return
    said = UNKNOWN if isinstance(plan, Unknown) else version
    support = Support(f"rds-{plain(engine)}", said, _SERVERLESS, "aurora-extended-year-3-acu-hour")
    yield replace(units, sku=_SERVERLESS, support=support)


def _cores(kind: Maybe[str] | None) -> Maybe[int]:
    """vCPUs of `db.r5.large`."""
    name = plain(kind).removeprefix("db.") if isinstance(kind, str) else ""
    found = catalog.load("aws").instance_type(name)
    return UNKNOWN if found is None else found.vcpus


def cache(
    resource: Resource, context: Context, inputs: Inputs, engine: Maybe[str] | None, count: Maybe[Decimal] | Maybe[int]
) -> Iterable[Charge]:
    """That of Redis OSS, which each node takes a share of its own price for."""
    if engine != "redis" and not isinstance(engine, Unknown):
        return
    version = UNKNOWN if isinstance(engine, Unknown) else version_of(resource, "engineVersion")
    support = Support("elasticache-redis", version, "elasticache")
    yield from _by_node(resource, context, support, inputs.text("nodeType"), count)


def search(
    resource: Resource,
    context: Context,
    version: Maybe[str] | None,
    nodes: Iterable[tuple[Maybe[str] | None, Maybe[int]]],
) -> Iterable[Charge]:
    """That of a domain: `nodes` are its classes and how many of each. A version is `OpenSearch_1.3`."""
    engine, said = UNKNOWN, version
    if isinstance(version, str):
        name, _, number = plain(version).partition("_")
        engine, said = name.lower(), masked_like(version, number)
    for kind, count in nodes:
        yield from _by_node(resource, context, Support(engine, said, "opensearch"), kind, count)


def _by_node(
    resource: Resource,
    context: Context,
    support: Support,
    kind: Maybe[str] | None,
    count: Maybe[Decimal] | Maybe[int],
) -> Iterable[Charge]:
    """`support`: its key is the service's name, which each class has its own of."""
    if support.version is None:
        return
    name = lowered(kind) if isinstance(kind, str) else "not-known"
    sku, later = f"{support.sku}-extended-{name}-hour", f"{support.sku}-extended-later-{name}-hour"
    hours = product(HOURS_PER_MONTH, count) if isinstance(kind, str) else UNKNOWN
    line = charge(resource, context, sku, hours, "730 h of each node")
    yield replace(line, support=replace(support, sku=sku, later=later))
