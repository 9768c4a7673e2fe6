"""Places that are named otherwise: another cloud's own words, objects of controllers, a network's addresses, ends of a service's links."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

import pytest

from penstock.resources import read
from penstock.resources.joining.mentions.addresses import addresses
from penstock.resources.joining.mentions.words import Place, place_in_name, same, word_of
from penstock.resources.reading.capture import Capture, Resource
from penstock.resources.reading.values import UNKNOWN

from .mentioned import urn, ways


def sent(*resources: Resource) -> set[tuple[str, str]]:
    """(from, to) of what leaves, of a whole program."""
    found = read(Capture(project="team", stack="dev", resources=tuple(sorted(resources, key=lambda it: it.urn))))
    read_ways = {(f"{it.source_region}", f"{it.target_region}") for it in found.transfers}
    paths = {(f"{it.source_region}", f"{it.target}") for it in found.paths if it.target not in ("internet", "zone")}
    return {it for it in read_ways | paths if it[0] != it[1]}


def of(token: str, name: str, inputs: Mapping[str, Any], *, provider: str = "", **made_from: str) -> Resource:
    deps = {key: (value,) for key, value in made_from.items()}
    package = token.partition(":")[0]
    given = urn(f"pulumi:providers:{package}", provider) if provider else None
    return Resource(
        urn=urn(token, name), type=token, name=name, inputs=inputs, provider=given, property_dependencies=deps
    )


@pytest.mark.parametrize(
    ("package", "bucket", "copy", "home", "there"),
    [
        ("alicloud", "oss/bucket:Bucket", "oss/bucketReplication:BucketReplication", "us-east-1", "cn-hangzhou"),
        (
            "oci",
            "ObjectStorage/bucket:Bucket",
            "ObjectStorage/replicationPolicy:ReplicationPolicy",
            "us-ashburn-1",
            "eu-frankfurt-1",
        ),
        ("digitalocean", "index/spacesBucket:SpacesBucket", "index/spacesCopy:SpacesCopy", "nyc3", "fra1"),
        ("scaleway", "object/bucket:Bucket", "object/replication:Replication", "fr-par", "pl-waw"),
        (
            "tencentcloud",
            "Cos/bucket:Bucket",
            "Cos/bucketReplication:BucketReplication",
            "ap-guangzhou",
            "na-siliconvalley",
        ),
    ],
)
def test_another_cloud_s_regions_are_its_own_words(package: str, bucket: str, copy: str, home: str, there: str) -> None:
    provider = Resource(
        urn=urn(f"pulumi:providers:{package}", "home"),
        type=f"pulumi:providers:{package}",
        name="home",
        inputs={"region": home},
    )
    made = of(f"{package}:{bucket}", "a", {"name": "a"}, provider="home")
    far = of(f"{package}:{copy}", "it", {"bucket": "a", "destination": {"region": there}}, provider="home")
    assert {target for _, target in sent(provider, made, far)} == {there}
    near = of(f"{package}:{copy}", "it", {"bucket": "a", "destination": {"region": home}}, provider="home")
    assert not sent(provider, made, near)


def test_a_region_of_another_cloud_is_none_of_a_cloud_that_calls_one_so_too() -> None:
    assert word_of("alibaba", "oss-us-east-1") == Place("alibaba", "us-east-1")
    assert not same(Place("alibaba", "us-east-1"), Place("aws", "us-east-1"))
    assert same(Place("scaleway", "fr-par-1"), Place("scaleway", "fr-par"))


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("gs://acme-us-west1-models", Place("gcp", "us-west1")),
        ("s3://acme-logs-eu-central-1", Place("aws", "eu-central-1")),
        ("gs:acme-backups-europe-west10:/restic", Place("gcp", "europe-west10")),
        ("acmescansuksouth.blob.core.windows.net", Place("azure", "uksouth")),
        ("https://objectstorage.eu-frankfurt-1.oraclecloud.com/n/a/b/c", Place("oci", "eu-frankfurt-1")),
        ("oss-cn-shanghai-internal.aliyuncs.com", Place("alibaba", "cn-shanghai")),
        ("acme.fra1.digitaloceanspaces.com", Place("digitalocean", "fra1")),
        ("s3.fr-par.scw.cloud", Place("scaleway", "fr-par")),
    ],
)
def test_a_name_or_a_host_says_its_region(text: str, place: Place) -> None:
    assert [it.place for it in addresses(text)] == [place]


def test_what_the_program_says_of_a_bucket_goes_before_its_name() -> None:
    assert place_in_name("gcp", "acme-us-west1-to-us-east4") is None
    job = {
        "spec": {"containers": [{"name": "a", "image": "a", "env": [{"name": "SRC", "value": "s3://acme-us-data"}]}]}
    }
    assert ways("kubernetes:core/v1:Pod", job, cluster="eks") <= {("us-west-2", "us-west-2")}


CONNECTOR: Final = "kubernetes:storage.cnrm.cloud.google.com/v1beta1:StorageBucket"
TRANSFER: Final = "kubernetes:storagetransfer.cnrm.cloud.google.com/v1beta1:StorageTransferJob"
UPBOUND: Final = "kubernetes:s3.aws.upbound.io/v1beta1:Bucket"
RULE: Final = "kubernetes:s3.aws.upbound.io/v1beta1:BucketReplicationConfiguration"


def test_an_object_of_a_controller_refers_to_where_the_other_one_is() -> None:
    buckets = [
        of(CONNECTOR, name, {"metadata": {"name": name}, "spec": {"location": location}})
        for name, location in (("milan", "EUROPE-WEST8"), ("iowa", "US-CENTRAL1"), ("iowa2", "US-CENTRAL1"))
    ]

    def job(sink: str) -> Resource:
        ends = {"gcsDataSource": {"bucketRef": {"name": "iowa"}}, "gcsDataSink": {"bucketRef": {"name": sink}}}
        return of(TRANSFER, "it", {"metadata": {"name": "it"}, "spec": {"transferSpec": ends}})

    assert sent(*buckets, job("milan")) == {("us-central1", "europe-west8")}
    assert not sent(*buckets, job("iowa2"))


def test_an_object_of_crossplane_is_where_it_says() -> None:
    buckets = [
        of(UPBOUND, name, {"metadata": {"name": name}, "spec": {"forProvider": {"region": region}}})
        for name, region in (("ohio", "us-east-2"), ("melbourne", "ap-southeast-4"))
    ]
    rule = {"region": "us-east-2", "rule": [{"destination": [{"bucketRef": {"name": "melbourne"}}]}]}
    it = of(RULE, "it", {"metadata": {"name": "it"}, "spec": {"forProvider": rule}})
    assert sent(*buckets, it) == {("us-east-2", "ap-southeast-4")}


def test_a_private_address_is_where_its_network_is() -> None:
    files = {"location": "europe-west4-a", "networks": [{"reservedIpRange": "10.70.0.0/29"}]}
    store = of("gcp:filestore/instance:Instance", "files", files)
    cluster = of("gcp:container/cluster:Cluster", "gke", {"location": "us-central1"})
    kube = of("pulumi:providers:kubernetes", "kube", {"context": "gke_vision_us-central1_a"})

    def volume(server: str) -> Resource:
        spec = {"nfs": {"server": server, "path": "/a"}}
        return of("kubernetes:core/v1:PersistentVolume", "it", {"spec": spec}, provider="kube")

    assert sent(store, cluster, kube, volume("10.70.0.2")) == {("europe-west4", "us-central1")}
    assert not sent(store, cluster, kube, volume("10.71.0.2"))


def test_a_link_joins_what_its_ends_name() -> None:
    source = of("airbyte:index/source:Source", "s", {"configuration": {"host": "a.b.us-east-1.rds.amazonaws.com"}})
    sink = of("airbyte:index/sink:Sink", "d", {"configuration": {"host": "a.b.eu-north-1.redshift.amazonaws.com"}})
    link = of("airbyte:index/connection:Connection", "it", {}, sourceId=source.urn, destinationId=sink.urn)
    assert sent(source, sink, link) == {("us-east-1", "eu-north-1")}


def test_a_service_s_resource_is_where_the_only_one_that_says_so_is() -> None:
    place = of("fivetran:index/destination:Destination", "d", {"region": "GCP_EUROPE_WEST3"})
    it = of("fivetran:index/connector:Connector", "it", {"config": {"host": "a.b.ca-central-1.rds.amazonaws.com"}})
    assert {source for source, _ in sent(place, it)} == {"AWS ca-central-1"}


def test_a_balancer_fetches_from_another_cloud_and_no_matter_from_where_in_its_own() -> None:
    host = "acme.s3.eu-west-1.amazonaws.com"
    assert ways("gcp:compute/globalNetworkEndpoint:GlobalNetworkEndpoint", {"fqdn": host})
    assert not ways("aws:cloudfront/distribution:Distribution", {"origins": [{"domainName": host}]})


def test_a_sink_of_logs_sends_to_where_their_bucket_is() -> None:
    bucket = of("gcp:logging/projectBucketConfig:ProjectBucketConfig", "b", {"location": "europe-west3"})
    provider = of("pulumi:providers:gcp", "home", {"region": "us-central1"})
    sink = "gcp:logging/projectSink:ProjectSink"
    it = of(sink, "it", {"destination": UNKNOWN}, provider="home", destination=bucket.urn)
    assert sent(bucket, provider, it) == {("us-central1", "europe-west3")}
