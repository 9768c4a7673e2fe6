"""Clusters: the control plane, and the default node group unless the program does without.

"skipDefaultNodeGroup || fargate || autoMode.enabled" leaves it out (pulumi-eks 4.4, nodejs/eks/cluster/cluster.ts); its options are
`nodeGroupOptions`, or inputs of the cluster itself under the same names, never both.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Final

from penstock.resources import aws
from penstock.resources.aws.machines.nodes import choice
from penstock.resources.facts import Fact, NodeTemplate
from penstock.resources.reading.blocks import flag_at
from penstock.resources.reading.capture import Resource
from penstock.resources.reading.charges import Reader
from penstock.resources.reading.context import Context
from penstock.resources.reading.inputs import Inputs
from penstock.resources.reading.values import UNKNOWN, Unknown

from .node_groups import own_group
from .place import stack_region
from .types import CLUSTER

_MADE: Final = "aws:eks/cluster:Cluster"
_FARGATE: Final = "aws:eks/fargateProfile:FargateProfile"


def _cluster(resource: Resource, context: Context) -> Iterable[Fact]:
    if context.has_parts(resource, _MADE):
        return
    inputs = Inputs(resource.inputs)
    region = stack_region(context)
    automatic = flag_at(inputs, "autoMode", "enabled")
    made = {
        "computeConfig": {"enabled": automatic},
        "region": region,
        **{name: resource.inputs.get(name) for name in ("tags", "upgradePolicy", "version")},
    }
    yield from aws.READERS[_MADE](replace(resource, type=_MADE, inputs=made), context)
    fargate = inputs.raw("fargate") not in (None, False)
    if fargate:
        yield from aws.READERS[_FARGATE](replace(resource, type=_FARGATE, inputs={"region": region}), context)
    if fargate or inputs.flag("skipDefaultNodeGroup") is True or automatic is True:
        return
    options = inputs.block("nodeGroupOptions")
    if isinstance(options, Unknown):
        choices = choice(UNKNOWN, "nodeGroupOptions", resource)
        yield NodeTemplate(urn=resource.urn, cloud="aws", region=region, choices=choices)
    else:
        path = "" if options is None else "nodeGroupOptions."
        yield own_group(resource, context, inputs if options is None else options, path)


CLUSTERS: Final[Mapping[str, Reader]] = {CLUSTER: _cluster}
