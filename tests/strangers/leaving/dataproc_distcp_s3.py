"""distcp of the feature tables to the partner's S3 bucket.

A Hadoop distcp job on Dataproc us-central1 copies the feature tables from Cloud Storage to an S3 bucket in AWS eu-west-1 over s3a.
"""

import pulumi_gcp as gcp

features = gcp.storage.Bucket("features", name="vision-features", location="US-CENTRAL1")

cluster = gcp.dataproc.Cluster(
    "copy-cluster",
    name="copy-cluster",
    region="us-central1",
    cluster_config={
        "master_config": {"num_instances": 1, "machine_type": "n2-standard-8"},
        "worker_config": {"num_instances": 10, "machine_type": "n2-highmem-8"},
        "software_config": {"image_version": "2.2-debian12"},
    },
)

gcp.dataproc.Job(
    "features-distcp",
    region=cluster.region,
    force_delete=True,
    placement={"cluster_name": cluster.name},
    hadoop_config={
        "main_class": "org.apache.hadoop.tools.DistCp",
        "args": [
            "-update",
            "-m",
            "200",
            features.url.apply(lambda u: f"{u}/tables/"),
            "s3a://partner-feature-exchange/vision/",
        ],
        "properties": {
            "fs.s3a.endpoint": "s3.eu-west-1.amazonaws.com",
            "fs.s3a.endpoint.region": "eu-west-1",
            "fs.s3a.aws.credentials.provider": "org.apache.hadoop.fs.s3a.auth.IAMInstanceCredentialsProvider",
        },
    },
)
