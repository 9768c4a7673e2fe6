"""Bytes that services of AWS move between regions and to the internet: where from, where to, and what is not known."""

from __future__ import annotations

from typing import Any

import pytest

from penstock.resources.reading.capture import Resource
from penstock.resources.reading.values import UNKNOWN
from resources.resource_facts import BUCKET, facts, resource, urn

from .aws_program import paths

EAST, WEST = "us-east-1", "eu-west-1"
SYNC = "aws:datasync/task:Task"
PLACE = "aws:datasync/s3Location:S3Location"
SHARE = "aws:datasync/nfsLocation:NfsLocation"
MIGRATION = "aws:dms/replicationTask:ReplicationTask"
END = "aws:dms/endpoint:Endpoint"
POINT = "aws:s3control/multiRegionAccessPoint:MultiRegionAccessPoint"
CORE = "aws:networkmanager/coreNetwork:CoreNetwork"
POLICY = "aws:networkmanager/coreNetworkPolicyAttachment:CoreNetworkPolicyAttachment"
FAR = Resource(urn=urn("pulumi:providers:aws", "far"), type="pulumi:providers:aws", name="far", inputs={"region": WEST})


def far(token: str, name: str, inputs: Any, **rest: Any) -> Resource:
    """A resource of the provider in eu-west-1."""
    return resource(token, name, inputs, provider=FAR.urn, **rest)


def moved(first: Resource, *others: Resource) -> set[tuple[object, object, str]]:
    """(from, to, key) of the first resource's paths."""
    found = paths(facts(first, FAR, *others))
    return {(source, target, key) for name, source, target, key in found if name == first.name}


def located(name: str, bucket: Resource | None) -> Resource:
    """A location of DataSync on a bucket; None: on a share outside of AWS."""
    if bucket is None:
        return resource(SHARE, name, {"serverHostname": "nfs.example.com"})
    return resource(PLACE, name, {"s3BucketArn": UNKNOWN}, sources={"s3BucketArn": (bucket,)})


HOME, AWAY = resource(BUCKET, "home", {"bucket": "home"}), far(BUCKET, "away", {"bucket": "away"})


@pytest.mark.parametrize(
    ("source", "target", "expected"),
    [
        (HOME, AWAY, {(EAST, WEST, "copied_gib")}),
        (AWAY, HOME, {(WEST, EAST, "copied_gib")}),
        (HOME, HOME, set[object]()),
        (None, HOME, set[object]()),  # what comes in is not billed
        (HOME, None, {(EAST, "internet", "internet_gib")}),
    ],
)
def test_a_data_transfer_is_judged_by_the_stores_at_its_ends(source: Any, target: Any, expected: Any) -> None:
    ends = located("from", source), located("to", target)
    inputs = {"sourceLocationArn": UNKNOWN, "destinationLocationArn": UNKNOWN}
    task = resource(SYNC, "it", inputs, sources={"sourceLocationArn": (ends[0],), "destinationLocationArn": (ends[1],)})
    assert moved(task, *ends, HOME, AWAY) == expected


def test_a_transfer_between_locations_that_are_not_in_the_program_may_go_anywhere() -> None:
    task = resource(SYNC, "it", {"sourceLocationArn": "arn:1", "destinationLocationArn": "arn:2"})
    assert moved(task) == {(UNKNOWN, UNKNOWN, "copied_gib")}


@pytest.mark.parametrize(
    ("server", "expected"),
    [
        (f"db.abc.{WEST}.rds.amazonaws.com", {(WEST, EAST, "copied_gib")}),
        (f"db.abc.{EAST}.rds.amazonaws.com", set[object]()),
        ("db.example.com", set[object]()),  # a data centre: nothing is said
        (UNKNOWN, {(UNKNOWN, EAST, "copied_gib")}),
    ],
)
def test_a_migration_is_judged_by_the_addresses_of_its_ends(server: Any, expected: Any) -> None:
    source = resource(END, "source", {"serverName": server, "endpointType": "source"})
    task = resource(MIGRATION, "it", {"sourceEndpointArn": UNKNOWN}, sources={"sourceEndpointArn": (source,)})
    assert moved(task, source) == expected


