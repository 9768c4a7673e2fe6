"""A web service on Cloud Run with a database in the same region."""

import pulumi_gcp as gcp

account = gcp.serviceaccount.Account("web", account_id="web-run")
database = gcp.sql.DatabaseInstance(
    "web",
    database_version="POSTGRES_16",
    region="europe-west4",
    settings={
        "tier": "db-custom-1-3840",
        "disk_size": 20,
        "disk_type": "PD_SSD",
        "ip_configuration": {"ipv4_enabled": False, "private_network": "projects/example/global/networks/default"},
    },
)
service = gcp.cloudrunv2.Service(
    "web",
    location="europe-west4",
    ingress="INGRESS_TRAFFIC_INTERNAL_LOAD_BALANCER",
    template={
        "service_account": account.email,
        "scaling": {"min_instance_count": 0, "max_instance_count": 5},
        "containers": [
            {
                "image": "europe-west4-docker.pkg.dev/example/web/web:1.4.2",
                "resources": {"limits": {"cpu": "1", "memory": "512Mi"}},
                "envs": [{"name": "DATABASE", "value": database.connection_name}],
            }
        ],
    },
)
gcp.cloudrunv2.ServiceIamMember(
    "web", name=service.name, location="europe-west4", role="roles/run.invoker", member="group:web@example.com"
)
