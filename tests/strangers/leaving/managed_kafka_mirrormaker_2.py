"""MirrorMaker 2 on Managed Kafka Connect: topics of the Frankfurt MSK go to Iowa.

A MirrorMaker 2 connector copies payment topics from an Amazon MSK cluster in eu-central-1 to Managed Kafka in us-central1.
"""

import pulumi_gcp as gcp

REGION = "us-central1"
MSK = ",".join(f"b-{n}.payments.k3x9qe.c4.kafka.eu-central-1.amazonaws.com:9098" for n in (1, 2, 3))

kafka = gcp.managedkafka.Cluster(
    "payments",
    cluster_id="payments",
    location=REGION,
    capacity_config={"vcpu_count": "12", "memory_bytes": "51539607552"},
    gcp_config={
        "access_config": {"network_configs": [{"subnet": f"projects/vision/regions/{REGION}/subnetworks/default"}]}
    },
)
connect = gcp.managedkafka.ConnectCluster(
    "mirrors",
    connect_cluster_id="mirrors",
    location=REGION,
    kafka_cluster=kafka.id,
    capacity_config={"vcpu_count": "12", "memory_bytes": "21474836480"},
    gcp_config={
        "access_config": {
            "network_configs": [{"primary_subnet": f"projects/vision/regions/{REGION}/subnetworks/default"}]
        }
    },
)
gcp.managedkafka.Connector(
    "payments-mirror",
    connector_id="payments-mirror",
    connect_cluster=connect.connect_cluster_id,
    location=REGION,
    configs={
        "connector.class": "org.apache.kafka.connect.mirror.MirrorSourceConnector",
        "tasks.max": "24",
        "source.cluster.alias": "frankfurt",
        "target.cluster.alias": "iowa",
        "source.cluster.bootstrap.servers": MSK,
        "target.cluster.bootstrap.servers": f"bootstrap.payments.{REGION}.managedkafka.vision.cloud.goog:9092",
        "topics": "payments\\..*,ledger\\..*",
        "replication.factor": "3",
    },
)
