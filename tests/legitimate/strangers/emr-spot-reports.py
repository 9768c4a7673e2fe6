"""Weekly report cluster: EMR Spark with a couple of spot workers, ended after an idle hour."""

import json

import pulumi
import pulumi_aws as aws

subnet_id = pulumi.Config("emr").get("subnetId") or "subnet-0a1b2c3d4e5f67890"
bucket = aws.s3.Bucket("emr-reports")


def role(name, service, managed):
    r = aws.iam.Role(
        name,
        assume_role_policy=json.dumps(
            {
                "Version": "2008-10-17",
                "Statement": [{"Effect": "Allow", "Principal": {"Service": service}, "Action": "sts:AssumeRole"}],
            }
        ),
    )
    aws.iam.RolePolicyAttachment(name, role=r.name, policy_arn=f"arn:aws:iam::aws:policy/service-role/{managed}")
    return r


service = role("emr-service", "elasticmapreduce.amazonaws.com", "AmazonElasticMapReduceRole")
nodes = role("emr-nodes", "ec2.amazonaws.com", "AmazonElasticMapReduceforEC2Role")
profile = aws.iam.InstanceProfile("emr-nodes", role=nodes.name)

cluster = aws.emr.Cluster(
    "reports",
    release_label="emr-7.2.0",
    applications=["Spark", "Hive"],
    service_role=service.arn,
    log_uri=bucket.bucket.apply(lambda b: f"s3://{b}/logs/"),
    ec2_attributes=aws.emr.ClusterEc2AttributesArgs(instance_profile=profile.arn, subnet_id=subnet_id),
    master_instance_group=aws.emr.ClusterMasterInstanceGroupArgs(instance_type="m5.xlarge", instance_count=1),
    core_instance_group=aws.emr.ClusterCoreInstanceGroupArgs(
        instance_type="m5.xlarge",
        instance_count=2,
        bid_price="0.12",
        ebs_configs=[aws.emr.ClusterCoreInstanceGroupEbsConfigArgs(size=64, type="gp3", volumes_per_instance=1)],
    ),
    auto_termination_policy=aws.emr.ClusterAutoTerminationPolicyArgs(idle_timeout=3600),
    termination_protection=False,
    keep_job_flow_alive_when_no_steps=True,
    configurations_json=json.dumps([{"Classification": "spark", "Properties": {"maximizeResourceAllocation": "true"}}]),
)
aws.emr.ManagedScalingPolicy(
    "reports",
    cluster_id=cluster.id,
    compute_limits=[
        aws.emr.ManagedScalingPolicyComputeLimitArgs(
            unit_type="Instances",
            minimum_capacity_units=2,
            maximum_capacity_units=4,
            maximum_ondemand_capacity_units=0,
            maximum_core_capacity_units=4,
        )
    ],
)
pulumi.export("master", cluster.master_public_dns)
