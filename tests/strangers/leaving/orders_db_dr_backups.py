"""Orders database with its automated backups replicated to Ireland.

RDS automated backups of the orders database leave us-east-1 for eu-west-1 by automated-backup replication (created in the Ireland provider).
"""

import pulumi
import pulumi_aws as aws

config = pulumi.Config()
ireland = aws.Provider("ireland", region="eu-west-1")

subnets = aws.rds.SubnetGroup("orders-subnets", subnet_ids=["subnet-0a1b2c3d", "subnet-0d4e5f6a"])

orders = aws.rds.Instance(
    "orders-db",
    identifier="orders-prod",
    engine="postgres",
    engine_version="16.4",
    instance_class="db.r6g.2xlarge",
    allocated_storage=800,
    storage_type="gp3",
    db_subnet_group_name=subnets.name,
    username="orders",
    manage_master_user_password=True,
    backup_retention_period=14,
    storage_encrypted=True,
    skip_final_snapshot=False,
    final_snapshot_identifier="orders-prod-final",
)

dr_key = aws.kms.Key(
    "orders-dr-key",
    description="Encrypts replicated RDS backups",
    opts=pulumi.ResourceOptions(provider=ireland),
)

aws.rds.InstanceAutomatedBackupsReplication(
    "orders-backups-dr",
    source_db_instance_arn=orders.arn,
    retention_period=14,
    kms_key_id=dr_key.arn,
    opts=pulumi.ResourceOptions(provider=ireland),
)

pulumi.export("db_endpoint", orders.endpoint)
