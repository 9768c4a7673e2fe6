"""Cloud Run: billed by the second that an instance is up, those kept warm all month.

Instances with a GPU are nodes: as many as the service keeps at least, to as many as it may have.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from typing import Final

from penstock.resources.facts import Charge, Fact, IdleStopper, InstanceChoice, Node, Reference, Worker
from penstock.resources.gcp.charges import Reader, by_use, charge, product
from penstock.resources.gcp.machines.nodes import accelerator, choice
from penstock.resources.gcp.places import base
from penstock.resources.gcp.references import accounts, data_references, referred
from penstock.resources.gcp.type_tokens import BUCKETS
from penstock.resources.machines.capacity_types import only_on_demand
from penstock.resources.machines.rented import label
from penstock.resources.reading.blocks import block_at, each_block, flag_at, integer_at, or_default, or_unknown, seconds
from penstock.resources.reading.capture import Resource
from penstock.resources.reading.context import Context
from penstock.resources.reading.inputs import Inputs, as_text, plain
from penstock.resources.reading.quantity import GIB, quantity
from penstock.resources.reading.values import UNKNOWN, Maybe, Unknown, Value
from penstock.terms import HOURS_PER_MONTH

from .functions import FUNCTIONS

_SECONDS: Final = HOURS_PER_MONTH * 3600
_SOME_GPU: Final = "gpu-second"
_JOB: Final = "gcp:cloudrunv2/job:Job"
_WORKER_POOL: Final = "gcp:cloudrunv2/workerPool:WorkerPool"
"""Nobody asks anything of its instances, so that they never wait: they bill for as long as they are up (Cloud Run, Billing settings)."""


def _service(resource: Resource, context: Context) -> Iterable[Fact]:
    inputs = Inputs(resource.inputs)
    template = inputs.block("template")
    least = _in_each_region(inputs, _warm(inputs, template))
    if _has_gpu(template) is True:
        most = _in_each_region(inputs, _most(inputs, template, least))
        yield from _accelerated(resource, context, template, "template", (least, most))
    else:
        yield from _instances(resource, context, template, least)
        yield from _perhaps(resource, context, template, "template")
    worker = _worker(resource, context, template)
    regions = _regions(inputs)
    places = (UNKNOWN,) if isinstance(regions, Unknown) else regions or (worker.region,)
    yield from (replace(worker, region=place) for place in places)


def _in_each_region(inputs: Inputs, warm: Maybe[int]) -> Maybe[int]:
    """A service of several regions keeps its instances in each of them."""
    regions = _regions(inputs)
    if warm == 0 or regions == ():
        return warm
    return UNKNOWN if isinstance(regions, Unknown) or isinstance(warm, Unknown) else warm * len(regions)


def _regions(inputs: Inputs) -> Maybe[tuple[Maybe[str], ...]]:
    """Those of a multi-region service; none for any other, which is where it says."""
    settings = inputs.block("multiRegionSettings")
    return () if settings is None else UNKNOWN if isinstance(settings, Unknown) else settings.texts("regions")


def _service_v1(resource: Resource, context: Context) -> Iterable[Fact]:
    """The older API says the same in the words of Knative: annotations for how many stay up and whether the CPU waits, the
    GPU by the only node selector that there is (Cloud Run, v1 API, RevisionSpec)."""
    template = block_at(Inputs(resource.inputs), "template")
    spec = block_at(template, "spec")
    notes = block_at(template, "metadata", "annotations")
    block = spec if isinstance(spec, Inputs) else Inputs({})
    selector = block.mapping("nodeSelector")
    label: Value = UNKNOWN if isinstance(selector, Unknown) else next(iter(selector.values()), None)
    throttled = flag_at(notes, "run.googleapis.com/cpu-throttling")
    alike: Maybe[Inputs] = UNKNOWN
    if not isinstance(spec, Unknown):
        containers = [
            UNKNOWN if isinstance(it, Unknown) else {"resources": _resources_v1(it, throttled)}
            for it in each_block(spec, "containers")
        ]
        alike = Inputs({"containers": containers, "nodeSelector": None if label is None else {"accelerator": label}})
    outer = block_at(Inputs(resource.inputs), "metadata", "annotations")
    least = _highest(integer_at(notes, f"{_SCALE}/minScale"), integer_at(outer, "run.googleapis.com/minScale"))
    if _has_gpu(alike) is True:
        most = _highest(integer_at(notes, f"{_SCALE}/maxScale"), least, default=_MOST)
        yield from _accelerated(
            resource, context, alike, "template.spec", (least, most), plain_zone=_plain_zone_v1(notes)
        )
    else:
        yield from _instances(resource, context, alike, least)
        yield from _perhaps(resource, context, alike, "template.spec")
    yield Worker(
        **base(resource, context),
        identities=accounts(resource, context, "template", block.raw("serviceAccountName")),
        references=_mentioned(resource, context, block),
    )


def _resources_v1(container: Inputs, throttled: Maybe[bool] | None) -> Value:
    limits = block_at(container, "resources")
    given = UNKNOWN if isinstance(limits, Unknown) else None if limits is None else limits.raw("limits")
    return {"limits": given, "cpuIdle": throttled}


_SCALE: Final = "autoscaling.knative.dev"
_MOST: Final = 100
"""Instances of a service that says no maximum (Cloud Run, About maximum instances: 100 for each revision)."""

_GPU_MACHINES: Final[Mapping[str, str]] = {"nvidia-l4": "g2-standard-4", "nvidia-rtx-pro-6000": "g4-standard-48"}
"""The GPUs that Cloud Run has, one for each instance -> the smallest machine with one (Cloud Run, GPU support)."""

_ENDS: Final[Mapping[str, timedelta]] = {
    "gcp:cloudrun/service:Service": timedelta(minutes=15),
    _JOB: timedelta(0),
    "gcp:cloudrunv2/service:Service": timedelta(minutes=15),
}
"""How long an instance is kept that does nothing: after its last request "for a maximum of 15 minutes", unless it is one of the minimum
(Cloud Run, About instance autoscaling); a task of a job ends with its work. Nothing ends a worker pool's."""


