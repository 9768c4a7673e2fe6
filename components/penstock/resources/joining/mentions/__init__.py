"""Data that leaves its region, seen by shape: each place that an input, a text or a manifest names, against the place of who names it.

A place is named by an address (a bucket's URL, an ARN, a registry, a host with a region in it), by the name of one of the program's own
buckets, by what an input was computed from, or by a region's word where data stands. Of a type with a reader of its own, that reader's
word on a place goes first; this one tells of the places that it does not speak of. What carries no data is in `harmless`.

A place that is not known is no evidence: a bucket of the same cloud whose region nobody states is where its reader is, as most are.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from penstock.regex import regex
from penstock.resources.facts import Fact, Node, NodeTemplate, Path, Transfer, Worker
from penstock.resources.reading.capture import Resource
from penstock.resources.reading.context import Context
from penstock.resources.reading.documents import CLOUDFORMATION, RESOURCE_MANAGER
from penstock.resources.reading.inputs import masked_like, plain
from penstock.resources.reading.values import UNKNOWN, Value

from .addresses import addresses
from .around import arguments, beside, has_name, has_unknown
from .controlled import is_controlled, places_by_name, referred, stated_place
from .harmless import is_edge, is_quiet, is_quiet_input, squeezed
from .home import family_place, home_of, stack_place
from .hosted import taken_in
from .joined import is_joint, joined
from .lines import moved_by
from .networks import Networks, may_hold, networks_of, places_in
from .said import OWN_STORE, Leaf, Said, blocks_of, leaves_of, may_say, names_service, packed, said, said_of_other
from .shapes import copies, members, replicates, tools
from .stores import Store, Stores, stores_of
from .subject import is_notice, subject_place
from .words import OTHER_CLOUDS, Place, place_of, same

_RECEIVED: Final = "received_gib"
_SENT: Final = "sent_gib"
_WORDS: Final = regex(r"[/@,;:=&?\s]+")
_LONGEST_WORD: Final = 60
_LONGEST_NAME: Final = 120
_TEMPLATES: Final = frozenset((*CLOUDFORMATION, *RESOURCE_MANAGER))

_OWN: Final = frozenset({"region", "location", "zone", "availabilityZone", "locations", "regions"})
"""Top-level inputs that say where the resource itself is."""

_OF_FUNCTIONS: Final = frozenset({"s3Bucket"})
"""A function's code must be in its own region (AWS Lambda API, FunctionCode)."""

_CARRIES: Final = frozenset(
    {
        "aws:cloudwatch/eventTarget:EventTarget",
        "aws:cloudwatch/logSubscriptionFilter:LogSubscriptionFilter",
        *(f"gcp:logging/{it}Sink:{it[0].upper()}{it[1:]}Sink" for it in ("project", "folder", "organization")),
    }
)
"""What sends to a bus, a stream or a bucket of its own service."""

_NOWHERE: Final = frozenset({"kubernetes", "command", "docker", "docker-build", "local"})
"""Providers of no service: what they declare is where it is put, or where it is run."""

_CLOUD_PACKAGES: Final = frozenset({"aws", "aws-native", "azure", "azure-native", "gcp", "google-native"})
Text = tuple[str, str, Value]
"""(path, key, value) of a leaf, as `named.leaves` gives it."""


