"""An API of functions: API Gateway, Lambda, a table and a dead-letter queue."""

import json

import pulumi
import pulumi_aws as aws

table = aws.dynamodb.Table(
    "orders", billing_mode="PAY_PER_REQUEST", hash_key="id", attributes=[{"name": "id", "type": "S"}]
)
failed = aws.sqs.Queue("failed-orders", message_retention_seconds=1209600)
role = aws.iam.Role(
    "orders",
    assume_role_policy=json.dumps(
        {
            "Version": "2012-10-17",
            "Statement": [
                {"Effect": "Allow", "Action": "sts:AssumeRole", "Principal": {"Service": "lambda.amazonaws.com"}}
            ],
        }
    ),
)
aws.iam.RolePolicy(
    "orders",
    role=role.id,
    policy=pulumi.Output.json_dumps(
        {
            "Version": "2012-10-17",
            "Statement": [
                {"Effect": "Allow", "Action": ["dynamodb:GetItem", "dynamodb:PutItem"], "Resource": table.arn},
                {"Effect": "Allow", "Action": "sqs:SendMessage", "Resource": failed.arn},
            ],
        }
    ),
)
function = aws.lambda_.Function(
    "orders",
    runtime="python3.13",
    handler="main.handler",
    role=role.arn,
    memory_size=256,
    timeout=10,
    code=pulumi.AssetArchive(
        {"main.py": pulumi.StringAsset("def handler(event, context): return {'statusCode': 200}")}
    ),
    environment={"variables": {"TABLE": table.name}},
    dead_letter_config={"target_arn": failed.arn},
)
api = aws.apigatewayv2.Api("orders", protocol_type="HTTP")
integration = aws.apigatewayv2.Integration(
    "orders", api_id=api.id, integration_type="AWS_PROXY", integration_uri=function.invoke_arn
)
aws.apigatewayv2.Route(
    "orders", api_id=api.id, route_key="POST /orders", target=integration.id.apply(lambda it: f"integrations/{it}")
)
aws.lambda_.Permission(
    "orders", action="lambda:InvokeFunction", function=function.name, principal="apigateway.amazonaws.com"
)
