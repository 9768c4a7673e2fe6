"""Compute Engine: instances, instance groups, and the templates that they launch from."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Final

from penstock.resources.facts import Capacity, Fact, InstanceChoice, Node, NodeTemplate, Reference
from penstock.resources.gcp.charges import Reader
from penstock.resources.gcp.data.disk_uses import used
from penstock.resources.gcp.labels import fallback_hours, from_labels
from penstock.resources.gcp.managed.rented_machines import rented
from penstock.resources.gcp.places import base, region_of
from penstock.resources.gcp.references import accounts, data_references, followers, referred
from penstock.resources.gcp.schedules.cloud_scheduler import attached_schedules
from penstock.resources.gcp.schedules.idle_stop import of_run_time
from penstock.resources.gcp.transfers.network_links import kept_address
from penstock.resources.gcp.transfers.replication import restored_disk
from penstock.resources.gcp.type_tokens import AUTOSCALERS, GROUPS, INSTANCE, INSTANCE_FROM_TEMPLATE, TEMPLATES
from penstock.resources.machines.capacity_types import unknown_capacity
from penstock.resources.machines.licences import of_image
from penstock.resources.machines.preference import taking_first
from penstock.resources.machines.rented import label
from penstock.resources.reading.blocks import each_block, text_at
from penstock.resources.reading.capture import Resource
from penstock.resources.reading.context import Context
from penstock.resources.reading.inputs import Inputs, plain
from penstock.resources.reading.references import texts_of
from penstock.resources.reading.values import UNKNOWN, Maybe, Unknown, Value

from .nodes import attached, choice, instance_disks, public_address, scheduled, standing_by, suspended, template_disks

_STOPPED: Final = frozenset({"TERMINATED", "SUSPENDED"})


def _template(resource: Resource, context: Context) -> Iterable[Fact]:
    inputs = Inputs(resource.inputs)
    yield from used(resource, context)
    texts = _texts(inputs)
    yield NodeTemplate(
        **base(resource, context),
        choices=choice(
            inputs.text("machineType"), "machineType", resource, attached(inputs.blocks("guestAccelerators"))
        ),
        capacity=scheduled(inputs),
        disks=template_disks(inputs),
        licence=_licence(each_block(inputs, "disks"), "sourceImage"),
        public_address=public_address(inputs),
        mentions=tuple(text for _, found in texts for text in found),
        identities=_accounts(resource, context, inputs),
        references=_references(resource, context, texts),
    )


def _licence(disks: Iterable[Maybe[Inputs]], name: str) -> str:
    """Of the first image that bills for one: a disk's own input `name`."""
    found = (of_image(disk.text(name)) for disk in disks if isinstance(disk, Inputs))
    return next((licence for licence in found if licence), "")


def _texts(inputs: Inputs) -> tuple[tuple[str, tuple[Maybe[str], ...]], ...]:
    """(input, texts) of what a node acts on when it starts."""
    return tuple((name, texts_of(inputs.raw(name))) for name in ("metadata", "metadataStartupScript"))


def _references(
    resource: Resource, context: Context, texts: Iterable[tuple[str, tuple[Maybe[str], ...]]]
) -> tuple[Reference, ...]:
    return tuple(
        reference
        for path, found in texts
        if found
        for reference in data_references(resource, context, path, found, "metadata")
    )


def _accounts(resource: Resource, context: Context, inputs: Inputs) -> tuple[str, ...]:
    block = inputs.block("serviceAccount")
    if block is None:
        return ()
    return accounts(resource, context, "serviceAccount", UNKNOWN if isinstance(block, Unknown) else block.raw("email"))


def _instance(resource: Resource, context: Context) -> Iterable[Fact]:
    inputs = Inputs(resource.inputs)
    yield _single(resource, context, inputs, (), scheduled(inputs))
    yield from of_run_time(resource, context, _run_time(inputs))
    yield from attached_schedules(resource, context)
    yield from used(resource, context)


def _run_time(inputs: Inputs) -> Value:
    scheduling = inputs.block("scheduling")
    return scheduling.raw("maxRunDuration") if isinstance(scheduling, Inputs) else scheduling


def _instance_from_template(resource: Resource, context: Context) -> Iterable[Fact]:
    """What it does not say itself comes from the template, joined by `link`."""
    inputs = Inputs(resource.inputs)
    path = "sourceInstanceTemplate"
    templates = referred(resource, context, path, inputs.raw(path), TEMPLATES)
    capacity = scheduled(inputs) if inputs.given("scheduling") else None
    yield _single(resource, context, inputs, templates, capacity, from_template=True)
    yield from attached_schedules(resource, context)
    yield from used(resource, context)


