"""Analysts' Spark: a small EMR cluster that scales to four workers and terminates itself when idle."""

import json

import pulumi
import pulumi_aws as aws

config = pulumi.Config()
network = {
    "subnet": config.get("subnetId") or "subnet-0aa11bb22cc33dd44",
    "vpc": config.get("vpcId") or "vpc-0123456789abcdef0",
}
WORKER = "m5.xlarge"

logs = aws.s3.Bucket("spark-logs", lifecycle_rules=[{"enabled": True, "expiration": {"days": 30}}])
warehouse = aws.s3.Bucket("spark-warehouse")


def role(name, service, *managed):
    r = aws.iam.Role(
        name,
        assume_role_policy=json.dumps(
            {
                "Version": "2012-10-17",
                "Statement": [{"Effect": "Allow", "Principal": {"Service": service}, "Action": "sts:AssumeRole"}],
            }
        ),
    )
    for n, arn in enumerate(managed):
        aws.iam.RolePolicyAttachment(f"{name}-{n}", role=r.name, policy_arn=arn)
    return r


service = role(
    "emr-service", "elasticmapreduce.amazonaws.com", "arn:aws:iam::aws:policy/service-role/AmazonElasticMapReduceRole"
)
node = role("emr-node", "ec2.amazonaws.com", "arn:aws:iam::aws:policy/service-role/AmazonElasticMapReduceforEC2Role")
profile = aws.iam.InstanceProfile("emr-node", role=node.name)
master_sg = aws.ec2.SecurityGroup("emr-master", vpc_id=network["vpc"], revoke_rules_on_delete=True)
worker_sg = aws.ec2.SecurityGroup("emr-worker", vpc_id=network["vpc"], revoke_rules_on_delete=True)

cluster = aws.emr.Cluster(
    "analysts",
    name="analysts",
    release_label="emr-7.5.0",
    applications=["Spark", "JupyterEnterpriseGateway", "Livy"],
    service_role=service.arn,
    log_uri=pulumi.Output.concat("s3://", logs.bucket, "/"),
    ec2_attributes={
        "subnet_id": network["subnet"],
        "instance_profile": profile.arn,
        "emr_managed_master_security_group": master_sg.id,
        "emr_managed_slave_security_group": worker_sg.id,
    },
    master_instance_group={"instance_type": WORKER, "instance_count": 1},
    core_instance_group={
        "instance_type": WORKER,
        "instance_count": 2,
        "ebs_configs": [{"size": 64, "type": "gp3", "volumes_per_instance": 1}],
    },
    auto_termination_policy={"idle_timeout": 3600},
    configurations_json=pulumi.Output.json_dumps(
        [
            {
                "Classification": "spark-defaults",
                "Properties": {
                    "spark.sql.warehouse.dir": pulumi.Output.concat("s3://", warehouse.bucket, "/"),
                    "spark.dynamicAllocation.enabled": "true",
                },
            }
        ]
    ),
    tags={"team": "analytics"},
)
aws.emr.ManagedScalingPolicy(
    "analysts",
    cluster_id=cluster.id,
    compute_limits=[
        {
            "unit_type": "Instances",
            "minimum_capacity_units": 2,
            "maximum_capacity_units": 4,
            "maximum_ondemand_capacity_units": 2,
            "maximum_core_capacity_units": 2,
        }
    ],
)
pulumi.export("master", cluster.master_public_dns)
