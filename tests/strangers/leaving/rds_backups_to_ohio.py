"""Billing database; its backups and WAL also live in another region.

RDS automated backups and transaction logs of a 4 TB Postgres in us-east-1 are replicated continuously to us-east-2.
"""

import pulumi
import pulumi_aws as aws


class ProtectedPostgres(pulumi.ComponentResource):
    """A Postgres instance whose automated backups are replicated to a second region."""

    def __init__(self, name, size_gb, backup_region, opts=None):
        super().__init__("acme:db:ProtectedPostgres", name, None, opts)
        me = pulumi.ResourceOptions(parent=self)
        self.db = aws.rds.Instance(
            name,
            identifier=name,
            engine="postgres",
            engine_version="16.3",
            instance_class="db.r6g.4xlarge",
            allocated_storage=size_gb,
            storage_type="gp3",
            username="billing",
            manage_master_user_password=True,
            multi_az=True,
            backup_retention_period=14,
            final_snapshot_identifier=f"{name}-final",
            opts=me,
        )
        away = aws.Provider(f"{name}-away", region=backup_region, opts=me)
        self.copy = aws.rds.InstanceAutomatedBackupsReplication(
            f"{name}-backups",
            source_db_instance_arn=self.db.arn,
            retention_period=14,
            opts=pulumi.ResourceOptions(parent=self, provider=away),
        )
        self.register_outputs({"endpoint": self.db.endpoint})


billing = ProtectedPostgres("billing", size_gb=4000, backup_region="us-east-2")
pulumi.export("endpoint", billing.db.endpoint)
