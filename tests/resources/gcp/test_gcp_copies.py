"""What moves by itself: copies to other regions, links out of a network, and what serves the internet."""

from __future__ import annotations

from typing import Any

import pytest

from penstock.resources import read
from penstock.resources.reading.capture import Capture, Resource
from penstock.resources.reading.values import UNKNOWN

from .gcp_doors import COPIES
from .gcp_program import facts, resource, run
from .test_gcp_reading import blanked

AD = "gcp:activedirectory/domain:Domain"
BACKEND = "gcp:compute/backendBucket:BackendBucket"
BUCKET = "gcp:storage/bucket:Bucket"
DATASET = "gcp:bigquery/dataset:Dataset"
DATA_TRANSFER = "gcp:bigquery/dataTransferConfig:DataTransferConfig"
FILES = "gcp:filestore/instance:Instance"
GATEWAY = "gcp:compute/haVpnGateway:HaVpnGateway"
JOB = "gcp:storage/transferJob:TransferJob"
REGISTRY = "gcp:artifactregistry/repository:Repository"
SNAPSHOT = "gcp:compute/snapshot:Snapshot"
SPANNER = "gcp:spanner/instance:Instance"
SPANNER_CONFIG = "gcp:spanner/instanceConfig:InstanceConfig"
SQL = "gcp:sql/databaseInstance:DatabaseInstance"
TUNNEL = "gcp:compute/vPNTunnel:VPNTunnel"
VOLUME = "gcp:netapp/volumeReplication:VolumeReplication"

HERE = "us-central1"
FAR = "europe-west4"


def ends(first: Resource, *others: Resource) -> list[tuple[object, object, str]]:
    """(from, to, what a usage file calls it) of what `first` moves, beside `others`."""
    return [(it.source_region, it.target, it.key) for it in facts(first, *others).paths if it.urn == first.urn]


def snapshot(**inputs: Any) -> list[tuple[object, object, str]]:
    return ends(resource(SNAPSHOT, "s", {"sourceDisk": "d", "zone": "us-central1-a"} | inputs))


def test_a_snapshot_is_copied_where_it_is_stored_and_nowhere_if_that_is_its_own_region() -> None:
    assert snapshot() == []
    assert snapshot(storageLocations=[HERE]) == []
    assert snapshot(storageLocations=["US-CENTRAL1-B", FAR, FAR]) == [(HERE, FAR, "copied_gib")]
    assert snapshot(storageLocations=["us"]) == [(HERE, "us", "copied_gib")]
    assert snapshot(storageLocations=UNKNOWN) == [(HERE, UNKNOWN, "copied_gib")]
    assert snapshot(storageLocations=[UNKNOWN]) == [(HERE, UNKNOWN, "copied_gib")]
    assert snapshot(storageLocations=3) == [(HERE, UNKNOWN, "copied_gib")]


def test_a_schedule_of_snapshots_keeps_them_for_good_unless_it_says_for_how_long() -> None:
    token = "gcp:compute/resourcePolicy:ResourcePolicy"
    schedule: dict[str, Any] = {"snapshotProperties": {"storageLocations": FAR}}
    kept = facts(resource(token, "p", {"snapshotSchedulePolicy": schedule}))
    assert [it.expires for it in kept.snapshots] == [False]
    assert [it.target for it in kept.paths] == [FAR]
    ended = facts(resource(token, "p", {"snapshotSchedulePolicy": {"retentionPolicy": {"maxRetentionDays": 7}}}))
    assert [it.expires for it in ended.snapshots] == [True]
    assert facts(resource(token, "p", {"groupPlacementPolicy": {"collocation": "COLLOCATED"}})).snapshots == ()


def transfer(source: dict[str, Any], sink: Any = "far", *others: Resource) -> list[tuple[object, object, str]]:
    spec = {**source, "gcsDataSink": {"bucketName": sink}}
    return ends(resource(JOB, "t", {"transferSpec": spec}), *others)