def _single(
    resource: Resource,
    context: Context,
    inputs: Inputs,
    templates: tuple[str, ...],
    capacity: Capacity | None,
    *,
    from_template: bool = False,
) -> Node:
    facts = base(resource, context, {**_template_labels(context, templates), **from_labels(inputs.raw("labels"))})
    texts = _texts(inputs)
    count = _running(inputs.text("desiredStatus"))
    return Node(
        **facts,
        kind="instance",
        name=resource.name,
        label=label(resource, facts["tags"]),
        choices=choice(
            inputs.text("machineType"), "machineType", resource, attached(inputs.blocks("guestAccelerators"))
        ),
        minimum=count,
        desired=count,
        maximum=1,
        capacity=capacity,
        templates=templates,
        template_unresolved=from_template and not templates,
        disks=instance_disks(inputs),
        licence=_licence(each_block(inputs, "bootDisk", "initializeParams"), "image"),
        public_address=public_address(inputs),
        mentions=tuple(text for _, found in texts for text in found),
        identities=_accounts(resource, context, inputs),
        references=_references(resource, context, texts),
        standby=suspended(inputs),
    )


def _instance_from_image(resource: Resource, context: Context) -> Iterable[Fact]:
    """What it does not say itself is in the machine image, which nobody sees: its type and its accelerators too."""
    inputs = Inputs(resource.inputs)
    found = _single(resource, context, inputs, (), scheduled(inputs) if inputs.given("scheduling") else _IMAGE_DECIDES)
    accelerators = (
        attached(inputs.blocks("guestAccelerators")) if inputs.given("guestAccelerators") else (UNKNOWN, UNKNOWN)
    )
    named = inputs.text("machineType")
    path = "sourceMachineImage" if named is None else "machineType"
    yield replace(found, choices=choice(UNKNOWN if named is None else named, path, resource, accelerators))
    yield from attached_schedules(resource, context)
    yield from used(resource, context)


_IMAGE_DECIDES: Final = unknown_capacity("sourceMachineImage")


def _restored(resource: Resource, context: Context) -> Iterable[Fact]:
    """A restore of Backup and DR starts a machine, of the backed up one's type unless it says another, or makes a disk."""
    inputs = Inputs(resource.inputs)
    yield from restored_disk(resource, context)
    properties = inputs.block(_RESTORED)
    target = inputs.block("computeInstanceTargetEnvironment")
    if properties is None and target is None:
        if not any(inputs.given(name) for name in ("diskTargetEnvironment", "regionDiskTargetEnvironment")):
            yield rented(resource, context, choice(UNKNOWN, _RESTORED, resource), service=None, kind="instance")
        return
    block = properties if isinstance(properties, Inputs) else Inputs({})
    named = block.text("machineType")
    given = attached(block.blocks("guestAccelerators"), "acceleratorType", "acceleratorCount")
    accelerators = given if block.given("guestAccelerators") else (UNKNOWN, UNKNOWN)
    zone = text_at(target, "zone")
    yield rented(
        resource,
        context,
        choice(UNKNOWN if named is None else named, f"{_RESTORED}.machineType", resource, accelerators),
        service=None,
        kind="instance",
        region=None if zone is None else region_of(zone),
        capacity=scheduled(block),
        public_address=public_address(block, "externalIp"),
    )


_RESTORED: Final = "computeInstanceRestoreProperties"


def _resized(resource: Resource, context: Context) -> Iterable[Fact]:
    """A request for so many more machines of a group, all at once; they stay until they are deleted or their time is over
    (Compute Engine, About resize requests in a MIG)."""
    yield _further(resource, context, "instanceGroupManager", _or_unknown(Inputs(resource.inputs).integer("resizeBy")))


def _named(name: str) -> Reader:
    """A reader of machines that are made by their names, beside those that their group has by its size: one, or its `instances`
    (Compute Engine API, instanceGroupManagers.createInstances, which is what the provider calls)."""

    def read(resource: Resource, context: Context) -> Iterable[Fact]:
        inputs = Inputs(resource.inputs)
        several = inputs.blocks("instances") if inputs.given("instances") else (inputs,)
        yield _further(resource, context, name, UNKNOWN if isinstance(several, Unknown) else len(several))
        yield from kept_address(resource, context)

    return read


