"""Services of AWS that bill by the month or by use, and the Lambda function that runs Penstock's steward."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from penstock.resources.aws.charges import Reader, by_use, charge, each_by_use
from penstock.resources.aws.machines.ecs_tasks import started
from penstock.resources.aws.schedules.eventbridge import called_by_the_clock
from penstock.resources.aws.transfers.data_addresses import references
from penstock.resources.aws.type_tokens import EVENT_RULE, FUNCTION, GROUP, ROLE
from penstock.resources.facts import Fact, Free, IdleStopper, Trigger, Unread, Worker
from penstock.resources.reading.blocks import block_at, flag_at, seconds
from penstock.resources.reading.capture import Resource
from penstock.resources.reading.context import Context, leaves, parse_json
from penstock.resources.reading.inputs import Inputs, as_text, plain
from penstock.resources.reading.values import UNKNOWN, Maybe, Unknown, Value

_STEWARD: Final = "penstock.steward.aws.handler"
_SCHEDULE: Final = "aws:scheduler/schedule:Schedule"

_FREE_SCHEDULES: Final = 300
"""Schedules that together stay below the first tier of invocations, which the Price List of every region that was read has at 0: 14
million a month (`USW1-`, `APN1-`, `EUS1-`, `EUW2-ScheduledInvocation`). One fires at most once a minute, 44,640 times a month."""


def _dashboard(resource: Resource, context: Context) -> Iterable[Fact]:
    yield charge(resource, context, "cloudwatch-dashboard-month", 1, "1 dashboard")


def _composite_alarm(resource: Resource, context: Context) -> Iterable[Fact]:
    yield charge(resource, context, "cloudwatch-composite-alarm-month", 1, "1 alarm")


def _parameter(resource: Resource, context: Context) -> Iterable[Fact]:
    """A standard parameter is free; others have prices that no reader knows."""
    base = context.base(resource)
    free = Inputs(resource.inputs).text("tier") in (None, "Standard")
    yield Free(**base) if free else Unread(**base, type=resource.type, name=resource.name)


def _function(resource: Resource, context: Context) -> Iterable[Fact]:
    yield by_use(resource, context, "lambda-request-million")
    yield by_use(resource, context, "lambda-gib-second")
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
    """Penstock's steward: one stopper for each pool of its `PENSTOCK_POOLS`. A trigger that runs the function arms it.

    Another function with the steward's variables is none, nor is a steward that is told to change nothing.
    """
    handler, dry = Inputs(resource.inputs).text("handler"), Inputs(variables).flag("PENSTOCK_DRY_RUN")
    if dry is True or (handler != _STEWARD and not isinstance(handler, Unknown)):
        return
    sure = isinstance(handler, str) and not isinstance(dry, Unknown)
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
        stated: Mapping[str, Value] = settings if isinstance(settings, Mapping) else {}
        if "idle_duration_s" in stated and stated["idle_duration_s"] is None:
            continue  # the pool has no idle shutdown: the steward watches it for other reasons
        figures = Inputs(stated)
        idle = seconds(figures.number("idle_duration_s"))
        yield IdleStopper(
            **context.base(resource),
            mechanism="steward",
            targets=tuple(sorted(targets)),
            idle_duration=UNKNOWN if idle is None or not sure else idle,
            expire_after=seconds(figures.number("expire_after_s")) if sure else UNKNOWN,
            armed=False,
            pool=plain(pool),
        )


def _scheduler(resource: Resource, context: Context) -> Iterable[Fact]:
    """It costs nothing where the program has so few that they cannot leave the first tier; of more, what they fire is not known."""
    if len(context.of_types(_SCHEDULE)) > _FREE_SCHEDULES:
        yield by_use(resource, context, "scheduler-million")
    else:
        yield Free(**context.base(resource))
    inputs = Inputs(resource.inputs)
    target = inputs.block("target")
    arn = target.raw("arn") if isinstance(target, Inputs) else UNKNOWN
    yield Trigger(
        **context.base(resource),
        runs=context.referred(resource, "target", arn, (FUNCTION,)),
        enabled=_enabled(inputs.text("state")),
    )
    yield from called_by_the_clock(resource, context)
    task = block_at(target, "ecsParameters")
    yield from started(resource, context, task, flag_at(task, "networkConfiguration", "assignPublicIp"))


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
    task = inputs.block("ecsTarget")
    yield from started(resource, context, task, flag_at(task, "networkConfiguration", "assignPublicIp"))


SERVICES: Final[Mapping[str, Reader]] = {
    FUNCTION: _function,
    "aws:cloudwatch/compositeAlarm:CompositeAlarm": _composite_alarm,
    "aws:cloudwatch/dashboard:Dashboard": _dashboard,
    "aws:cloudwatch/eventTarget:EventTarget": _event_target,
    "aws:cloudwatch/logGroup:LogGroup": each_by_use("log-ingest-gib", "log-store-gib-month"),
    _SCHEDULE: _scheduler,
    "aws:ssm/parameter:Parameter": _parameter,
}
