"""Mirror the payment topics from the Iowa Kafka cluster to Belgium.

A MirrorMaker source connector copies the payments topics from the managed Kafka cluster in us-central1 to the cluster in europe-west1.
"""

import pulumi
import pulumi_gcp as gcp


def kafka(name, region):
    return gcp.managedkafka.Cluster(
        name,
        cluster_id=name,
        location=region,
        capacity_config={"vcpu_count": "12", "memory_bytes": str(48 * 1024**3)},
        gcp_config={
            "access_config": {"network_configs": [{"subnet": f"projects/vision/regions/{region}/subnetworks/default"}]}
        },
    )


iowa = kafka("payments-us", "us-central1")
belgium = kafka("payments-eu", "europe-west1")

connect = gcp.managedkafka.ConnectCluster(
    "payments-connect",
    connect_cluster_id="payments-connect",
    kafka_cluster=belgium.id,
    location="europe-west1",
    capacity_config={"vcpu_count": "12", "memory_bytes": str(12 * 1024**3)},
    gcp_config={
        "access_config": {
            "network_configs": [
                {
                    "primary_subnet": "projects/vision/regions/europe-west1/subnetworks/default",
                    "dns_domain_names": ["payments-us.us-central1.managedkafka.vision.cloud.goog"],
                }
            ]
        }
    },
)
gcp.managedkafka.Connector(
    "payments-mirror",
    connector_id="payments-mirror",
    connect_cluster=connect.connect_cluster_id,
    location="europe-west1",
    configs={
        "connector.class": "org.apache.kafka.connect.mirror.MirrorSourceConnector",
        "name": "payments-mirror",
        "tasks.max": "6",
        "topics": "payments\\..*",
        "source.cluster.alias": "us",
        "target.cluster.alias": "eu",
        "source.cluster.bootstrap.servers": "bootstrap.payments-us.us-central1.managedkafka.vision.cloud.goog:9092",
        "target.cluster.bootstrap.servers": "bootstrap.payments-eu.europe-west1.managedkafka.vision.cloud.goog:9092",
    },
    opts=pulumi.ResourceOptions(depends_on=[iowa]),
)
