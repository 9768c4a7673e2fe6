"""Doors of AWS beside instances and buckets: real programs of one resource or two, and the rule that must speak of them."""

from __future__ import annotations

import pytest

from penstock.resources import read
from penstock_policies import RULES, Outcome, evaluate, settings_from

from .aws_program import run

SIZE, COPY, PRICE = "oversized-instance", "cross-region-copy", "unpriced-resource"
WEST = """
west = aws.Provider("west", region="eu-west-1")
there = pulumi.ResourceOptions(provider=west)
"""


def outcomes(rule: str, source: str, name: str) -> set[Outcome]:
    """What the rule says of the resource of that name."""
    chosen = settings_from({rule: {"enforcementLevel": "mandatory"}})
    found = evaluate(read(run(source)), chosen, rules=[it for it in RULES if it.name == rule])
    return {it.verdict.outcome for it in found.verdicts if it.verdict.urn.endswith(f"::{name}")}


STREAM = """aws.appstream.Fleet(
    "it", instance_type="{}", image_name="i", compute_capacity={{"desired_instances": 2}}
)"""
DESK = """aws.workspaces.Workspace(
    "it", bundle_id="wsb-1", directory_id="d-1", user_name="u", workspace_properties={{"compute_type_name": "{}"}}
)"""
BUILD = """aws.codebuild.Project(
    "it",
    service_role="arn:aws:iam::123456789012:role/r",
    artifacts={{"type": "NO_ARTIFACTS"}},
    source={{"type": "NO_SOURCE", "buildspec": "version: 0.2"}},
    environment={{"type": "{}", "compute_type": "BUILD_GENERAL1_LARGE", "image": "i"}},
)"""
GAME = 'aws.gamelift.Fleet("it", name="g", build_id="build-1", ec2_instance_type="{}")'
TUNING = """aws.sagemaker.HyperParameterTuningJob(
    "it",
    name="t",
    config={{"strategy": "Random", "resource_limits": {{"max_parallel_training_jobs": 2}}}},
    training_job_definition={{
        "algorithm_specification": {{"training_input_mode": "File"}},
        "output_data_config": {{"s3_output_path": "s3://b/o"}},
        "role_arn": "arn:aws:iam::123456789012:role/r",
        "stopping_condition": {{"max_runtime_in_seconds": 60}},
        "hyper_parameter_tuning_resource_config": {{
            "volume_size_in_gb": 10,
            "instance_configs": [
                {{"instance_type": "ml.g5.xlarge", "instance_count": 1, "volume_size_in_gb": 10}},
                {{"instance_type": "{}", "instance_count": 1, "volume_size_in_gb": 10}},
            ],
        }},
    }},
)"""
LAMBDA = """aws.lambda_.CapacityProvider(
    "it",
    name="c",
    permissions_config={{"capacity_provider_operator_role_arn": "r"}},
    vpc_config={{"subnet_ids": ["subnet-1"], "security_group_ids": ["sg-1"]}},
    instance_requirements=[{{"allowed_instance_types": ["{}"], "architectures": ["x86_64"]}}],
)"""


PASS, FAIL, UNDETERMINED = Outcome.PASS, Outcome.FAIL, Outcome.UNDETERMINED
NOTHING = set[Outcome]()


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        (STREAM.format("stream.graphics.g5.48xlarge"), {FAIL}),
        (STREAM.format("stream.graphics.g5.xlarge"), {PASS}),
        (STREAM.format("stream.graphics.g9.96xlarge"), {UNDETERMINED}),  # a family yet to come
        (STREAM.format("stream.memory.z1d.12xlarge"), NOTHING),  # no accelerators: a line of the bill
        (DESK.format("GRAPHICS_G6_XLARGE"), {PASS}),
        (DESK.format("GRAPHICS_P9_48XLARGE"), {UNDETERMINED}),
        (DESK.format("POWERPRO"), NOTHING),
        (BUILD.format("LINUX_GPU_CONTAINER"), {FAIL}),  # four V100
        (BUILD.format("LINUX_CONTAINER"), NOTHING),
        (GAME.format("g5.48xlarge"), {FAIL}),
        (GAME.format("c5.large"), {PASS}),
        (TUNING.format("ml.p5.48xlarge"), {PASS, FAIL}),  # it may get either of its two
        (LAMBDA.format("p5.48xlarge"), {FAIL}),
        (LAMBDA.format("m7i.large"), {PASS}),
    ],
)
def test_the_size_of_what_a_service_rents_out_is_judged(source: str, expected: set[Outcome]) -> None:
    assert outcomes(SIZE, source, "it") == expected


