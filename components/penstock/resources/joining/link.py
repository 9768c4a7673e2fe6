"""Joins facts that the program joined: a group with its template, schedule and stoppers, a bucket with its lifecycle,
a node with the data that it reads. Every edge is followed once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import TypeVar

from penstock.resources.facts import (
    Access,
    Attachment,
    Bucket,
    BucketPart,
    Budget,
    Capacity,
    Charge,
    Fact,
    FactSet,
    Free,
    Gateway,
    HandedOut,
    IdleStopper,
    Node,
    NodeTemplate,
    Path,
    Reference,
    ScaleIn,
    Scaling,
    Snapshots,
    Transfer,
    Trigger,
    Unread,
    Volume,
    VolumeUse,
    Worker,
)
from penstock.resources.facts.replaced import replaced
from penstock.resources.reading.inputs import masked_like, plain
from penstock.resources.reading.public_sources import is_around
from penstock.resources.reading.values import UNKNOWN, Maybe, Unknown
from penstock.terms import Tag

from .possible import possible_charge, possible_node, possible_template, possible_volume

T = TypeVar("T")
F = TypeVar("F", bound=Fact)


@dataclass(slots=True)
class Found:
    """Facts by kind, as the readers gave them."""

    facts: Sequence[Fact]
    _by_kind: dict[type[Fact], list[Fact]] = field(default_factory=lambda: defaultdict(list))

    def __post_init__(self) -> None:
        for fact in self.facts:
            self._by_kind[type(fact)].append(fact)

    def of(self, kind: type[F]) -> list[F]:
        """Facts of one kind, sorted by URN; those of one resource in the order they were read."""
        return sorted((fact for fact in self._by_kind[kind] if isinstance(fact, kind)), key=lambda fact: fact.urn)


def link(facts: Iterable[Fact], *, managed: frozenset[str], complete: bool = True) -> FactSet:
    """The joined facts of the resources in `managed`; the others (`.get`) are there to be joined only.

    `complete` False: a template that is missing may be elsewhere in the program, so nothing is said to be unresolved.
    """
    found = Found(tuple(facts))
    described = [possible_template(it) for it in found.of(NodeTemplate)]
    # What a resource says of itself comes before what its texts order.
    templates = {it.urn: it for it in reversed(described)}
    buckets = _buckets(found)
    nodes = [possible_node(_joined(node, templates, complete=complete)) for node in found.of(Node)]
    nodes = _scheduled(nodes, found.of(Scaling))
    nodes = _stopped(nodes, found)
    readers: list[Node | Worker] = [*nodes, *found.of(Worker)]
    transfers = tuple(_transfers([it for it in readers if it.urn in managed], buckets, found))
    ways = {(it.urn, it.source_region) for it in transfers}
    mentioned = [it for it in _kept(found.of(Transfer), managed) if (it.urn, it.source_region) not in ways]
    return FactSet(
        nodes=_kept(nodes, managed),
        templates=_kept(described, managed),
        buckets=_kept(buckets.values(), managed),
        transfers=(*transfers, *mentioned),
        paths=_kept(_paths(found.of(Path), nodes), managed),
        volumes=_kept(_volumes(found), managed),
        snapshots=_kept(found.of(Snapshots), managed),
        gateways=tuple(found.of(Gateway)),
        handed_out=_kept(found.of(HandedOut), managed),
        charges=_kept(map(possible_charge, found.of(Charge)), managed),
        budgets=_kept(found.of(Budget), managed),
        free=_kept(found.of(Free), managed),
        unread=_kept(found.of(Unread), managed),
    )


def _kept(facts: Iterable[F], managed: frozenset[str]) -> tuple[F, ...]:
    return tuple(fact for fact in facts if fact.urn in managed)


def _joined(node: Node, templates: Mapping[str, NodeTemplate], *, complete: bool) -> Node:
    """The node with what its template says and it does not say itself."""
    found = [templates[urn] for urn in node.templates if urn in templates]
    missing = (node.template_unresolved or len(found) < len(node.templates)) and complete
    template = found[0] if found else None
    capacity = node.capacity
    if capacity is None and template is not None:
        capacity = template.capacity or Capacity(0, Decimal(0), "instanceMarketOptions")
    elif capacity is None and missing:
        capacity = Capacity(UNKNOWN, UNKNOWN, "launchTemplate", kept_when_reclaimed=UNKNOWN)
    choices, requirements, selections = node.choices, node.requirements, node.selections
    if not choices and not requirements:
        choices = tuple(choice for it in found for choice in it.choices)
        requirements = any(it.requirements for it in found)
        selections = tuple(selection for it in found for selection in it.selections)
        missing |= complete and bool(found) and not choices and not requirements  # made elsewhere, and only read here
    return replaced(
        node,
        template=template,
        template_unresolved=missing,
        capacity=capacity,
        choices=choices,
        requirements=requirements,
        selections=selections,
        licence=node.licence or next((it.licence for it in found if it.licence), ""),
        identities=tuple(dict.fromkeys((*node.identities, *(urn for it in found for urn in it.identities)))),
        references=(*node.references, *(reference for it in found for reference in it.references)),
        gang=_either([node.gang, *(it.gang for it in found)]),
    )


def _scheduled(nodes: Iterable[Node], scalings: Iterable[Scaling]) -> list[Node]:
    changes: dict[str, list[Scaling]] = defaultdict(list)
    for scaling in scalings:
        if scaling.target is not None:
            changes[scaling.target].append(scaling)
    return [replaced(node, schedule=tuple(it.change for it in changes.get(node.urn, ()))) for node in nodes]


def _stopped(nodes: Sequence[Node], found: Found) -> list[Node]:
    """Nodes with their stoppers; each stopper with only the nodes that it really stops, armed by what runs it."""
    triggers = _triggers(found.of(Trigger))
    policies = {policy.urn: policy for policy in found.of(ScaleIn)}
    by_urn = {node.urn: node for node in nodes}
    stoppers: dict[str, list[IdleStopper]] = defaultdict(list)
    for stopper in found.of(IdleStopper):
        armed = _either(triggers.get(stopper.urn, ())) if stopper.mechanism == "steward" else stopper.armed
        targets: dict[str, Maybe[bool]] = {}
        for urn in stopper.targets:
            policy = policies.get(urn)
            if policy is None:
                targets[urn] = armed
            else:
                shrinks = _both(armed, policy.shrinks)
                targets.update({it: _both(shrinks, by_urn[it].scales_in) for it in policy.targets if it in by_urn})
        reached = {urn: it for urn, it in targets.items() if urn in by_urn and _in_pool(by_urn[urn], stopper.pool)}
        for urn, state in reached.items():
            stoppers[urn].append(replace(stopper, targets=tuple(sorted(reached)), armed=state))
    return [replaced(node, idle=tuple(stoppers.get(node.urn, ()))) for node in nodes]


def _in_pool(node: Node, pool: str | None) -> bool:
    return pool is None or node.tags.get(Tag.POOL) == pool


def _triggers(triggers: Iterable[Trigger]) -> Mapping[str, Sequence[Maybe[bool]]]:
    states: dict[str, list[Maybe[bool]]] = defaultdict(list)
    for trigger in triggers:
        for urn in trigger.runs:
            states[urn].append(trigger.enabled)
    return states


def _either(states: Sequence[Maybe[bool]]) -> Maybe[bool]:
    if any(state is True for state in states):
        return True
    return UNKNOWN if UNKNOWN in states else False


def _both(one: Maybe[bool], other: Maybe[bool]) -> Maybe[bool]:
    if one is False or other is False:
        return False
    return UNKNOWN if isinstance(one, Unknown) or isinstance(other, Unknown) else True


def _buckets(found: Found) -> dict[str, Bucket]:
    buckets = {bucket.urn: bucket for bucket in found.of(Bucket)}
    stray = False
    for part in found.of(BucketPart):
        bucket = buckets.get(part.target or "")
        if bucket is None:
            stray |= isinstance(part.bucket_name, Unknown) and part.lifecycle is not None
            continue
        rules = bucket.lifecycle if part.lifecycle is None else _together(bucket.lifecycle, part.lifecycle)
        versioned = bucket.versioned if part.versioned is None else part.versioned
        buckets[bucket.urn] = replace(bucket, lifecycle=rules, versioned=versioned)
    if stray:  # rules of a bucket that cannot be told: they may belong to any that has none
        for urn, bucket in buckets.items():
            if bucket.lifecycle == ():
                buckets[urn] = replace(bucket, lifecycle=UNKNOWN)
    return buckets


def _together(one: Maybe[tuple[T, ...]], other: Maybe[tuple[T, ...]]) -> Maybe[tuple[T, ...]]:
    return UNKNOWN if isinstance(one, Unknown) or isinstance(other, Unknown) else (*one, *other)


def _volumes(found: Found) -> list[Volume]:
    """Volumes, each with whether the program attaches it; an attachment of a volume that cannot be told may be any's."""
    targets = {use.volume for use in found.of(VolumeUse)}
    stray = UNKNOWN in targets
    return [
        replaced(it, attached=True if it.urn in targets else UNKNOWN if stray and it.attached is False else it.attached)
        for it in map(possible_volume, found.of(Volume))
    ]


