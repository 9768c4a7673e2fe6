"""What a reader may ask about the rest of the program: who is meant by an input, and what the provider adds."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final, NamedTuple, cast

from penstock.resources.facts import Base
from penstock.terms import Tag

from .capture import Capture, Resource, provider_inputs, region_of
from .inputs import Inputs, as_text, plain
from .values import UNKNOWN, Maybe, Unknown, Value

_NAMES: Final = ("id", "arn", "name", "bucket")
"""The inputs and outputs by which other resources call a resource."""

_READ_TAGS: Final = tuple(value for name, value in vars(Tag).items() if name.isupper())
"""The tags that anybody reads: each is `UNKNOWN` when a whole map of tags is."""


class _Provider(NamedTuple):
    """A provider's inputs, and what they add to each of its resources."""

    inputs: Mapping[str, Value]
    tags: Mapping[str, Maybe[str]]
    region: Maybe[str] | None


@dataclass(frozen=True, slots=True)
class Context:
    """One capture, indexed once: every question takes time in the size of its answer.

    `complete` False: the capture is one resource of a program, so what it does not hold may well exist.
    """

    capture: Capture
    complete: bool = True
    by_urn: Mapping[str, Resource] = field(init=False)
    _by_name: Mapping[tuple[str, str], str] = field(init=False)
    _users: Mapping[str, frozenset[str]] = field(init=False)
    _by_type: Mapping[str, Sequence[Resource]] = field(init=False)
    _children: Mapping[str, Sequence[Resource]] = field(init=False)
    _meaning: dict[object, Mapping[str, Sequence[str]]] = field(
        init=False, default_factory=dict[object, Mapping[str, Sequence[str]]]
    )
    _providers: dict[tuple[str | None, str], _Provider] = field(
        init=False, default_factory=dict[tuple[str | None, str], _Provider]
    )

    def __post_init__(self) -> None:
        object.__setattr__(self, "by_urn", self.capture.by_urn())
        object.__setattr__(self, "_by_name", _index(self.capture.resources))
        object.__setattr__(self, "_users", _made_from(self.capture.resources))
        object.__setattr__(self, "_by_type", _sorted_by_type(self.capture.resources))
        object.__setattr__(self, "_children", _sorted_by_parent(self.capture.resources))

    def base(self, resource: Resource, own_tags: Mapping[str, Maybe[str]] | None = None) -> Base:
        """URN, cloud, region and tags; `own_tags` for a resource that writes its tags in a way of its own."""
        own = tags_of(resource.inputs.get("tags")) if own_tags is None else own_tags
        provider = self._provider(resource)
        return {
            "urn": resource.urn,
            "cloud": resource.cloud,
            "region": region_of(resource, provider.inputs),
            "tags": {**provider.tags, **own},
            "provider_region": provider.region,
        }

    def _provider(self, resource: Resource) -> _Provider:
        """What its provider adds. Read once for all of its resources."""
        about = (resource.provider, resource.package)
        if about not in self._providers:
            inputs = provider_inputs(resource, self.by_urn, self.capture.config)
            self._providers[about] = _Provider(inputs, _default_tags(inputs), Inputs(inputs).text("region"))
        return self._providers[about]

    def referred(self, resource: Resource, path: str, value: Value, types: Sequence[str]) -> tuple[str, ...]:
        """URNs of the resources of `types` that `value`, at `path` of the inputs, means. None: it is not in the program.

        A value that is known says it exactly; otherwise the program's own record of where the input came from does.
        """
        text = as_text(value)
        if text is not None and not isinstance(text, Unknown):
            named = self.named(text, types)
            return () if named is None else (named,)
        return self.sources(resource, path, types)

    def sources(self, resource: Resource, path: str, types: Sequence[str]) -> tuple[str, ...]:
        """URNs of the resources of `types` that the input at `path` was computed from, sorted."""
        found = resource.property_dependencies.get(path.partition(".")[0].partition("[")[0], ())
        return tuple(sorted({urn for urn in found if (it := self.by_urn.get(urn)) is not None and it.type in types}))

    def named(self, name: str, types: Sequence[str]) -> str | None:
        """URN of the resource of `types` with this physical name, id or ARN."""
        return next((urn for kind in types if (urn := self._by_name.get((kind, plain(name))))), None)

    def users(self, urn: str) -> tuple[Resource, ...]:
        """The resources, components not among them, that have an input which was computed from that resource."""
        found = (self.by_urn[user] for user in sorted(self._users.get(urn, ())))
        return tuple(it for it in found if it.custom)

    def may_mean(
        self, keys: Iterable[str], path: str, types: Sequence[str], names: Callable[[str], Iterable[str]]
    ) -> tuple[Resource, ...]:
        """The resources of `types` whose input at `path` was computed from a resource of `keys` (URNs), or may be another word
        for one of `keys` (names), by URN. `names`: the names that the resource at a text may be known by."""
        about = (path, tuple(types), names)
        if about not in self._meaning:
            self._meaning[about] = _meaning(self.capture.resources, path, types, names)
        found = {urn for key in keys for urn in self._meaning[about].get(key, ())}
        return tuple(self.by_urn[urn] for urn in sorted(found))

    def of_types(self, *types: str) -> tuple[Resource, ...]:
        """The resources of each of `types`, in their order."""
        return tuple(it for kind in types for it in self._by_type.get(kind, ()))

    def types_below(self, prefix: str) -> tuple[str, ...]:
        """The types of the program's resources that begin with `prefix`."""
        return tuple(kind for kind in self._by_type if kind.startswith(prefix))

    def has_parts(self, component: Resource, *kinds: str) -> bool:
        """Whether what a component is built of is in the capture, so that its own inputs may be left out: a resource below it of one
        of `kinds` (type tokens, or what they begin with), which only the component itself makes.

        A component that its provider builds in a process of its own (`remote`, so it has a provider) has no part in a program's own
        record: what hangs below it there is the program's own, and says nothing of the rest. What the engine saved or shows has both.
        """
        remote = self.capture.origin == "program" and component.provider is not None
        if component.custom or remote:
            return False
        return any(it.type.startswith(kinds) for it in self._below(component.urn))

    def _below(self, urn: str) -> Iterator[Resource]:
        """Its children, and theirs."""
        pending, seen = [urn], {urn}
        while pending:
            for child in self._children.get(pending.pop(), ()):
                if child.urn not in seen:
                    seen.add(child.urn)
                    pending.append(child.urn)
                    yield child

    def holder(self, resource: Resource) -> Resource | None:
        """The component that the resource belongs to."""
        parent = self.by_urn.get(resource.parent or "")
        return parent if parent is not None and not parent.custom else None