COPIES = {
    "a data transfer": """
data, copy = aws.s3.Bucket("data"), aws.s3.Bucket("copy", opts=there)
source = aws.datasync.S3Location("source", s3_bucket_arn=data.arn, subdirectory="/", s3_config={"bucket_access_role_arn": "r"})
target = aws.datasync.S3Location("target", s3_bucket_arn=copy.arn, subdirectory="/", s3_config={"bucket_access_role_arn": "r"})
aws.datasync.Task("it", source_location_arn=source.arn, destination_location_arn=target.arn)
""",
    "a copy of an object": """
data, copy = aws.s3.Bucket("data"), aws.s3.Bucket("copy", opts=there)
aws.s3.ObjectCopy("it", bucket=copy.id, key="k", source=data.id.apply(lambda name: f"{name}/k"))
""",
    "a migration": """
home = aws.rds.Instance("home", engine="mysql", instance_class="db.t4g.medium", allocated_storage=9, opts=there)
ends = {"engine_name": "mysql", "username": "u", "password": "p", "port": 3306}
source = aws.dms.Endpoint("source", endpoint_id="s", endpoint_type="source", server_name=home.address, **ends)
target = aws.dms.Endpoint("target", endpoint_id="t", endpoint_type="target", server_name="db.example.com", **ends)
aws.dms.ReplicationTask(
    "it", replication_task_id="t", migration_type="cdc", replication_instance_arn="arn", table_mappings="{}",
    source_endpoint_arn=source.endpoint_arn, target_endpoint_arn=target.endpoint_arn,
)
""",
    "an image's distribution": """
aws.imagebuilder.DistributionConfiguration("it", distributions=[{"region": "us-east-1"}, {"region": "eu-west-1"}])
""",
    "replicated tables": """
tables = aws.s3tables.TableBucket("tables", name="tables")
aws.s3tables.TableBucketReplication(
    "it", role="r", table_bucket_arn=tables.arn,
    rule={"destinations": [{"destination_table_bucket_arn": "arn:aws:s3tables:eu-west-1:123456789012:bucket/b"}]},
)
""",
    "a Kafka replicator": """
arn = "arn:aws:kafka:eu-west-1:123456789012:cluster/far/1"
near = "arn:aws:kafka:us-east-1:123456789012:cluster/near/1"
aws.msk.Replicator(
    "it", replicator_name="r", service_execution_role_arn="r",
    kafka_clusters=[
        {"amazon_msk_cluster": {"msk_cluster_arn": it}, "vpc_config": {"subnet_ids": ["a"], "security_groups_ids": ["s"]}}
        for it in (arn, near)
    ],
    replication_info_list={
        "source_kafka_cluster_arn": arn, "target_kafka_cluster_arn": near, "target_compression_type": "NONE",
        "topic_replications": [{"topics_to_replicates": [".*"]}],
        "consumer_group_replications": [{"consumer_groups_to_replicates": [".*"]}],
    },
)
""",
    "a global datastore": """
first = aws.elasticache.ReplicationGroup("first", description="d", node_type="cache.r7g.large")
all = aws.elasticache.GlobalReplicationGroup(
    "it", global_replication_group_id_suffix="g", primary_replication_group_id=first.id
)
aws.elasticache.ReplicationGroup(
    "second", description="d", global_replication_group_id=all.global_replication_group_id, opts=there
)
""",
    "a DSQL peering": """
aws.dsql.ClusterPeering(
    "it", identifier="i", witness_region="us-west-2", clusters=["arn:aws:dsql:eu-west-1:123456789012:cluster/c"]
)
""",
    "a core network": """
aws.networkmanager.CoreNetwork(
    "it", global_network_id="g", create_base_policy=True, base_policy_regions=["us-east-1", "eu-west-1"]
)
""",
    "a core network's policy": """
policy = {"core-network-configuration": {"edge-locations": [{"location": "us-east-1"}, {"location": "eu-west-1"}]}}
aws.networkmanager.CoreNetworkPolicyAttachment("it", core_network_id="c", policy_document=json.dumps(policy))
""",
    "an endpoint elsewhere": """
aws.ec2.VpcEndpoint(
    "it", vpc_id="vpc-1", vpc_endpoint_type="Interface", subnet_ids=["subnet-1"],
    service_name="com.amazonaws.vpce.eu-west-1.vpce-svc-1", service_region="eu-west-1",
)
""",
    "a multi-region access point": """
data, copy = aws.s3.Bucket("data"), aws.s3.Bucket("copy", opts=there)
aws.s3control.MultiRegionAccessPoint(
    "it", details={"name": "p", "regions": [{"bucket": data.id}, {"bucket": copy.id}]}
)
""",
    "a stream to a bucket": """
copy = aws.s3.Bucket("copy", opts=there)
aws.kinesis.FirehoseDeliveryStream(
    "it", destination="extended_s3", extended_s3_configuration={"role_arn": "r", "bucket_arn": copy.arn}
)
""",
    "a keyspace": """
aws.keyspaces.Keyspace(
    "it", replication_specification={
        "replication_strategy": "MULTI_REGION", "region_lists": ["us-east-1", "eu-west-1"]
    },
)
""",
    "a bucket of version 6": """
copy = aws.s3.Bucket("copy", opts=there)
aws.s3.BucketV2(
    "it",
    replication_configurations=[
        {"role": "r", "rules": [{"status": "Enabled", "destinations": [{"bucket": copy.arn}]}]}
    ],
)
""",
    "logs that are centralized": """
aws.observabilityadmin.CentralizationRuleForOrganization(
    "it", rule_name="r",
    rule={
        "source": {"regions": ["us-east-1"], "scope": "OrganizationId = 'o-1'"},
        "destination": {"region": "eu-west-1", "account": "123456789012"},
    },
)
""",
}