@dataclass(slots=True)
class Mentions:
    """Asked of each resource of one capture; the program's stores are found once."""

    context: Context
    _stores: Stores | None = field(default=None)
    _kept: dict[str, Sequence[Place] | None] = field(default_factory=dict[str, "Sequence[Place] | None"])
    """What each text names: most stand in many resources."""
    _networks: Networks | None = field(default=None)
    _controlled: Mapping[str, Place] | None = field(default=None)
    _families: dict[str, Place | None] = field(default_factory=dict[str, Place | None])

    @property
    def stores(self) -> Stores:
        """The program's own stores of data."""
        if self._stores is None:
            self._stores = stores_of(self.context)
        return self._stores

    def of(self, resource: Resource, texts: Iterable[Text], told: Sequence[Fact]) -> Iterator[Path | Transfer]:
        """What moves between the places that the resource names and its own. `texts`: its leaves; `told`: what its reader gave."""
        if is_controlled(resource.type):
            yield from self._declared(resource)
            return
        if is_quiet(resource.type) or is_notice(resource, self.context):
            return
        if is_joint(resource.type):
            yield from joined(resource, self.context, home_of(resource, self.context), _told(told, self.context))
        far = self._computed_from(resource)
        foreign = resource.package not in _CLOUD_PACKAGES and resource.package not in _NOWHERE
        if not far and resource.package not in OTHER_CLOUDS and not self._may_name(resource, texts):
            if foreign:
                yield from self._linked(resource)
            return
        home = subject_place(resource, self.context, told)
        if foreign and (home is None or home.region is None):
            home = self._family(resource) or home
        found = [*self._named(resource, home), *(it for it in far if it.path not in _OWN)]
        if is_edge(resource.type) and home is not None:
            found = [it for it in found if it.place.cloud != home.cloud]
        yield from self._moved(resource, home, found, told)

    def _declared(self, resource: Resource) -> Iterator[Path | Transfer]:
        """What a resource of a cloud moves that a controller in a cluster makes."""
        if self._controlled is None:
            self._controlled = places_by_name(self.context)
        home = stated_place(resource)
        found = [*referred(resource, self._controlled), *self._named(resource, home)]
        if home is not None or len({it.place for it in found}) > 1:
            yield from self._moved(resource, home, found, ())

    def _linked(self, resource: Resource) -> Iterator[Path]:
        """A link of another service's ends: what each of them names is one end."""
        if home_of(resource, self.context) is not None:
            return
        found: list[Said] = []
        for name, urns in resource.property_dependencies.items():
            for urn in urns:
                end = self.context.by_urn.get(urn)
                if end is not None and end.package == resource.package:
                    writes = _writes(name)
                    found += [Said(it.place, it.data, name, writes=writes) for it in self._named(end, None)]
        yield from self._between(resource, tuple(dict.fromkeys(found)))

    def _family(self, resource: Resource) -> Place | None:
        if resource.package not in self._families:
            self._families[resource.package] = family_place(resource, self.context)
        return self._families[resource.package]

    @property
    def networks(self) -> Networks:
        """The program's own networks."""
        if self._networks is None:
            self._networks = networks_of(self.context)
        return self._networks

    def _may_name(self, resource: Resource, texts: Iterable[Text]) -> bool:
        """The quick question, which most resources are dismissed by: whether a text may name a place that is not the resource's own."""
        home: Place | None = None
        for path, _, value in texts:
            if not isinstance(value, str) or path in _OWN:
                continue
            text = plain(value)
            named = self._kept[text] if text in self._kept else self._kept.setdefault(text, self._places(text))
            if named is None or (path not in _OF_FUNCTIONS and names_service(path)):
                return True
            if named:
                home = home or home_of(resource, self.context)
                if home is None or not all(same(it, home) for it in named):
                    return True
        return False

    def _places(self, text: str) -> Sequence[Place] | None:
        """What a short text names; None where the text has to be looked into."""
        if len(text) > _LONGEST_WORD or " " in text or "\n" in text:
            deep = may_say(text) or self.stores.may_stand_in(text.lower()) or packed(text) is not None
            deep = deep or may_hold(text, self.networks)
            return None if deep else ()
        if names_service(text) or (text[:1].isdigit() and may_hold(text, self.networks)):
            return None
        place = place_of(text)
        if place is not None:
            return (place,)
        lower = text.lower()
        found = [
            it.place for names in (self.stores.by_name, self.stores.of_service) if (it := names.get(lower)) is not None
        ]
        for it in addresses(text):
            store = self.stores.by_name.get(it.name) if it.place.region is None or it.hinted else None
            found.append(it.place if store is None else store.place)
        if "/" in lower or "@" in lower or "," in lower or ";" in lower:
            parts = (self.stores.by_name.get(it) for it in _WORDS.split(lower))
            found += [it.place for it in parts if it is not None]
        if self.stores.of_service and ("." in lower or ":" in lower):
            parts = (self.stores.of_service.get(it) for it in _parts(lower))
            found += [it.place for it in parts if it is not None]
        return found

    def _computed_from(self, resource: Resource) -> tuple[Said, ...]:
        """The program's stores that an input was computed from, where its value is not written out or has the store's name."""
        if not resource.property_dependencies:
            return ()
        known = self.stores.by_urn
        found: list[Said] = []
        for name, urns in resource.property_dependencies.items():
            for urn in urns:
                store = known.get(urn)
                if (
                    store is None
                    or is_quiet_input(squeezed(name))
                    or (resource.type.startswith(store.part_of) and not _sends(resource.type))
                ):
                    continue
                value = resource.inputs.get(name)
                if has_unknown(value) or has_name(value, store):
                    found.append(Said(store.place, urn, name, writes=_writes(name)))
        return tuple(found)

    def _named(self, resource: Resource, home: Place | None) -> Iterator[Said]:
        """What the leaves say."""
        leaves = tuple(leaves_of(resource.inputs))
        around = beside(leaves)
        if any(OWN_STORE.search(plain(leaf.value)) for leaf in leaves):
            leaves = tuple(leaf for leaf in leaves if place_of(plain(leaf.value)) is None and not _is_strange(leaf))
        also = ("copyof",) if resource.type in _TEMPLATES and copies(leaves) else ()
        own = resource.package != "kubernetes"
        cloud = OTHER_CLOUDS.get(resource.package)
        for leaf in leaves:
            if not leaf.value or (own and leaf.path in _OWN):
                continue
            for address, place in places_in(leaf.path, plain(leaf.value), self.networks):
                yield Said(place, masked_like(leaf.value, address), leaf.at, writes=_writes(leaf.path))
            if cloud is not None and (word := said_of_other(leaf, around(leaf), cloud)) is not None:
                yield word
                continue
            for it in said(leaf, (*around(leaf), *also)):
                yield self._of_program(it)
            yield from moved_by(leaf.value, leaf.at)
            yield from taken_in(leaf.value, leaf.at)
            yield from self._called(leaf, home)
        for path, words in arguments(leaves):
            yield from moved_by(words, path)
        yield from members(resource.type, leaves, foreign=not own or resource.package not in _CLOUD_PACKAGES)
        yield from tools(leaves)
        yield from (it for leaf in leaves for it in blocks_of(leaf.path.replace("[", ".").split(".")[:-1], leaf.at))

    def _of_program(self, it: Said) -> Said:
        """With the place of the program's own store of that name, which its address may not say."""
        store = self.stores.by_name.get(it.name.lower()) if it.name else None
        if store is None or (it.place.region is not None and not it.hinted) or store.place.cloud != it.place.cloud:
            return it
        return Said(store.place, store.resource.urn, it.path, writes=it.writes)

    def _called(self, leaf: Leaf, home: Place | None) -> Iterator[Said]:
        """The program's own stores in another place whose name stands in a text."""
        text = plain(leaf.value)
        lower = text.lower()
        for store in self.stores.named_in(lower):
            if home is not None and not same(store.place, home):
                yield Said(store.place, store.resource.urn, leaf.at, writes=_writes(leaf.path))
        key = squeezed(leaf.key)
        for part in dict.fromkeys((lower, *_parts(lower))) if len(lower) < _LONGEST_NAME else ():
            store = self.stores.of_service.get(part)
            if store is not None and _is_about(key, store):
                yield Said(store.place, store.resource.urn, leaf.at, writes=_writes(leaf.path))

    def _moved(
        self, resource: Resource, home: Place | None, found: Sequence[Said], told: Sequence[Fact]
    ) -> Iterator[Path | Transfer]:
        places: dict[Place, Said] = {}
        for it in found:
            places.setdefault(it.place, it)
        places = _most_exact(places)
        if home is None:
            yield from self._between(resource, tuple(places.values()))
            if (resource.package == "kubernetes" or replicates(resource.type)) and len(places) == 1:
                yield from self._from_somewhere(resource, *places.values())
            return
        known = _told(told, self.context)
        for place, it in places.items():
            if not same(place, home) and place.region not in known:
                yield self._to_or_from(resource, home, place, it)

    def _from_somewhere(self, resource: Resource, it: Said) -> Iterator[Transfer]:
        """An object of a cluster that nobody knows: most are where the stack is, so what is elsewhere may well be crossed to."""
        stack = stack_place(self.context, it.place.cloud)
        if stack is not None and not same(stack, it.place):
            base = self.context.base(resource)
            base["cloud"] = it.place.cloud
            yield Transfer(
                **base,
                data=it.data,
                source_region=str(it.place),
                target_region=UNKNOWN,
                evidence=f"its {it.path}",
                evidence_urn=resource.urn,
                path=it.path,
            )

    def _to_or_from(self, resource: Resource, home: Place, place: Place, it: Said) -> Path | Transfer:
        base = self.context.base(resource)
        base["cloud"], base["region"] = home.cloud, home.region
        there, here = place.seen_from(home), str(home)
        if it.writes:
            return Path(**base, source_region=here, target=there, key=_SENT, evidence=_evidence(it))
        return Transfer(
            **base,
            data=it.data,
            source_region=there,
            target_region=here,
            evidence=f"its {it.path}",
            evidence_urn=resource.urn,
            path=it.path,
        )

    def _between(self, resource: Resource, found: Sequence[Said]) -> Iterator[Path]:
        """What is nowhere moves from one place that it names to another."""
        if not found:
            return
        first = next((it for it in found if not it.writes), found[0])
        base = self.context.base(resource)
        for it in found:
            if it is not first and not same(it.place, first.place):
                base["cloud"], base["region"] = first.place.cloud, first.place.region
                target = it.place.seen_from(first.place)
                yield Path(**base, source_region=str(first.place), target=target, key=_SENT, evidence=_evidence(it))


