"""Karpenter: pools of nodes that it buys by itself for pods that wait, on EC2 (EKS Auto Mode too) and on Azure (AKS node autoprovisioning).

What a pool may buy is what its requirements leave over. "If a requirement is not defined for a well known label, any value available
to the cloud provider may be chosen", so a pool that says no capacity type may buy either: spot first, on-demand when there is none. It
goes down to no node by consolidation, and ends each node after `expireAfter`.
A requirement that is not read here (generations, hypervisors, zones) narrows the choice further: of the types that fit, not all come.

Sources: Karpenter 1.x, NodePools, NodeClasses, Disruption and Scheduling (Well-Known Labels); the v1alpha5 Provisioner's page of v0.32;
AKS, Node autoprovisioning, Configure node pools.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from typing import Final

from penstock.catalog import InstanceType
from penstock.regex import regex
from penstock.resources.facts import (
    Base,
    Capacity,
    DiskShape,
    Fact,
    Free,
    IdleStopper,
    InstanceChoice,
    Node,
    NodeTemplate,
    Takes,
)
from penstock.resources.gcp.labels import from_labels
from penstock.resources.machines.candidates import MAKERS, fits, fitting_types, machines, most_machines
from penstock.resources.machines.capacity_types import unknown_capacity
from penstock.resources.machines.selection import Room, Selection, Span
from penstock.resources.reading.blocks import (
    block_at,
    each_block,
    flag_at,
    integer_at,
    or_default,
    or_unknown,
    seconds,
    text_at,
)
from penstock.resources.reading.capture import Resource
from penstock.resources.reading.charges import Reader
from penstock.resources.reading.context import Context, tags_of
from penstock.resources.reading.inputs import Inputs, plain
from penstock.resources.reading.quantity import GIB, quantity
from penstock.resources.reading.values import UNKNOWN, Maybe, Unknown
from penstock.terms import Tag

from .demands import CAPACITY_TYPE, bought, is_accelerator
from .home import Home, base, home

_TYPE: Final = "node.kubernetes.io/instance-type"
_PREFIXES: Final = ("karpenter.k8s.aws/instance-", "eks.amazonaws.com/instance-", "karpenter.azure.com/sku-")
_GROUPS: Final = {"karpenter.azure.com": "azure"}
"""Group of a node class -> its cloud; EC2's where it is another, or none."""

_DURATION: Final = regex(r"(?:(\d+)h)?(?:(\d+)m)?(?:(\d+)s)?")
_LONGEST_LIFE: Final = timedelta(hours=720)
"""`expireAfter` of a pool that says nothing (NodePools v1: "expireAfter: 720h")."""

_MIB: Final = Decimal(1024)


class _Requirements:
    """A pool's requirements: what each label must be."""

    def __init__(self, blocks: Iterable[Maybe[Inputs]], path: str) -> None:
        self._path = path
        self._found: list[tuple[str, str, Maybe[tuple[Maybe[str], ...]], str]] = []
        self.unknown = False
        for index, block in enumerate(blocks):
            key = block.text("key") if isinstance(block, Inputs) else UNKNOWN
            operator = block.text("operator") if isinstance(block, Inputs) else UNKNOWN
            if not isinstance(block, Inputs) or not isinstance(key, str) or not isinstance(operator, str):
                self.unknown = True
                continue
            label = next((plain(key).removeprefix(it) for it in _PREFIXES if plain(key).startswith(it)), plain(key))
            self._found.append((label, plain(operator), block.texts("values"), f"{path}[{index}].values"))

    def listed(self, label: str, operator: str = "In") -> tuple[Maybe[tuple[Maybe[str], ...]], str] | None:
        """(values, path) that the label must have, or with `NotIn` must not; None where nothing says."""
        return next(((values, path) for it, op, values, path in self._found if (it, op) == (label, operator)), None)

    def span(self, label: str) -> Span:
        """The bounds of a label that is a number."""
        if any(it == label and op == "DoesNotExist" for it, op, _, _ in self._found):
            return None, Decimal(0)
        least: Maybe[Decimal] | None = None
        most: Maybe[Decimal] | None = None
        for it, operator, values, _ in self._found:
            if it != label:
                continue
            numbers = [] if isinstance(values, Unknown) else [quantity(value) for value in values]
            known = [number for number in numbers if isinstance(number, Decimal)]
            certain = bool(known) and len(known) == len(numbers)
            if operator in ("Gt", "Gte", "In"):
                least = min(known) + (1 if operator == "Gt" else 0) if certain else UNKNOWN
            if operator in ("Lt", "Lte", "In"):
                most = max(known) - (1 if operator == "Lt" else 0) if certain else UNKNOWN
        return least, most


