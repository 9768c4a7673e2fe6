"""One-off: pull the plant sensor history from the old Azure lake.

400 TB of sensor history is copied by Hadoop DistCp on a Dataproc cluster in us-central1 from an Azure Data Lake account (abfss,
West Europe) to a GCS bucket: Azure internet egress.
"""

import pulumi
import pulumi_gcp as gcp

target = gcp.storage.Bucket("sensor-history", location="us-central1", uniform_bucket_level_access=True)

cluster = gcp.dataproc.Cluster(
    "distcp",
    region="us-central1",
    cluster_config={
        "master_config": {"num_instances": 1, "machine_type": "n2-standard-8"},
        "worker_config": {"num_instances": 40, "machine_type": "n2-standard-16"},
        "software_config": {"image_version": "2.2-debian12"},
    },
)

gcp.dataproc.Job(
    "pull-sensor-data",
    region="us-central1",
    placement={"cluster_name": cluster.name},
    hadoop_config={
        "main_class": "org.apache.hadoop.tools.DistCp",
        "jar_file_uris": ["gs://vision-jars/hadoop-azure-3.3.6.jar"],
        "properties": {
            "fs.azure.account.auth.type.plantlakewesteurope.dfs.core.windows.net": "SAS",
            "fs.azure.sas.fixed.token.plantlakewesteurope.dfs.core.windows.net": pulumi.Config().get("sas") or "unset",
        },
        "args": [
            "-m",
            "400",
            "-update",
            "abfss://history@plantlakewesteurope.dfs.core.windows.net/sensors",
            target.name.apply(lambda n: f"gs://{n}/sensors"),
        ],
    },
)
