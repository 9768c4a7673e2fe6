"""Bytes that resources move by themselves: where from, where to, and what a usage file calls them."""

from __future__ import annotations

from typing import Any

import pytest

from penstock.resources.reading.capture import Resource
from penstock.resources.reading.values import UNKNOWN
from resources.resource_facts import GROUP, TEMPLATE, facts, resource

from .aws_program import paths, read_program

EAST, WEST = "us-east-1", "eu-west-1"
SUBNET = "aws:ec2/subnet:Subnet"
PLACEMENT = "aws:ec2/placementGroup:PlacementGroup"

PROGRAM = """
west = aws.Provider("west", region="eu-west-1")
there = pulumi.ResourceOptions(provider=west)
role = aws.iam.Role("copier", assume_role_policy=json.dumps({"Statement": []}))

data = aws.s3.Bucket("data")
copy = aws.s3.Bucket("copy", opts=there)
near = aws.s3.Bucket("near")
aws.s3.BucketReplicationConfig(
    "out", bucket=data.id, role=role.arn, rules=[{"status": "Enabled", "destination": {"bucket": copy.arn}}]
)
aws.s3.BucketReplicationConfig(
    "in-region", bucket=data.id, role=role.arn, rules=[{"status": "Enabled", "destination": {"bucket": near.arn}}]
)
aws.dynamodb.Table(
    "items",
    attributes=[{"name": "id", "type": "S"}],
    hash_key="id",
    billing_mode="PAY_PER_REQUEST",
    replicas=[{"region_name": "eu-west-1"}, {"region_name": "ap-south-1"}],
)
aws.ecr.ReplicationConfiguration(
    "images",
    replication_configuration={"rules": [{"destinations": [{"region": "eu-west-1", "registry_id": "1"}]}]},
)
volume = aws.ebs.Volume("disk", availability_zone="us-east-1a", size=10)
snapshot = aws.ebs.Snapshot("disk", volume_id=volume.id)
aws.ebs.SnapshotCopy("disk-copy", source_region="us-east-1", source_snapshot_id=snapshot.id, opts=there)
aws.ec2.AmiCopy("image", source_ami_id="ami-1", source_ami_region="us-east-1", opts=there)
main = aws.rds.Instance(
    "main", engine="postgres", instance_class="db.t4g.medium", allocated_storage=20, skip_final_snapshot=True
)
aws.rds.Instance("replica", replicate_source_db=main.arn, instance_class="db.t4g.medium", opts=there)
aws.rds.InstanceAutomatedBackupsReplication("backups", source_db_instance_arn=main.arn, opts=there)
world = aws.rds.GlobalCluster("world", global_cluster_identifier="world", engine="aurora-postgresql")
aws.rds.Cluster(
    "primary",
    engine="aurora-postgresql",
    master_username="root",
    master_password="x",
    global_cluster_identifier=world.id,
)
aws.rds.Cluster("secondary", engine="aurora-postgresql", global_cluster_identifier=world.id, opts=there)
vault = aws.backup.Vault("far", opts=there)
aws.backup.Plan(
    "daily",
    rules=[{"rule_name": "r", "target_vault_name": "v", "copy_actions": [{"destination_vault_arn": vault.arn}]}],
)
files = aws.efs.FileSystem("home")
aws.efs.ReplicationConfiguration(
    "home", source_file_system_id=files.id, destination={"availability_zone_name": "eu-west-1b"}
)
vpc = aws.ec2.Vpc("here", cidr_block="10.0.0.0/16")
aws.ec2.VpcPeeringConnection("peer", vpc_id=vpc.id, peer_vpc_id="vpc-2", peer_region="eu-west-1")
aws.ec2.VpcPeeringConnection("neighbour", vpc_id=vpc.id, peer_vpc_id="vpc-3")
gateway = aws.ec2.InternetGateway("gateway", vpc_id=vpc.id)
subnets = [
    aws.ec2.Subnet(f"s{zone}", vpc_id=vpc.id, cidr_block=f"10.0.{index}.0/24", availability_zone=f"us-east-1{zone}")
    for index, zone in enumerate("ab")
]
aws.ec2.NatGateway("nat", subnet_id=subnets[0].id, allocation_id="eipalloc-1")
aws.ec2.NatGateway("inner", subnet_id=subnets[0].id, connectivity_type="private")
template = aws.ec2.LaunchTemplate(
    "nodes", instance_type="g5.xlarge", network_interfaces=[{"associate_public_ip_address": "true"}]
)
aws.autoscaling.Group(
    "spread",
    min_size=0,
    max_size=4,
    vpc_zone_identifiers=[subnet.id for subnet in subnets],
    launch_template={"id": template.id},
)
aws.autoscaling.Group(
    "gang", min_size=0, max_size=4, vpc_zone_identifiers=[subnets[0].id], launch_template={"id": template.id}
)
aws.lb.LoadBalancer("inside", internal=True, load_balancer_type="network", enable_cross_zone_load_balancing=True)
aws.lb.LoadBalancer("outside", subnets=[subnet.id for subnet in subnets])
aws.dlm.LifecyclePolicy(
    "snapshots",
    description="daily",
    execution_role_arn=role.arn,
    policy_details={
        "resource_types": ["VOLUME"],
        "target_tags": {"a": "b"},
        "schedules": [
            {
                "name": "daily",
                "create_rule": {"interval": 24},
                "retain_rule": {"count": 3},
                "cross_region_copy_rules": [{"target": "eu-west-1", "encrypted": False}],
            }
        ],
    },
)
"""


