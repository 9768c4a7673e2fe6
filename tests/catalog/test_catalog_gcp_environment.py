"""What a Google Cloud environment declares has a price in every region that has accelerators, or stands here as priced in some alone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

import pytest

from penstock.catalog import Catalog, load

_UNITS: Final = (
    # network: a gateway, its data, addresses, load balancers
    "nat-gateway-hour",
    "nat-gateway-gib",
    "public-ipv4-hour",
    "public-ipv4-unused-hour",
    "global-load-balancer-hour",
    "load-balancer-hour",
    "load-balancer-gib",
    # disks, snapshots and images
    "pd-standard-gib-month",
    "pd-balanced-gib-month",
    "pd-ssd-gib-month",
    "pd-balanced-regional-gib-month",
    "pd-ssd-regional-gib-month",
    "hyperdisk-balanced-gib-month",
    "hyperdisk-balanced-iops-month",
    "hyperdisk-balanced-mibps-month",
    "local-ssd-gib-month",
    "local-ssd-spot-gib-month",
    "snapshot-gib-month",
    "image-gib-month",
    "machine-image-gib-month",
    # file systems
    "filestore-basic-hdd-gib-month",
    "filestore-zonal-gib-month",
    "filestore-regional-gib-month",
    # what starts, stops and watches machines
    "scheduler-job-month",
    "function-ghz-second",
    "function-gib-second",
    "function-invocation",
    "cloud-run-vcpu-second",
    "cloud-run-gib-second",
    "cloud-run-request",
    "cloud-run-always-vcpu-second",
    "cloud-run-always-gib-second",
    "pubsub-tib",
    "log-ingest-gib",
    "log-store-gib-month",
    "metric-ingest-mib",
    "alert-condition-month",
    "alert-time-series-million",
    # the rest
    "artifact-registry-gib-month",
    "dns-zone-month",
    "gke-cluster-hour",
    "kms-key-month",
    "secret-version-month",
)

_FIRST_GENERATION: Final = """\
asia-east1 asia-east2 asia-northeast1 asia-northeast3 asia-south1 asia-southeast1 asia-southeast2 australia-southeast1 europe-central2
europe-west1 europe-west2 europe-west3 europe-west6 northamerica-northeast1 southamerica-east1 us-central1 us-east1 us-east4 us-west1
us-west2 us-west3 us-west4"""
"""Where the first generation of Cloud Functions is, of the regions with accelerators; elsewhere one cannot be made."""

_IN_SOME: Final[Mapping[str, str]] = {
    "filestore-basic-hdd-gib-month": "us-central1",
    "filestore-regional-gib-month": "us-central1",
    "filestore-zonal-gib-month": "us-central1",
    "function-ghz-second": _FIRST_GENERATION,
    "function-gib-second": _FIRST_GENERATION,
    "load-balancer-gib": "us-central1 europe-west3 europe-west4",
    "load-balancer-hour": "us-central1 europe-west3 europe-west4",
    "machine-image-gib-month": "asia-east1 europe-north1 europe-west1 us-central1 us-east1 us-west1 us-west2",
}
"""Unit -> the regions that a source was found for, of those with accelerators. docs/catalog.md says so too; what is found goes from here."""

_UNPRICED: Final[Mapping[str, Sequence[str]]] = {"n4-standard-8": ["europe-west10"]}
"""Machine -> regions that offer it (gcloud compute machine-types list of 2026-07-30) and that the price list does not have."""

_MACHINES: Final = (
    "e2-medium",
    "e2-standard-4",
    "e2-custom-4-8192",
    "n2-standard-8",
    "n2d-standard-8",
    "n4-standard-8",
)
"""Machines without accelerators that an environment may have beside those with: brokers, system pools, notebooks that think."""


def with_accelerators(catalog: Catalog) -> Sequence[str]:
    """Regions that have a price of a type with accelerators, or of one to attach."""
    kinds = [kind for name in catalog.instance_type_names if (kind := catalog.instance_type(name)) and kind.gpu_count]
    offered = {region for kind in kinds for region in catalog.regions if catalog.offering(kind.name, region)}
    attached = [f"gpu-nvidia-tesla-{name}-hour" for name in ("p100", "p4", "t4", "v100")]
    return sorted(offered | {it for it in catalog.regions for sku in attached if catalog.unit_price(sku, it)})


def test_there_are_as_many_regions_with_accelerators_as_were_counted_by_hand() -> None:
    regions = with_accelerators(load("gcp"))
    assert len(regions) == 35
    assert {"asia-east2", "europe-central2", "us-west2"} <= set(regions)  # a T4 or a P4 to attach, and no type


@pytest.mark.parametrize("sku", _UNITS)
def test_a_unit_is_priced_in_every_region_with_accelerators_or_is_listed(sku: str) -> None:
    book = load("gcp")
    regions = with_accelerators(book)
    priced = [region for region in regions if book.unit_price(sku, region)]
    assert priced == (sorted(_IN_SOME[sku].split()) if sku in _IN_SOME else regions)


@pytest.mark.parametrize("name", ["STANDARD", "NEARLINE", "COLDLINE", "ARCHIVE"])
def test_a_bucket_of_each_class_is_priced_in_every_region_whole(name: str) -> None:
    book = load("gcp")
    for region in book.regions:
        found = book.storage_class(name, region)
        assert found is not None, region
        assert None not in (found.retrieval_gib, found.writes_1000, found.reads_1000), region


def test_data_that_leaves_is_priced_in_every_region_with_accelerators() -> None:
    book = load("gcp")
    regions = with_accelerators(book)
    for target in ("internet", "zone", "us-central1", "europe-west4"):
        assert [region for region in regions if book.transfer(region, target) is None] == [], target


@pytest.mark.parametrize("name", _MACHINES)
def test_a_plain_machine_is_priced_in_every_region_with_accelerators(name: str) -> None:
    book = load("gcp")
    regions = with_accelerators(book)
    assert [region for region in regions if region not in book.regions_offering(name)] == _UNPRICED.get(name, [])
