"""The cluster that an object is put in: the resource that its provider's kubeconfig was made from; else the cloud and region that the
text of the kubeconfig, or the name of its context, says.

Sources: the endpoints and names that `aws eks update-kubeconfig`, `gcloud container clusters get-credentials` and `az aks get-credentials`
write.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from penstock.regex import regex
from penstock.resources.azure import places as azure
from penstock.resources.eks.place import stack_region
from penstock.resources.eks.types import CLUSTER as EKS_COMPONENT
from penstock.resources.facts import Base
from penstock.resources.gcp import places as gcp
from penstock.resources.gcp.labels import from_labels
from penstock.resources.reading.blocks import flag_at, or_default, text_at
from penstock.resources.reading.capture import Resource
from penstock.resources.reading.context import Context
from penstock.resources.reading.inputs import Inputs, masked_like, plain
from penstock.resources.reading.values import UNKNOWN, Maybe

NOWHERE: Final = "kubernetes"
"""The cloud of an object whose cluster nobody knows."""

_AZURE_CLUSTER: Final = "azure-native:containerservice:ManagedCluster"
_GKE_CLUSTER: Final = "gcp:container/cluster:Cluster"
_CLUSTERS: Final = {
    "aws:eks/cluster:Cluster": "aws",
    EKS_COMPONENT: "aws",
    _GKE_CLUSTER: "gcp",
    _AZURE_CLUSTER: "azure",
}

CLOUDS: Final = frozenset(_CLUSTERS.values())


@dataclass(frozen=True, slots=True)
class Home:
    """Where an object lives.

    Attributes:
        cloud: `aws`, `gcp`, `azure`, or `kubernetes` when the cluster is not in the program.
        region: the cluster's.
        makes_nodes: whether the cluster buys machines by what pods ask for, without a pool that a program declares (GKE
            Autopilot, EKS Auto Mode); `UNKNOWN` when the cluster is not in the program.
        pools_are_here: whether the program makes the cluster, and all its machines come from pools that a program declares.
    """

    cloud: str = NOWHERE
    region: Maybe[str] | None = None
    makes_nodes: Maybe[bool] = UNKNOWN
    pools_are_here: bool = False


_TOLD: Final = {
    "aws": regex(r"\barn:aws[\w-]*:eks:([a-z0-9-]+):|\.([a-z0-9-]+)\.eks\.amazonaws\.com\b"),
    "gcp": regex(r"\bgke_[a-z0-9:.-]+_([a-z0-9-]+)_[a-z0-9-]+"),
    "azure": regex(r"\.hcp\.([a-z0-9]+)\.azmk8s\.io\b"),
}
"""Cloud -> how a kubeconfig names a cluster of it: by its endpoint, its ARN or its context."""


def cluster_of(resource: Resource, context: Context) -> Resource | None:
    """The cluster of the resource's provider, when it is in the program."""
    provider = context.by_urn.get(resource.provider or "")
    found = () if provider is None else context.sources(provider, "kubeconfig", tuple(_CLUSTERS))
    return context.by_urn[found[0]] if len(found) == 1 else None


def _told(resource: Resource, context: Context) -> Home:
    """What the provider's own text says."""
    provider = context.by_urn.get(resource.provider or "")
    for name in ("kubeconfig", "context", "cluster") if provider is not None else ():
        text = None if provider is None else Inputs(provider.inputs).text(name)
        for cloud, pattern in _TOLD.items() if isinstance(text, str) else ():
            match = pattern.search(plain(text)) if isinstance(text, str) else None
            if match is not None and isinstance(text, str):
                place = masked_like(text, match[match.lastindex or 1])
                return Home(cloud, gcp.region_of(place) if cloud == "gcp" else place)
    return Home()


def home(resource: Resource, context: Context) -> Home:
    """The cluster of the resource's provider."""
    cluster = cluster_of(resource, context)
    if cluster is None:
        return _told(resource, context)
    makes_nodes = or_default(_makes_nodes(cluster), False)
    pools = not cluster.external and makes_nodes is False and _provisions(cluster) is not True
    return Home(_CLUSTERS[cluster.type], _region(cluster, context), makes_nodes, pools)


def _provisions(cluster: Resource) -> bool:
    """Whether a cluster makes, or may make, pools by itself for what waits: node auto-provisioning of GKE and of AKS."""
    inputs = Inputs(cluster.inputs)
    if cluster.type == _GKE_CLUSTER:
        return flag_at(inputs, "clusterAutoscaling", "enabled") not in (None, False)
    if cluster.type == _AZURE_CLUSTER:
        return text_at(inputs, "nodeProvisioningProfile", "mode") not in (None, "Manual")
    return False


def _makes_nodes(cluster: Resource) -> Maybe[bool] | None:
    inputs = Inputs(cluster.inputs)
    if cluster.type == _GKE_CLUSTER:
        return inputs.flag("enableAutopilot")
    return flag_at(inputs, "autoMode" if cluster.type == EKS_COMPONENT else "computeConfig", "enabled")


def _region(cluster: Resource, context: Context) -> Maybe[str] | None:
    if cluster.type == _GKE_CLUSTER:
        return gcp.region(cluster, context)
    if cluster.type == _AZURE_CLUSTER:
        return azure.region(cluster, context)
    return stack_region(context) if cluster.type == EKS_COMPONENT else context.base(cluster)["region"]


def base(resource: Resource, here: Home) -> Base:
    """URN, cloud, region and tags. An object's labels and annotations say whose it is, as a cloud's tags do."""
    metadata = Inputs(resource.inputs).block("metadata")
    labels = metadata.raw("labels") if isinstance(metadata, Inputs) else metadata
    annotations = metadata.raw("annotations") if isinstance(metadata, Inputs) else metadata
    return {
        "urn": resource.urn,
        "cloud": here.cloud,
        "region": here.region,
        "tags": {**from_labels(annotations), **from_labels(labels)},
    }
