"""Databases, file systems, load balancers and small services: what they bill, and how much of it a program declares."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from penstock.resources.reading.values import UNKNOWN
from resources.resource_facts import facts, node, resource

from .aws_program import of, read_program

PROGRAM = """
aws.rds.Instance(
    "main",
    engine="postgres",
    instance_class="db.r6g.large",
    allocated_storage=100,
    storage_type="io1",
    iops=3000,
    multi_az=True,
    backup_retention_period=7,
    skip_final_snapshot=True,
)
cluster = aws.rds.Cluster("aurora", engine="aurora-postgresql", storage_type="aurora-iopt1", skip_final_snapshot=True)
aws.rds.ClusterInstance(
    "aurora", cluster_identifier=cluster.id, engine="aurora-postgresql", instance_class="db.r6g.large"
)
aws.redshift.Cluster("house", cluster_identifier="house", node_type="ra3.xlplus", number_of_nodes=3)
aws.elasticache.ReplicationGroup(
    "cache", description="cache", node_type="cache.r6g.large", num_node_groups=2, replicas_per_node_group=1
)
aws.memorydb.Cluster("memory", acl_name="open-access", node_type="db.r6g.large", num_shards=2, num_replicas_per_shard=2)
aws.opensearch.Domain(
    "search",
    cluster_config={
        "instance_type": "r6g.large.search",
        "instance_count": 3,
        "dedicated_master_enabled": True,
        "dedicated_master_type": "m6g.large.search",
        "dedicated_master_count": 3,
    },
    ebs_options={"ebs_enabled": True, "volume_type": "gp3", "volume_size": 50},
)
aws.dynamodb.Table(
    "items",
    attributes=[{"name": "id", "type": "S"}],
    hash_key="id",
    read_capacity=10,
    write_capacity=5,
    global_secondary_indexes=[
        {"name": "i", "hash_key": "id", "projection_type": "ALL", "read_capacity": 2, "write_capacity": 1}
    ],
)
aws.efs.FileSystem(
    "home",
    throughput_mode="provisioned",
    provisioned_throughput_in_mibps=64,
    lifecycle_policies=[{"transition_to_ia": "AFTER_30_DAYS"}],
)
aws.efs.FileSystem("zone", availability_zone_name="us-east-1a", throughput_mode="elastic")
aws.fsx.LustreFileSystem(
    "fast",
    subnet_ids="subnet-1",
    storage_capacity=2400,
    deployment_type="PERSISTENT_2",
    per_unit_storage_throughput=250,
    metadata_configuration={"mode": "USER_PROVISIONED", "iops": 6000},
    automatic_backup_retention_days=7,
)
aws.fsx.LustreFileSystem(
    "cold",
    subnet_ids="subnet-1",
    storage_capacity=6000,
    deployment_type="PERSISTENT_1",
    storage_type="HDD",
    per_unit_storage_throughput=12,
)
aws.fsx.OpenZfsFileSystem(
    "zfs", subnet_ids=["subnet-1"], deployment_type="SINGLE_AZ_1", storage_capacity=64, throughput_capacity=128
)
aws.lb.LoadBalancer("web", subnets=["subnet-1", "subnet-2"])
aws.lb.LoadBalancer("net", load_balancer_type="network", internal=True)
aws.elb.LoadBalancer(
    "old",
    internal=True,
    listeners=[{"instance_port": 80, "instance_protocol": "http", "lb_port": 80, "lb_protocol": "http"}],
)
aws.ec2transitgateway.VpcAttachment("hub", subnet_ids=["subnet-1"], transit_gateway_id="tgw-1", vpc_id="vpc-1")
aws.ec2.VpnConnection("office", customer_gateway_id="cgw-1", type="ipsec.1")
aws.kinesis.Stream("events", shard_count=4)
aws.msk.Cluster(
    "kafka",
    kafka_version="3.6.0",
    number_of_broker_nodes=3,
    broker_node_group_info={
        "instance_type": "kafka.m7g.large",
        "client_subnets": ["a", "b", "c"],
        "security_groups": ["sg-1"],
        "storage_info": {"ebs_storage_info": {"volume_size": 100}},
    },
)
aws.ec2.DedicatedHost("host", instance_type="p5.48xlarge", availability_zone="us-east-1a")
aws.ebs.VolumeCopy("copied", source_volume_id="vol-1", volume_type="gp3", size=100, iops=4000)
"""

H = 730


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        (
            "main",
            {
                "rds-postgres-db.r6g.large-hour": 2 * H,
                "rds-io1-gib-month": 200,
                "rds-io1-iops-month": 6000,
                "rds-backup-gib-month": None,
            },
        ),
        ("aurora", {"aurora-optimized-gib-month": None, "aurora-db.r6g.large-hour": H}),
        ("house", {"redshift-ra3.xlplus-hour": 3 * H}),
        ("cache", {"elasticache-cache.r6g.large-hour": 4 * H}),
        ("memory", {"memorydb-db.r6g.large-hour": 6 * H, "memorydb-written-gib": None}),
        (
            "search",
            {
                "opensearch-r6g.large.search-hour": 3 * H,
                "opensearch-m6g.large.search-hour": 3 * H,
                "opensearch-gp3-gib-month": 150,
            },
        ),
        ("items", {"dynamodb-gib-month": None, "dynamodb-rcu-hour": 12 * H, "dynamodb-wcu-hour": 6 * H}),
        (
            "home",
            {
                "efs-standard-gib-month": None,
                "efs-infrequent-gib-month": None,
                "efs-infrequent-access-gib": None,
                "efs-provisioned-mibps-month": 64,
            },
        ),
        ("zone", {"efs-one-zone-gib-month": None, "efs-elastic-read-gib": None, "efs-elastic-write-gib": None}),
        (
            "fast",
            {
                "fsx-lustre-ssd-250-gib-month": 2400,
                "fsx-lustre-metadata-iops-month": 6000,
                "fsx-lustre-backup-gib-month": None,
            },
        ),
        ("cold", {"fsx-lustre-hdd-12-gib-month": 6000}),
        ("zfs", {"fsx-openzfs-ssd-gib-month": 64, "fsx-openzfs-mibps-month": 128}),
        ("web", {"load-balancer-hour": H, "load-balancer-lcu-hour": None, "public-ipv4-hour": 2 * H}),
        ("net", {"network-load-balancer-hour": H, "network-load-balancer-lcu-hour": None}),
        ("old", {"classic-load-balancer-hour": H, "classic-load-balancer-gib": None}),
        ("hub", {"transit-gateway-attachment-hour": H, "transit-gateway-gib": None}),
        ("office", {"vpn-connection-hour": H, "public-ipv4-hour": 2 * H}),
        ("events", {"kinesis-shard-hour": 4 * H, "kinesis-put-million": None}),
        ("kafka", {"msk-kafka.m7g.large-hour": 3 * H, "msk-gib-month": 300}),
        ("host", {"dedicated-host-p5-hour": H}),
        ("copied", {"gp3-gib-month": 100, "gp3-iops-month": 1000}),
    ],
)
def test_what_a_resource_of_a_program_bills(name: str, expected: dict[str, object]) -> None:
    assert of(read_program(PROGRAM), name) == expected


@pytest.mark.parametrize(
    ("token", "inputs", "expected"),
    [
        ("aws:rds/instance:Instance", {"engine": UNKNOWN, "instanceClass": "db.x"}, {"rds-db.x-hour", "rds-gp2-gib-month"}),
        ("aws:rds/instance:Instance", {"instanceClass": UNKNOWN, "storageType": UNKNOWN}, {"rds-hour", "rds-gib-month"}),
        ("aws:rds/instance:Instance", {"multiAz": UNKNOWN, "engine": "mysql", "instanceClass": "db.x"}, {"rds-mysql-db.x-hour", "rds-gp2-gib-month"}),
        ("aws:efs/fileSystem:FileSystem", {"throughputMode": UNKNOWN}, {"efs-provisioned-mibps-month"}),
        ("aws:fsx/lustreFileSystem:LustreFileSystem", {"deploymentType": UNKNOWN, "storageCapacity": 1200}, {"fsx-lustre-gib-month"}),
        ("aws:fsx/lustreFileSystem:LustreFileSystem", {"deploymentType": "PERSISTENT_2", "storageCapacity": 1200}, {"fsx-lustre-gib-month"}),
        ("aws:lb/loadBalancer:LoadBalancer", {"loadBalancerType": UNKNOWN, "internal": True}, {"load-balancer-hour"}),
        ("aws:lb/loadBalancer:LoadBalancer", {"subnets": UNKNOWN}, {"public-ipv4-hour"}),
        ("aws:kinesis/stream:Stream", {"streamModeDetails": UNKNOWN}, {"kinesis-shard-hour"}),
        ("aws:dynamodb/table:Table", {"globalSecondaryIndexes": UNKNOWN, "readCapacity": 1}, {"dynamodb-rcu-hour", "dynamodb-wcu-hour"}),
        ("aws:opensearch/domain:Domain", {"clusterConfig": {"instanceCount": UNKNOWN, "instanceType": "r6g.large.search"}}, {"opensearch-r6g.large.search-hour"}),
        ("aws:ec2/capacityBlockReservation:CapacityBlockReservation", {"capacityBlockOfferingId": "cb-1"}, {"capacity-block"}),
        ("aws:ec2/dedicatedHost:DedicatedHost", {"instanceFamily": UNKNOWN}, {"dedicated-host-hour"}),
    ],
)  # fmt: skip
def test_a_quantity_that_nobody_can_know_yet_is_said_to_be_unknown(token: str, inputs: Any, expected: set[str]) -> None:
    found = facts(resource(token, "it", inputs))
    assert {charge.sku for charge in found.charges if charge.quantity is UNKNOWN} == expected


@pytest.mark.parametrize("deployment", [None, "SCRATCH_1", "SCRATCH_2"])
def test_scratch_has_one_rate_whatever_its_throughput(deployment: Any) -> None:
    inputs = {"deploymentType": deployment, "storageCapacity": 1200, "perUnitStorageThroughput": UNKNOWN}
    found = facts(resource("aws:fsx/lustreFileSystem:LustreFileSystem", "it", inputs))
    assert of(found, "it") == {"fsx-lustre-scratch-gib-month": 1200}


def test_a_group_of_nodes_of_eks_has_the_disk_that_it_asks_for() -> None:
    token = "aws:eks/nodeGroup:NodeGroup"
    sizes = [
        facts(resource(token, "it", inputs)).nodes[0].disks
        for inputs in (
            {"diskSize": 200},
            {},
            {"amiType": "WINDOWS_CORE_2022_x86_64"},
            {"launchTemplate": {"id": "lt-1"}},
        )
    ]
    assert [[disk.gib for disk in disks] for disks in sizes] == [[Decimal(200)], [Decimal(20)], [UNKNOWN], []]


def test_the_speed_that_a_disk_asks_for_is_told_beside_its_size() -> None:
    disk = {"volumeType": "gp3", "volumeSize": 100, "iops": 6000, "throughput": 500}
    (found,) = facts(resource("aws:ec2/instance:Instance", "it", {"rootBlockDevice": disk})).nodes
    assert [(it.iops, it.mibps) for it in found.disks] == [(6000, 500)]


def test_machines_that_a_service_starts_by_itself_have_no_limit_and_no_type() -> None:
    managed = {"instanceLaunchTemplate": {"instanceRequirements": {"vcpuCount": {"min": 4}}}}
    provider = resource("aws:ecs/capacityProvider:CapacityProvider", "p", {"managedInstancesProvider": managed})
    cluster = resource("aws:eks/cluster:Cluster", "c", {"computeConfig": {"enabled": True}})
    for first in (provider, cluster):
        (found,) = facts(first).nodes
        assert (found.requirements, found.minimum, found.maximum) == (True, 0, UNKNOWN)
    assert facts(resource("aws:eks/cluster:Cluster", "c", {})).nodes == ()


def test_a_pool_of_the_steward_without_idle_shutdown_has_no_stopper() -> None:
    group = resource(
        "aws:autoscaling/group:Group", "g", {"name": "g", "tags": [{"key": "penstock:pool", "value": "a"}]}
    )
    pools = '{"a": {"idle_duration_s": null, "boot_grace_s": null, "expire_after_s": null}}'
    steward = resource(
        "aws:lambda/function:Function",
        "steward",
        {
            "handler": "penstock.steward.aws.handler",
            "environment": {"variables": {"PENSTOCK_POOLS": pools, "PENSTOCK_GROUPS": '["g"]'}},
        },
    )
    assert node(group, steward).idle == ()
