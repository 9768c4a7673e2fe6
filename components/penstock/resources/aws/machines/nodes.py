"""What readers of EC2 machines share: types, disks, launch templates, user data."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Final, TypeAlias

from penstock.resources.aws.transfers.data_addresses import decoded, references
from penstock.resources.aws.type_tokens import INSTANCE_PROFILE, LAUNCH_TEMPLATE
from penstock.resources.facts import Capacity, DiskShape, InstanceChoice, Reference, Standby, Takes
from penstock.resources.machines.capacity_types import Words, by_word, unknown_capacity
from penstock.resources.machines.preference import at_most, bidding
from penstock.resources.reading.blocks import block_at
from penstock.resources.reading.capture import Resource
from penstock.resources.reading.context import Context
from penstock.resources.reading.inputs import Inputs, as_number, plain
from penstock.resources.reading.values import UNKNOWN, Maybe, Unknown

from .weights import weighed

_MARKET: Final = Words(("spot",), ("capacity-block", "interruptible-capacity-reservation"))
"""`marketType` (pulumi-aws, ec2.InstanceInstanceMarketOptionsArgs)."""

MIXED_NAMES: Final = ("launchTemplateId", "launchTemplateName")
"""How a mixed instances policy and a fleet name a launch template."""


def count(value: Maybe[int] | None) -> Maybe[int]:
    """A number of nodes that must be given."""
    return UNKNOWN if value is None else value


def group_sizes(inputs: Inputs) -> tuple[Maybe[int], Maybe[int]]:
    """Least and most nodes of an Auto Scaling group.

    A warm pool that keeps its nodes running fills the group up to its prepared capacity, at all times; that is the group's maximum
    when nothing else is said (`poolState`, `maxGroupPreparedCapacity`: Amazon EC2 Auto Scaling user guide, Warm pools).
    """
    minimum, maximum = count(inputs.integer("minSize")), count(inputs.integer("maxSize"))
    warm = inputs.block("warmPool")
    if warm is None:
        return minimum, maximum
    state, prepared = (UNKNOWN, UNKNOWN) if isinstance(warm, Unknown) else (warm.text("poolState"), _prepared(warm))
    if state is None or (isinstance(state, str) and plain(state) in _OFF):
        return minimum, maximum
    kept = UNKNOWN if isinstance(state, Unknown) else maximum if prepared is None else prepared
    most = UNKNOWN if isinstance(kept, Unknown) or isinstance(maximum, Unknown) else max(kept, maximum)
    least = UNKNOWN if isinstance(kept, Unknown) or isinstance(minimum, Unknown) else max(kept, minimum)
    return least, most


def standing_by(inputs: Inputs) -> Standby | None:
    """The stopped or hibernated nodes of a warm pool: what its prepared capacity, or the group's maximum, is above the nodes that the
    group has, and no fewer than `minSize` of the pool. "you pay only for the volumes" of stopped ones, and a hibernated one keeps its
    memory on its volume (Amazon EC2 Auto Scaling user guide, Warm pools)."""
    warm = inputs.block("warmPool")
    if warm is None:
        return None
    state = UNKNOWN if isinstance(warm, Unknown) else warm.text("poolState")
    if isinstance(warm, Unknown) or isinstance(state, Unknown):
        return Standby(UNKNOWN, UNKNOWN, UNKNOWN)
    if state is not None and plain(state) not in _OFF:
        return None
    minimum, maximum = count(inputs.integer("minSize")), count(inputs.integer("maxSize"))
    desired, prepared, kept = inputs.integer("desiredCapacity"), _prepared(warm), warm.integer("minSize")
    least = 0 if kept is None else kept
    most = maximum if prepared is None else prepared
    usual = minimum if desired is None else desired

    def beside(nodes: Maybe[int]) -> Maybe[int]:
        if isinstance(nodes, Unknown) or isinstance(most, Unknown) or isinstance(least, Unknown):
            return UNKNOWN
        return max(least, most - nodes)

    return Standby(least, beside(usual), beside(minimum))


_OFF: Final = frozenset({"Stopped", "Hibernated"})
"""States of a warm pool's nodes that bill no machine; `Stopped` when nothing is said."""


