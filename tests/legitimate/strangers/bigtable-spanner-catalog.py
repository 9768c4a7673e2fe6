"""Product catalogue (Spanner, 100 processing units) and view events (Bigtable)."""

import pulumi
import pulumi_gcp as gcp

spanner = gcp.spanner.Instance(
    "catalog",
    config="regional-us-central1",
    display_name="catalog",
    processing_units=100,
    edition="STANDARD",
    labels={"app": "catalog"},
)
db = gcp.spanner.Database(
    "catalog",
    instance=spanner.name,
    version_retention_period="3d",
    deletion_protection=True,
    ddls=[
        "CREATE TABLE Products (Id STRING(36) NOT NULL, Name STRING(MAX), Price NUMERIC) PRIMARY KEY (Id)",
        "CREATE INDEX ProductsByName ON Products(Name)",
    ],
)
gcp.spanner.BackupSchedule(
    "catalog",
    instance=spanner.name,
    database=db.name,
    retention_duration="1209600s",
    spec=gcp.spanner.BackupScheduleSpecArgs(cron_spec=gcp.spanner.BackupScheduleSpecCronSpecArgs(text="0 3 * * *")),
    full_backup_spec=gcp.spanner.BackupScheduleFullBackupSpecArgs(),
)

events = gcp.bigtable.Instance(
    "events",
    deletion_protection=False,
    clusters=[
        gcp.bigtable.InstanceClusterArgs(
            cluster_id="events-c1",
            zone="us-central1-f",
            storage_type="SSD",
            autoscaling_config=gcp.bigtable.InstanceClusterAutoscalingConfigArgs(
                min_nodes=1, max_nodes=2, cpu_target=60
            ),
        )
    ],
)
views = gcp.bigtable.Table(
    "views", instance_name=events.name, name="views", column_families=[gcp.bigtable.TableColumnFamilyArgs(family="v")]
)
gcp.bigtable.GCPolicy(
    "views",
    instance_name=events.name,
    table=views.name,
    column_family="v",
    mode="UNION",
    max_age=gcp.bigtable.GCPolicyMaxAgeArgs(duration="720h"),
    max_versions=[gcp.bigtable.GCPolicyMaxVersionArgs(number=3)],
)
pulumi.export("spanner", spanner.name)
