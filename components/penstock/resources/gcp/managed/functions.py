"""Cloud Run functions and the first generation of them: billed by use, and those that are kept up all month."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Final

from penstock.resources.facts import Charge, Fact, Worker
from penstock.resources.gcp.charges import Reader, by_use, charge, product
from penstock.resources.gcp.places import base
from penstock.resources.gcp.references import accounts, data_references
from penstock.resources.reading.blocks import or_default
from penstock.resources.reading.capture import Resource
from penstock.resources.reading.context import Context
from penstock.resources.reading.inputs import Inputs
from penstock.resources.reading.quantity import GIB, quantity
from penstock.resources.reading.references import texts_of
from penstock.resources.reading.values import UNKNOWN, Maybe, Unknown
from penstock.terms import HOURS_PER_MONTH

_SECONDS: Final = HOURS_PER_MONTH * 3600

_VCPUS: Final = (
    ("0.125", "0.0834"),
    ("0.25", "0.1667"),
    ("0.5", "0.3334"),
    ("1", "0.5834"),
    ("2", "1"),
    ("8", "2"),
    ("16", "4"),
)
"""GiB of a function -> vCPUs that it has where it asks for none, 8 above them (Cloud Run functions, Configure memory limits)."""

_GHZ: Final = ((128, "0.2"), (256, "0.4"), (512, "0.8"), (1024, "1.4"), (2048, "2.4"))
"""MiB of a function of the first generation -> GHz, 4.8 above them (Cloud Run functions pricing, 1st gen: Compute time)."""


def _kept_v2(resource: Resource, context: Context, config: Maybe[Inputs] | None) -> Iterable[Charge]:
    """Each instance that is kept up bills while it waits, its vCPUs and its memory. 256 MiB unless said (pulumi-gcp,
    `serviceConfig.availableMemory`)."""
    block = config if isinstance(config, Inputs) else Inputs({})
    least = UNKNOWN if isinstance(config, Unknown) else block.integer("minInstanceCount")
    if least in (None, 0):
        return
    memory, cpus = block.raw("availableMemory"), block.raw("availableCpu")
    size = GIB / 4 if memory is None else quantity(memory)
    gib = size if isinstance(size, Unknown) else size / GIB
    vcpus = _vcpus(gib) if cpus is None else quantity(cpus)
    for unit, amount in (("vcpu-second", vcpus), ("gib-second", gib)):
        kept = UNKNOWN if isinstance(config, Unknown) else product(_SECONDS, least, amount)
        yield charge(resource, context, f"cloud-run-idle-{unit}", kept, f"730 h x {least} kept up")


def _vcpus(gib: Maybe[Decimal]) -> Maybe[Decimal]:
    return (
        gib if isinstance(gib, Unknown) else Decimal(next((has for most, has in _VCPUS if gib <= Decimal(most)), "8"))
    )


def _kept_v1(resource: Resource, context: Context) -> Iterable[Charge]:
    """While it waits, an instance that is kept up bills its memory as if it worked, and its processor at a price of its own (Cloud Run
    functions pricing, 1st gen: Idle instances). 256 MiB unless said (pulumi-gcp, `availableMemoryMb`)."""
    inputs = Inputs(resource.inputs)
    least, mib = inputs.integer("minInstances"), or_default(inputs.integer("availableMemoryMb"), 256)
    if least in (None, 0):
        return
    gib: Maybe[Decimal] = UNKNOWN
    ghz: Maybe[Decimal] = UNKNOWN
    if not isinstance(mib, Unknown):
        gib = Decimal(mib) / 1024
        ghz = Decimal(next((has for most, has in _GHZ if mib <= most), "4.8"))
    for sku, amount in (("function-gib-second", gib), ("function-idle-ghz-second", ghz)):
        yield charge(resource, context, sku, product(_SECONDS, least, amount), f"730 h x {least} kept up")


def _function_v2(resource: Resource, context: Context) -> Iterable[Fact]:
    config = Inputs(resource.inputs).block("serviceConfig")
    yield from _kept_v2(resource, context, config)
    for sku in ("cloud-run-vcpu-second", "cloud-run-gib-second", "cloud-run-request"):
        yield by_use(resource, context, sku)
    yield _function_worker(resource, context, config, "serviceConfig")


def _function_v1(resource: Resource, context: Context) -> Iterable[Fact]:
    yield from _kept_v1(resource, context)
    for sku in ("function-ghz-second", "function-gib-second", "function-invocation"):
        yield by_use(resource, context, sku)
    yield _function_worker(resource, context, Inputs(resource.inputs), "")


def _function_worker(resource: Resource, context: Context, config: Maybe[Inputs] | None, path: str) -> Worker:
    block = config if isinstance(config, Inputs) else Inputs({})
    texts = texts_of(block.raw("environmentVariables"))
    where = path or "environmentVariables"
    return Worker(
        **base(resource, context),
        identities=accounts(resource, context, path or "serviceAccountEmail", block.raw("serviceAccountEmail")),
        references=data_references(resource, context, where, texts, "environment") if texts else (),
    )


FUNCTIONS: Final[Mapping[str, Reader]] = {
    "gcp:cloudfunctions/function:Function": _function_v1,
    "gcp:cloudfunctionsv2/function:Function": _function_v2,
}