def _pool(resource: Resource, context: Context) -> Iterable[Fact]:
    inputs = Inputs(resource.inputs)
    spec = inputs.block("spec")
    template = block_at(spec, "template", "spec")
    old = template is None  # a Provisioner has its requirements in its own spec
    path = "spec.requirements" if old else "spec.template.spec.requirements"
    blocks = each_block(spec if old else template, "requirements")
    requirements = _Requirements(blocks, path)
    here = home(resource, context)
    cloud = _cloud(spec if old else template)
    nodes, tags = _class_of(resource, context, spec if old else template)
    labels = block_at(spec, "template", "metadata")
    facts = base(resource, Home(cloud, here.region))
    labelled = labels.raw("labels") if isinstance(labels, Inputs) else labels
    facts["tags"] = {**from_labels(labelled), **tags, **facts["tags"]}
    limits = block_at(spec, "limits", "resources") if old else block_at(spec, "limits")
    choices = _choices(requirements, resource)
    fixed = integer_at(spec, "replicas")
    selected = _selection(requirements, limits, resource.urn, path)
    most, rooms = _most(_kinds(choices, selected, cloud, here.region), _rooms(limits), fixed)
    pool = facts["tags"].get(Tag.POOL)
    yield Free(**facts)
    yield Node(
        **facts,
        kind="group",
        name=resource.name,
        label=pool if isinstance(pool, str) and pool else resource.name,
        choices=choices,
        requirements=not choices,
        selections=() if choices else (selected,),
        rooms=rooms,
        minimum=or_default(fixed, 0),
        desired=fixed,
        maximum=most,
        capacity=_capacity(requirements, path),
        templates=nodes,
        several_zones=_several_zones(requirements),
    )
    if fixed is None:
        yield _retired(facts, spec) if old else _stopper(facts, spec, template)


def _cloud(template: Maybe[Inputs] | None) -> str:
    group = block_at(template, "nodeClassRef")
    name = group.text("group") if isinstance(group, Inputs) else None
    return _GROUPS.get(plain(name), "aws") if isinstance(name, str) else "aws"


def _class_of(
    resource: Resource, context: Context, template: Maybe[Inputs] | None
) -> tuple[tuple[str, ...], Mapping[str, Maybe[str]]]:
    """(the node class that the pool names, its tags), when it is in the program."""
    reference = block_at(template, "nodeClassRef")
    name = reference.text("name") if isinstance(reference, Inputs) else None
    for it in context.of_types(*NODE_CLASSES):
        called = block_at(Inputs(it.inputs), "metadata") if it.provider == resource.provider else None
        if isinstance(name, str) and isinstance(called, Inputs) and called.text("name") == name:
            spec = Inputs(it.inputs).block("spec")
            return (it.urn,), tags_of(spec.raw("tags")) if isinstance(spec, Inputs) else {}
    return (), {}


def _choices(requirements: _Requirements, resource: Resource) -> tuple[InstanceChoice, ...]:
    """The types that the requirements list by name."""
    found = requirements.listed(_TYPE) or requirements.listed("name")
    if found is None:
        return (InstanceChoice(UNKNOWN, "spec", resource.urn),) if requirements.unknown else ()
    values, path = found
    return tuple(
        InstanceChoice(it, path, resource.urn) for it in ((UNKNOWN,) if isinstance(values, Unknown) else values)
    )


def _selection(requirements: _Requirements, limits: Maybe[Inputs] | None, urn: str, path: str) -> Selection:
    """What the requirements leave over. No node is larger than the pool may be altogether."""
    least, most = requirements.span("memory")
    cpu, gpus = requirements.span("cpu"), requirements.span("gpu-count")
    known = limits if isinstance(limits, Inputs) else Inputs({})
    memory = quantity(known.raw("memory")) if known.given("memory") else None
    memory = memory / GIB if isinstance(memory, Decimal) else memory
    counted = [quantity(known.raw(name)) for name in known.names() if is_accelerator(name)]
    names = requirements.listed("gpu-name")
    return Selection(
        urn,
        path,
        vcpus=(cpu[0], _lower(cpu[1], quantity(known.raw("cpu")) if known.given("cpu") else None)),
        memory_gib=(_gib(least), _lower(_gib(most), memory)),
        accelerators=(gpus[0], _lower(gpus[1], counted[0] if counted else None)),
        accelerator_names=() if names is None else names[0],
        allowed=_patterns(requirements, "In"),
        excluded=_patterns(requirements, "NotIn"),
    )


