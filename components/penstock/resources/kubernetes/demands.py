"""What a pod asks of its node: accelerators by their resource's name, and a machine by the labels that it selects.

Sources: Kubernetes, Schedule GPUs and Well-Known Labels; NVIDIA GPU operator, GPU sharing and MIG (`nvidia.com/mig-1g.5gb`);
Karpenter, Scheduling (Accelerators/GPU Resources, Well-Known Labels); GKE, Run GPUs in Standard node pools, Deploy GPU workloads in
Autopilot, Spot Pods, Plan TPUs in GKE; EKS, managed node groups and Auto Mode labels; AKS, Spot node pools and Node autoprovisioning.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Final

from penstock.regex import regex
from penstock.resources.facts import Capacity, InstanceChoice
from penstock.resources.machines.accelerated import on_any_cloud, with_accelerator
from penstock.resources.machines.capacity_types import Words, by_word, unknown_capacity
from penstock.resources.machines.named import clouds_of
from penstock.resources.reading.blocks import block_at, each_block
from penstock.resources.reading.inputs import Inputs, plain
from penstock.resources.reading.quantity import quantity
from penstock.resources.reading.values import UNKNOWN, Maybe, Unknown

from .home import NOWHERE

_ACCELERATOR: Final = regex(
    r"(?:nvidia\.com/(?:gpu(?:\.shared)?|mig-[\w.]+)|amd\.com/gpu|gpu\.intel\.com/\w+|google\.com/tpu|habana\.ai/gaudi"
    r"|aws\.amazon\.com/neuron\w*|gpu\.nvidia\.com)"
)
"""Extended resources that are accelerators, or a part of one."""

_TYPES: Final = frozenset({"node.kubernetes.io/instance-type", "beta.kubernetes.io/instance-type"})
"""Labels whose value is a machine's type."""

_SIZES: Final = frozenset({"karpenter.azure.com/sku-name"})

FAMILIES: Final = frozenset({"karpenter.k8s.aws/instance-family", "eks.amazonaws.com/instance-family"})
"""Labels whose value is a family of EC2 types: it stands for any of its sizes, which one is not known."""

ACCELERATOR_LABELS: Final[Mapping[str, str]] = {
    "cloud.google.com/gke-accelerator": "gcp",
    "cloud.google.com/gke-tpu-accelerator": "gcp",
    "karpenter.k8s.aws/instance-gpu-name": "aws",
    "karpenter.k8s.aws/instance-accelerator-name": "aws",
    "eks.amazonaws.com/instance-gpu-name": "aws",
    "karpenter.azure.com/sku-gpu-name": "azure",
    "nvidia.com/gpu.product": "",
}
"""Labels whose value is an accelerator's name -> the cloud whose they are."""

_CLOUD_LABELS: Final = {
    "karpenter.k8s.aws/": "aws",
    "eks.amazonaws.com/": "aws",
    "cloud.google.com/": "gcp",
    "karpenter.azure.com/": "azure",
    "kubernetes.azure.com/": "azure",
}
CAPACITY_TYPE: Final = "karpenter.sh/capacity-type"

_BOUGHT: Final = {
    CAPACITY_TYPE: Words(("spot",), ("on-demand", "reserved")),
    "eks.amazonaws.com/capacityType": Words(("SPOT",), ("ON_DEMAND", "CAPACITY_BLOCK")),
    "cloud.google.com/gke-spot": Words(("true",), ("false",)),
    "cloud.google.com/gke-preemptible": Words(("true",), ("false",)),
    "cloud.google.com/gke-provisioning": Words(("spot", "preemptible"), ("standard",)),
    "kubernetes.azure.com/scalesetpriority": Words(("spot",), ("regular",)),
}
"""Labels that say how a node is bought -> the words that they have."""


_LARGE_CORES: Final = 192
"""Cores of m7i.48xlarge: a pod that asks for more is on one of the largest machines of any cloud."""


@dataclass(frozen=True, slots=True)
class Selected:
    """A label that a pod's node must have, at `path`: one of `values`, `UNKNOWN` where it may be any."""

    key: str
    values: Maybe[tuple[Maybe[str], ...]]
    path: str


@dataclass(frozen=True, slots=True)
class Demand:
    """What one pod asks of its node.

    `cloud`: None where no label tells. `choices`: machines that would do; empty when it asks for no certain one, no accelerator and no
    more cores than any general machine has.
    `capacity`: how its node is bought; None when it does not say.
    `accelerators`: how many it asks for. `named`: whether a label names a machine or an accelerator.
    `anywhere`: cloud -> machines that would do, where a label names an accelerator that several clouds have, and none tells the cloud.
    """

    cloud: str | None
    choices: tuple[InstanceChoice, ...]
    capacity: Capacity | None
    accelerators: Maybe[int] = 0
    named: bool = False
    anywhere: Mapping[str, tuple[InstanceChoice, ...]] = field(default_factory=dict[str, tuple[InstanceChoice, ...]])


def demand(pod: Inputs, path: str, urn: str, home: str = NOWHERE) -> Demand:
    """What a pod's spec, at `path` of the resource `urn`, asks for. `home`: the cloud of its cluster."""
    labels = tuple(_selected(pod, path))
    counts = dict(_accelerators(pod, path))
    attached, count = _attached(labels, counts)
    named: Sequence[InstanceChoice] = [
        InstanceChoice(UNKNOWN if label.key in FAMILIES else value, label.path, urn)
        for label in labels
        if label.key in _TYPES | _SIZES | FAMILIES
        for value in ((UNKNOWN,) if isinstance(label.values, Unknown) else label.values)
    ]
    anywhere: dict[str, tuple[InstanceChoice, ...]] = {}
    label = next((it for it in labels if it.key in ACCELERATOR_LABELS), None)
    told = bool(named) or label is not None
    if not named and attached is not None:
        where = next(iter(counts), path) if label is None else label.path
        cloud = _cloud(labels) or home
        named = with_accelerator(cloud, attached, count, where, urn)
        if cloud == NOWHERE and label is not None:
            anywhere = on_any_cloud(attached, count, where, urn)
    if not named and attached is None and _cores(pod) > _LARGE_CORES:
        named = [InstanceChoice(UNKNOWN, f"{path}.containers" if path else "containers", urn)]
    return Demand(_cloud(labels), tuple(named), _capacity(labels), count, told, anywhere)


