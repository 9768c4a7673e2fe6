"""Functions, queues, tables, an API, a schedule, a state machine."""

import json

import pulumi
import pulumi_aws as aws

role = aws.iam.Role("function", assume_role_policy=json.dumps({"Statement": []}))
aws.iam.RolePolicy(
    "function",
    role=role.id,
    policy={"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": ["logs:*"], "Resource": "*"}]},
)
table = aws.dynamodb.Table(
    "items",
    billing_mode="PAY_PER_REQUEST",
    hash_key="id",
    attributes=[{"name": "id", "type": "S"}, aws.dynamodb.TableAttributeArgs(name="at", type="N")],
    global_secondary_indexes=[
        {"name": "at", "key_schemas": [{"attribute_name": "at", "key_type": "HASH"}], "projection_type": "ALL"}
    ],
    ttl={"attribute_name": "expires", "enabled": True},
    point_in_time_recovery={"enabled": True},
    stream_enabled=True,
    stream_view_type="NEW_IMAGE",
)
dead = aws.sqs.Queue("dead", message_retention_seconds=1209600)
queue = aws.sqs.Queue(
    "work",
    visibility_timeout_seconds="60",
    redrive_policy=dead.arn.apply(lambda arn: json.dumps({"deadLetterTargetArn": arn, "maxReceiveCount": 4})),
)
function = aws.lambda_.Function(
    "work",
    role=role.arn,
    runtime=aws.lambda_.Runtime.PYTHON3D12,
    handler="index.handler",
    code=pulumi.AssetArchive({"index.py": pulumi.StringAsset("def handler(event, context): pass")}),
    environment={"variables": {"TABLE": table.name, "LIMIT": 3, "DEBUG": False}},
    timeout=30,
    memory_size=256.0,
    dead_letter_config={"target_arn": dead.arn},
    tracing_config={"mode": "Active"},
    architectures=["arm64"],
)
aws.lambda_.Function(
    "image",
    role=role.arn,
    package_type="Image",
    image_uri="x",
    image_config={"commands": ["a"]},
    ephemeral_storage={"size": 1024},
)
aws.lambda_.EventSourceMapping(
    "work",
    event_source_arn=queue.arn,
    function_name=function.arn,
    batch_size=10,
    filter_criteria={"filters": [{"pattern": json.dumps({"a": [1]})}]},
    scaling_config={"maximum_concurrency": 2},
)
aws.lambda_.Permission(
    "api", action="lambda:InvokeFunction", function=function.name, principal="apigateway.amazonaws.com"
)
api = aws.apigatewayv2.Api(
    "http", protocol_type="HTTP", cors_configuration={"allow_origins": ["*"], "allow_methods": ["GET"], "max_age": 300}
)
integration = aws.apigatewayv2.Integration(
    "http",
    api_id=api.id,
    integration_type="AWS_PROXY",
    integration_uri=function.invoke_arn,
    payload_format_version="2.0",
)
aws.apigatewayv2.Route(
    "get", api_id=api.id, route_key="GET /", target=integration.id.apply(lambda it: f"integrations/{it}")
)
aws.apigatewayv2.Stage("default", api_id=api.id, name="$default", auto_deploy=True)
rest = aws.apigateway.RestApi(
    "rest",
    body=json.dumps({"openapi": "3.0.1"}),
    endpoint_configuration={"types": "REGIONAL"},
    binary_media_types=["image/png"],
)
aws.apigateway.Deployment("rest", rest_api=rest.id, triggers={"body": rest.body.apply(str)})
rule = aws.cloudwatch.EventRule("hourly", schedule_expression="rate(1 hour)")
aws.cloudwatch.EventTarget("hourly", rule=rule.name, arn=function.arn, input=json.dumps({"a": 1}))
aws.scheduler.Schedule(
    "nightly",
    flexible_time_window={"mode": "OFF"},
    schedule_expression="cron(0 2 * * ? *)",
    target={"arn": function.arn, "role_arn": role.arn, "retry_policy": {"maximum_retry_attempts": 0}},
)
aws.sfn.StateMachine(
    "flow", role_arn=role.arn, definition=function.arn.apply(lambda arn: json.dumps({"StartAt": "A", "States": {}}))
)
topic = aws.sns.Topic("alarms", kms_master_key_id="alias/aws/sns")
aws.sns.TopicSubscription("mail", topic=topic.arn, protocol="email", endpoint="ops@example.com")
aws.sns.TopicSubscription(
    "queue", topic=topic, protocol="sqs", endpoint=queue.arn, filter_policy=json.dumps({"a": ["b"]})
)
aws.ssm.Parameter("table", type=aws.ssm.ParameterType.STRING, value=table.name)
secret = aws.secretsmanager.Secret("key", recovery_window_in_days=0)
aws.secretsmanager.SecretVersion("key", secret_id=secret.id, secret_string=pulumi.Output.secret("x"))
aws.cognito.UserPool(
    "users",
    password_policy={"minimum_length": 12, "temporary_password_validity_days": 7},
    username_attributes=["email"],
)