def _prepared(warm: Inputs) -> Maybe[int] | None:
    """The provider takes -1 for a capacity that is not set."""
    given = warm.integer("maxGroupPreparedCapacity")
    return None if isinstance(given, int) and given < 0 else given


def market(inputs: Inputs) -> Capacity | None:
    """`instanceMarketOptions` of an instance or a template; None when it says nothing."""
    block = inputs.block("instanceMarketOptions")
    if isinstance(block, Unknown):
        return unknown_capacity("instanceMarketOptions")
    word = None if block is None else block.text("marketType")
    if block is None or word is None:
        return None
    found = by_word(word, "instanceMarketOptions.marketType", _MARKET)
    options = block.block("spotOptions")
    found = at_most(found, options.raw("maxPrice") if isinstance(options, Inputs) else options)
    behaviour = options if options is None or isinstance(options, Unknown) else options.text(_INTERRUPTION)
    return replace(found, kept_when_reclaimed=kept_when_reclaimed(behaviour))


_INTERRUPTION: Final = "instanceInterruptionBehavior"
_OBJECTS: Final = ("aws:s3/bucketObjectv2:BucketObjectv2", "aws:s3/bucketObject:BucketObject")


def kept_when_reclaimed(behaviour: Maybe[str] | None) -> Maybe[bool]:
    """`stop` and `hibernate` keep the machine's disks. "The default is terminate" (EC2 API Reference, SpotMarketOptions)."""
    if isinstance(behaviour, Unknown):
        return UNKNOWN
    return behaviour is not None and plain(behaviour).lower() != "terminate"


CHEAPEST: Final = (None, "lowest-price", "lowestprice")
"""Allocation strategies, in lower case, that take the cheapest pools alone; None, for it is the default of groups and of both
kinds of fleets (pulumi-aws 7: Group, Fleet, SpotFleetRequest)."""

_BY_CAPACITY: Final = (
    *("diversified", "capacity-optimized", "price-capacity-optimized", "capacity-optimized-prioritized"),
    *("capacityoptimized", "pricecapacityoptimized", "capacityoptimizedprioritized"),
)
"""Of a prioritized one, the priorities are honoured "on a best-effort basis but optimizes for capacity first" (EC2 API, SpotOptions)."""


def spot_takes(strategy: Maybe[str] | None) -> Maybe[Takes]:
    """Which pools a spot allocation strategy takes; not known of a word that no cloud takes."""
    said = plain(strategy).lower() if isinstance(strategy, str) else strategy
    if said in CHEAPEST:
        return Takes.CHEAPEST
    return Takes.ANY if said in _BY_CAPACITY else UNKNOWN


def on_demand_takes(strategy: Maybe[str] | None, default: Takes) -> Maybe[Takes]:
    """Which types an on-demand allocation strategy takes. "prioritized ... the default value for Auto Scaling groups that don't specify
    InstanceRequirements" (EC2 Auto Scaling API, InstancesDistribution); of fleets it is lowest-price (CreateFleet, RequestSpotFleet)."""
    said = plain(strategy).lower() if isinstance(strategy, str) else strategy
    if said is None:
        return default
    return {"prioritized": Takes.FIRST, "lowest-price": Takes.CHEAPEST, "lowestprice": Takes.CHEAPEST}.get(
        said if isinstance(said, str) else "", UNKNOWN
    )


def pools(inputs: Inputs | None, name: str, default: int) -> int:
    """Over how many of the cheapest pools `lowest-price` spreads; `default` too where that is not known, for fewer are cheaper."""
    count = None if inputs is None else inputs.integer(name)
    return count if isinstance(count, int) and count > 0 else default


def choice(value: Maybe[str] | None, path: str, resource: Resource) -> tuple[InstanceChoice, ...]:
    """One instance type; none when it is not given."""
    return () if value is None else (InstanceChoice(value, path, resource.urn),)