def test_every_path_of_a_program_from_where_to_where() -> None:
    assert paths(read_program(PROGRAM)) == {
        ("out", EAST, WEST, "replicated_gib"),
        ("items", EAST, WEST, "replicated_gib"),
        ("items", EAST, "ap-south-1", "replicated_gib"),
        ("images", EAST, WEST, "replicated_gib"),
        ("disk-copy", EAST, WEST, "copied_gib"),
        ("image", EAST, WEST, "copied_gib"),
        ("replica", EAST, WEST, "replicated_gib"),
        ("backups", EAST, WEST, "copied_gib"),
        ("world", EAST, WEST, "replicated_gib"),
        ("daily", EAST, WEST, "copied_gib"),
        ("home", EAST, WEST, "replicated_gib"),
        ("peer", EAST, WEST, "sent_gib"),
        ("peer", WEST, EAST, "received_gib"),
        ("neighbour", EAST, "zone", "cross_zone_gib"),
        ("gateway", EAST, "internet", "internet_gib"),
        ("nat", EAST, "internet", "internet_gib"),
        ("spread", EAST, "zone", "cross_zone_gib"),
        ("spread", EAST, "internet", "internet_gib"),
        ("gang", EAST, "internet", "internet_gib"),
        ("inside", EAST, "zone", "cross_zone_gib"),
        ("outside", EAST, "internet", "internet_gib"),
        ("snapshots", EAST, WEST, "copied_gib"),
    }


def only(*resources: Resource) -> list[tuple[object, object, str]]:
    """(source region, target, key) of every path."""
    return [(it.source_region, it.target, it.key) for it in facts(*resources).paths]


def replication(destination: Any, **rest: Any) -> Resource:
    rules = [{"status": "Enabled", "destination": destination}]
    return resource(
        "aws:s3/bucketReplicationConfig:BucketReplicationConfig", "out", {"bucket": "a", "rules": rules}, **rest
    )


@pytest.mark.parametrize("destination", [{"bucket": "arn:aws:s3:::elsewhere"}, {"bucket": UNKNOWN}, {}, UNKNOWN])
def test_a_replica_of_which_nobody_says_where_goes_to_a_region_that_is_not_known(destination: Any) -> None:
    assert only(replication(destination)) == [(EAST, UNKNOWN, "replicated_gib")]


def test_a_bucket_that_is_named_by_its_arn_is_found_in_its_region() -> None:
    copy = resource("aws:s3/bucket:Bucket", "copy", {"bucket": "copy", "region": WEST})
    assert only(replication({"bucket": "arn:aws:s3:::copy"}), copy) == [(EAST, WEST, "replicated_gib")]


def test_a_rule_that_is_off_sends_nothing() -> None:
    rules = [{"status": "Disabled", "destination": {"bucket": "arn:aws:s3:::elsewhere"}}]
    token = "aws:s3/bucketReplicationConfig:BucketReplicationConfig"
    assert only(resource(token, "out", {"bucket": "a", "rules": rules})) == []


