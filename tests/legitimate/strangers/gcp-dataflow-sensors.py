"""Sensor readings: one streaming Dataflow job from Pub/Sub to files, with a small number of workers."""

import pulumi
import pulumi_gcp as gcp

config = pulumi.Config()
max_workers = config.get_int("maxWorkers") or 3
region = "us-central1"

worker = gcp.serviceaccount.Account("dataflow", account_id="sensor-dataflow")
member = worker.email.apply(lambda e: f"serviceAccount:{e}")
for role in ("roles/dataflow.worker", "roles/pubsub.subscriber", "roles/pubsub.viewer", "roles/storage.objectAdmin"):
    gcp.projects.IAMMember(role.split("/")[1].replace(".", "-"), project=gcp.config.project, role=role, member=member)

archive = gcp.storage.Bucket(
    "sensor-archive",
    location=region,
    uniform_bucket_level_access=True,
    lifecycle_rules=[{"action": {"type": "Delete"}, "condition": {"age": 365}}],
)
scratch = gcp.storage.Bucket(
    "sensor-scratch",
    location=region,
    uniform_bucket_level_access=True,
    lifecycle_rules=[{"action": {"type": "Delete"}, "condition": {"age": 3}}],
)
readings = gcp.pubsub.Topic("readings", labels={"source": "greenhouses"})
subscription = gcp.pubsub.Subscription(
    "readings", topic=readings.id, expiration_policy={"ttl": ""}, message_retention_duration="172800s"
)

job = gcp.dataflow.FlexTemplateJob(
    "readings-to-files",
    name="readings-to-files",
    region=region,
    container_spec_gcs_path=f"gs://dataflow-templates-{region}/latest/flex/Cloud_PubSub_to_GCS_Text_Flex",
    parameters={
        "inputSubscription": subscription.id,
        "outputDirectory": archive.url.apply(lambda u: f"{u}/readings/YYYY/MM/DD/HH/"),
        "outputFilenamePrefix": "part-",
        "windowDuration": "5m",
    },
    num_workers=1,
    max_workers=max_workers,
    machine_type="n1-standard-2",
    enable_streaming_engine=True,
    service_account_email=worker.email,
    temp_location=scratch.url.apply(lambda u: f"{u}/tmp"),
    staging_location=scratch.url.apply(lambda u: f"{u}/staging"),
    on_delete="drain",
)

gcp.monitoring.AlertPolicy(
    "lag",
    display_name="readings are late",
    combiner="OR",
    conditions=[
        {
            "display_name": "system lag over ten minutes",
            "condition_threshold": {
                "filter": 'resource.type="dataflow_job" AND metric.type="dataflow.googleapis.com/job/system_lag"',
                "comparison": "COMPARISON_GT",
                "threshold_value": 600,
                "duration": "300s",
                "aggregations": [{"alignment_period": "60s", "per_series_aligner": "ALIGN_MEAN"}],
            },
        }
    ],
)
pulumi.export("job", job.job_id)