def _default_tags(provider: Mapping[str, Value]) -> Mapping[str, Maybe[str]]:
    block = provider.get("defaultTags")
    if isinstance(block, str):  # a provider's nested inputs go over the wire as JSON
        block = parse_json(block)
    if block is None:
        return {}
    return tags_of(block.get("tags")) if isinstance(block, Mapping) else tags_of(UNKNOWN)


def tags_of(value: Value) -> Mapping[str, Maybe[str]]:
    """Tags from a map, or from a list of `key` and `value`. What cannot be read leaves every tag of ours `UNKNOWN`."""
    if value is None:
        return {}
    if isinstance(value, Mapping):
        return {plain(key): text for key, item in value.items() if (text := as_text(item)) is not None}
    pairs = Inputs({"tags": value}).blocks("tags")
    unreadable: dict[str, Maybe[str]] = dict.fromkeys(_READ_TAGS, UNKNOWN)
    if isinstance(pairs, Unknown):
        return unreadable
    found: dict[str, Maybe[str]] = {}
    for pair in pairs:
        key = UNKNOWN if isinstance(pair, Unknown) else pair.text("key")
        text = UNKNOWN if isinstance(pair, Unknown) else pair.text("value")
        if isinstance(key, str):
            found[plain(key)] = "" if text is None else text
        else:
            found = {**unreadable, **found}
    return found


def parse_json(text: str) -> Value:
    """JSON as a plain value; `UNKNOWN` when it is none."""
    try:
        return cast("Value", json.loads(plain(text)))
    except (ValueError, RecursionError):
        return UNKNOWN


def leaves(value: Value) -> Iterable[str]:
    """Every string inside `value`."""
    pending: list[Value] = [value]
    while pending:
        item = pending.pop()
        if isinstance(item, str):
            yield item
        elif isinstance(item, dict | Mapping):
            pending.extend(cast("Mapping[str, Any]", item).values())
        elif isinstance(item, Sequence):
            pending.extend(item)


def names_of(resource: Resource) -> Iterator[str]:
    """The names by which other resources may call the resource."""
    for source in (resource.outputs, resource.inputs):
        for key in _NAMES:
            name = source.get(key)
            if isinstance(name, str) and name:
                yield plain(name)


def _index(resources: Iterable[Resource]) -> Mapping[tuple[str, str], str]:
    found: dict[tuple[str, str], str] = {}
    for resource in resources:
        for name in names_of(resource):
            found.setdefault((resource.type, name), resource.urn)
    return found


def _meaning(
    resources: Iterable[Resource], path: str, types: Sequence[str], names: Callable[[str], Iterable[str]]
) -> Mapping[str, Sequence[str]]:
    """Name or URN -> the URNs of the resources of `types` whose input at `path` may mean it."""
    found: dict[str, list[str]] = defaultdict(list)
    for resource in resources:
        if resource.type in types:
            value = Inputs(resource.inputs).raw(path)
            called = names(plain(value)) if isinstance(value, str) else ()
            for key in {*called, *resource.property_dependencies.get(path, ())}:
                found[key].append(resource.urn)
    return found


def _sorted_by_type(resources: Iterable[Resource]) -> Mapping[str, Sequence[Resource]]:
    found: dict[str, list[Resource]] = defaultdict(list)
    for resource in resources:
        found[resource.type].append(resource)
    return found


def _sorted_by_parent(resources: Iterable[Resource]) -> Mapping[str, Sequence[Resource]]:
    found: dict[str, list[Resource]] = defaultdict(list)
    for resource in resources:
        if resource.parent is not None:
            found[resource.parent].append(resource)
    return found


def _made_from(resources: Iterable[Resource]) -> Mapping[str, frozenset[str]]:
    """URN -> the URNs of resources that have an input computed from it."""
    found: dict[str, set[str]] = {}
    for resource in resources:
        for sources in resource.property_dependencies.values():
            for source in sources:
                found.setdefault(source, set()).add(resource.urn)
    return {source: frozenset(users) for source, users in found.items()}
