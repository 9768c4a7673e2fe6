"""Streams all GKE audit logs to the Elastic Cloud deployment the SOC runs.

A Dataflow job in us-central1 streams all audit and container logs to an Elastic Cloud cluster on AWS eu-west-1.
"""

import pulumi_gcp as gcp

ELASTIC = "https://soc-prod.es.eu-west-1.aws.found.io:443"

topic = gcp.pubsub.Topic("audit", name="audit")
sub = gcp.pubsub.Subscription("audit-dataflow", name="audit-dataflow", topic=topic.name)
dead = gcp.pubsub.Topic("audit-dead", name="audit-dead")

gcp.logging.ProjectSink(
    "audit-to-pubsub",
    name="audit-to-pubsub",
    destination=topic.id.apply(lambda i: f"pubsub.googleapis.com/{i}"),
    filter='logName:"cloudaudit.googleapis.com" OR resource.type="k8s_container"',
    unique_writer_identity=True,
)
gcp.dataflow.FlexTemplateJob(
    "audit-elastic",
    name="audit-elastic",
    region="us-central1",
    container_spec_gcs_path="gs://dataflow-templates-us-central1/latest/flex/PubSub_to_Elasticsearch_Flex",
    enable_streaming_engine=True,
    max_workers=10,
    parameters={
        "inputSubscription": sub.id,
        "errorOutputTopic": dead.id,
        "connectionUrl": ELASTIC,
        "apiKeySource": "SECRET_MANAGER",
        "apiKeySecretId": "projects/vision/secrets/elastic-api-key/versions/latest",
        "dataset": "audit",
        "batchSize": "1000",
    },
)