def _further(resource: Resource, context: Context, name: str, count: Maybe[int]) -> Node:
    """So many more machines of the group that the input `name` means."""
    inputs = Inputs(resource.inputs)
    groups = referred(resource, context, name, inputs.raw(name), GROUPS)
    templates, unresolved = (), True
    if groups:
        group = context.by_urn[groups[0]]
        templates, unresolved = _versions(group, context, Inputs(group.inputs))
    return rented(
        resource,
        context,
        (),
        service=None,
        minimum=count,
        capacity=_capacity(context, templates) if templates else unknown_capacity(name),
        templates=templates,
        template_unresolved=unresolved,
    )


def _running(status: Maybe[str] | None) -> Maybe[int]:
    """1 for an instance that runs, 0 for one that the program keeps stopped."""
    if isinstance(status, Unknown):
        return UNKNOWN
    return 0 if status is not None and plain(status).upper() in _STOPPED else 1


def _template_labels(context: Context, templates: Iterable[str]) -> Mapping[str, Maybe[str]]:
    """The labels that instances get from their template."""
    first = next(iter(templates), None)
    return {} if first is None else from_labels(context.by_urn[first].inputs.get("labels"))


def _group(resource: Resource, context: Context) -> Iterable[Fact]:
    inputs = Inputs(resource.inputs)
    templates, unresolved = _versions(resource, context, inputs)
    everyone = inputs.block("allInstancesConfig")
    own = from_labels(everyone.raw("labels") if isinstance(everyone, Inputs) else everyone)
    facts = base(resource, context, {**_template_labels(context, templates), **own})
    minimum, desired, maximum = _sizes(resource, context, inputs)
    yield Node(
        **facts,
        kind="group",
        name=resource.name,
        label=label(resource, facts["tags"]),
        choices=_flexible(resource, context, inputs, templates),
        minimum=minimum,
        desired=desired,
        maximum=maximum,
        begins=inputs.integer("targetSize") if desired is None else None,
        capacity=_ranked(inputs, _capacity(context, templates)),
        templates=templates,
        template_unresolved=unresolved,
        size_input=None if inputs.raw("targetSize") is None or resource.ignores("targetSize") else "targetSize",
        several_zones=_several_zones(resource, inputs),
        fallback_hours_per_day=fallback_hours(facts["tags"]),
        standby=standing_by(inputs),
    )
    limits = {urn: _run_time(Inputs(context.by_urn[urn].inputs)) for urn in templates}
    if limits and not unresolved and None not in limits.values():
        # "When VMs reach the time limit, the MIG automatically terminates (deletes)" them (Limit the run time of VMs in a MIG).
        yield from of_run_time(resource, context, next(iter(limits.values())) if len(limits) == 1 else UNKNOWN)


def _several_zones(resource: Resource, inputs: Inputs) -> Maybe[bool]:
    """A regional group spreads over its region's zones, or over those that it names; a zonal one is in one."""
    if ":Region" not in resource.type:
        return False
    zones = inputs.texts("distributionPolicyZones")
    return UNKNOWN if isinstance(zones, Unknown) else len(zones) != 1


def _versions(resource: Resource, context: Context, inputs: Inputs) -> tuple[tuple[str, ...], bool]:
    """(templates of every version, whether one of them is not in the program)."""
    versions = inputs.blocks("versions")
    if isinstance(versions, Unknown):
        sources = context.sources(resource, "versions", TEMPLATES)
        return sources, not sources
    found: list[str] = []
    unresolved = not versions
    for version in versions:
        value = version if isinstance(version, Unknown) else version.raw("instanceTemplate")
        named = referred(resource, context, "versions", value, TEMPLATES)
        found += named
        unresolved |= not named
    return tuple(dict.fromkeys(found)), unresolved


def _capacity(context: Context, templates: tuple[str, ...]) -> Capacity | None:
    """How the versions' templates buy; not known where they differ, for how many nodes each has is not fixed."""
    found = {scheduled(Inputs(context.by_urn[urn].inputs)) for urn in templates}
    if not found:
        return unknown_capacity("versions")
    return found.pop() if len(found) == 1 else unknown_capacity("versions")


