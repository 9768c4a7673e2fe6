"""Booking app on Cloud Run with Cloud SQL and local backups."""

import pulumi
import pulumi_gcp as gcp

password = pulumi.Config().get_secret("dbPassword") or pulumi.Output.secret("not-for-prod")

database = gcp.sql.DatabaseInstance(
    "booking-db",
    region="us-central1",
    database_version="POSTGRES_16",
    deletion_protection=True,
    settings={
        "tier": "db-custom-2-7680",
        "edition": "ENTERPRISE",
        "availability_type": "ZONAL",
        "disk_size": 50,
        "disk_autoresize_limit": 200,
        "backup_configuration": {
            "enabled": True,
            "location": "us-central1",
            "start_time": "03:00",
            "point_in_time_recovery_enabled": True,
            "backup_retention_settings": {"retained_backups": 14},
        },
    },
)
gcp.sql.User("booking-user", instance=database.name, name="booking", password=password)
secret = gcp.secretmanager.Secret(
    "booking-password",
    secret_id="booking-password",
    replication={"user_managed": {"replicas": [{"location": "us-central1"}]}},
)
gcp.secretmanager.SecretVersion("booking-password-v1", secret=secret.id, secret_data=password)
service = gcp.cloudrunv2.Service(
    "booking",
    location="us-central1",
    template={
        "scaling": {"min_instance_count": 1, "max_instance_count": 8},
        "volumes": [{"name": "cloudsql", "cloud_sql_instance": {"instances": [database.connection_name]}}],
        "containers": [
            {
                "image": "us-central1-docker.pkg.dev/vision/apps/booking:5.2",
                "resources": {"limits": {"cpu": "1", "memory": "1Gi"}},
                "volume_mounts": [{"name": "cloudsql", "mount_path": "/cloudsql"}],
                "envs": [
                    {
                        "name": "DB_PASSWORD",
                        "value_source": {"secret_key_ref": {"secret": secret.secret_id, "version": "latest"}},
                    }
                ],
            }
        ],
    },
)
gcp.cloudrunv2.ServiceIamMember(
    "public", name=service.name, location="us-central1", role="roles/run.invoker", member="allUsers"
)
pulumi.export("url", service.uri)
