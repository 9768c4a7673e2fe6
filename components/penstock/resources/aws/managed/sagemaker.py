"""SageMaker: notebooks, endpoints that serve a model, and jobs that end by themselves.

Its `ml.` types are EC2's by another name and at prices of their own: the facts have EC2's name, so that rules know the
hardware, and `Node.service` says whose price it is. An endpoint configuration starts nothing: the endpoint that names it
does. Studio's apps are in `studio.py`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Final

from penstock.regex import regex
from penstock.resources.aws.charges import Reader, by_use, maybe_by_use
from penstock.resources.aws.machines.named_types import named_types
from penstock.resources.aws.machines.nodes import choice
from penstock.resources.aws.transfers.data_addresses import decoded
from penstock.resources.aws.type_tokens import (
    ENDPOINT,
    ENDPOINT_CONFIGURATION,
    NOTEBOOK,
    NOTEBOOK_LIFECYCLE,
    ROLE,
    SCALABLE_TARGET,
)
from penstock.resources.facts import Capacity, DiskShape, Fact, Free, IdleStopper, InstanceChoice, Node, NodeTemplate
from penstock.resources.machines.capacity_types import on_demand, only_on_demand, spot
from penstock.resources.machines.rented import Sizes, always, label, rented_machines
from penstock.resources.reading.blocks import (
    block_at,
    each_block,
    flag_at,
    integer_at,
    number_at,
    or_default,
    or_unknown,
    seconds,
    text_at,
)
from penstock.resources.reading.capture import Resource
from penstock.resources.reading.context import Context
from penstock.resources.reading.inputs import Inputs, masked_like, plain
from penstock.resources.reading.values import UNKNOWN, Maybe, Unknown

SERVICE: Final = "sagemaker"

_PREFIX: Final = "ml."

_NOTEBOOK_GIB: Final = Decimal(5)
"""CreateNotebookInstance, `VolumeSizeInGB`: "The default value is 5 GB"."""

_STOPS: Final = regex(r"auto-?stop", re.IGNORECASE)
_STOPS_AFTER: Final = regex(r"(?:IDLE_TIME\s*=\s*|--time[= ]\s*)\"?(\d{1,7})\b")
"""How the lifecycle script that AWS publishes for it (`auto-stop-idle`) says after how many seconds it stops the notebook."""


def machine(value: Maybe[str] | None, path: str, resource: Resource) -> tuple[InstanceChoice, ...]:
    """The instance type of a machine that must have one, by EC2's name."""
    if isinstance(value, str) and plain(value).lower().startswith(_PREFIX):
        value = masked_like(value, plain(value)[len(_PREFIX) :])
    return choice(or_unknown(value), path, resource)


def _notebook(resource: Resource, context: Context) -> Iterable[Fact]:
    inputs = Inputs(resource.inputs)
    base = context.base(resource)
    size = inputs.number("volumeSize")
    role = inputs.raw("roleArn")
    scripts = _lifecycle_scripts(resource, context, inputs)
    yield Node(
        **base,
        kind="instance",
        name=resource.name,
        label=label(resource, base["tags"]),
        choices=machine(inputs.text("instanceType"), "instanceType", resource),
        minimum=1,
        desired=1,
        maximum=1,
        capacity=only_on_demand("instanceType"),
        # A notebook that is stopped keeps its volume.
        disks=(DiskShape("sagemaker-notebook", or_default(size, _NOTEBOOK_GIB), delete_with_node=False),),
        public_address=False,
        mentions=tuple(scripts),
        identities=() if role is None else context.referred(resource, "roleArn", role, (ROLE,)),
        service=SERVICE,
    )
    if inputs.raw("lifecycleConfigName") is not None:
        yield from _notebook_stopper(resource, context, scripts)


def _lifecycle_scripts(resource: Resource, context: Context, inputs: Inputs) -> Sequence[Maybe[str]]:
    """The texts of its lifecycle configuration; none of one that is not in the program."""
    value = inputs.raw("lifecycleConfigName")
    scripts: list[Maybe[str]] = []
    if value is None:
        return scripts
    for urn in context.referred(resource, "lifecycleConfigName", value, (NOTEBOOK_LIFECYCLE,)):
        configuration = Inputs(context.by_urn[urn].inputs)
        texts = [decoded(configuration.text(name)) for name in ("onStart", "onCreate")]
        scripts += [or_unknown(text) for text in texts if text is not None]
        scripts += [""] if not any(text is not None for text in texts) else []
    return scripts