def _flexible(
    resource: Resource, context: Context, inputs: Inputs, templates: tuple[str, ...]
) -> tuple[InstanceChoice, ...]:
    """The machine types of a flexibility policy, in place of the template's; its accelerators stay."""
    policy = inputs.block("instanceFlexibilityPolicy")
    if policy is None:
        return ()
    path = "instanceFlexibilityPolicy.instanceSelections"
    first = next(iter(templates), None)
    own = Inputs({} if first is None else context.by_urn[first].inputs)
    accelerators = attached(own.blocks("guestAccelerators"))
    selections = UNKNOWN if isinstance(policy, Unknown) else policy.blocks("instanceSelections")
    if isinstance(selections, Unknown):
        return choice(UNKNOWN, path, resource, accelerators)
    found: list[InstanceChoice] = []
    for index, selection in sorted(enumerate(selections), key=lambda it: _rank(it[1])):
        here = f"{path}[{index}]"
        types = selection if isinstance(selection, Unknown) else selection.texts("machineTypes")
        if isinstance(types, Unknown):
            found += choice(UNKNOWN, here, resource, accelerators)
            continue
        for place, name in enumerate(types):
            found += choice(name, f"{here}.machineTypes[{place}]", resource, accelerators)
    return tuple(found)


def _rank(selection: Maybe[Inputs]) -> int:
    """ "Lower number means higher preference" (Compute Engine API, InstanceFlexibilityPolicy, rank)."""
    rank = selection if isinstance(selection, Unknown) else selection.integer("rank")
    return rank if isinstance(rank, int) else 0


def _ranked(inputs: Inputs, bought: Capacity | None) -> Capacity | None:
    """The types of the lowest rank come first, any of them: "machine types and instance selections with the same rank have the same
    preference"."""
    policy = inputs.block("instanceFlexibilityPolicy")
    if bought is None or policy is None:
        return bought
    selections = UNKNOWN if isinstance(policy, Unknown) else policy.blocks("instanceSelections")
    return taking_first(bought, _lowest(selections), spot=True)


def _lowest(selections: Maybe[Sequence[Maybe[Inputs]]]) -> int | None:
    """How many types have the lowest rank; None where a rank, or what has the lowest, is not known."""
    if isinstance(selections, Unknown) or any(
        isinstance(it, Unknown) or isinstance(it.integer("rank"), Unknown) for it in selections
    ):
        return None
    known = [it for it in selections if isinstance(it, Inputs)]
    types = [it.texts("machineTypes") for it in known if _rank(it) == min(map(_rank, known))]
    listed = [it for it in types if not isinstance(it, Unknown)]
    return sum(map(len, listed)) if len(listed) == len(types) else None


def _sizes(resource: Resource, context: Context, inputs: Inputs) -> tuple[Maybe[int], Maybe[int] | None, Maybe[int]]:
    """(minimum, desired, maximum): the autoscaler's, where one runs; else the target size, which the provider sets to 0."""
    target = inputs.integer("targetSize")
    fixed: Maybe[int] = target if target is not None else 0 if context.complete else UNKNOWN
    scalers = followers(context, resource.urn, "target", AUTOSCALERS)
    if not scalers:
        return fixed, fixed, fixed
    policy = Inputs(scalers[0].inputs).block("autoscalingPolicy") if len(scalers) == 1 else UNKNOWN
    if policy is None or isinstance(policy, Unknown):
        return UNKNOWN, UNKNOWN, UNKNOWN
    mode = policy.text("mode")
    if mode == "OFF":
        return fixed, fixed, fixed
    if isinstance(mode, Unknown):
        return UNKNOWN, UNKNOWN, UNKNOWN
    return _or_unknown(policy.integer("minReplicas")), None, _or_unknown(policy.integer("maxReplicas"))


def _or_unknown(count: Maybe[int] | None) -> Maybe[int]:
    return UNKNOWN if count is None else count


COMPUTE: Final[Mapping[str, Reader]] = {
    **dict.fromkeys(TEMPLATES, _template),
    **dict.fromkeys(GROUPS, _group),
    "gcp:backupdisasterrecovery/restoreWorkload:RestoreWorkload": _restored,
    "gcp:compute/bulkPerInstanceConfig:BulkPerInstanceConfig": _named("instanceGroupManager"),
    "gcp:compute/instanceFromMachineImage:InstanceFromMachineImage": _instance_from_image,
    "gcp:compute/perInstanceConfig:PerInstanceConfig": _named("instanceGroupManager"),
    "gcp:compute/regionPerInstanceConfig:RegionPerInstanceConfig": _named("regionInstanceGroupManager"),
    "gcp:compute/regionResizeRequest:RegionResizeRequest": _resized,
    "gcp:compute/resizeRequest:ResizeRequest": _resized,
    INSTANCE: _instance,
    INSTANCE_FROM_TEMPLATE: _instance_from_template,
}