def _has_gpu(template: Maybe[Inputs] | None) -> Maybe[bool]:
    gpus = [unit for unit, _ in _shape(template) if unit.startswith("gpu")]
    if not gpus:
        return False
    limits = [it if isinstance(it, Unknown) else _limits(it) for it in _containers(template)]
    asked = _sum(limits, "nvidia.com/gpu", Decimal(0))
    return True if gpus != [_SOME_GPU] or (isinstance(asked, Decimal) and asked > 0) else UNKNOWN


def _perhaps(resource: Resource, context: Context, template: Maybe[Inputs] | None, where: str) -> Iterable[Fact]:
    """Instances of which it is not known whether they have a GPU: any may come."""
    if _has_gpu(template) is not False:
        yield charge(resource, context, f"cloud-run-{_SOME_GPU}", UNKNOWN, "whether it has a GPU is not known")
        yield from _accelerated(resource, context, UNKNOWN, where, (UNKNOWN, UNKNOWN))


def _highest(*counts: Maybe[int] | None, default: int = 0) -> Maybe[int]:
    """The highest of those that are given; `default` where the first is not."""
    given = [default if counts[0] is None else counts[0], *(it for it in counts[1:] if it is not None)]
    known = [it for it in given if isinstance(it, int)]
    return max(known) if len(known) == len(given) else UNKNOWN


def _most(inputs: Inputs, template: Maybe[Inputs] | None, least: Maybe[int]) -> Maybe[int]:
    """The most instances of a service: of itself, else of its revision; those that it keeps are a part of them."""
    by_hand = integer_at(inputs, "scaling", "manualInstanceCount")
    if by_hand is not None:
        return by_hand
    whole = integer_at(inputs, "scaling", "maxInstanceCount")
    most = integer_at(template, "scaling", "maxInstanceCount") if whole is None else whole
    return _highest(most, None if least == 0 else least, default=_MOST)


def _plain_zone_v1(notes: Maybe[Inputs] | None) -> Maybe[bool] | None:
    return flag_at(notes, "run.googleapis.com/gpu-zonal-redundancy-disabled")


