"""Every fact of one program, joined, by its kind."""

from __future__ import annotations

from dataclasses import dataclass

from penstock.resources.reading.values import Maybe

from .budget import Budget
from .charge import Charge
from .data import Bucket, Gateway, HandedOut, Snapshots, Volume
from .machines import Node, NodeTemplate
from .other import Free, Unread
from .transfers import Path, Transfer


@dataclass(frozen=True, slots=True, kw_only=True)
class FactSet:
    """All facts of one capture, joined. Each tuple is sorted by URN.

    `purpose`: what the stack's config states for resources without a tag of their own; None when it states none.
    """

    nodes: tuple[Node, ...] = ()
    templates: tuple[NodeTemplate, ...] = ()
    buckets: tuple[Bucket, ...] = ()
    transfers: tuple[Transfer, ...] = ()
    paths: tuple[Path, ...] = ()
    volumes: tuple[Volume, ...] = ()
    snapshots: tuple[Snapshots, ...] = ()
    gateways: tuple[Gateway, ...] = ()
    handed_out: tuple[HandedOut, ...] = ()
    charges: tuple[Charge, ...] = ()
    budgets: tuple[Budget, ...] = ()
    free: tuple[Free, ...] = ()
    unread: tuple[Unread, ...] = ()
    purpose: Maybe[str] | None = None
