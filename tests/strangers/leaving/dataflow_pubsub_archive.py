"""Archive the order stream as Avro with the Pub/Sub to GCS flex template.

A Dataflow streaming job in us-central1 reads the us-central1-restricted orders topic and writes Avro files into a bucket in australia-southeast1.
"""

import pulumi
import pulumi_gcp as gcp

orders = gcp.pubsub.Topic(
    "orders",
    name="orders",
    message_storage_policy={"allowed_persistence_regions": ["us-central1"]},
)
archive = gcp.storage.Bucket(
    "orders-archive-bucket",
    name="vision-orders-archive",
    location="australia-southeast1",
    storage_class="COLDLINE",
    uniform_bucket_level_access=True,
)
staging = gcp.storage.Bucket("dataflow-staging", name="vision-dataflow-staging", location="us-central1")

job = gcp.dataflow.FlexTemplateJob(
    "orders-archive",
    name="orders-archive",
    region="us-central1",
    container_spec_gcs_path=("gs://dataflow-templates-us-central1/latest/flex/Cloud_PubSub_to_Avro_Flex"),
    temp_location=staging.url.apply(lambda u: f"{u}/tmp"),
    max_workers=12,
    enable_streaming_engine=True,
    parameters={
        "inputTopic": orders.id,
        "outputDirectory": archive.url.apply(lambda u: f"{u}/orders/YYYY/MM/DD/HH/"),
        "avroTempDirectory": staging.url.apply(lambda u: f"{u}/avro/"),
        "windowDuration": "5m",
        "numShards": "16",
    },
)
pulumi.export("job", job.job_id)