def _notebook_stopper(resource: Resource, context: Context, scripts: Sequence[Maybe[str]]) -> Iterable[IdleStopper]:
    """What its lifecycle scripts do when it is idle; of scripts that are not known nothing is certain."""
    stops = [text for text in scripts if isinstance(text, str) and _STOPS.search(plain(text))]
    if not stops and scripts and UNKNOWN not in scripts:
        return
    after = _STOPS_AFTER.search(plain(stops[0])) if stops else None
    yield IdleStopper(
        **context.base(resource),
        mechanism="service",
        targets=(resource.urn,),
        idle_duration=UNKNOWN if after is None else or_unknown(seconds(int(after[1]))),
        armed=True if stops else UNKNOWN,
    )


def _endpoint_configuration(resource: Resource, context: Context) -> Iterable[Fact]:
    """Its variants as a template: what an endpoint will start."""
    base = context.base(resource)
    yield Free(**base)
    choices = tuple(
        found
        for path, variant in _variants(Inputs(resource.inputs))
        if isinstance(variant, Unknown) or not variant.given("serverlessConfig")
        for found in _variant_choice(path, variant, resource)
    )
    if choices:
        yield NodeTemplate(**base, choices=choices, capacity=only_on_demand("productionVariants"))


def _variants(inputs: Inputs) -> Iterable[tuple[str, Maybe[Inputs]]]:
    for name in ("productionVariants", "shadowProductionVariants"):
        if not isinstance(inputs.blocks(name), Unknown):
            yield from ((f"{name}[{index}]", block) for index, block in enumerate(each_block(inputs, name)))
        else:
            yield name, UNKNOWN


def _variant_choice(path: str, variant: Maybe[Inputs], resource: Resource) -> tuple[InstanceChoice, ...]:
    if isinstance(variant, Unknown):
        return choice(UNKNOWN, path, resource)
    return machine(variant.text("instanceType"), f"{path}.instanceType", resource)


def _endpoint(resource: Resource, context: Context) -> Iterable[Fact]:
    value = Inputs(resource.inputs).raw("endpointConfigName")
    found = context.referred(resource, "endpointConfigName", value, (ENDPOINT_CONFIGURATION,))
    if len(found) != 1:
        yield _serving(resource, context, "", choice(UNKNOWN, "endpointConfigName", resource), (UNKNOWN, None, UNKNOWN))
        return
    configuration = context.by_urn[found[0]]
    variants = list(_variants(Inputs(configuration.inputs)))
    variants = variants or [("productionVariants", UNKNOWN)]
    yield from _serverless(resource, context, [variant for _, variant in variants])
    for path, variant in variants:
        if isinstance(variant, Inputs) and variant.given("serverlessConfig"):
            continue
        name = text_at(variant, "variantName")
        part = plain(name) if isinstance(name, str) and len(variants) > 1 else ""
        sizes = _scaled(resource, context, variant, name, alone=len(variants) == 1)
        serving = _serving(resource, context, part, _variant_choice(path, variant, configuration), sizes)
        begins = integer_at(variant, "initialInstanceCount") if serving.desired is None else None
        yield replace(serving, begins=begins)
        if isinstance(variant, Inputs) and variant.given("volumeSizeInGb"):
            yield by_use(resource, context, "sagemaker-hosting-gib-month")


def _serverless(resource: Resource, context: Context, variants: Sequence[Maybe[Inputs]]) -> Iterable[Fact]:
    """What variants without machines bill; of one that is not known, whether it has any is not known either."""
    blocks = [block_at(variant, "serverlessConfig") for variant in variants]
    found = [block for block in blocks if block is not None]
    used = True if any(isinstance(it, Inputs) for it in found) else UNKNOWN if found else False
    why = "whether it has machines is not known"
    yield from maybe_by_use(resource, context, "sagemaker-serverless-gib-second", used, why)
    kept = [it.integer("provisionedConcurrency") for it in found if isinstance(it, Inputs)]
    if any(it not in (None, 0) for it in kept):
        sure = any(isinstance(it, int) and it > 0 for it in kept)
        sku = "sagemaker-serverless-provisioned-gib-second"
        yield from maybe_by_use(resource, context, sku, True if sure else UNKNOWN, "how many are kept is not known")


