"""What exists at the stand-in's cloud, for tests to look at and to change between two runs."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from .sdk_schema import Json


class RefusedError(Exception):
    """The cloud says no; the message is what its API would say."""


@dataclass(slots=True)
class Thing:
    """One resource that exists.

    `properties` are its present state, inputs among them: changing one is what a person, a schedule or the cloud does.
    """

    urn: str
    type: str
    id: str
    properties: Json

    @property
    def name(self) -> str:
        """The resource's name in the program that made it."""
        return self.urn.rpartition("::")[2]


@dataclass(slots=True)
class World:
    """Everything that exists, by type and id. One test owns it; the stand-in writes to it from its own threads."""

    _things: dict[tuple[str, str], Thing] = field(default_factory=dict[tuple[str, str], Thing])
    _made: int = 0

    def __iter__(self) -> Iterator[Thing]:
        return iter(sorted(self._things.values(), key=lambda thing: thing.urn))

    def __len__(self) -> int:
        return len(self._things)

    def of_type(self, token: str) -> list[Thing]:
        """The things of a type, by URN."""
        return [thing for thing in self if thing.type == token]

    def find(self, token: str, value: object, key: str = "id") -> Thing | None:
        """The thing of a type whose id, or whose property `key`, is `value`."""
        if key == "id":
            return self._things.get((token, str(value)))
        return next((thing for thing in self.of_type(token) if thing.properties.get(key) == value), None)

    def get(self, token: str, thing_id: str) -> Thing:
        """The thing, or RefusedError: an update or a deletion of what never was is a mistake of ours."""
        thing = self._things.get((token, thing_id))
        if thing is None:
            raise RefusedError(f"{token} {thing_id} does not exist")
        return thing

    def add(self, thing: Thing) -> None:
        """`thing` now exists."""
        if (thing.type, thing.id) in self._things:
            raise RefusedError(f"{thing.type} {thing.id} already exists")
        self._things[thing.type, thing.id] = thing

    def remove(self, thing: Thing) -> None:
        """`thing` exists no longer."""
        del self._things[thing.type, thing.id]

    def put_object(self, bucket: Thing, key: str) -> None:
        """Somebody writes an object into `bucket`."""
        urn = f"{bucket.urn}/{key}"
        self.add(Thing(urn, "aws:s3/bucketObjectv2:BucketObjectv2", f"{bucket.id}/{key}", {"bucket": bucket.id}))

    def token(self, urn: str, length: int = 17) -> str:
        """Hexadecimal text, never the same twice in one world, the same in every run of one test."""
        self._made += 1
        return digest(f"{urn} {self._made}", length)


def digest(text: str, length: int) -> str:
    """The first `length` hexadecimal digits of the text's SHA-256."""
    return hashlib.sha256(text.encode()).hexdigest()[:length]


def text(value: Any) -> str:
    """A property that must be text."""
    assert isinstance(value, str), value
    return value
