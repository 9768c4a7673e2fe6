"""Services that bill by the month or by use, and the function that runs Penstock's steward."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import timedelta
from decimal import Decimal
from typing import Final

from penstock.resources.capture import Resource
from penstock.resources.context import Context, leaves, parse_json
from penstock.resources.facts import Charge, Fact, Free, IdleStopper, Trigger, Unread, Worker
from penstock.resources.inputs import Inputs, as_number, as_text, plain
from penstock.resources.values import UNKNOWN, Maybe, Unknown, Value
from penstock.terms import HOURS_PER_MONTH

from .addresses import references
from .types import EVENT_RULE, FUNCTION, GROUP, ROLE

_LONGEST: Final = 10**9


def charge(resource: Resource, context: Context, sku: str, quantity: Maybe[Decimal] | int | None, basis: str) -> Charge:
    """One line of the bill."""
    amount = Decimal(quantity) if isinstance(quantity, int) else quantity
    return Charge(**context.base(resource), name=resource.name, sku=sku, quantity=amount, basis=basis)


def hourly(resource: Resource, context: Context, sku: str, count: int = 1) -> Charge:
    """`count` of something that bills every hour of the month."""
    basis = "730 h" if count == 1 else f"730 h x {count}"
    return charge(resource, context, sku, HOURS_PER_MONTH * count, basis)


def by_use(resource: Resource, context: Context, sku: str) -> Charge:
    """Something that bills by a use that no program declares."""
    return charge(resource, context, sku, None, "by use")


def _each(*skus: str) -> Callable[[Resource, Context], Iterable[Fact]]:
    return lambda resource, context: (by_use(resource, context, sku) for sku in skus)


def _dashboard(resource: Resource, context: Context) -> Iterable[Fact]:
    yield charge(resource, context, "cloudwatch-dashboard-month", 1, "1 dashboard")


def _key(resource: Resource, context: Context) -> Iterable[Fact]:
    yield charge(resource, context, "kms-key-month", 1, "1 key")


def _cluster(resource: Resource, context: Context) -> Iterable[Fact]:
    yield hourly(resource, context, "eks-cluster-hour")


def _composite_alarm(resource: Resource, context: Context) -> Iterable[Fact]:
    yield charge(resource, context, "cloudwatch-composite-alarm-month", 1, "1 alarm")


def _parameter(resource: Resource, context: Context) -> Iterable[Fact]:
    """A standard parameter is free; others have prices that no reader knows."""
    base = context.base(resource)
    free = Inputs(resource.inputs).text("tier") in (None, "Standard")
    yield Free(**base) if free else Unread(**base, type=resource.type, name=resource.name)


def _function(resource: Resource, context: Context) -> Iterable[Fact]:
    yield from _each("lambda-request-million", "lambda-gib-second")(resource, context)
    inputs = Inputs(resource.inputs)
    role = inputs.raw("role")
    variables = _variables(inputs)
    texts = [text for value in variables.values() if (text := as_text(value)) is not None]
    yield Worker(
        **context.base(resource),
        identities=() if role is None else context.referred(resource, "role", role, (ROLE,)),
        references=references(resource, context, "environment", texts, "environment"),
    )
    yield from _stewards(resource, context, variables)


def _variables(inputs: Inputs) -> Mapping[str, Value]:
    block = inputs.block("environment")
    variables = block.mapping("variables") if isinstance(block, Inputs) else UNKNOWN
    return {} if isinstance(variables, Unknown) else variables


def _stewards(resource: Resource, context: Context, variables: Mapping[str, Value]) -> Iterable[IdleStopper]:
    """Penstock's steward: one stopper for each pool of its `PENSTOCK_POOLS`. A trigger that runs the function arms it."""
    text = variables.get("PENSTOCK_POOLS")
    pools = parse_json(text) if isinstance(text, str) else None
    if not isinstance(pools, Mapping):
        return
    targets = set(context.sources(resource, "environment", (GROUP,)))
    groups = variables.get("PENSTOCK_GROUPS")
    if isinstance(groups, str):
        names = leaves(parse_json(groups))
        targets.update(urn for name in names if (urn := context.named(name, (GROUP,))) is not None)
    for pool, settings in sorted(pools.items()):
        figures = Inputs(settings if isinstance(settings, Mapping) else {})
        idle = _seconds(figures.raw("idle_duration_s"))
        yield IdleStopper(
            **context.base(resource),
            mechanism="steward",
            targets=tuple(sorted(targets)),
            idle_duration=UNKNOWN if idle is None else idle,
            expire_after=_seconds(figures.raw("expire_after_s")),
            armed=False,
            pool=plain(pool),
        )


def _seconds(value: Value) -> Maybe[timedelta] | None:
    number = as_number(value)
    if number is None:
        return None
    if isinstance(number, Unknown) or not 0 <= number < _LONGEST:
        return UNKNOWN
    return timedelta(seconds=float(number))


def _scheduler(resource: Resource, context: Context) -> Iterable[Fact]:
    yield by_use(resource, context, "scheduler-million")
    inputs = Inputs(resource.inputs)
    target = inputs.block("target")
    arn = target.raw("arn") if isinstance(target, Inputs) else UNKNOWN
    yield Trigger(
        **context.base(resource),
        runs=context.referred(resource, "target", arn, (FUNCTION,)),
        enabled=_enabled(inputs.text("state")),
    )


def _enabled(state: Maybe[str] | None) -> Maybe[bool]:
    if isinstance(state, Unknown):
        return UNKNOWN
    return state is None or state.startswith("ENABLED")


def _event_target(resource: Resource, context: Context) -> Iterable[Fact]:
    base = context.base(resource)
    yield Free(**base)
    inputs = Inputs(resource.inputs)
    rules = context.referred(resource, "rule", inputs.raw("rule"), (EVENT_RULE,))
    states = [_enabled(Inputs(context.by_urn[rule].inputs).text("state")) for rule in rules]
    enabled = False if False in states else (UNKNOWN if not states or UNKNOWN in states else True)
    yield Trigger(**base, runs=context.referred(resource, "arn", inputs.raw("arn"), (FUNCTION,)), enabled=enabled)


SERVICES: Final[Mapping[str, Callable[[Resource, Context], Iterable[Fact]]]] = {
    FUNCTION: _function,
    "aws:cloudwatch/compositeAlarm:CompositeAlarm": _composite_alarm,
    "aws:cloudwatch/dashboard:Dashboard": _dashboard,
    "aws:cloudwatch/eventTarget:EventTarget": _event_target,
    "aws:cloudwatch/logGroup:LogGroup": _each("log-ingest-gib", "log-store-gib-month"),
    "aws:eks/cluster:Cluster": _cluster,
    "aws:kms/key:Key": _key,
    "aws:scheduler/schedule:Schedule": _scheduler,
    "aws:ssm/parameter:Parameter": _parameter,
}