@pytest.mark.parametrize("source", COPIES.values(), ids=COPIES)
def test_bytes_that_a_service_moves_between_regions_fail(source: str) -> None:
    assert Outcome.FAIL in outcomes(COPY, WEST + source, "it")


@pytest.mark.parametrize(
    "source", [it for it in COPIES.values() if "there" in it], ids=[k for k, it in COPIES.items() if "there" in it]
)
def test_the_same_within_a_region_is_no_finding(source: str) -> None:
    within = source.replace(", opts=there", "")
    assert outcomes(COPY, WEST + within, "it") <= {Outcome.PASS, Outcome.NOT_APPLICABLE}


@pytest.mark.parametrize(
    "source",
    [
        'aws.bedrock.ProvisionedModelThroughput("it", provisioned_model_name="m", model_arn="m", model_units=10)',
        'aws.athena.CapacityReservation("it", name="a", target_dpus=240)',
        'aws.dax.Cluster("it", cluster_name="c", node_type="dax.r5.24xlarge", replication_factor=3, iam_role_arn="r")',
        'aws.mq.Broker("it", engine_type="ActiveMQ", engine_version="5.18", host_instance_type="mq.m5.4xlarge", users=[])',
        """aws.timestreaminfluxdb.DbInstance(
            "it", name="i", db_instance_type="db.influx.16xlarge", allocated_storage=20, bucket="b", organization="o",
            username="u", password="p", vpc_subnet_ids=["s"], vpc_security_group_ids=["g"],
        )""",
        """aws.odb.CloudExadataInfrastructure(
            "it", availability_zone_id="use1-az4", display_name="e", shape="Exadata.X11M", compute_count=2,
            storage_count=3, maintenance_window={"preference": "NO_PREFERENCE", "patching_mode": "ROLLING",
            "is_custom_action_timeout_enabled": False, "custom_action_timeout_in_mins": 15},
        )""",
        'aws.savingsplans.SavingsPlan("it", commitment="40.0", savings_plan_offering_id="o")',
        'aws.directconnect.Connection("it", bandwidth="100Gbps", location="EqDC2")',
        'aws.lightsail.Instance("it", availability_zone="us-east-1a", blueprint_id="b", bundle_id="gpu_xlarge_1_0")',
    ],
)
def test_what_has_no_machine_to_judge_is_listed_as_unpriced(source: str) -> None:
    assert outcomes(PRICE, source, "it") == {Outcome.FAIL}


@pytest.mark.parametrize(
    ("subnet", "address", "expected"),
    [
        ("True", "", Outcome.FAIL),
        ("False", "", Outcome.NOT_APPLICABLE),
        ("False", "aws.ec2.Eip('e', instance=it.id)", Outcome.FAIL),
    ],
)
def test_a_public_address_may_come_from_the_subnet_or_from_an_elastic_address(
    subnet: str, address: str, expected: Outcome
) -> None:
    source = f"""
subnet = aws.ec2.Subnet("s", vpc_id="vpc-1", cidr_block="10.0.0.0/24", map_public_ip_on_launch={subnet})
it = aws.ec2.Instance("it", ami="ami-1", instance_type="g5.xlarge", subnet_id=subnet.id)
{address}
"""
    assert outcomes("internet-egress", source, "it") == {expected}
