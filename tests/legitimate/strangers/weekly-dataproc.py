"""Weekly Spark report on a managed Dataproc cluster, kicked off by the scheduler."""

import pulumi
import pulumi_gcp as gcp

data = gcp.storage.Bucket("report-data", location="us-central1", uniform_bucket_level_access=True)
account = gcp.serviceaccount.Account("reports", account_id="weekly-reports")
for role in ("dataproc.worker", "dataproc.editor"):
    gcp.projects.IAMMember(
        f"reports-{role}",
        project="vision",
        role=f"roles/{role}",
        member=account.email.apply(lambda e: f"serviceAccount:{e}"),
    )
template = gcp.dataproc.WorkflowTemplate(
    "weekly",
    name="weekly-report",
    location="us-central1",
    dag_timeout="7200s",
    placement={
        "managed_cluster": {
            "cluster_name": "weekly-report",
            "config": {
                "gce_cluster_config": {"zone": "us-central1-a", "service_account": account.email},
                "master_config": {
                    "num_instances": 1,
                    "machine_type": "n2-standard-4",
                    "disk_config": {"boot_disk_size_gb": 100},
                },
                "worker_config": {
                    "num_instances": 2,
                    "machine_type": "n2-standard-4",
                    "disk_config": {"boot_disk_size_gb": 200},
                },
                "software_config": {"image_version": "2.2-debian12"},
            },
        }
    },
    jobs=[
        {
            "step_id": "report",
            "pyspark_job": {
                "main_python_file_uri": data.url.apply(lambda u: f"{u}/jobs/report.py"),
                "args": ["--week=last"],
            },
        }
    ],
)
kick = gcp.cloudscheduler.Job(
    "weekly-kick",
    region="us-central1",
    schedule="0 5 * * 1",
    http_target={
        "http_method": "POST",
        "uri": template.name.apply(
            lambda n: (
                "https://dataproc.googleapis.com/v1/projects/vision/regions/us-central1/"
                f"workflowTemplates/{n}:instantiate?alt=json"
            )
        ),
        "oauth_token": {"service_account_email": account.email},
    },
)
pulumi.export("schedule", kick.schedule)