def _attached(
    labels: Iterable[Selected], counts: Mapping[str, tuple[str, Maybe[Decimal]]]
) -> tuple[Maybe[str] | None, Maybe[int]]:
    """(accelerator, how many) by the name that a label gives it, else by its resource's."""
    names = [it.values for it in labels if it.key in ACCELERATOR_LABELS]
    wanted = [number for _, number in counts.values()]
    unknown = any(isinstance(number, Unknown) for number in wanted)
    total = UNKNOWN if unknown or not wanted else sum(it for it in wanted if isinstance(it, Decimal))
    count = int(total) if isinstance(total, Decimal) and total == int(total) else UNKNOWN
    if names:
        first = names[0]
        return (UNKNOWN if isinstance(first, Unknown) or len(first) != 1 else first[0]), count
    resource = next((name for name, _ in counts.values()), None)
    return resource, 0 if resource is None else count


def _accelerators(pod: Inputs, path: str) -> Iterator[tuple[str, tuple[str, Maybe[Decimal]]]]:
    """(path, (resource, how many)) of every accelerator that a container asks for. A request is as good as a limit: for extended
    resources Kubernetes wants them equal."""
    for kind in ("containers", "initContainers"):
        for index, container in enumerate(each_block(pod, kind)):
            for where in ("limits", "requests"):
                block = block_at(container, "resources", where)
                here = f"{path}.{kind}[{index}].resources.{where}" if path else f"{kind}[{index}].resources.{where}"
                found = () if block is None else _asked(block, here)
                yield from found
                if found:
                    break


def _cores(pod: Inputs) -> Decimal:
    """Cores that its containers ask for together, or the pod for all of them, as far as they say; a limit is a request too where
    there is none."""
    return max(_cores_of(pod), sum((_cores_of(it) for it in each_block(pod, "containers")), Decimal(0)))


def _cores_of(asking: Maybe[Inputs]) -> Decimal:
    blocks = [block_at(asking, "resources", it) for it in ("requests", "limits")]
    found = [quantity(it.raw("cpu")) for it in blocks if isinstance(it, Inputs) and it.given("cpu")]
    return next((it for it in found if isinstance(it, Decimal)), Decimal(0))


def _asked(block: Maybe[Inputs], here: str) -> tuple[tuple[str, tuple[str, Maybe[Decimal]]], ...]:
    if isinstance(block, Unknown):
        return ()
    found = ((name, quantity(block.raw(name))) for name in block.names() if is_accelerator(name))
    return tuple((f"{here}.{name}", (name, number)) for name, number in found if number != 0)


def is_accelerator(name: str) -> bool:
    """Whether an extended resource is an accelerator."""
    return _ACCELERATOR.fullmatch(plain(name)) is not None


def _selected(pod: Inputs, path: str) -> Iterator[Selected]:
    prefix = f"{path}." if path else ""
    selector = pod.block("nodeSelector")
    for key in selector.names() if isinstance(selector, Inputs) else ():
        text = selector.text(key) if isinstance(selector, Inputs) else UNKNOWN
        if text is not None:
            yield Selected(plain(key), (text,), f"{prefix}nodeSelector.{plain(key)}")
    required = block_at(pod, "affinity", "nodeAffinity", "requiredDuringSchedulingIgnoredDuringExecution")
    for index, term in enumerate(each_block(required, "nodeSelectorTerms")):
        here = f"{prefix}affinity.nodeAffinity.nodeSelectorTerms[{index}]"
        yield from expressions(term if isinstance(term, Unknown) else term.blocks("matchExpressions"), here)


def expressions(found: Maybe[Iterable[Maybe[Inputs]]], path: str) -> Iterator[Selected]:
    """The labels that a list of `{key, operator: In, values}` asks for."""
    for index, it in enumerate(() if isinstance(found, Unknown) else found):
        key = it.text("key") if isinstance(it, Inputs) else None
        if isinstance(it, Inputs) and isinstance(key, str) and it.text("operator") in ("In", None):
            yield Selected(plain(key), it.texts("values"), f"{path}[{index}].values")


def _cloud(labels: Iterable[Selected]) -> str | None:
    """The cloud that the labels are of, or whose machines they name."""
    found: set[str] = set()
    for label in labels:
        found.update(cloud for prefix, cloud in _CLOUD_LABELS.items() if label.key.startswith(prefix))
        if label.key in _TYPES and not isinstance(label.values, Unknown):
            found.update(clouds_of(plain(it) for it in label.values if isinstance(it, str)))
    return found.pop() if len(found) == 1 else None


def _capacity(labels: Iterable[Selected]) -> Capacity | None:
    return next((bought(it.key, it.values, it.path) for it in labels if it.key in _BOUGHT), None)


def bought(label: str, values: Maybe[tuple[Maybe[str], ...]], path: str) -> Capacity:
    """How nodes are bought whose `label` has one of `values`. Of several, which one comes is not known."""
    if isinstance(values, Unknown):
        return unknown_capacity(path)
    found = {by_word(value, path, _BOUGHT[label]) for value in values}
    return found.pop() if len(found) == 1 else unknown_capacity(path)