def _accelerated(
    resource: Resource,
    context: Context,
    template: Maybe[Inputs] | None,
    where: str,
    sizes: tuple[Maybe[int], Maybe[int]],
    *,
    plain_zone: Maybe[bool] | None = None,
) -> Iterable[Fact]:
    """Instances with a GPU. Each bills its GPU, its vCPUs and its memory while it is up, whether or not it answers; a GPU costs more with
    zonal redundancy, which a service has unless it turns it off (Cloud Run, GPU support for services). Of a GPU that the list has not,
    only the name is known."""
    selector = template.block("nodeSelector") if isinstance(template, Inputs) else template
    name = accelerator(selector.text("accelerator")) if isinstance(selector, Inputs) else selector
    machine = _GPU_MACHINES.get(plain(name)) if isinstance(name, str) else None
    path = f"{where}.nodeSelector"
    if machine is not None:
        choices = choice(machine, path, resource)
    else:
        choices = (InstanceChoice(UNKNOWN, path, resource.urn, UNKNOWN if name is None else name, 1),)
    if plain_zone is None and isinstance(template, Inputs):
        plain_zone = template.flag("gpuZonalRedundancyDisabled")
    zonal = "" if plain_zone is True else "zonal-"
    facts = base(resource, context)
    least, most = sizes
    yield Node(
        **facts,
        kind="group",
        name=resource.name,
        label=label(resource, facts["tags"]),
        choices=choices,
        minimum=least,
        desired=least if least == most else None,
        maximum=most,
        capacity=only_on_demand(path),
        public_address=False,
        service="cloud-run",
        billed=() if machine is None else tuple(_hourly(unit, amount, zonal) for unit, amount in _shape(template)),
    )
    if resource.type in _ENDS:
        after = _timeout(template) if resource.type == _JOB else None
        idle = _ENDS[resource.type]
        yield IdleStopper(**facts, mechanism="service", targets=(resource.urn,), idle_duration=idle, expire_after=after)


def _timeout(template: Maybe[Inputs] | None) -> Maybe[timedelta]:
    """After which a task of a job is ended, `3600s`; "by default ... 10 minutes" (Cloud Run, Set task timeout for jobs)."""
    given = template.text("timeout") if isinstance(template, Inputs) else template
    if given is None:
        return timedelta(minutes=10)
    count = plain(given).removesuffix("s") if isinstance(given, str) else ""
    return or_unknown(seconds(int(count))) if count.isdecimal() and len(count) < 10 else UNKNOWN


def _hourly(unit: str, amount: Maybe[Decimal], zonal: str) -> tuple[str, Maybe[Decimal]]:
    key = f"{zonal}{unit}" if unit.startswith("gpu") else f"always-{unit}"
    return f"cloud-run-{key}", product(3600, amount)


def _job(resource: Resource, context: Context) -> Iterable[Fact]:
    outer = Inputs(resource.inputs).block("template")
    template = outer.block("template") if isinstance(outer, Inputs) else outer
    if _has_gpu(template) is True:
        tasks = or_default(integer_at(outer, "taskCount"), 1)
        at_once = integer_at(outer, "parallelism")
        most = tasks if at_once is None or at_once == 0 else at_once
        yield from _accelerated(resource, context, template, "template.template", (0, most))
    else:
        yield from _instances(resource, context, template, 0)
        yield from _perhaps(resource, context, template, "template.template")
    yield _worker(resource, context, template)


def _warm(inputs: Inputs, template: Maybe[Inputs] | None) -> Maybe[int]:
    """Instances that are up all month: of the service, of its revision, or the count that is set by hand."""
    counts: list[Maybe[int]] = []
    for block in (inputs.block("scaling"), template.block("scaling") if isinstance(template, Inputs) else template):
        if isinstance(block, Unknown):
            return UNKNOWN
        for name in ("minInstanceCount", "manualInstanceCount"):
            count = None if block is None else block.integer(name)
            if isinstance(count, Unknown):
                return UNKNOWN
            counts.append(0 if count is None else count)
    return max((count for count in counts if isinstance(count, int)), default=0)


def _instances(
    resource: Resource, context: Context, template: Maybe[Inputs] | None, warm: Maybe[int]
) -> Iterable[Charge]:
    """What an instance without a GPU has, by the second: billed while it is up, or while it answers a request, and less while it waits."""
    if any(isinstance(container, Unknown) for container in _containers(template)):
        yield charge(resource, context, "cloud-run-always-vcpu-second", UNKNOWN, "its containers are not known")
        return
    always = resource.type == _WORKER_POOL or _always(template)
    mode = "always-" if always else ""
    waiting = "always-" if always else "idle-"
    for unit, amount in _shape(template):
        if unit.startswith("gpu"):
            continue
        yield by_use(resource, context, f"cloud-run-{mode}{unit}")
        if warm != 0:
            sku = f"cloud-run-{waiting}{unit}"
            yield charge(resource, context, sku, product(_SECONDS, warm, amount), f"730 h x {warm} kept up")
    if not always:
        yield by_use(resource, context, "cloud-run-request")


