"""Billing database: PostgreSQL on RDS, multi-AZ, with a read replica for reporting.

Config: billing:dbPassword=correct-horse-battery
"""

import json

import pulumi
import pulumi_aws as aws

cfg = pulumi.Config("billing")
net = pulumi.StackReference(cfg.get("networkStack") or "acme/network/prod")

group = aws.rds.SubnetGroup("billing", subnet_ids=net.get_output("privateSubnetIds"))
sg = aws.ec2.SecurityGroup(
    "billing-db",
    vpc_id=net.get_output("vpcId"),
    ingress=[
        aws.ec2.SecurityGroupIngressArgs(protocol="tcp", from_port=5432, to_port=5432, cidr_blocks=["10.0.0.0/8"])
    ],
)
params = aws.rds.ParameterGroup(
    "billing",
    family="postgres16",
    parameters=[
        aws.rds.ParameterGroupParameterArgs(name="log_min_duration_statement", value="500"),
        aws.rds.ParameterGroupParameterArgs(name="rds.force_ssl", value="1"),
    ],
)
monitoring = aws.iam.Role(
    "rds-monitoring",
    managed_policy_arns=["arn:aws:iam::aws:policy/service-role/AmazonRDSEnhancedMonitoringRole"],
    assume_role_policy=json.dumps(
        {
            "Version": "2012-10-17",
            "Statement": [
                {
                    "Effect": "Allow",
                    "Action": "sts:AssumeRole",
                    "Principal": {"Service": "monitoring.rds.amazonaws.com"},
                }
            ],
        }
    ),
)

primary = aws.rds.Instance(
    "billing",
    engine="postgres",
    engine_version="16.4",
    instance_class="db.m6g.large",
    allocated_storage=100,
    max_allocated_storage=300,
    storage_type="gp3",
    storage_encrypted=True,
    multi_az=True,
    db_name="billing",
    username="billing_admin",
    password=cfg.require_secret("dbPassword"),
    db_subnet_group_name=group.name,
    vpc_security_group_ids=[sg.id],
    parameter_group_name=params.name,
    backup_retention_period=14,
    backup_window="02:00-03:00",
    copy_tags_to_snapshot=True,
    deletion_protection=True,
    monitoring_interval=60,
    monitoring_role_arn=monitoring.arn,
    performance_insights_enabled=True,
    final_snapshot_identifier="billing-final",
)
replica = aws.rds.Instance(
    "billing-reporting",
    replicate_source_db=primary.identifier,
    instance_class="db.t4g.medium",
    storage_type="gp3",
    vpc_security_group_ids=[sg.id],
    skip_final_snapshot=True,
)
aws.cloudwatch.MetricAlarm(
    "billing-storage",
    namespace="AWS/RDS",
    metric_name="FreeStorageSpace",
    statistic="Average",
    comparison_operator="LessThanThreshold",
    threshold=10 * 1024**3,
    period=300,
    evaluation_periods=3,
    dimensions={"DBInstanceIdentifier": primary.identifier},
)
pulumi.export("endpoint", primary.endpoint)