def _transfers(readers: Iterable[Node | Worker], buckets: Mapping[str, Bucket], found: Found) -> Iterator[Transfer]:
    """One transfer for each reader and each thing that it reads; the first evidence that names it is told."""
    granted = _granted(found)
    for reader in readers:
        seen: set[str] = set()
        through = (reference for identity in reader.identities for reference in granted.get(identity, ()))
        for reference in (*reader.references, *through):
            if reference.data in seen or is_around(reference.region, reader.region):
                continue
            seen.add(reference.data)
            bucket = buckets.get(reference.data)
            yield Transfer(
                urn=reader.urn,
                cloud=reader.cloud,
                region=reader.region,
                tags=reader.tags,
                data=reference.data,
                source_region=_source_region(reference, bucket),
                target_region=reader.region,
                evidence=reference.evidence,
                evidence_urn=reference.urn,
                path=reference.path,
                bucket_name=_bucket_name(reference, bucket),
            )


def _paths(paths: Iterable[Path], nodes: Iterable[Node]) -> Iterable[Path]:
    """Those that the readers gave; what nodes with a public address send to the internet; and what nodes of several zones say
    to each other. A reader's own word goes first."""
    given = list(paths)
    told = {(path.urn, path.key) for path in given}
    found: list[Path] = []
    for node in nodes:
        if _is_public(node):
            found.append(_path(node, "internet", "internet_gib", "its nodes have public addresses"))
        if (node.several_zones is True or node.several_zones is UNKNOWN) and node.maximum not in (0, 1):
            zones = "in several zones" if node.several_zones is True else "in zones that are not known"
            found.append(_path(node, "zone", "cross_zone_gib", f"its nodes are {zones}"))
    return sorted((*given, *(path for path in found if (path.urn, path.key) not in told)), key=lambda path: path.urn)


