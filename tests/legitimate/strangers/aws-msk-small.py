"""Kafka for the warehouse scanners in Oregon: three small brokers, one consumer machine, a shared file system.

Config: aws:region=us-west-2
"""

import pulumi
import pulumi_aws as aws

config = pulumi.Config()
ZONES = ["us-west-2a", "us-west-2b", "us-west-2c"]
tags = {"site": "portland", "peer-sites": "us-east-2,ca-central-1"}

vpc = aws.ec2.Vpc("scanners", cidr_block="10.15.0.0/16", enable_dns_hostnames=True, tags=tags)
subnets = [
    aws.ec2.Subnet(f"scanners-{z[-1]}", vpc_id=vpc.id, availability_zone=z, cidr_block=f"10.15.{n}.0/24", tags=tags)
    for n, z in enumerate(ZONES)
]
inside = aws.ec2.SecurityGroup(
    "inside",
    vpc_id=vpc.id,
    ingress=[{"protocol": "-1", "from_port": 0, "to_port": 0, "self": True}],
    egress=[{"protocol": "-1", "from_port": 0, "to_port": 0, "cidr_blocks": ["0.0.0.0/0"]}],
)

settings = aws.msk.Configuration(
    "scanners",
    kafka_versions=["3.6.0"],
    server_properties="\n".join(
        [
            "auto.create.topics.enable=false",
            "default.replication.factor=3",
            "min.insync.replicas=2",
            "log.retention.hours=72",
        ]
    ),
)
logs = aws.cloudwatch.LogGroup("kafka", retention_in_days=7)
kafka = aws.msk.Cluster(
    "scanners",
    cluster_name="scanners",
    kafka_version="3.6.0",
    number_of_broker_nodes=3,
    broker_node_group_info={
        "instance_type": "kafka.t3.small",
        "client_subnets": [s.id for s in subnets],
        "security_groups": [inside.id],
        "storage_info": {"ebs_storage_info": {"volume_size": 100}},
    },
    configuration_info={"arn": settings.arn, "revision": settings.latest_revision},
    client_authentication={"sasl": {"iam": True}},
    encryption_info={"encryption_in_transit": {"client_broker": "TLS", "in_cluster": True}},
    logging_info={"broker_logs": {"cloudwatch_logs": {"enabled": True, "log_group": logs.name}}},
    tags=tags,
)

share = aws.efs.FileSystem(
    "labels",
    encrypted=True,
    throughput_mode="elastic",
    lifecycle_policies=[{"transition_to_ia": "AFTER_30_DAYS"}],
    tags=tags,
)
for z, subnet in zip(ZONES, subnets, strict=True):
    aws.efs.MountTarget(f"labels-{z[-1]}", file_system_id=share.id, subnet_id=subnet.id, security_groups=[inside.id])

ami = aws.ec2.get_ami(
    owners=["amazon"], most_recent=True, filters=[{"name": "name", "values": ["al2023-ami-2023*-arm64"]}]
)
consumer = aws.ec2.Instance(
    "consumer",
    ami=ami.id,
    instance_type="t4g.medium",
    subnet_id=subnets[0].id,
    vpc_security_group_ids=[inside.id],
    metadata_options={"http_tokens": "required"},
    user_data=pulumi.Output.concat(
        "#!/bin/bash\ndnf install -y java-17-amazon-corretto amazon-efs-utils\nmkdir -p /labels\n",
        "mount -t efs ",
        share.id,
        ":/ /labels\n",
        "echo BROKERS=",
        kafka.bootstrap_brokers_sasl_iam,
        " > /etc/consumer.env\n",
    ),
    tags={**tags, "Name": "consumer"},
)
plan = aws.backup.Plan(
    "labels",
    rules=[
        {
            "rule_name": "daily",
            "target_vault_name": aws.backup.Vault("labels").name,
            "schedule": "cron(0 9 * * ? *)",
            "lifecycle": {"delete_after": 14},
        }
    ],
)
pulumi.export("brokers", kafka.bootstrap_brokers_sasl_iam)
