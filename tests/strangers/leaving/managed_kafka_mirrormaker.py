"""Bring the Brazilian order topics to the central cluster.

All order topics of the Managed Kafka cluster in southamerica-east1 are mirrored to the cluster in us-central1 by a MirrorMaker 2
source connector of Managed Kafka Connect.
"""

import pulumi_gcp as gcp


def kafka(name, region):
    return gcp.managedkafka.Cluster(
        name,
        cluster_id=name,
        location=region,
        capacity_config={"vcpu_count": "12", "memory_bytes": str(48 * 2**30)},
        gcp_config={
            "access_config": {"network_configs": [{"subnet": f"projects/vision/regions/{region}/subnetworks/default"}]}
        },
    )


central = kafka("orders-central", "us-central1")
brazil = kafka("orders-brazil", "southamerica-east1")

connect = gcp.managedkafka.ConnectCluster(
    "mm2",
    connect_cluster_id="mm2",
    location="us-central1",
    kafka_cluster=central.id,
    capacity_config={"vcpu_count": "12", "memory_bytes": str(24 * 2**30)},
    gcp_config={
        "access_config": {
            "network_configs": [
                {
                    "primary_subnet": "projects/vision/regions/us-central1/subnetworks/default",
                    "dns_domain_names": ["orders-brazil.southamerica-east1.managedkafka.vision.cloud.goog"],
                }
            ]
        }
    },
)

gcp.managedkafka.Connector(
    "mirror-from-brazil",
    connector_id="mirror-from-brazil",
    connect_cluster=connect.connect_cluster_id,
    location="us-central1",
    configs={
        "connector.class": "org.apache.kafka.connect.mirror.MirrorSourceConnector",
        "source.cluster.alias": "brazil",
        "target.cluster.alias": "central",
        "source.cluster.bootstrap.servers": "bootstrap.orders-brazil.southamerica-east1.managedkafka.vision.cloud.goog:9092",
        "target.cluster.bootstrap.servers": "bootstrap.orders-central.us-central1.managedkafka.vision.cloud.goog:9092",
        "topics": "orders\\..*",
        "tasks.max": "12",
    },
)
