"""Serverless notes API: API Gateway, Lambda and DynamoDB."""

import json

import pulumi
import pulumi_aws as aws

table = aws.dynamodb.Table(
    "notes",
    billing_mode="PAY_PER_REQUEST",
    hash_key="owner",
    range_key="noteId",
    attributes=[
        aws.dynamodb.TableAttributeArgs(name="owner", type="S"),
        aws.dynamodb.TableAttributeArgs(name="noteId", type="S"),
    ],
    ttl=aws.dynamodb.TableTtlArgs(attribute_name="expires", enabled=True),
    point_in_time_recovery=aws.dynamodb.TablePointInTimeRecoveryArgs(enabled=True),
)

role = aws.iam.Role(
    "notes-fn",
    assume_role_policy=json.dumps(
        {
            "Version": "2012-10-17",
            "Statement": [
                {"Action": "sts:AssumeRole", "Effect": "Allow", "Principal": {"Service": "lambda.amazonaws.com"}}
            ],
        }
    ),
)
aws.iam.RolePolicyAttachment("logs", role=role.name, policy_arn=aws.iam.ManagedPolicy.AWS_LAMBDA_BASIC_EXECUTION_ROLE)
aws.iam.RolePolicy(
    "table",
    role=role.id,
    policy=table.arn.apply(
        lambda arn: json.dumps(
            {
                "Version": "2012-10-17",
                "Statement": [
                    {
                        "Effect": "Allow",
                        "Resource": arn,
                        "Action": ["dynamodb:GetItem", "dynamodb:PutItem", "dynamodb:Query", "dynamodb:DeleteItem"],
                    }
                ],
            }
        )
    ),
)

HANDLER = """
import json, os, boto3
table = boto3.resource("dynamodb").Table(os.environ["TABLE"])
def handler(event, context):
    owner = event["pathParameters"]["owner"]
    items = table.query(KeyConditionExpression=boto3.dynamodb.conditions.Key("owner").eq(owner))["Items"]
    return {"statusCode": 200, "body": json.dumps(items, default=str)}
"""
fn = aws.lambda_.Function(
    "notes",
    runtime="python3.12",
    architectures=["arm64"],
    handler="index.handler",
    role=role.arn,
    memory_size=512,
    timeout=15,
    code=pulumi.AssetArchive({"index.py": pulumi.StringAsset(HANDLER)}),
    environment=aws.lambda_.FunctionEnvironmentArgs(variables={"TABLE": table.name}),
)

api = aws.apigatewayv2.Api("notes", protocol_type="HTTP")
integration = aws.apigatewayv2.Integration(
    "notes", api_id=api.id, integration_type="AWS_PROXY", integration_uri=fn.arn, payload_format_version="2.0"
)
aws.apigatewayv2.Route(
    "list", api_id=api.id, route_key="GET /notes/{owner}", target=integration.id.apply(lambda i: f"integrations/{i}")
)
aws.apigatewayv2.Stage(
    "default",
    api_id=api.id,
    name="$default",
    auto_deploy=True,
    default_route_settings=aws.apigatewayv2.StageDefaultRouteSettingsArgs(
        throttling_burst_limit=100, throttling_rate_limit=50
    ),
)
aws.lambda_.Permission(
    "apigw",
    action="lambda:InvokeFunction",
    function=fn.name,
    principal="apigateway.amazonaws.com",
    source_arn=api.execution_arn.apply(lambda a: f"{a}/*/*"),
)

pulumi.export("endpoint", api.api_endpoint)
