"""Dataflow: workers of a job, a template's job or a pipeline, with the accelerators that are asked for in a text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from penstock.regex import regex
from penstock.resources.facts import Fact, Reference, Worker
from penstock.resources.gcp.charges import Reader, by_use
from penstock.resources.gcp.machines.nodes import accelerator, choice
from penstock.resources.gcp.places import region_of
from penstock.resources.gcp.references import accounts, data_references
from penstock.resources.machines.named import leaves
from penstock.resources.reading.blocks import block_at, integer_at, or_unknown, text_at
from penstock.resources.reading.capture import Resource
from penstock.resources.reading.context import Context
from penstock.resources.reading.inputs import Inputs, plain
from penstock.resources.reading.values import UNKNOWN, Maybe, Unknown, Value

from .rented_machines import placed, rented

_ACCELERATOR: Final = regex(r"worker_accelerator=(?P<options>[\w:;.-]+)")
"""Of an experiment or a service option: `worker_accelerator=type:nvidia-tesla-t4;count:1;install-nvidia-driver` (Dataflow, Run
a pipeline with GPUs)."""

_LISTS: Final = ("additionalExperiments", "additionalPipelineOptions")
_MAPS: Final = ("parameters", "launchOptions")
_OPTIONS: Final = frozenset({"additionalexperiments", "dataflowserviceoptions", "experiments"})
"""Where such a text may stand: lists of options, and these of the parameters, which are mostly the pipeline's own."""

_PLACES: Final = ("tempLocation", "stagingLocation", "tempGcsLocation")
_TYPES: Final = ("machineType", "workerMachineType", "launcherMachineType")
"""The launcher only builds the graph, on one machine; it is read because it takes any type (pulumi-gcp,
`dataflow.FlexTemplateJob`)."""

_FLEX: Final = ("workload", "dataflowFlexTemplateRequest")
_CLASSIC: Final = ("workload", "dataflowLaunchTemplateRequest")
_MOST: Final = 1000
"""Workers of a job that says no maximum: what Dataflow lets one job have (Quotas, "up to 1,000 Compute Engine instances")."""


def _job(resource: Resource, context: Context) -> Iterable[Fact]:
    """A job, whose inputs are those of its environment."""
    yield by_use(resource, context, "dataflow-vcpu-hour")
    yield from _workers(resource, context, Inputs(resource.inputs), (), None)


def _pipeline(resource: Resource, context: Context) -> Iterable[Fact]:
    """A pipeline launches a template, classic or flexible, by a schedule; in a region of its own if it says one."""
    yield by_use(resource, context, "dataflow-vcpu-hour")
    inputs = Inputs(resource.inputs)
    for request, launch in ((_FLEX, "launchParameter"), (_CLASSIC, "launchParameters")):
        given = block_at(inputs, *request)
        if given is None:
            continue
        environment = block_at(given, launch, "environment")
        stated = text_at(environment, "workerRegion")
        stated = text_at(environment, "workerZone") if stated is None else stated
        stated = text_at(given, "location") if stated is None else stated
        block = environment if isinstance(environment, Inputs) else Inputs({})
        place = None if stated is None else region_of(stated)
        where = (*request, launch, "environment")
        yield from _workers(resource, context, UNKNOWN if isinstance(environment, Unknown) else block, where, place)


def _workers(
    resource: Resource, context: Context, environment: Maybe[Inputs], where: tuple[str, ...], place: Maybe[str] | None
) -> Iterable[Fact]:
    """Billed by what workers use. A type that nobody says is Dataflow's own choice, without accelerators."""
    block = environment if isinstance(environment, Inputs) else Inputs({})
    if isinstance(environment, Unknown):
        yield rented(
            resource,
            context,
            choice(UNKNOWN, ".".join(where), resource, (UNKNOWN, UNKNOWN)),
            service="dataflow",
            minimum=UNKNOWN,
            region=place,
        )
        return
    kind, count, path = _accelerators(block)
    name, said = next(((name, said) for name in _TYPES if (said := block.text(name)) is not None), (path, None))
    choices = choice(UNKNOWN if said is None else said, ".".join((*where, name)), resource, (kind, count))
    launcher = block.text("launcherMachineType")
    if launcher is not None and name != "launcherMachineType":
        choices += choice(launcher, ".".join((*where, "launcherMachineType")), resource)
    least = integer_at(block, "numWorkers")
    most = next(
        (it for it in (integer_at(block, "maxWorkers"), integer_at(block, "maxWorkerCount")) if it is not None), _MOST
    )
    account = block.raw("serviceAccountEmail")
    top = (*where, "serviceAccountEmail")[0]
    references = tuple(_references(resource, context, block, where))
    identities = accounts(resource, context, top, account)
    if said is None and kind is None and launcher is None:
        yield Worker(**placed(resource, context, place), identities=identities, references=references)
        return
    yield rented(
        resource,
        context,
        choices,
        service="dataflow",
        minimum=1 if least is None else least,
        maximum=most,
        region=place,
        public_address=_public(block),
        identities=identities,
        references=references,
    )


def _public(block: Inputs) -> Maybe[bool]:
    """Workers have public addresses unless they are told not to (Dataflow, Specify a network, External IP)."""
    said = block.text("ipConfiguration")
    return UNKNOWN if isinstance(said, Unknown) else said != "WORKER_IP_PRIVATE"


def _accelerators(block: Inputs) -> tuple[Maybe[str] | None, Maybe[int], str]:
    """(type, count, input) of what a text asks for; of a text that is not known, neither is."""
    for name, text in _asking(block):
        if isinstance(text, Unknown):
            return UNKNOWN, UNKNOWN, name
        found = _ACCELERATOR.search(plain(text))
        if found is not None:
            return *_options(found["options"]), name
    return None, 0, "machineType"


def _asking(block: Inputs) -> Iterator[tuple[str, Maybe[str]]]:
    """(input, text) of all that may ask for an accelerator: lists of options, and parameters that hold one."""
    for name in _LISTS:
        yield from ((name, text) for text in _texts(block.raw(name)))
    for name in _MAPS:
        given = block.mapping(name)
        if isinstance(given, Unknown):
            yield name, UNKNOWN
            continue
        for key, value in given.items():
            if plain(key).replace("_", "").lower() in _OPTIONS:
                yield from ((name, text) for text in _texts(value))


def _texts(value: Value) -> Iterator[Maybe[str]]:
    return (it if isinstance(it, str) else UNKNOWN for _, _, it in leaves(value) if isinstance(it, str | Unknown))


def _options(text: str) -> tuple[Maybe[str] | None, Maybe[int]]:
    options = {name: value for name, _, value in (part.partition(":") for part in text.split(";"))}
    kind, count = options.get("type"), options.get("count", "1")
    return or_unknown(accelerator(kind)), int(count) if count.isdecimal() else UNKNOWN


def _references(resource: Resource, context: Context, block: Inputs, where: tuple[str, ...]) -> Iterator[Reference]:
    """Buckets that the job reads and writes by name: where it stages, and what its parameters say."""
    for name in (*_PLACES, "parameters"):
        texts = tuple(it for it in _texts(block.raw(name)) if isinstance(it, str))
        if texts:
            path = ".".join((*where, name))
            yield from data_references(resource, context, path, texts, name)


DATAFLOW: Final[Mapping[str, Reader]] = {
    "gcp:dataflow/flexTemplateJob:FlexTemplateJob": _job,
    "gcp:dataflow/job:Job": _job,
    "gcp:dataflow/pipeline:Pipeline": _pipeline,
}
