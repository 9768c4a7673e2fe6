"""Transient-looking EMR cluster for variant calling; it is kept alive between runs.

A task instance fleet of EMR with a target of 64 weighted units on demand, eight p4d.24xlarge or g5.48xlarge nodes, kept alive without
end.
"""

import pulumi
import pulumi_aws as aws

config = pulumi.Config()
subnet_id = config.get("subnetId") or "subnet-0a1b2c3d4e5f60718"

cluster = aws.emr.Cluster(
    "variant-calling",
    release_label="emr-7.5.0",
    applications=["Spark", "Hadoop"],
    service_role="EMR_DefaultRole_V2",
    keep_job_flow_alive_when_no_steps=True,
    log_uri="s3://vision-emr-logs/variant-calling/",
    ec2_attributes={
        "instance_profile": "EMR_EC2_DefaultRole",
        "subnet_id": subnet_id,
    },
    master_instance_fleet={
        "target_on_demand_capacity": 1,
        "instance_type_configs": [{"instance_type": "r6i.4xlarge"}],
    },
    core_instance_fleet={
        "name": "core",
        "target_on_demand_capacity": 8,
        "instance_type_configs": [{"instance_type": "r6i.8xlarge", "weighted_capacity": 1}],
    },
)

aws.emr.InstanceFleet(
    "rapids-workers",
    cluster_id=cluster.id,
    name="rapids-workers",
    target_on_demand_capacity=64,
    instance_type_configs=[
        {"instance_type": "p4d.24xlarge", "weighted_capacity": 8},
        {"instance_type": "g5.48xlarge", "weighted_capacity": 8},
    ],
)

pulumi.export("cluster_id", cluster.id)
