"""One resource in a program that has a home in each cloud and stores elsewhere, and the ways that its data takes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from penstock.resources import read
from penstock.resources.reading.capture import Capture, Resource

HOMES: Final = {
    "aws": ("region", "us-west-2"),
    "aws-native": ("region", "us-west-2"),
    "gcp": ("region", "us-central1"),
    "google-native": ("region", "us-central1"),
    "azure-native": ("location", "eastus"),
}
_ELSEWHERE: Final = {
    "aws": ("region", "eu-west-1"),
    "gcp": ("region", "europe-west4"),
    "azure-native": ("location", "westeurope"),
}


def urn(token: str, name: str) -> str:
    return f"urn:pulumi:dev::team::{token}::{name}"


def _provider(package: str, name: str, settings: Mapping[str, Any], **rest: Any) -> Resource:
    token = f"pulumi:providers:{package}"
    return Resource(urn=urn(token, name), type=token, name=name, inputs=settings, **rest)


def _of(token: str, name: str, provider: str, inputs: Mapping[str, Any], **rest: Any) -> Resource:
    package = token.partition(":")[0]
    return Resource(
        urn=urn(token, name),
        type=token,
        name=name,
        inputs=inputs,
        provider=urn(f"pulumi:providers:{package}", provider),
        **rest,
    )


FAR: Final = tuple(
    _of(token, name, "far", inputs)
    for token, name, inputs in (
        ("aws:s3/bucket:Bucket", "far-bucket", {"bucket": "acme-eu-data"}),
        ("aws:dynamodb/table:Table", "far-table", {"name": "orders"}),
        ("aws:ecr/repository:Repository", "far-images", {"name": "trainer"}),
        ("aws:msk/cluster:Cluster", "far-kafka", {"clusterName": "far-kafka"}),
        ("aws:rds/instance:Instance", "far-database", {"identifier": "far-database"}),
        ("aws:ec2/vpnGateway:VpnGateway", "far-gateway", {}),
        ("gcp:storage/bucket:Bucket", "far-gcs", {"name": "acme-eu-gcs", "location": "EUROPE-WEST4"}),
        ("gcp:bigquery/dataset:Dataset", "far-dataset", {"datasetId": "events_eu", "location": "europe-west4"}),
        ("gcp:compute/haVpnGateway:HaVpnGateway", "far-vpn", {"region": "europe-west4"}),
        ("azure-native:storage:StorageAccount", "far-account", {"accountName": "acmeeu", "location": "westeurope"}),
        ("azure-native:network:VirtualHub", "far-hub", {"virtualWan": {"id": "/wan"}, "location": "West Europe"}),
    )
)
NEAR: Final = tuple(
    _of(token, name, "home", inputs)
    for token, name, inputs in (
        ("aws:s3/bucket:Bucket", "near-bucket", {"bucket": "acme-us-data"}),
        ("gcp:storage/bucket:Bucket", "near-gcs", {"name": "acme-us-gcs", "location": "US-CENTRAL1"}),
        ("azure-native:storage:StorageAccount", "near-account", {"accountName": "acmeus", "location": "East US"}),
    )
)
CLUSTERS: Final = {
    "eks": _of("aws:eks/cluster:Cluster", "eks", "home", {}),
    "gke": _of("gcp:container/cluster:Cluster", "gke", "home", {"location": "us-central1"}),
    "aks": _of("azure-native:containerservice:ManagedCluster", "aks", "home", {"location": "eastus"}),
}


def facts_of(
    token: str, inputs: Mapping[str, Any], *, cluster: str | None = None, made_from: Mapping[str, str] | None = None
) -> Any:
    """The joined facts. `cluster`: the one that an object is put in; `made_from`: input -> the store that it was computed from."""
    package = token.partition(":")[0]
    names = {it.name: it.urn for it in (*FAR, *NEAR)}
    subject = Resource(
        urn=urn(token, "it"),
        type=token,
        name="it",
        inputs=inputs,
        provider=urn(f"pulumi:providers:{package}", "home"),
        property_dependencies={key: tuple(names[it] for it in name.split()) for key, name in (made_from or {}).items()},
    )
    providers = [_provider(it, "home", {key: place}) for it, (key, place) in HOMES.items()]
    providers += [_provider(it, "far", {key: place}) for it, (key, place) in _ELSEWHERE.items()]
    if cluster is not None:
        deps = {"kubeconfig": (CLUSTERS[cluster].urn,)}
        providers.append(_provider("kubernetes", "home", {"kubeconfig": "{}"}, property_dependencies=deps))
    clusters = () if cluster is None else (CLUSTERS[cluster],)
    resources = tuple(sorted((*providers, *FAR, *NEAR, *clusters, subject), key=lambda it: it.urn))
    return read(Capture(project="team", stack="dev", resources=resources))


def ways(token: str, inputs: Mapping[str, Any], **rest: Any) -> set[tuple[object, object]]:
    """(from, to) of what leaves its region, as the rules see it."""
    found = facts_of(token, inputs, **rest)
    subject = urn(token, "it")
    read_ways = {
        (it.source_region, it.target_region)
        for it in found.transfers
        if it.urn == subject and it.source_region != it.target_region
    }
    sent = {
        (it.source_region, it.target)
        for it in found.paths
        if it.urn == subject and it.target not in ("internet", "zone")
    }
    return read_ways | sent
