"""A Spark cluster for the weekly report: two to four workers, deleted after two idle hours."""

import pulumi
import pulumi_gcp as gcp

REGION = "us-central1"
labels = {"team": "reporting", "lifetime": "weekly"}

staging = gcp.storage.Bucket("spark-staging", location=REGION, uniform_bucket_level_access=True, force_destroy=True)
jobs = gcp.storage.Bucket("spark-jobs", location=REGION, uniform_bucket_level_access=True)
script = gcp.storage.BucketObject(
    "weekly-report",
    bucket=jobs.name,
    name="weekly_report.py",
    content="from pyspark.sql import SparkSession\nSparkSession.builder.getOrCreate()\n",
)

policy = gcp.dataproc.AutoscalingPolicy(
    "reporting",
    policy_id="reporting",
    location=REGION,
    worker_config={"min_instances": 2, "max_instances": 2},
    secondary_worker_config={"min_instances": 0, "max_instances": 2},
    basic_algorithm={
        "cooldown_period": "240s",
        "yarn_config": {"graceful_decommission_timeout": "600s", "scale_up_factor": 0.5, "scale_down_factor": 1.0},
    },
)


def nodes(count: int, disk: int = 100) -> dict:
    return {
        "num_instances": count,
        "machine_type": "n2-standard-4",
        "disk_config": {"boot_disk_type": "pd-balanced", "boot_disk_size_gb": disk},
    }


cluster = gcp.dataproc.Cluster(
    "reporting",
    name="reporting",
    region=REGION,
    labels=labels,
    graceful_decommission_timeout="300s",
    cluster_config={
        "staging_bucket": staging.name,
        "master_config": nodes(1),
        "worker_config": nodes(2, disk=200),
        "preemptible_worker_config": {"num_instances": 0, "preemptibility": "SPOT"},
        "autoscaling_config": {"policy_uri": policy.name},
        "software_config": {
            "image_version": "2.2-debian12",
            "optional_components": ["JUPYTER"],
            "override_properties": {"spark:spark.sql.shuffle.partitions": "64"},
        },
        "gce_cluster_config": {"zone": f"{REGION}-a", "internal_ip_only": True, "tags": ["spark"]},
        "endpoint_config": {"enable_http_port_access": True},
        "lifecycle_config": {"idle_delete_ttl": "7200s"},
    },
)
job = gcp.dataproc.Job(
    "weekly-report",
    region=REGION,
    placement={"cluster_name": cluster.name},
    pyspark_config={
        "main_python_file_uri": pulumi.Output.concat("gs://", jobs.name, "/", script.name),
        "properties": {"spark.executor.memory": "4g"},
    },
    labels=labels,
)
pulumi.export("cluster", cluster.name)