BOTH = {(EAST, WEST, "sent_gib"), (WEST, EAST, "sent_gib")}


@pytest.mark.parametrize(
    ("buckets", "expected"),
    [
        ([{"bucket": "home"}, {"bucket": "away"}], BOTH),
        ([{"bucket": "home"}], set[object]()),
        ([{"bucket": "home"}, {"bucket": "home"}], set[object]()),
        ([{"bucket": "not-here"}, {"bucket": "nor-here"}], {(UNKNOWN, UNKNOWN, "sent_gib")}),
        ([{"bucket": "home"}, {"bucket": "not-here"}], {(EAST, UNKNOWN, "sent_gib"), (UNKNOWN, EAST, "sent_gib")}),
        ([{"region": EAST}, {"region": WEST}], BOTH),
    ],
)
def test_an_access_point_sends_between_the_regions_of_its_buckets(buckets: Any, expected: Any) -> None:
    assert moved(resource(POINT, "it", {"details": {"name": "p", "regions": buckets}}), HOME, AWAY) == expected


def policy(*regions: str) -> str:
    edges = ", ".join(f'{{"location": "{region}"}}' for region in regions)
    return f'{{"core-network-configuration": {{"edge-locations": [{edges}]}}}}'


@pytest.mark.parametrize(
    ("token", "inputs", "expected"),
    [
        (CORE, {"createBasePolicy": True, "basePolicyRegions": [EAST, WEST]}, BOTH),
        (CORE, {"createBasePolicy": True}, set[object]()),
        (CORE, {"basePolicyDocument": policy(EAST, WEST)}, BOTH),
        (CORE, {"basePolicyRegions": UNKNOWN}, {(UNKNOWN, UNKNOWN, "sent_gib")}),
        (POLICY, {"policyDocument": policy(EAST, WEST)}, BOTH),
        (POLICY, {"policyDocument": policy(EAST)}, set[object]()),
        (POLICY, {"policyDocument": UNKNOWN}, {(UNKNOWN, UNKNOWN, "sent_gib")}),
        (POLICY, {"policyDocument": "no JSON"}, {(UNKNOWN, UNKNOWN, "sent_gib")}),
    ],
)
def test_a_core_network_sends_between_its_edges(token: str, inputs: Any, expected: Any) -> None:
    assert moved(resource(token, "it", inputs)) == expected


@pytest.mark.parametrize("token", ["docdb", "neptune", "rds"])
def test_a_global_cluster_sends_from_the_one_that_it_was_made_from(token: str) -> None:
    first = far(f"aws:{token}/cluster:Cluster", "first", {"globalClusterIdentifier": "world"})
    second = resource(f"aws:{token}/cluster:Cluster", "second", {"globalClusterIdentifier": "world"})
    inputs = {"globalClusterIdentifier": "world", "id": "world", "sourceDbClusterIdentifier": UNKNOWN}
    world = resource(
        f"aws:{token}/globalCluster:GlobalCluster", "it", inputs, sources={"sourceDbClusterIdentifier": (first,)}
    )
    assert moved(world, first, second) == {(WEST, EAST, "replicated_gib")}


def test_where_no_cluster_is_known_to_be_the_primary_what_is_sent_comes_from_an_unknown_region() -> None:
    members = [
        far("aws:neptune/cluster:Cluster", "a", {"globalClusterIdentifier": "world"}),
        resource("aws:neptune/cluster:Cluster", "b", {"globalClusterIdentifier": "world"}),
    ]
    world = resource("aws:neptune/globalCluster:GlobalCluster", "it", {"id": "world"})
    assert {source for source, _, _ in moved(world, *members)} == {UNKNOWN}