def test_the_rules_of_a_bucket_itself_are_read_too() -> None:
    rules = [{"status": "Enabled", "destination": {"bucket": "arn:aws:s3:::elsewhere"}}]
    bucket = resource("aws:s3/bucket:Bucket", "a", {"replicationConfiguration": {"rules": rules}})
    assert only(bucket) == [(EAST, UNKNOWN, "replicated_gib")]


ZONES = {zone: resource(SUBNET, zone, {"name": zone, "availabilityZone": f"us-east-1{zone}"}) for zone in "ab"}
CROSSING = [(EAST, "zone", "cross_zone_gib")]


@pytest.mark.parametrize(
    ("inputs", "expected"),
    [
        ({"vpcZoneIdentifiers": ["a", "b"]}, CROSSING),
        ({"vpcZoneIdentifiers": ["a"]}, []),
        ({"vpcZoneIdentifiers": ["a", "elsewhere"]}, CROSSING),  # of a subnet that is not here, the zone is not known
        ({"vpcZoneIdentifiers": UNKNOWN}, CROSSING),
        ({"availabilityZones": ["us-east-1a", "us-east-1b"]}, CROSSING),
        ({"availabilityZones": ["us-east-1a"]}, []),
        ({"vpcZoneIdentifiers": ["a", "b"], "maxSize": 1}, []),
        ({"vpcZoneIdentifiers": ["a", "b"], "placementGroup": "together"}, []),
        ({"vpcZoneIdentifiers": ["a", "b"], "placementGroup": "apart"}, CROSSING),
    ],
)
def test_nodes_cross_zones_when_they_may_be_in_several(inputs: Any, expected: object) -> None:
    group = resource(GROUP, "g", {"minSize": 0, "maxSize": 4, **inputs})
    together = resource(PLACEMENT, "together", {"name": "together", "strategy": "cluster"})
    apart = resource(PLACEMENT, "apart", {"name": "apart", "strategy": "spread"})
    assert only(group, together, apart, *ZONES.values()) == expected


def test_two_subnets_of_one_zone_have_no_path_between_zones() -> None:
    twin = resource(SUBNET, "a2", {"name": "a2", "availabilityZone": "us-east-1a"})
    group = resource(GROUP, "g", {"minSize": 0, "maxSize": 4, "vpcZoneIdentifiers": ["a", "a2"]})
    assert only(group, twin, *ZONES.values()) == []


def test_a_node_without_a_public_address_of_its_own_sends_nothing_to_the_internet_itself() -> None:
    template = resource(TEMPLATE, "t", {"name": "t", "instanceType": "g5.xlarge"})
    group = resource(GROUP, "g", {"minSize": 0, "maxSize": 4, "launchTemplate": {"name": "t"}})
    assert only(template, group) == []


def test_a_path_says_what_it_was_read_from() -> None:
    (found,) = facts(resource("aws:ec2/internetGateway:InternetGateway", "out", {"tags": {"a": "b"}})).paths
    assert (found.cloud, found.region, found.tags) == ("aws", EAST, {"a": "b"})
    assert found.evidence == "an internet gateway"


def test_what_is_only_read_has_no_path_of_this_program() -> None:
    assert only(resource("aws:ec2/internetGateway:InternetGateway", "out", {}, external=True)) == []


@pytest.mark.parametrize(
    ("inputs", "expected"),
    [
        ({"loadBalancerType": "network", "enableCrossZoneLoadBalancing": True}, CROSSING),
        ({"loadBalancerType": "network", "enableCrossZoneLoadBalancing": UNKNOWN}, CROSSING),
        ({"loadBalancerType": "gateway", "enableCrossZoneLoadBalancing": True}, CROSSING),
        ({"loadBalancerType": "network"}, []),
        ({"loadBalancerType": "application", "enableCrossZoneLoadBalancing": True}, []),
        ({"enableCrossZoneLoadBalancing": True}, []),
    ],
)
def test_bytes_between_zones_are_free_behind_an_application_load_balancer(inputs: Any, expected: object) -> None:
    assert only(resource("aws:lb/loadBalancer:LoadBalancer", "it", {"internal": True, **inputs})) == expected
