"""The finance warehouse: Redshift Serverless at its base size with a hard monthly limit."""

import json

import pulumi
import pulumi_aws as aws

config = pulumi.Config()
network = pulumi.StackReference(config.get("networkStack") or "northferry/network/prod")
subnet_ids = network.get_output("privateSubnetIds")
vpc_id = network.get_output("vpcId")
RPU = 8

lake = aws.s3.Bucket(
    "finance-lake",
    server_side_encryption_configuration={
        "rule": {"apply_server_side_encryption_by_default": {"sse_algorithm": "AES256"}}
    },
)
role = aws.iam.Role(
    "finance-redshift",
    assume_role_policy=json.dumps(
        {
            "Version": "2012-10-17",
            "Statement": [
                {
                    "Effect": "Allow",
                    "Principal": {"Service": ["redshift.amazonaws.com", "redshift-serverless.amazonaws.com"]},
                    "Action": "sts:AssumeRole",
                }
            ],
        }
    ),
)
aws.iam.RolePolicy(
    "finance-lake",
    role=role.id,
    policy=pulumi.Output.json_dumps(
        {
            "Version": "2012-10-17",
            "Statement": [
                {
                    "Effect": "Allow",
                    "Action": ["s3:GetObject", "s3:ListBucket"],
                    "Resource": [lake.arn, pulumi.Output.concat(lake.arn, "/*")],
                }
            ],
        }
    ),
)

sg = aws.ec2.SecurityGroup(
    "finance-redshift",
    vpc_id=vpc_id,
    ingress=[{"protocol": "tcp", "from_port": 5439, "to_port": 5439, "cidr_blocks": ["10.0.0.0/8"]}],
)
namespace = aws.redshiftserverless.Namespace(
    "finance",
    namespace_name="finance",
    db_name="finance",
    admin_username="finance_admin",
    manage_admin_password=True,
    iam_roles=[role.arn],
    default_iam_role_arn=role.arn,
    log_exports=["userlog", "connectionlog"],
)
workgroup = aws.redshiftserverless.Workgroup(
    "finance",
    workgroup_name="finance",
    namespace_name=namespace.namespace_name,
    base_capacity=RPU,
    max_capacity=RPU * 2,
    publicly_accessible=False,
    subnet_ids=subnet_ids,
    security_group_ids=[sg.id],
    config_parameters=[{"parameter_key": "max_query_execution_time", "parameter_value": "1800"}],
)
aws.redshiftserverless.UsageLimit(
    "finance-monthly",
    resource_arn=workgroup.arn,
    usage_type="serverless-compute",
    amount=300,
    period="monthly",
    breach_action="deactivate",
)

topic = aws.sns.Topic("finance-alerts")
aws.sns.TopicSubscription("finance-mail", topic=topic.arn, protocol="email", endpoint="finance-data@northferry.example")
aws.cloudwatch.MetricAlarm(
    "finance-compute",
    namespace="AWS/Redshift-Serverless",
    metric_name="ComputeSeconds",
    dimensions={"Workgroup": "finance"},
    statistic="Sum",
    period=86400,
    evaluation_periods=1,
    threshold=8 * 3600 * 4,
    comparison_operator="GreaterThanThreshold",
    alarm_actions=[topic.arn],
)
pulumi.export("workgroup", workgroup.workgroup_name)
