"""TPU slices. Their type is named as a program spells it, `v5litepod-16`, or made from a version and a topology."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from typing import Final

from penstock.regex import regex
from penstock.resources.facts import Capacity, Fact, InstanceChoice, Node
from penstock.resources.gcp.charges import Reader
from penstock.resources.gcp.places import base
from penstock.resources.gcp.references import accounts
from penstock.resources.machines.capacity_types import on_demand, unknown_capacity
from penstock.resources.machines.rented import label
from penstock.resources.reading.capture import Resource
from penstock.resources.reading.context import Context
from penstock.resources.reading.inputs import Inputs, masked_like, plain
from penstock.resources.reading.values import UNKNOWN, Maybe, Unknown

from .nodes import spot_if

_VERSIONS: Final = {
    "V2": ("v2", 2),
    "V3": ("v3", 2),
    "V4": ("v4", 2),
    "V5LITE_POD": ("v5litepod", 1),
    "V5P": ("v5p", 2),
    "V6E": ("v6e", 1),
}
"""Version -> (prefix of its types, what their number counts for each chip: cores up to v4 and in v5p, chips in v5e and v6e).
Source: Cloud TPU, the page of each version."""

_TOPOLOGY: Final = regex(r"\d{1,3}(?:x\d{1,3}){1,2}")


def _type(node: Maybe[Inputs]) -> Maybe[str]:
    """The accelerator type of a TPU VM. `v2-8` is the provider's default when it names nothing."""
    if isinstance(node, Unknown):
        return UNKNOWN
    named = node.text("acceleratorType")
    config = node.block("acceleratorConfig")
    if named is not None or config is None:
        return "v2-8" if named is None else named
    kind = None if isinstance(config, Unknown) else config.text("type")
    topology = None if isinstance(config, Unknown) else config.text("topology")
    if not isinstance(kind, str) or not isinstance(topology, str):
        return UNKNOWN
    version = _VERSIONS.get(plain(kind).upper())
    if version is None or not _TOPOLOGY.fullmatch(plain(topology)):
        return UNKNOWN
    prefix, each = version
    chips = math.prod(int(side) for side in plain(topology).split("x"))
    return masked_like(topology, f"{prefix}-{chips * each}")


def _tpu(resource: Resource, context: Context) -> Iterable[Fact]:
    inputs = Inputs(resource.inputs)
    scheduling = inputs.block("schedulingConfig")
    path = "schedulingConfig"
    if isinstance(scheduling, Unknown):
        capacity = unknown_capacity(path)
    else:
        flags = scheduling or Inputs({})
        capacity = spot_if({f"{path}.{name}": flags.flag(name) for name in ("spot", "preemptible")})
    account = inputs.block("serviceAccount")
    email = account.raw("email") if isinstance(account, Inputs) else account
    identities = accounts(resource, context, "serviceAccount", email)
    yield _tpu_node(resource, context, inputs, path="", capacity=capacity, identities=identities)


def _queued_tpu(resource: Resource, context: Context) -> Iterable[Fact]:
    tpu = Inputs(resource.inputs).block("tpu")
    specs = UNKNOWN if tpu is None or isinstance(tpu, Unknown) else tpu.blocks("nodeSpecs")
    for index, spec in enumerate((UNKNOWN,) if isinstance(specs, Unknown) else specs):
        node = spec if isinstance(spec, Unknown) else spec.block("node")
        path = f"tpu.nodeSpecs[{index}].node."
        node = UNKNOWN if node is None else node
        yield _tpu_node(resource, context, node, path=path, capacity=on_demand(path))


def _tpu_node(
    resource: Resource,
    context: Context,
    node: Maybe[Inputs],
    *,
    path: str,
    capacity: Capacity,
    identities: tuple[str, ...] = (),
) -> Node:
    facts = base(resource, context)
    network = node if isinstance(node, Unknown) else node.block("networkConfig")
    public = network.flag("enableExternalIps") if isinstance(network, Inputs) else network
    return Node(
        **facts,
        kind="instance",
        name=resource.name,
        label=label(resource, facts["tags"]),
        choices=(InstanceChoice(_type(node), f"{path}acceleratorType", resource.urn),),
        minimum=1,
        desired=1,
        maximum=1,
        capacity=capacity,
        public_address=False if public is None else public,
        identities=identities,
    )


TPU: Final[Mapping[str, Reader]] = {
    "gcp:tpu/v2QueuedResource:V2QueuedResource": _queued_tpu,
    "gcp:tpu/v2Vm:V2Vm": _tpu,
}
