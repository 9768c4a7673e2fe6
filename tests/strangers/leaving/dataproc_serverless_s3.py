"""Serverless Spark batch that joins our events with the parent company's S3 data.

A Dataproc Serverless Spark batch in us-central1 reads full CRM snapshots from an AWS S3 bucket in us-east-2 through s3a.
"""

import pulumi_gcp as gcp

PARENT = "s3a://parentco-crm-exports"
ENDPOINT = "s3.us-east-2.amazonaws.com"

spark_conf = {
    "spark.hadoop.fs.s3a.endpoint": ENDPOINT,
    "spark.hadoop.fs.s3a.endpoint.region": "us-east-2",
    "spark.hadoop.fs.s3a.aws.credentials.provider": "com.amazonaws.auth.profile.ProfileCredentialsProvider",
    "spark.jars.packages": "org.apache.hadoop:hadoop-aws:3.3.6",
    "spark.dynamicAllocation.maxExecutors": "200",
}

gcp.dataproc.Batch(
    "crm-join",
    batch_id="crm-join-0412",
    location="us-central1",
    pyspark_batch={
        "main_python_file_uri": "gs://vision-jobs/crm_join.py",
        "args": [
            "--events",
            "gs://vision-events/2025/",
            "--crm",
            f"{PARENT}/snapshots/full/",
            "--out",
            "bigquery:vision.crm.joined",
        ],
    },
    runtime_config={"version": "2.2", "properties": spark_conf},
    environment_config={"execution_config": {"subnetwork_uri": "default", "ttl": "21600s"}},
)
