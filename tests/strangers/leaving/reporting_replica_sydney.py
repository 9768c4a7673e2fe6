"""A Sydney read replica for the APAC reporting team.

Continuous replication of a 4 TB MySQL database from us-east-1 to ap-southeast-2, by a cross-region RDS read replica.
"""

import pulumi
import pulumi_aws as aws

sydney = aws.Provider("sydney", region="ap-southeast-2")

primary = aws.rds.Instance(
    "ledger",
    identifier="ledger-prod",
    engine="mysql",
    engine_version="8.0.39",
    instance_class="db.r6g.4xlarge",
    allocated_storage=4000,
    storage_type="gp3",
    db_name="ledger",
    username="admin",
    manage_master_user_password=True,
    backup_retention_period=7,
    skip_final_snapshot=True,
)

replica = aws.rds.Instance(
    "reporting-replica",
    identifier="ledger-reporting",
    replicate_source_db=primary.arn,
    instance_class="db.r6g.2xlarge",
    storage_type="gp3",
    skip_final_snapshot=True,
    opts=pulumi.ResourceOptions(provider=sydney),
)

pulumi.export("reporting_endpoint", replica.endpoint)