Inherit: TypeAlias = Callable[[Inputs, str], tuple[InstanceChoice, ...]]
"""(an override that names no type, its path) -> the types that its launch template gives it."""


@dataclass(frozen=True, slots=True)
class Overrides:
    """What a list of template overrides lets in. `ranks`: the `priority` of each choice; `unsure`: a weight is not known."""

    choices: tuple[InstanceChoice, ...] = ()
    ranks: tuple[Maybe[Decimal] | None, ...] = ()
    by_attributes: bool = False
    unsure: bool = False


def overrides(configs: Maybe[Iterable[Maybe[Inputs]]], path: str, resource: Resource, inherit: Inherit) -> Overrides:
    """Every type of them, each with its weight, and the price of a unit that a fleet takes at most (`maxPrice`, `spotPrice`)."""
    if isinstance(configs, Unknown):
        return Overrides(choice(UNKNOWN, path, resource), (UNKNOWN,), unsure=True)
    choices: list[InstanceChoice] = []
    ranks: list[Maybe[Decimal] | None] = []
    by_attributes = unsure = False
    for index, override in enumerate(configs):
        here = f"{path}[{index}]"
        if isinstance(override, Unknown):
            choices += choice(UNKNOWN, here, resource)
            ranks.append(UNKNOWN)
            unsure = True
            continue
        named, attributes = override.text("instanceType"), override.given("instanceRequirements")
        by_attributes |= attributes
        found = (
            inherit(override, here)
            if named is None and not attributes
            else choice(named, f"{here}.instanceType", resource)
        )
        weight = weight_of(override)
        unsure |= isinstance(weight, Unknown)
        price = override.raw("maxPrice") if override.given("maxPrice") else override.raw("spotPrice")
        choices += bidding(weighed(found, weight), price, of_a_unit=True)
        ranks += [override.number("priority")] * len(found)
        unsure |= attributes and weight != 1
    unsure |= by_attributes and any(it.weight != 1 for it in choices)
    return Overrides(tuple(choices), tuple(ranks), by_attributes, unsure)


def weight_of(block: Inputs) -> Maybe[int]:
    """`weightedCapacity`, 1 where none is given; one that is no whole number above 0 is not known."""
    value = as_number(block.raw("weightedCapacity"))
    if value is None:
        return 1
    return int(value) if isinstance(value, Decimal) and value > 0 and value == int(value) else UNKNOWN


def inherited(
    resource: Resource, context: Context, launched_from: Iterable[str], path: str
) -> tuple[InstanceChoice, ...]:
    """The types that launch templates give to what names none at `path`; `UNKNOWN` when no template says.

    A resource that is seen by itself has no template to ask: then nothing is said.
    """
    found: list[InstanceChoice] = []
    for urn in launched_from:
        found += choice(Inputs(context.by_urn[urn].inputs).text("instanceType"), "instanceType", context.by_urn[urn])
    return tuple(found) if found or not context.complete else choice(UNKNOWN, path, resource)


def disks(blocks: Maybe[Sequence[Maybe[Inputs]]]) -> tuple[DiskShape, ...]:
    """Block devices: `volumeType`, `volumeSize` in GiB (None: the image decides), deleted with the node unless said."""
    if isinstance(blocks, Unknown):
        return (DiskShape(UNKNOWN, UNKNOWN),)
    return tuple(DiskShape(UNKNOWN, UNKNOWN) if isinstance(block, Unknown) else disk(block) for block in blocks)


def disk(block: Inputs) -> DiskShape:
    """One block device. Without a `volumeType` it is the image's, gp2 or gp3 of all of AWS's own, and gp2 where an image has none (EC2 API
    Reference, CreateVolume): gp2, the dearer, counts. With IOPS or throughput of its own it is another, which is not known."""
    kind = block.text("volumeType")
    kept = block.flag("deleteOnTermination")
    own = block.given("iops") or block.given("throughput")
    return DiskShape(
        (UNKNOWN if own else "gp2") if kind is None else kind,
        block.number("volumeSize"),
        True if kept is None else kept,
        iops=block.integer("iops"),
        mibps=block.integer("throughput"),
    )