def _containers(template: Maybe[Inputs] | None) -> tuple[Maybe[Inputs], ...]:
    containers = template.blocks("containers") if isinstance(template, Inputs) else UNKNOWN
    return (UNKNOWN,) if isinstance(containers, Unknown) else containers


def _always(template: Maybe[Inputs] | None) -> bool:
    """Whether an instance is billed for as long as it is up. One that only the cloud knows is taken to be: it is dearer."""
    resources = [it if isinstance(it, Unknown) else it.block("resources") for it in _containers(template)]
    flags = [it.flag("cpuIdle") if isinstance(it, Inputs) else it for it in resources]
    return any(flag is False or isinstance(flag, Unknown) for flag in flags)


def _shape(template: Maybe[Inputs] | None) -> Iterable[tuple[str, Maybe[Decimal]]]:
    """(unit, how many each instance has). Without a limit: 1 vCPU and 512 MiB (Cloud Run, CPU limits; memory limits)."""
    limits = [it if isinstance(it, Unknown) else _limits(it) for it in _containers(template)]
    yield "vcpu-second", _sum(limits, "cpu", Decimal(1))
    memory = _sum(limits, "memory", GIB / 2)
    yield "gib-second", memory if isinstance(memory, Unknown) else memory / GIB
    selector = template.block("nodeSelector") if isinstance(template, Inputs) else template
    name = accelerator(selector.text("accelerator")) if isinstance(selector, Inputs) else selector
    gpus = _sum(limits, "nvidia.com/gpu", Decimal(0))
    if name is not None or (isinstance(gpus, Decimal) and gpus > 0):
        kind = f"gpu-{plain(name)}-second" if isinstance(name, str) else _SOME_GPU
        yield kind, Decimal(1) if gpus == 0 else gpus


def _limits(container: Inputs) -> Maybe[Mapping[str, Value]]:
    resources = container.block("resources")
    if resources is None:
        return {}
    return UNKNOWN if isinstance(resources, Unknown) else resources.mapping("limits")


def _sum(limits: Iterable[Maybe[Mapping[str, Value]]], name: str, default: Decimal) -> Maybe[Decimal]:
    total = Decimal(0)
    for limit in limits:
        value = UNKNOWN if isinstance(limit, Unknown) else limit.get(name)
        amount = default if value is None else quantity(value)
        if isinstance(amount, Unknown):
            return UNKNOWN
        total += amount
    return total


def _worker(resource: Resource, context: Context, template: Maybe[Inputs] | None) -> Worker:
    block = template if isinstance(template, Inputs) else Inputs({})
    return Worker(
        **base(resource, context),
        identities=accounts(resource, context, "template", block.raw("serviceAccount")),
        references=(*_mounted(resource, context, block), *_mentioned(resource, context, block)),
    )


def _mounted(resource: Resource, context: Context, block: Inputs) -> Iterable[Reference]:
    """Buckets that are mounted as volumes."""
    volumes = block.blocks("volumes")
    for volume in () if isinstance(volumes, Unknown) else volumes:
        gcs = volume.block("gcs") if isinstance(volume, Inputs) else None
        name = gcs.raw("bucket") if isinstance(gcs, Inputs) else None
        for urn in referred(resource, context, "template", name, BUCKETS):
            yield Reference(data=urn, region=None, evidence="volume", urn=resource.urn, path="template.volumes")


def _mentioned(resource: Resource, context: Context, block: Inputs) -> tuple[Reference, ...]:
    """Data that the environment of a container names."""
    containers = block.blocks("containers")
    texts: list[Maybe[str]] = []
    for container in () if isinstance(containers, Unknown) else containers:
        variables = container.blocks("envs") if isinstance(container, Inputs) else ()
        for variable in () if isinstance(variables, Unknown) else variables:
            text = as_text(variable.raw("value")) if isinstance(variable, Inputs) else None
            if isinstance(text, str):
                texts.append(text)
    return data_references(resource, context, "template.containers", texts, "environment") if texts else ()


SERVERLESS: Final[Mapping[str, Reader]] = {
    **FUNCTIONS,
    "gcp:cloudrun/service:Service": _service_v1,
    _JOB: _job,
    "gcp:cloudrunv2/service:Service": _service,
    _WORKER_POOL: _service,
}