def test_a_transfer_job_copies_between_the_places_of_its_buckets() -> None:
    here = resource(BUCKET, "here", {"name": "here", "location": HERE})
    far = resource(BUCKET, "far", {"name": "far", "location": FAR.upper()})
    source = {"gcsDataSource": {"bucketName": "here"}}
    assert transfer(source, "far", here, far) == [(HERE, FAR, "copied_gib")]
    assert transfer(source, "here", here, far) == []
    assert transfer(source, "elsewhere", here, far) == [(HERE, UNKNOWN, "copied_gib")]
    assert transfer({"awsS3DataSource": {"bucketName": "here"}}, "far", here, far) == [(UNKNOWN, FAR, "copied_gib")]
    assert transfer({"gcsDataSource": UNKNOWN}, "far", here, far) == [(UNKNOWN, FAR, "copied_gib")]


def test_a_dataset_is_copied_from_where_it_is() -> None:
    source = resource(DATASET, "source", {"datasetId": "source", "location": HERE})
    inputs: dict[str, Any] = {"location": FAR, "dataSourceId": "cross_region_copy"}
    known = {"params": {"source_dataset_id": "source"}}
    assert ends(resource(DATA_TRANSFER, "d", inputs | known), source) == [(HERE, FAR, "copied_gib")]
    assert ends(resource(DATA_TRANSFER, "d", inputs), source) == [(UNKNOWN, FAR, "copied_gib")]
    assert ends(resource(DATA_TRANSFER, "d", {"location": FAR, "dataSourceId": "scheduled_query"})) == []


def test_a_replica_is_fed_from_the_region_of_what_it_follows() -> None:
    primary = resource(SQL, "primary", {"name": "primary", "settings": {"tier": "t"}, "region": HERE})
    replica: dict[str, Any] = {"masterInstanceName": "primary", "settings": {"tier": "t"}}
    assert ends(resource(SQL, "r", replica | {"region": FAR}), primary) == [(HERE, FAR, "replicated_gib")]
    assert ends(resource(SQL, "r", replica | {"region": HERE}), primary) == []
    assert ends(resource(SQL, "r", replica | {"region": FAR})) == [(UNKNOWN, FAR, "replicated_gib")]


def test_a_database_with_a_public_address_sends_to_the_internet() -> None:
    settings = {"tier": "t", "ipConfiguration": {"ipv4Enabled": True}}
    assert ends(resource(SQL, "db", {"settings": settings})) == [(HERE, "internet", "internet_gib")]
    assert ends(resource(SQL, "db", {"settings": {"tier": "t", "ipConfiguration": {"ipv4Enabled": False}}})) == []


@pytest.mark.parametrize(
    ("config", "found"),
    [
        ("regional-us-central1", []),
        ("projects/p/instanceConfigs/regional-us-central1", []),
        ("nam3", [(HERE, "nam3", "replicated_gib")]),
        ("custom-ours", [(HERE, UNKNOWN, "replicated_gib")]),
        (UNKNOWN, [(HERE, UNKNOWN, "replicated_gib")]),
    ],
)
def test_spanner_keeps_its_rows_where_its_configuration_says(config: Any, found: list[Any]) -> None:
    assert ends(resource(SPANNER, "rows", {"config": config, "numNodes": 1})) == found


def test_a_configuration_of_the_programs_own_is_judged_once() -> None:
    replicas = [{"location": HERE}, {"location": HERE}, {"location": FAR}]
    own = resource(SPANNER_CONFIG, "own", {"name": "custom-own", "replicas": replicas})
    assert ends(own) == [(HERE, FAR, "replicated_gib")]
    instance = resource(SPANNER, "rows", {"config": UNKNOWN}, sources={"config": (own,)})
    assert ends(instance, own) == []


