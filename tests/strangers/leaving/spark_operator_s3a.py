"""SparkApplication on GKE Iowa that crunches the ride logs kept in the Ohio bucket.

Every six hours Spark on GKE us-central1 reads raw ride logs from an S3 bucket in AWS us-east-2 and writes them to GCS.
"""

import pulumi
import pulumi_kubernetes as k8s

cluster = k8s.Provider("spark", context="gke_vision_us-central1_spark")

S3A = {
    "spark.hadoop.fs.s3a.endpoint": "s3.us-east-2.amazonaws.com",
    "spark.hadoop.fs.s3a.aws.credentials.provider": "com.amazonaws.auth.WebIdentityTokenCredentialsProvider",
    "spark.hadoop.fs.s3a.connection.maximum": "512",
    "spark.sql.files.maxPartitionBytes": "256m",
}


def pods(cores, memory, **more):
    return {"cores": cores, "memory": memory, "serviceAccount": "spark", **more}


k8s.apiextensions.CustomResource(
    "ride-sessions",
    api_version="sparkoperator.k8s.io/v1beta2",
    kind="ScheduledSparkApplication",
    metadata={"name": "ride-sessions", "namespace": "spark"},
    spec={
        "schedule": "0 */6 * * *",
        "template": {
            "type": "Python",
            "mode": "cluster",
            "sparkVersion": "3.5.1",
            "image": "us-central1-docker.pkg.dev/vision/spark/rides:88",
            "mainApplicationFile": "local:///opt/app/sessions.py",
            "arguments": ["--in", "s3a://ridehail-raw-logs/v2/", "--out", "gs://vision-rides/sessions/"],
            "sparkConf": S3A,
            "driver": pods(2, "8g"),
            "executor": pods(4, "24g", instances=60),
        },
    },
    opts=pulumi.ResourceOptions(provider=cluster),
)
