"""What every fact about a resource carries."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NotRequired, TypedDict

from penstock.resources.reading.values import Maybe


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """What every fact carries.

    Attributes:
        urn: the resource it was read from.
        cloud: `aws`, `gcp` or `azure`.
        region: where it lives; None when the program does not say (no provider region), `UNKNOWN` when only known later.
        provider_region: what its provider says; None when that says none. It differs from `region` where the resource names its own.
        tags: the resource's own tags over the provider's default tags; a value may be `UNKNOWN`.
    """

    urn: str
    cloud: str
    region: Maybe[str] | None = None
    tags: Mapping[str, Maybe[str]] = field(default_factory=dict[str, Maybe[str]])
    provider_region: Maybe[str] | None = None


class Base(TypedDict):
    """The fields of every fact."""

    urn: str
    cloud: str
    region: Maybe[str] | None
    tags: Mapping[str, Maybe[str]]
    provider_region: NotRequired[Maybe[str] | None]