"""(minimum, desired, maximum) instances."""


def _scaled(
    resource: Resource, context: Context, variant: Maybe[Inputs], name: Maybe[str] | None, *, alone: bool
) -> Sizes:
    """By the variant's own scaling, else Application Auto Scaling's, else what it starts with.

    A target whose name is not known may be that of any variant of the endpoint, so it is certain only where there is one.
    """
    count = integer_at(variant, "initialInstanceCount")
    scaling = block_at(variant, "managedInstanceScaling")
    if isinstance(scaling, Unknown) or (scaling is not None and scaling.text("status") is UNKNOWN):
        return UNKNOWN, UNKNOWN, UNKNOWN
    if scaling is not None and scaling.text("status") != "DISABLED":
        return or_unknown(scaling.integer("minInstanceCount")), None, or_unknown(scaling.integer("maxInstanceCount"))
    for target in context.capture.resources:
        if target.type != SCALABLE_TARGET:
            continue
        limits = Inputs(target.inputs)
        resource_id = limits.text("resourceId")
        if isinstance(resource_id, str):
            _, _, rest = plain(resource_id).partition("endpoint/")
            endpoint, _, variant_name = rest.partition("/variant/")
            if context.named(endpoint, (ENDPOINT,)) != resource.urn or (not alone and variant_name != name):
                continue
        elif resource.urn not in context.sources(target, "resourceId", (ENDPOINT,)):
            continue
        elif not alone:
            return UNKNOWN, UNKNOWN, UNKNOWN
        return or_unknown(limits.integer("minCapacity")), None, or_unknown(limits.integer("maxCapacity"))
    return always(count)


def _serving(
    resource: Resource, context: Context, part: str, choices: tuple[InstanceChoice, ...], sizes: Sizes
) -> Node:
    return rented_machines(
        resource,
        context.base(resource),
        choices,
        sizes,
        service=SERVICE,
        capacity=only_on_demand("endpointConfigName"),
        part=part,
        public_address=False,
    )


def _training_job(resource: Resource, context: Context) -> Iterable[Fact]:
    yield from job_nodes(resource, context, Inputs(resource.inputs), "")


def _tuning_job(resource: Resource, context: Context) -> Iterable[Fact]:
    """As many machines at once as the jobs that may run in parallel have."""
    inputs = Inputs(resource.inputs)
    parallel = or_unknown(integer_at(inputs, "config", "resourceLimits", "maxParallelTrainingJobs"))
    names = ("trainingJobDefinition", "trainingJobDefinitions")
    jobs = [(name, definition) for name in names for definition in each_block(inputs, name)]
    for name, definition in jobs or [(names[0], UNKNOWN)]:
        yield from job_nodes(resource, context, definition, name, parallel)


def job_nodes(
    resource: Resource, context: Context, job: Maybe[Inputs], path: str, times: Maybe[int] = 1
) -> Iterable[Node | IdleStopper]:
    """The machines of a job, `times` over, and what ends them: the job's own end, or a time to live.

    No program says how long a job runs, so its machines are none at least, and all of them at most.
    """
    base = context.base(resource)
    config = block_at(job, "resourceConfig")
    role = job.raw("roleArn") if isinstance(job, Inputs) else None
    spots = flag_at(job, "enableManagedSpotTraining")
    for where, choices, counted, gib in _machines(resource, job, config, f"{path}." if path else ""):
        capacity = spot(where) if spots is True else on_demand(where)
        if isinstance(spots, Unknown):
            capacity = Capacity(UNKNOWN, UNKNOWN, "enableManagedSpotTraining")
        yield Node(
            **base,
            kind="group",
            name=resource.name,
            label=label(resource, base["tags"]),
            choices=choices,
            minimum=0,
            desired=None,
            maximum=UNKNOWN if isinstance(counted, Unknown) or isinstance(times, Unknown) else counted * times,
            capacity=capacity,
            disks=(DiskShape("sagemaker-training", or_unknown(gib), True),),
            public_address=False,
            identities=() if role is None else context.referred(resource, path or "roleArn", role, (ROLE,)),
            service=SERVICE,
        )
    yield IdleStopper(
        **base,
        mechanism="service",
        targets=(resource.urn,),
        idle_duration=or_unknown(seconds(or_default(integer_at(config, "keepAlivePeriodInSeconds"), 0))),
        expire_after=seconds(integer_at(job, "stoppingCondition", "maxRuntimeInSeconds")),
    )


