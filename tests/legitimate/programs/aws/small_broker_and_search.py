"""Three small brokers, a search domain of two small nodes, a stream and a table with a little capacity."""

import pulumi_aws as aws

aws.msk.Cluster(
    "events",
    kafka_version="3.6.0",
    number_of_broker_nodes=3,
    broker_node_group_info={
        "instance_type": "kafka.t3.small",
        "client_subnets": ["subnet-1", "subnet-2", "subnet-3"],
        "security_groups": ["sg-1"],
        "storage_info": {"ebs_storage_info": {"volume_size": 50}},
    },
)
aws.opensearch.Domain(
    "logs",
    engine_version="OpenSearch_2.15",
    cluster_config={"instance_type": "t3.small.search", "instance_count": 2},
    ebs_options={"ebs_enabled": True, "volume_type": "gp3", "volume_size": 30},
)
aws.kinesis.Stream("clicks", shard_count=2)
aws.dynamodb.Table(
    "carts",
    hash_key="id",
    attributes=[{"name": "id", "type": "S"}],
    read_capacity=10,
    write_capacity=10,
)
aws.mq.Broker(
    "jobs",
    broker_name="jobs",
    engine_type="RabbitMQ",
    engine_version="3.13",
    host_instance_type="mq.t3.micro",
    users=[{"username": "jobs", "password": "not-a-real-one"}],
)
