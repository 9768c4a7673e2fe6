"""The order database: Postgres in two zones, a read replica for reports, a small cache, all in one region."""

import pulumi
import pulumi_aws as aws

config = pulumi.Config()
vpc_cidr = "10.40.0.0/16"
tags = {"app": "orders", "dr": "restore from backup; eu-west-1 copy was considered and dropped in 2023"}

vpc = aws.ec2.Vpc("orders", cidr_block=vpc_cidr, enable_dns_hostnames=True, tags=tags)
zones = aws.get_availability_zones(state="available").names[:3]
subnets = [
    aws.ec2.Subnet(
        f"orders-db-{i}", vpc_id=vpc.id, availability_zone=zone, cidr_block=f"10.40.{10 + i}.0/24", tags=tags
    )
    for i, zone in enumerate(zones)
]
db_sg = aws.ec2.SecurityGroup(
    "orders-db",
    vpc_id=vpc.id,
    ingress=[
        {"protocol": "tcp", "from_port": port, "to_port": port, "cidr_blocks": [vpc_cidr]} for port in (5432, 6379)
    ],
)
group = aws.rds.SubnetGroup("orders", subnet_ids=[s.id for s in subnets], tags=tags)
key = aws.kms.Key("orders", description="orders database at rest", enable_key_rotation=True, tags=tags)
parameters = aws.rds.ParameterGroup(
    "orders",
    family="postgres16",
    parameters=[
        {"name": "log_min_duration_statement", "value": "500"},
        {"name": "rds.force_ssl", "value": "1"},
    ],
)

primary = aws.rds.Instance(
    "orders",
    engine="postgres",
    engine_version="16.8",
    instance_class="db.m7g.large",
    allocated_storage=100,
    max_allocated_storage=300,
    storage_type="gp3",
    db_name="orders",
    username="orders_admin",
    manage_master_user_password=True,
    multi_az=True,
    storage_encrypted=True,
    kms_key_id=key.arn,
    db_subnet_group_name=group.name,
    vpc_security_group_ids=[db_sg.id],
    parameter_group_name=parameters.name,
    backup_retention_period=14,
    backup_window="03:00-04:00",
    maintenance_window="sun:04:30-sun:05:30",
    performance_insights_enabled=True,
    deletion_protection=True,
    final_snapshot_identifier="orders-final",
    tags=tags,
)
replica = aws.rds.Instance(
    "orders-reports",
    replicate_source_db=primary.identifier,
    instance_class="db.t4g.large",
    storage_type="gp3",
    parameter_group_name=parameters.name,
    vpc_security_group_ids=[db_sg.id],
    skip_final_snapshot=True,
    tags=tags,
)

cache_group = aws.elasticache.SubnetGroup("orders", subnet_ids=[s.id for s in subnets])
cache = aws.elasticache.ReplicationGroup(
    "orders",
    description="sessions and carts",
    engine="valkey",
    engine_version="8.0",
    node_type="cache.t4g.medium",
    num_cache_clusters=2,
    automatic_failover_enabled=True,
    multi_az_enabled=True,
    subnet_group_name=cache_group.name,
    security_group_ids=[db_sg.id],
    at_rest_encryption_enabled=True,
    transit_encryption_enabled=True,
    snapshot_retention_limit=3,
    tags=tags,
)

for name, instance in {"primary": primary, "reports": replica}.items():
    aws.cloudwatch.MetricAlarm(
        f"{name}-space",
        namespace="AWS/RDS",
        metric_name="FreeStorageSpace",
        dimensions={"DBInstanceIdentifier": instance.identifier},
        statistic="Average",
        period=300,
        evaluation_periods=3,
        threshold=10 * 1024**3,
        comparison_operator="LessThanThreshold",
    )
pulumi.export("primary", primary.endpoint)
pulumi.export("reports", replica.endpoint)
pulumi.export("cache", cache.primary_endpoint_address)
