"""pulumi-eks: type token -> reader, and the types that cost nothing.

Its provider builds what is inside a component (a cluster with its default node group, a node group with its launch template) in a
process of its own, so that a program's own record has the component's inputs alone: they are read as what is built from them. Where the
engine shows the inside, that is read instead.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from penstock.resources.reading.charges import Reader

from .clusters import CLUSTERS
from .node_groups import NODE_GROUPS

READERS: Final[Mapping[str, Reader]] = {**CLUSTERS, **NODE_GROUPS}

FREE: Final = frozenset(
    {
        "eks:index:Addon",
        "eks:index:ClusterCreationRoleProvider",
        "eks:index:NodeGroupSecurityGroup",
        "eks:index:VpcCniAddon",
    }
)