@pytest.mark.parametrize(
    ("token", "inputs", "expected"),
    [
        (
            "aws:dynamodb/table:Table",
            {"billingMode": "PAY_PER_REQUEST", "globalTableWitness": {"regionName": WEST}},
            {(EAST, WEST, "replicated_gib")},
        ),
        (
            "aws:mq/broker:Broker",
            {
                "dataReplicationMode": "CRDR",
                "dataReplicationPrimaryBrokerArn": f"arn:aws:mq:{WEST}:123456789012:broker:b:1",
            },
            {(WEST, EAST, "replicated_gib")},
        ),
        ("aws:mq/broker:Broker", {"dataReplicationMode": "NONE"}, set[object]()),
        (
            "aws:opensearch/outboundConnection:OutboundConnection",
            {"localDomainInfo": {"region": EAST}, "remoteDomainInfo": {"region": WEST}},
            {(WEST, EAST, "received_gib")},
        ),
        (
            "aws:securitylake/dataLake:DataLake",
            {"configuration": [{"region": EAST, "replicationConfiguration": {"regions": [WEST]}}]},
            {(EAST, WEST, "replicated_gib")},
        ),
        (
            "aws:ec2/vpcEndpointService:VpcEndpointService",
            {"supportedRegions": [EAST, WEST]},
            {(EAST, WEST, "sent_gib")},
        ),
        (
            "aws:globalaccelerator/endpointGroup:EndpointGroup",
            {"endpointGroupRegion": WEST},
            {(WEST, "internet", "internet_gib")},
        ),
        ("aws:storagegateway/nfsFileShare:NfsFileShare", {"bucketRegion": WEST}, {(EAST, WEST, "copied_gib")}),
        ("aws:storagegateway/nfsFileShare:NfsFileShare", {}, set[object]()),
        (
            "aws:appsync/dataSource:DataSource",
            {"dynamodbConfig": {"region": WEST, "tableName": "t"}},
            {(WEST, EAST, "received_gib")},
        ),
        (
            "aws:kinesis/firehoseDeliveryStream:FirehoseDeliveryStream",
            {"destination": "http_endpoint"},
            {(EAST, "internet", "internet_gib")},
        ),
        (
            "aws:medialive/channel:Channel",
            {"destinations": [{"settings": [{"url": "s3://b/k"}, {"url": "rtmp://live.example.com/app"}]}]},
            {(EAST, "internet", "internet_gib")},
        ),
        ("aws:medialive/channel:Channel", {"destinations": [{"settings": [{"url": "s3://b/k"}]}]}, set[object]()),
        (
            "aws:codepipeline/pipeline:Pipeline",
            {"artifactStores": [{"region": EAST}, {"region": WEST}], "stages": [{"actions": [{"region": WEST}]}]},
            {(EAST, WEST, "copied_gib")},
        ),
        (
            "aws:ecs/taskSet:TaskSet",
            {"launchType": "FARGATE", "networkConfiguration": {"assignPublicIp": True}},
            {(EAST, "internet", "internet_gib")},
        ),
        (
            "aws:odb/autonomousDatabase:AutonomousDatabase",
            {
                "sourceConfiguration": {
                    "crossRegionDataGuard": {"sourceAutonomousDatabaseArn": f"arn:aws:odb:{WEST}:123456789012:x/y"}
                }
            },
            {(WEST, EAST, "replicated_gib")},
        ),
        (
            "aws:directoryservice/serviceRegion:ServiceRegion",
            {"regionName": WEST},
            {(EAST, WEST, "replicated_gib")},
        ),
        ("aws:cloudwatch/eventEndpoint:EventEndpoint", {"replicationConfig": {"state": "DISABLED"}}, set[object]()),
        (
            "aws:cloudwatch/eventEndpoint:EventEndpoint",
            {"routingConfig": {"failoverConfig": {"secondary": {"route": WEST}}}},
            {(EAST, WEST, "replicated_gib")},
        ),
    ],
)
def test_what_a_service_sends_and_where(token: str, inputs: Any, expected: Any) -> None:
    assert moved(resource(token, "it", inputs)) == expected


@pytest.mark.parametrize(("bucket", "expected"), [(AWAY, {(WEST, EAST, "copied_gib")}), (HOME, set[object]())])
def test_a_file_system_reads_the_bucket_that_it_is_linked_to(bucket: Resource, expected: set[object]) -> None:
    link = "aws:fsx/dataRepositoryAssociation:DataRepositoryAssociation"
    found = resource(link, "link", {"dataRepositoryPath": f"s3://{bucket.name}/images", "fileSystemId": UNKNOWN})
    assert moved(found, bucket) == expected
