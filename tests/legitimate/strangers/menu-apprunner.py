"""Menu API on App Runner with DynamoDB and a rate limit."""

import json

import pulumi
import pulumi_aws as aws

table = aws.dynamodb.Table(
    "menu",
    billing_mode="PAY_PER_REQUEST",
    hash_key="restaurant",
    range_key="dish",
    attributes=[{"name": "restaurant", "type": "S"}, {"name": "dish", "type": "S"}],
    point_in_time_recovery={"enabled": True},
    on_demand_throughput={"max_read_request_units": 200, "max_write_request_units": 50},
)
role = aws.iam.Role(
    "menu-role",
    assume_role_policy=json.dumps(
        {
            "Version": "2012-10-17",
            "Statement": [
                {
                    "Effect": "Allow",
                    "Action": "sts:AssumeRole",
                    "Principal": {"Service": "tasks.apprunner.amazonaws.com"},
                }
            ],
        }
    ),
)
aws.iam.RolePolicy(
    "menu-table",
    role=role.id,
    policy=table.arn.apply(
        lambda a: json.dumps(
            {
                "Version": "2012-10-17",
                "Statement": [
                    {
                        "Effect": "Allow",
                        "Action": ["dynamodb:GetItem", "dynamodb:Query", "dynamodb:PutItem"],
                        "Resource": a,
                    }
                ],
            }
        )
    ),
)
scaling = aws.apprunner.AutoScalingConfigurationVersion(
    "menu-scaling", auto_scaling_configuration_name="menu", min_size=1, max_size=4, max_concurrency=80
)
service = aws.apprunner.Service(
    "menu-api",
    service_name="menu-api",
    auto_scaling_configuration_arn=scaling.arn,
    instance_configuration={"cpu": "1024", "memory": "2048", "instance_role_arn": role.arn},
    source_configuration={
        "auto_deployments_enabled": False,
        "image_repository": {
            "image_identifier": "public.ecr.aws/vision/menu-api:1.14",
            "image_repository_type": "ECR_PUBLIC",
            "image_configuration": {"port": "8080", "runtime_environment_variables": {"TABLE": table.name}},
        },
    },
)
acl = aws.wafv2.WebAcl(
    "menu-acl",
    scope="REGIONAL",
    default_action={"allow": {}},
    rules=[
        {
            "name": "rate",
            "priority": 1,
            "action": {"block": {}},
            "statement": {"rate_based_statement": {"limit": 1000, "aggregate_key_type": "IP"}},
            "visibility_config": {
                "cloudwatch_metrics_enabled": True,
                "metric_name": "rate",
                "sampled_requests_enabled": True,
            },
        }
    ],
    visibility_config={"cloudwatch_metrics_enabled": True, "metric_name": "menu", "sampled_requests_enabled": True},
)
aws.wafv2.WebAclAssociation("menu-waf", resource_arn=service.arn, web_acl_arn=acl.arn)
pulumi.export("url", service.service_url)