def _sends(kind: str) -> bool:
    return kind in _CARRIES or replicates(kind)


def _parts(text: str) -> Sequence[str]:
    """`events` of `project:events.clicks`."""
    return text.replace(":", ".").split(".")


def _is_strange(leaf: Leaf) -> bool:
    """Whether a text names a bucket by a scheme that every object store answers to."""
    return plain(leaf.value).startswith(("s3://", "s3a://"))


def _evidence(it: Said) -> str:
    data = it.data.rpartition("::")[2] if it.data.startswith("urn:") else f"{it.data}"
    return f"its {it.path} names {it.place if data == 'data' else data}"


def _most_exact(places: Mapping[Place, Said]) -> dict[Place, Said]:
    """Without a cloud of which a region is named too."""
    exact = {it.cloud for it in places if it.region is not None}
    return {place: it for place, it in places.items() if place.region is not None or place.cloud not in exact}


def _told(facts: Iterable[Fact], context: Context) -> frozenset[str]:
    """The regions that the resource's own reader has told a path or a reading of."""
    found: set[object] = set()
    for fact in facts:
        if isinstance(fact, Path):
            found.update((fact.source_region, fact.target))
        elif isinstance(fact, Node | NodeTemplate | Worker):
            for it in fact.references:
                store = context.by_urn.get(it.data)
                place = None if store is None else home_of(store, context)
                found.add(it.region if place is None else place.region)
    return frozenset(plain(it) for it in found if isinstance(it, str))


def _is_about(key: str, store: Store) -> bool:
    """Whether an input of this name may mean a store that is known by its name only inside its service."""
    kind = store.resource.type.rpartition(":")[2].lower()
    return any(
        word in key
        for word in (
            kind,
            "dataset",
            "database",
            "repository",
            "stream",
            "table",
            "cluster",
            "source",
            "destination",
            "image",
        )
    )


def _writes(path: str) -> bool:
    return any(
        word in squeezed(path)
        for word in ("dest", "target", "sink", "output", "backup", "export", "archive", "replica", "upload")
    )


__all__ = ["Mentions"]