def _patterns(requirements: _Requirements, operator: str) -> Maybe[tuple[Maybe[str], ...]]:
    """Patterns of the types of the families and categories that are listed, of the sizes that are listed."""
    families, categories = requirements.listed("family", operator), requirements.listed("category", operator)
    sizes = requirements.listed("size", operator)
    stems: list[Maybe[str]] = []
    for found, ending in ((families, ""), (None if families else categories, "[0-9]*")):
        if found is not None:
            values, _ = found
            stems += [UNKNOWN] if isinstance(values, Unknown) else [_stem(it, ending) for it in values]
    if not stems and sizes is None:
        return ()
    tails = ("*",) if sizes is None else (UNKNOWN,) if isinstance(sizes[0], Unknown) else sizes[0]
    pairs = [(stem, tail) for stem in stems or ["*"] for tail in tails]
    return tuple(
        UNKNOWN if isinstance(stem, Unknown) or isinstance(tail, Unknown) else f"{stem}.{plain(tail)}"
        for stem, tail in pairs
    )


def _stem(value: Maybe[str], ending: str) -> Maybe[str]:
    return UNKNOWN if isinstance(value, Unknown) else f"{plain(value)}{ending}"


def _lower(one: Maybe[Decimal] | None, other: Maybe[Decimal] | None) -> Maybe[Decimal] | None:
    if one is None or other is None:
        return other if one is None else one
    return UNKNOWN if isinstance(one, Unknown) or isinstance(other, Unknown) else min(one, other)


def _gib(mib: Maybe[Decimal] | None) -> Maybe[Decimal] | None:
    return mib / _MIB if isinstance(mib, Decimal) else mib


_COUNTED: Final = {"cpu": "vcpus", "memory": "memory_gib", "nodes": "nodes"}


def _rooms(limits: Maybe[Inputs] | None) -> tuple[Room, ...]:
    """What the pool may have altogether: Karpenter starts no node that would go over it (NodePools, `spec.limits`)."""
    found: list[Room] = []
    for name in limits.names() if isinstance(limits, Inputs) else ():
        amount = quantity(limits.raw(name)) if isinstance(limits, Inputs) else UNKNOWN
        if isinstance(amount, Unknown):
            continue
        if name in _COUNTED:
            found.append(Room(_COUNTED[name], amount / GIB if name == "memory" else amount))
        elif name in MAKERS:
            found.append(Room("accelerators", amount, name))
    return tuple(found)


def _kinds(
    choices: Iterable[InstanceChoice], selected: Selection, cloud: str, region: Maybe[str] | None
) -> Sequence[InstanceType]:
    """Every type that may come; none where one is not known."""
    named = machines(cloud, choices)
    return () if named is None else named or fitting_types(selected, cloud, region)


def _most(
    kinds: Sequence[InstanceType], rooms: tuple[Room, ...], fixed: Maybe[int] | None
) -> tuple[Maybe[int], tuple[Room, ...]]:
    """(nodes at most, what bounds them): as many of the smallest as there is room for; so many whatever comes where they are fixed."""
    nodes = [int(room.amount) for room in rooms if room.what == "nodes"]
    if fixed is not None or not kinds or len(nodes) == len(rooms):
        return (fixed if fixed is not None else min(nodes, default=UNKNOWN)), ()
    found = most_machines((it for it in kinds if fits(it, rooms)), rooms)
    return (UNKNOWN, ()) if found is None else (found, rooms)


def _capacity(requirements: _Requirements, path: str) -> Capacity:
    found = requirements.listed(CAPACITY_TYPE)
    capacity = unknown_capacity(path) if found is None else bought(CAPACITY_TYPE, *found)
    return replace(
        capacity, on_demand_takes=Takes.CHEAPEST
    )  # "the lowest-price allocation strategy" (Karpenter, Scheduling)


def _several_zones(requirements: _Requirements) -> Maybe[bool]:
    found = requirements.listed("topology.kubernetes.io/zone")
    return UNKNOWN if found is None or isinstance(found[0], Unknown) else len(found[0]) > 1