def device_mappings(inputs: Inputs) -> tuple[DiskShape, ...]:
    """The `ebs` part of a template's `blockDeviceMappings`."""
    mappings = inputs.blocks("blockDeviceMappings")
    if isinstance(mappings, Unknown):
        return disks(UNKNOWN)
    found: list[Maybe[Inputs]] = []
    for mapping in mappings:
        block = UNKNOWN if isinstance(mapping, Unknown) else mapping.block("ebs")
        if block is not None:
            found.append(block)
    return disks(found)


def own_disks(inputs: Inputs, root: str = "rootBlockDevice") -> tuple[DiskShape, ...]:
    """The disks of an instance: its root, if the program says anything about it, and its further ones."""
    return disks(inputs.blocks(root)) + disks(inputs.blocks("ebsBlockDevices"))


def user_data(inputs: Inputs, names: Sequence[str], *, encoded: Sequence[str] = ()) -> list[tuple[str, Maybe[str]]]:
    """(input, text) of each user data input that is given; those in `encoded` are base64."""
    found: list[tuple[str, Maybe[str]]] = []
    for name in names:
        text = inputs.text(name)
        text = decoded(text) if name in encoded else text
        if text is not None:
            found.append((name, text))
    return found


def mentions(resource: Resource, context: Context, texts: Iterable[tuple[str, Maybe[str]]]) -> tuple[Maybe[str], ...]:
    """What user data says; of one that only the cloud knows, also the keys of the objects that it was computed from."""
    found: list[Maybe[str]] = []
    for path, text in texts:
        found.append(text)
        if isinstance(text, Unknown):
            objects = (Inputs(context.by_urn[urn].inputs) for urn in context.sources(resource, path, _OBJECTS))
            found += [key for it in objects if (key := it.text("key")) is not None]
    return tuple(found)


def data_references(
    resource: Resource, context: Context, texts: Iterable[tuple[str, Maybe[str]]]
) -> tuple[Reference, ...]:
    """What user data names as a source of data."""
    return tuple(
        reference for path, text in texts for reference in references(resource, context, path, (text,), "user data")
    )


def templates(
    resource: Resource, context: Context, path: str, specification: Maybe[Inputs] | None, names: tuple[str, str]
) -> tuple[str, ...]:
    """URNs of the launch template that a specification names, by the id or the name that `names` says where to find."""
    if specification is None:
        return ()
    if isinstance(specification, Unknown):
        return context.sources(resource, path, (LAUNCH_TEMPLATE,))
    by_id, by_name = names
    value = specification.raw(by_id)
    value = specification.raw(by_name) if value is None else value
    return () if value is None else context.referred(resource, path, value, (LAUNCH_TEMPLATE,))


def pinned(inputs: Inputs, context: Context, *path: str) -> bool:
    """Whether the block at `path` launches a version of its template by a number that the program writes down.

    What the program says of a template is its newest version, so what an older one holds is not known here. Where the program
    itself did not run, the number may as well be the template's own output.
    """
    block = block_at(inputs, *path)
    version = block.text("version") if isinstance(block, Inputs) else None
    return context.capture.origin == "program" and isinstance(version, str) and plain(version).isdecimal()


def profile(resource: Resource, context: Context, inputs: Inputs, path: str = "iamInstanceProfile") -> tuple[str, ...]:
    """URNs of the instance profile; its value is a name, an ARN, or a block of one of them.

    `path`: the resource's own input that holds `inputs`, when they are a block of it.
    """
    value = inputs.raw("iamInstanceProfile")
    value = inputs.raw("iamInstanceProfileArn") if value is None else value
    if value is None:
        return ()
    block = inputs.block("iamInstanceProfile")
    if isinstance(block, Inputs):
        value = block.raw("arn") if block.given("arn") else block.raw("name")
    return context.referred(resource, path, value, (INSTANCE_PROFILE,))
