"""Resource claims of a pod (dynamic resource allocation): an accelerator by the name of its device class.

Source: Kubernetes, Dynamic Resource Allocation (`spec.devices.requests[].exactly.deviceClassName`; without `exactly` until v1beta1).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from penstock.resources.facts import Fact, Free, InstanceChoice, NodeTemplate
from penstock.resources.reading.blocks import block_at, each_block
from penstock.resources.reading.capture import Resource
from penstock.resources.reading.charges import Reader
from penstock.resources.reading.context import Context
from penstock.resources.reading.inputs import Inputs
from penstock.resources.reading.values import UNKNOWN, Unknown

from .home import base, home


def _claim(resource: Resource, context: Context) -> Iterable[Fact]:
    """A claim, or a template of one, whose spec is inside the spec. A class's name does not say how large a device is."""
    facts = base(resource, home(resource, context))
    spec = Inputs(resource.inputs).block("spec")
    inner = block_at(spec, "spec")
    requests = each_block(spec if inner is None else inner, "devices", "requests")
    path = "spec.devices.requests" if inner is None else "spec.spec.devices.requests"
    choices = tuple(
        InstanceChoice(UNKNOWN, f"{path}[{index}]", resource.urn, UNKNOWN, UNKNOWN) for index in range(len(requests))
    )
    yield NodeTemplate(**facts, choices=choices) if choices or isinstance(spec, Unknown) else Free(**facts)


CLAIMS: Final[Mapping[str, Reader]] = {
    f"kubernetes:resource.k8s.io/{version}:{kind}{form}": _claim
    for version in ("v1", "v1alpha1", "v1alpha2", "v1alpha3", "v1beta1", "v1beta2")
    for kind in ("ResourceClaim", "ResourceClaimTemplate")
    for form in ("", "Patch")
}