def _stopper(facts: Base, spec: Maybe[Inputs] | None, template: Maybe[Inputs] | None) -> IdleStopper:
    """Consolidation takes an empty node away after `consolidateAfter`; `expireAfter` ends any node, however busy."""
    disruption = block_at(spec, "disruption")
    after = _duration(disruption, "consolidateAfter", timedelta(0))
    life = template if _given(template, "expireAfter") else disruption  # where it was until v1
    return IdleStopper(
        **facts,
        mechanism="service",
        targets=(facts["urn"],),
        idle_duration=UNKNOWN if after is None else after,
        expire_after=_duration(life, "expireAfter", _LONGEST_LIFE),
        armed=after is not None,
    )


def _retired(facts: Base, spec: Maybe[Inputs] | None) -> IdleStopper:
    """The same of a Provisioner, which does neither unless it says so."""
    empty, life = integer_at(spec, "ttlSecondsAfterEmpty"), integer_at(spec, "ttlSecondsUntilExpired")
    consolidates = flag_at(spec, "consolidation", "enabled")
    return IdleStopper(
        **facts,
        mechanism="service",
        targets=(facts["urn"],),
        idle_duration=or_unknown(timedelta(0) if consolidates is True else seconds(empty)),
        expire_after=seconds(life),
        armed=True if empty is not None else or_default(consolidates, False),
    )


def _given(block: Maybe[Inputs] | None, name: str) -> bool:
    return isinstance(block, Inputs) and block.given(name)


def _duration(block: Maybe[Inputs] | None, name: str, default: timedelta) -> Maybe[timedelta] | None:
    """A duration like `1h30m`; None for `Never`."""
    text = block.text(name) if isinstance(block, Inputs) else block
    if text is None:
        return default
    if isinstance(text, Unknown) or plain(text) == "Never":
        return UNKNOWN if isinstance(text, Unknown) else None
    match = _DURATION.fullmatch(plain(text))
    if match is None:
        return UNKNOWN
    hours, minutes, rest = (int(it or 0) for it in match.groups())
    return or_unknown(seconds(hours * 3600 + minutes * 60 + rest))


def _node_class(resource: Resource, context: Context) -> Iterable[Fact]:
    """What every node of its pools has beside its type: disks, an address, tags."""
    spec = Inputs(resource.inputs).block("spec")
    here = home(resource, context)
    facts = base(resource, Home("aws", here.region))
    facts["tags"] = {**facts["tags"], **(tags_of(spec.raw("tags")) if isinstance(spec, Inputs) else {})}
    public, user_data = flag_at(spec, "associatePublicIPAddress"), text_at(spec, "userData")
    yield Free(**facts)
    yield NodeTemplate(
        **facts,
        choices=(),
        disks=tuple(_disks(spec)),
        public_address=or_unknown(public),
        mentions=() if user_data is None else (user_data,),
    )


def _disks(spec: Maybe[Inputs] | None) -> Iterable[DiskShape]:
    for mapping in each_block(spec, "blockDeviceMappings"):
        ebs = block_at(mapping, "ebs")
        if ebs is None or isinstance(ebs, Unknown):
            yield DiskShape(UNKNOWN, UNKNOWN)
            continue
        size = quantity(ebs.raw("volumeSize"))
        yield DiskShape(
            or_unknown(ebs.text("volumeType")),
            size if isinstance(size, Unknown) else size / GIB,
            or_default(ebs.flag("deleteOnTermination"), True),
            iops=ebs.integer("iops"),
            mibps=ebs.integer("throughput"),
        )


def _types(group: str, versions: str, kind: str) -> tuple[str, ...]:
    return tuple(f"kubernetes:{group}/{version}:{kind}{form}" for version in versions.split() for form in ("", "Patch"))


NODE_CLASSES: Final = (
    *_types("karpenter.k8s.aws", "v1 v1beta1", "EC2NodeClass"),
    *_types("eks.amazonaws.com", "v1", "NodeClass"),
)

KARPENTER: Final[Mapping[str, Reader]] = {
    **dict.fromkeys(_types("karpenter.sh", "v1 v1beta1", "NodePool"), _pool),
    **dict.fromkeys(_types("karpenter.sh", "v1 v1beta1", "NodeClaim"), _pool),
    **dict.fromkeys(_types("karpenter.sh", "v1alpha5", "Provisioner"), _pool),
    **dict.fromkeys(NODE_CLASSES, _node_class),
}