def _path(node: Node, target: str, key: str, evidence: str) -> Path:
    return Path(
        urn=node.urn,
        cloud=node.cloud,
        region=node.region,
        tags=node.tags,
        source_region=node.region,
        target=target,
        key=key,
        evidence=evidence,
    )


def _is_public(node: Node) -> bool:
    """What the template says counts where the node says nothing; where only the subnet decides, its gateway is the path."""
    said = node.public_address
    if isinstance(said, Unknown) and node.template is not None:
        said = node.template.public_address
    return said is True


def _source_region(reference: Reference, bucket: Bucket | None) -> Maybe[str] | None:
    if bucket is not None:
        return bucket.region
    return UNKNOWN if reference.region is None else reference.region


def _bucket_name(reference: Reference, bucket: Bucket | None) -> Maybe[str] | None:
    if bucket is not None:
        return bucket.bucket_name
    return masked_like(reference.data, plain(reference.data)[5:]) if reference.data.startswith("s3://") else None


def _granted(found: Found) -> Mapping[str, Sequence[Reference]]:
    """Identity -> what it may read: a role by its own policies and attached ones, a profile by its role."""
    direct: dict[str, list[Reference]] = defaultdict(list)
    for access in found.of(Access):
        references = [
            Reference(data=data, region=region, evidence=access.evidence, urn=access.urn, path=access.path)
            for data, region in (*dict.fromkeys(access.data).items(), *access.elsewhere)
        ]
        for holder in (access.urn, *access.identities):
            direct[holder] += references
    given: dict[str, list[str]] = defaultdict(list)
    for attachment in found.of(Attachment):
        for identity in attachment.identities:
            given[identity] += attachment.policies
    return {identity: _collected(identity, direct, given) for identity in {*direct, *given}}


def _collected(
    identity: str, direct: Mapping[str, Sequence[Reference]], given: Mapping[str, Sequence[str]]
) -> Sequence[Reference]:
    """All that is granted to `identity`, over any number of steps; a cycle ends where it began."""
    references: list[Reference] = []
    pending, seen = [identity], {identity}
    while pending:
        holder = pending.pop()
        references += direct.get(holder, ())
        fresh = [urn for urn in given.get(holder, ()) if urn not in seen]
        seen.update(fresh)
        pending += reversed(fresh)
    return references