def test_a_standby_is_fed_by_its_peer_and_an_active_instance_feeds_it() -> None:
    peer = "projects/p/locations/us-central1-a/instances/peer"
    inputs: dict[str, Any] = {"tier": "REGIONAL", "location": FAR}
    standby = {"initialReplication": {"replicas": [{"peerInstance": peer}]}}
    active = {"initialReplication": {"role": "ACTIVE", "replicas": [{"peerInstance": peer}]}}
    assert ends(resource(FILES, "f", inputs | standby)) == [(HERE, FAR, "replicated_gib")]
    assert ends(resource(FILES, "f", inputs | active)) == [(FAR, HERE, "replicated_gib")]


def test_a_volume_is_replicated_to_the_region_of_its_pool() -> None:
    pool = {"storagePool": f"projects/p/locations/{FAR}/storagePools/two"}
    inputs: dict[str, Any] = {"location": HERE, "destinationVolumeParameters": pool}
    assert ends(resource(VOLUME, "v", inputs)) == [(HERE, FAR, "replicated_gib")]
    assert ends(resource(VOLUME, "v", {"location": HERE})) == [(HERE, UNKNOWN, "replicated_gib")]


def test_a_tunnel_leads_to_a_region_or_to_the_internet() -> None:
    gateway = resource(GATEWAY, "far", {"name": "far", "region": FAR})
    peered = resource(TUNNEL, "t", {"region": HERE, "peerGcpGateway": UNKNOWN}, sources={"peerGcpGateway": (gateway,)})
    assert ends(peered, gateway) == [(HERE, FAR, "sent_gib")]
    named = {"region": HERE, "peerGcpGateway": f"projects/p/regions/{FAR}/vpnGateways/far"}
    assert ends(resource(TUNNEL, "t", named)) == [(HERE, FAR, "sent_gib")]
    assert ends(resource(TUNNEL, "t", {"region": HERE, "peerIp": "203.0.113.1"})) == [
        (HERE, "internet", "internet_gib")
    ]


def test_a_cdn_serves_the_internet_and_a_backend_without_one_costs_nothing() -> None:
    assert ends(resource(BACKEND, "b", {"bucketName": "x", "enableCdn": True})) == [(HERE, "internet", "internet_gib")]
    assert ends(resource(BACKEND, "b", {"bucketName": "x", "enableCdn": UNKNOWN})) != []
    plain = facts(resource(BACKEND, "b", {"bucketName": "x"}))
    assert (plain.paths, len(plain.free), plain.charges) == ((), 1, ())


def test_controllers_of_a_domain_replicate_to_each_further_location() -> None:
    domain = resource(AD, "d", {"locations": [HERE, FAR, "us-east4"]})
    assert ends(domain) == [(HERE, FAR, "replicated_gib"), (HERE, "us-east4", "replicated_gib")]


@pytest.mark.parametrize("location", [HERE, FAR])
def test_a_registry_of_one_region_copies_nothing(location: str) -> None:
    assert ends(resource(REGISTRY, "r", {"location": location, "format": "DOCKER"})) == []


def test_a_copy_is_still_named_when_a_part_of_it_becomes_unknown() -> None:
    """What is not known may be anywhere: no unknown value makes a copy disappear."""
    capture = run(COPIES)
    before = {path.urn for path in read(capture).paths}
    assert len(before) > 15
    lost: list[str] = []
    for index, it in enumerate(capture.resources):
        for path, inputs in blanked(it.inputs):
            if it.urn in before and len(_moving(capture, index, inputs, it)) == 0:
                lost.append(f"{it.type} without {path}")
    assert lost == []


def _moving(capture: Capture, index: int, inputs: dict[str, Any], it: Resource) -> list[str]:
    changed = Resource(
        urn=it.urn,
        type=it.type,
        name=it.name,
        inputs=inputs,
        provider=it.provider,
        property_dependencies=it.property_dependencies,
    )
    resources = (*capture.resources[:index], changed, *capture.resources[index + 1 :])
    found = read(Capture(project=capture.project, stack=capture.stack, resources=resources, config=capture.config))
    return [path.urn for path in found.paths if path.urn == it.urn]