_Machines = tuple[str, tuple[InstanceChoice, ...], Maybe[int], Maybe[Decimal] | None]
"""(where the program says it, the types, how many, GiB of each one's volume)."""


def _machines(resource: Resource, job: Maybe[Inputs], config: Maybe[Inputs] | None, prefix: str) -> Iterable[_Machines]:
    """Those that train, by groups where there are any, and those that evaluate rules beside them, of a type that a rule asks for
    (SageMaker API Reference, DebugRuleConfiguration, `InstanceType`); a rule that asks for none is evaluated at no charge."""
    tuning = block_at(job, "hyperParameterTuningResourceConfig")
    where = f"{prefix}resourceConfig"
    if tuning is not None and config is None:
        yield _one_of(resource, tuning, f"{prefix}hyperParameterTuningResourceConfig")
    else:
        groups = each_block(config, "instanceGroups") or (UNKNOWN if config is None else config,)
        for index, group in enumerate(groups):
            here = f"{where}.instanceGroups[{index}]" if len(groups) > 1 else where
            found = machine(text_at(group, "instanceType"), f"{here}.instanceType", resource)
            yield where, found, or_default(integer_at(group, "instanceCount"), 1), number_at(config, "volumeSizeInGb")
    for name in ("debugRuleConfigurations", "profilerRuleConfigurations"):
        for index, rule in enumerate(each_block(job, name) if isinstance(job, Inputs) else ()):
            kind = text_at(rule, "instanceType")
            if kind is not None:
                here = f"{prefix}{name}[{index}]"
                yield here, machine(kind, f"{here}.instanceType", resource), 1, number_at(rule, "volumeSizeInGb")


def _one_of(resource: Resource, tuning: Maybe[Inputs], where: str) -> _Machines:
    """A tuning job takes the first of several configurations that there is capacity for, so any of them, and at most the largest number
    (SageMaker API Reference, HyperParameterTuningResourceConfig, `AllocationStrategy`)."""
    configs = each_block(tuning, "instanceConfigs")
    listed = [(f"{where}.instanceConfigs[{index}]", it) for index, it in enumerate(configs)] or [(where, tuning)]
    choices = tuple(
        found for here, it in listed for found in machine(text_at(it, "instanceType"), f"{here}.instanceType", resource)
    )
    counts = [or_default(integer_at(it, "instanceCount"), 1) for _, it in listed]
    known = [it for it in counts if isinstance(it, int)]
    return where, choices, max(known) if len(known) == len(counts) else UNKNOWN, number_at(tuning, "volumeSizeInGb")


def _starts_jobs(sku: str) -> Reader:
    """Machines that something else asks for, for as long as it takes: by use, with the instance types that it names."""

    def read(resource: Resource, context: Context) -> Iterable[Fact]:
        yield by_use(resource, context, sku)
        named = named_types(resource, context)
        yield from () if named is None else (named,)

    return read


def _job_definition(resource: Resource, context: Context) -> Iterable[Fact]:
    yield Free(**context.base(resource))
    named = named_types(resource, context)
    yield from () if named is None else (named,)


SAGEMAKER: Final[Mapping[str, Reader]] = {
    ENDPOINT: _endpoint,
    ENDPOINT_CONFIGURATION: _endpoint_configuration,
    "aws:sagemaker/algorithm:Algorithm": _job_definition,
    "aws:sagemaker/dataQualityJobDefinition:DataQualityJobDefinition": _job_definition,
    "aws:sagemaker/hyperParameterTuningJob:HyperParameterTuningJob": _tuning_job,
    "aws:sagemaker/monitoringSchedule:MonitoringSchedule": _starts_jobs("sagemaker-processing-job"),
    NOTEBOOK: _notebook,
    "aws:sagemaker/pipeline:Pipeline": _starts_jobs("sagemaker-pipeline-job"),
    "aws:sagemaker/trainingJob:TrainingJob": _training_job,
}
