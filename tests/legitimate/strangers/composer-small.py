"""Airflow for the finance team: the smallest Composer environment."""

import pulumi
import pulumi_gcp as gcp

REGION = "us-central1"
project = gcp.config.project

account = gcp.serviceaccount.Account("composer", account_id="composer-finance")
grants = [
    gcp.projects.IAMMember(
        f"composer-{role.split('.')[-1]}",
        project=project,
        role=f"roles/{role}",
        member=account.email.apply(lambda e: f"serviceAccount:{e}"),
    )
    for role in ("composer.worker", "bigquery.jobUser", "bigquery.dataEditor")
]
warehouse = gcp.bigquery.Dataset("finance", dataset_id="finance", location=REGION, max_time_travel_hours="48")

env = gcp.composer.Environment(
    "finance",
    name="finance",
    region=REGION,
    config=gcp.composer.EnvironmentConfigArgs(
        environment_size="ENVIRONMENT_SIZE_SMALL",
        software_config=gcp.composer.EnvironmentConfigSoftwareConfigArgs(
            image_version="composer-3-airflow-2.9.3-build.7",
            pypi_packages={"pandas": "==2.2.2", "xlsxwriter": ""},
            env_variables={"DATASET": "finance"},
        ),
        workloads_config=gcp.composer.EnvironmentConfigWorkloadsConfigArgs(
            scheduler=gcp.composer.EnvironmentConfigWorkloadsConfigSchedulerArgs(
                cpu=0.5, memory_gb=2, storage_gb=1, count=1
            ),
            web_server=gcp.composer.EnvironmentConfigWorkloadsConfigWebServerArgs(cpu=0.5, memory_gb=2, storage_gb=1),
            worker=gcp.composer.EnvironmentConfigWorkloadsConfigWorkerArgs(
                cpu=1, memory_gb=4, storage_gb=5, min_count=1, max_count=2
            ),
        ),
        node_config=gcp.composer.EnvironmentConfigNodeConfigArgs(service_account=account.email),
        maintenance_window=gcp.composer.EnvironmentConfigMaintenanceWindowArgs(
            start_time="2024-01-01T01:00:00Z", end_time="2024-01-01T13:00:00Z", recurrence="FREQ=WEEKLY;BYDAY=SU"
        ),
    ),
    opts=pulumi.ResourceOptions(depends_on=grants),
)
pulumi.export("airflow", env.config.airflow_uri)
