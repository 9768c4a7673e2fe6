"""Kafka backbone.

An MSK cluster of 30 express.m7g.16xlarge brokers, several dollars an hour each and above 100,000 $ a month.
"""

import pulumi
import pulumi_aws as aws

kafka = aws.msk.Cluster(
    "backbone",
    kafka_version="3.8.x",
    number_of_broker_nodes=30,
    broker_node_group_info={
        "instance_type": "express.m7g.16xlarge",
        "client_subnets": ["subnet-0a1b2c3d4e5f60718", "subnet-0b1b2c3d4e5f60719", "subnet-0c1b2c3d4e5f6071a"],
        "security_groups": ["sg-0123456789abcdef0"],
    },
    encryption_info={"encryption_in_transit": {"client_broker": "TLS", "in_cluster": True}},
)

pulumi.export("brokers", kafka.bootstrap_brokers_tls)
