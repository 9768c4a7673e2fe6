"""Facts about what goes on billing by itself, whether anything uses it or not: volumes and snapshots."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from penstock.terms import Tag

from .fact import Base, Fact
from .values import UNKNOWN, Maybe, Unknown


@dataclass(frozen=True, slots=True, kw_only=True)
class Volume(Fact):
    """A block volume that is a resource of its own.

    `kind`: the cloud's own name. `gib` None: a snapshot decides. `iops`: operations a second that are paid for beside the
    size; 0 where its kind has none to pay for. `attached`: whether the program attaches it to a machine; `UNKNOWN` when
    something else in the program was made from it, and may attach it later.
    """

    name: str
    kind: Maybe[str]
    gib: Maybe[Decimal] | None
    iops: Maybe[int] = 0
    attached: Maybe[bool] = False


@dataclass(frozen=True, slots=True, kw_only=True)
class VolumeUse(Fact):
    """A separate resource that attaches a volume, before it is joined. `volume`: its URN; `UNKNOWN` when it may be any
    of the program, None when it is not in the program."""

    volume: Maybe[str] | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Snapshots(Fact):
    """Copies that a resource keeps, one or many.

    `what`: for people (`a snapshot`, `backups of rule 'daily'`). `expires`: whether something removes them after a time.
    `path`: the input that says so.
    """

    what: str
    expires: Maybe[bool]
    path: str = ""


def kept(base: Base, what: str) -> Snapshots:
    """A copy that stays until something deletes it; the tag `expires` says when that is."""
    said = base["tags"].get(Tag.EXPIRES)
    return Snapshots(**base, what=what, expires=UNKNOWN if isinstance(said, Unknown) else bool(said))
