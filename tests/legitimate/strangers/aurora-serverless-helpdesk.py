"""Helpdesk database: Aurora Serverless v2, small limits, Sydney."""

import pulumi
import pulumi_aws as aws
from pulumi_aws import rds

sydney = pulumi.ResourceOptions(provider=aws.Provider("sydney", region="ap-southeast-2"))
net = pulumi.StackReference("acme/network/apac")

subnets = rds.SubnetGroup("helpdesk", subnet_ids=net.get_output("privateSubnetIds"), opts=sydney)
sg = aws.ec2.SecurityGroup(
    "helpdesk-db",
    vpc_id=net.get_output("vpcId"),
    opts=sydney,
    ingress=[
        aws.ec2.SecurityGroupIngressArgs(protocol="tcp", from_port=5432, to_port=5432, cidr_blocks=["10.0.0.0/8"])
    ],
)
cluster = rds.Cluster(
    "helpdesk",
    engine=rds.EngineType.AURORA_POSTGRESQL,
    engine_mode=rds.EngineMode.PROVISIONED,
    engine_version="16.4",
    database_name="helpdesk",
    master_username="helpdesk",
    manage_master_user_password=True,
    db_subnet_group_name=subnets.name,
    vpc_security_group_ids=[sg.id],
    storage_encrypted=True,
    backup_retention_period=7,
    preferred_backup_window="15:00-16:00",
    copy_tags_to_snapshot=True,
    deletion_protection=True,
    final_snapshot_identifier="helpdesk-final",
    serverlessv2_scaling_configuration=rds.ClusterServerlessv2ScalingConfigurationArgs(
        min_capacity=0.5, max_capacity=4
    ),
    opts=sydney,
)
for i, tier in enumerate((0, 1)):
    rds.ClusterInstance(
        f"helpdesk-{i}",
        cluster_identifier=cluster.id,
        instance_class="db.serverless",
        engine=rds.EngineType.AURORA_POSTGRESQL,
        engine_version=cluster.engine_version,
        promotion_tier=tier,
        opts=sydney,
    )
pulumi.export("writer", cluster.endpoint)
pulumi.export("secret", cluster.master_user_secrets.apply(lambda s: s[0].secret_arn if s else None))
