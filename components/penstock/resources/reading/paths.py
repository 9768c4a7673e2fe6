"""Transfer paths of bytes, as readers of every cloud yield them: from a resource's own region to somewhere else."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Final

from penstock.resources.facts import Base, Path

from .capture import Resource
from .context import Context
from .inputs import plain
from .values import Maybe

INTERNET: Final = "internet"
ZONE: Final = "zone"

REPLICATED: Final = "replicated_gib"
COPIED: Final = "copied_gib"
CROSS_ZONE: Final = "cross_zone_gib"
SENT: Final = "sent_gib"
RECEIVED: Final = "received_gib"
TO_INTERNET: Final = "internet_gib"

Region = Maybe[str] | None


@dataclass(frozen=True, slots=True)
class Paths:
    """One cloud's paths. `base`: how a fact of that cloud gets its region and tags."""

    base: Callable[[Resource, Context], Base]

    def path(
        self, resource: Resource, context: Context, target: Region, key: str, evidence: str, *, source: Region = None
    ) -> Iterable[Path]:
        """One path, from the resource's own region unless `source` says another; none without a target, or to where it begins."""
        facts = self.base(resource, context)
        start = facts["region"] if source is None else source
        if target is None or (isinstance(target, str) and isinstance(start, str) and plain(target) == plain(start)):
            return
        yield Path(**facts, source_region=start, target=target, key=key, evidence=evidence)

    def to_internet(self, resource: Resource, context: Context, evidence: str) -> Iterable[Path]:
        """What leaves for the internet."""
        yield from self.path(resource, context, INTERNET, TO_INTERNET, evidence)
