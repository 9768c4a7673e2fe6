"""Cloud Workstations: the configuration's machines, the workstations that start them, and the pool that is kept running ahead."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Final

from penstock.resources.facts import Fact, InstanceChoice, NodeTemplate
from penstock.resources.gcp.charges import Reader
from penstock.resources.gcp.machines.nodes import attached, choice, own_stopper
from penstock.resources.gcp.places import base
from penstock.resources.gcp.references import accounts, referred
from penstock.resources.machines.capacity_types import only_on_demand
from penstock.resources.reading.blocks import block_at, each_block, integer_at, or_default, text_at
from penstock.resources.reading.capture import Resource
from penstock.resources.reading.context import Context
from penstock.resources.reading.inputs import Inputs
from penstock.resources.reading.values import UNKNOWN, Maybe, Unknown, Value

from .rented_machines import rented

_HOST: Final = "host.gceInstance"
_MACHINE: Final = "e2-standard-4"
_IDLE: Final = "1200s"
_LONGEST: Final = "43200s"
"""What a configuration has that says nothing: its machine (gcloud, `workstations configs create`), `idleTimeout` and
`runningTimeout` (pulumi-gcp, `workstations.WorkstationConfig`)."""

_CONFIG: Final = "gcp:workstations/workstationConfig:WorkstationConfig"


def _config(resource: Resource, context: Context) -> Iterable[Fact]:
    """Pools run whether or not anyone works: machines that are started ahead, of the host and of each boost."""
    inputs = Inputs(resource.inputs)
    host = block_at(inputs, "host", "gceInstance")
    account = host.raw("serviceAccount") if isinstance(host, Inputs) else host
    machines = tuple(_machines(resource, host))
    template = NodeTemplate(
        **base(resource, context),
        choices=tuple(choice for _, choices in machines for choice in choices),
        capacity=only_on_demand(_HOST),
        public_address=_public(host),
        identities=accounts(resource, context, "host", account),
    )
    yield template
    for size, choices in machines:
        if size not in (None, 0):
            yield rented(
                resource,
                context,
                choices,
                service="workstations",
                minimum=size,
                public_address=template.public_address,
                part="pool",
            )


def _machines(
    resource: Resource, host: Maybe[Inputs] | None
) -> Iterator[tuple[Maybe[int] | None, tuple[InstanceChoice, ...]]]:
    """(machines that are kept running, which) of the host, then of each boost."""
    if isinstance(host, Unknown):
        yield UNKNOWN, choice(UNKNOWN, _HOST, resource, (UNKNOWN, UNKNOWN))
        return
    found: list[tuple[Maybe[Inputs] | None, str]] = [(host, _HOST)]
    found += [(it, f"{_HOST}.boostConfigs[{at}]") for at, it in enumerate(each_block(host, "boostConfigs"))]
    for block, path in found:
        if isinstance(block, Unknown):
            yield UNKNOWN, choice(UNKNOWN, path, resource, (UNKNOWN, UNKNOWN))
            continue
        named = or_default(text_at(block, "machineType"), _MACHINE)
        accelerators = attached(() if block is None else block.blocks("accelerators"))
        yield integer_at(block, "poolSize"), choice(named, f"{path}.machineType", resource, accelerators)


def _public(host: Maybe[Inputs] | None) -> Maybe[bool]:
    """A workstation's machine has a public address unless it is told not to (the same page)."""
    if isinstance(host, Unknown):
        return UNKNOWN
    disabled = None if host is None else host.flag("disablePublicIpAddresses")
    return UNKNOWN if isinstance(disabled, Unknown) else disabled is not True


def _workstation(resource: Resource, context: Context) -> Iterable[Fact]:
    """It runs while someone works in it, and stops when it was idle, or by `runningTimeout`."""
    configs = _configs(resource, context)
    yield rented(
        resource,
        context,
        (),
        service="workstations",
        kind="instance",
        capacity=only_on_demand(_HOST),
        templates=configs,
        template_unresolved=not configs,
    )
    yield from _stoppers(resource, context, Inputs(context.by_urn[configs[0]].inputs) if configs else UNKNOWN)


def _stoppers(resource: Resource, context: Context, config: Maybe[Inputs]) -> Iterable[Fact]:
    """An idle timeout of 0 never stops it, and a running timeout of 0 neither."""
    found: list[Value] = [UNKNOWN, UNKNOWN]
    if isinstance(config, Inputs):
        found = [_IDLE if (it := config.raw("idleTimeout")) is None else it]
        found += [_LONGEST if (it := config.raw("runningTimeout")) is None else it]
    idle, life = (None if it in ("0", "0s") else own_stopper(resource, context, it).idle_duration for it in found)
    if idle is not None:
        yield replace(own_stopper(resource, context, UNKNOWN), idle_duration=idle, expire_after=life)


def _configs(resource: Resource, context: Context) -> tuple[str, ...]:
    """The configuration of that id: it is known by its id, not by its name."""
    name = "workstationConfigId"
    value = Inputs(resource.inputs).text(name)
    if isinstance(value, str):
        named = tuple(
            it.urn for it in context.capture.resources if it.type == _CONFIG and Inputs(it.inputs).text(name) == value
        )
        if named:
            return named[:1]
    return referred(resource, context, name, value, (_CONFIG,))


WORKSTATIONS: Final[Mapping[str, Reader]] = {
    "gcp:workstations/workstation:Workstation": _workstation,
    _CONFIG: _config,
}
