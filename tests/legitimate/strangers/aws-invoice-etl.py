"""Invoice intake: upload, text extraction, checks, a queue for people; Step Functions ties it together."""

import json

import pulumi
import pulumi_aws as aws

STEPS = {"split": 512, "extract": 1024, "check": 256}
tags = {"app": "invoices"}


def assume(service):
    return json.dumps(
        {
            "Version": "2012-10-17",
            "Statement": [{"Effect": "Allow", "Principal": {"Service": service}, "Action": "sts:AssumeRole"}],
        }
    )


uploads = aws.s3.Bucket(
    "invoices",
    tags=tags,
    lifecycle_rules=[{"enabled": True, "transitions": [{"days": 90, "storage_class": "GLACIER_IR"}]}],
)
aws.s3.BucketNotification("invoices", bucket=uploads.id, eventbridge=True)
review = aws.sqs.Queue("review", visibility_timeout_seconds=900, message_retention_seconds=1209600, tags=tags)
table = aws.dynamodb.Table(
    "invoices", billing_mode="PAY_PER_REQUEST", hash_key="id", attributes=[{"name": "id", "type": "S"}], tags=tags
)

lambda_role = aws.iam.Role("invoice-steps", assume_role_policy=assume("lambda.amazonaws.com"))
aws.iam.RolePolicyAttachment(
    "invoice-steps",
    role=lambda_role.name,
    policy_arn="arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole",
)
aws.iam.RolePolicy(
    "invoice-steps",
    role=lambda_role.id,
    policy=pulumi.Output.json_dumps(
        {
            "Version": "2012-10-17",
            "Statement": [
                {
                    "Effect": "Allow",
                    "Action": ["s3:GetObject", "s3:PutObject"],
                    "Resource": pulumi.Output.concat(uploads.arn, "/*"),
                },
                {
                    "Effect": "Allow",
                    "Action": ["dynamodb:PutItem", "dynamodb:GetItem", "dynamodb:UpdateItem"],
                    "Resource": table.arn,
                },
                {
                    "Effect": "Allow",
                    "Action": "textract:DetectDocumentText",
                    "Resource": "*",
                    "Condition": {"StringEquals": {"aws:RequestedRegion": "us-east-1"}},
                },
            ],
        }
    ),
)
functions = {
    name: aws.lambda_.Function(
        name,
        runtime="python3.12",
        handler=f"{name}.handler",
        role=lambda_role.arn,
        timeout=120,
        memory_size=memory,
        reserved_concurrent_executions=10,
        tags=tags,
        code=pulumi.AssetArchive(
            {f"{name}.py": pulumi.StringAsset("def handler(event, context):\n    return event\n")}
        ),
        environment={"variables": {"TABLE": table.name, "BUCKET": uploads.bucket}},
    )
    for name, memory in STEPS.items()
}

machine_role = aws.iam.Role("invoice-flow", assume_role_policy=assume("states.amazonaws.com"))
aws.iam.RolePolicy(
    "invoice-flow",
    role=machine_role.id,
    policy=pulumi.Output.json_dumps(
        {
            "Version": "2012-10-17",
            "Statement": [
                {"Effect": "Allow", "Action": "lambda:InvokeFunction", "Resource": [f.arn for f in functions.values()]},
                {"Effect": "Allow", "Action": "sqs:SendMessage", "Resource": review.arn},
            ],
        }
    ),
)
names = list(STEPS)
states = {
    name: {
        "Type": "Task",
        "Resource": functions[name].arn,
        "Retry": [{"ErrorEquals": ["States.ALL"], "MaxAttempts": 2}],
        "Next": names[i + 1] if i + 1 < len(names) else "review",
    }
    for i, name in enumerate(names)
}
states["review"] = {
    "Type": "Task",
    "Resource": "arn:aws:states:::sqs:sendMessage",
    "End": True,
    "Parameters": {"QueueUrl": review.url, "MessageBody.$": "$"},
}
flow = aws.sfn.StateMachine(
    "invoices", role_arn=machine_role.arn, definition=pulumi.Output.json_dumps({"StartAt": names[0], "States": states})
)

event_role = aws.iam.Role("invoice-events", assume_role_policy=assume("events.amazonaws.com"))
aws.iam.RolePolicy(
    "invoice-events",
    role=event_role.id,
    policy=pulumi.Output.json_dumps(
        {
            "Version": "2012-10-17",
            "Statement": [{"Effect": "Allow", "Action": "states:StartExecution", "Resource": flow.arn}],
        }
    ),
)
rule = aws.cloudwatch.EventRule(
    "invoice-uploaded",
    event_pattern=pulumi.Output.json_dumps(
        {"source": ["aws.s3"], "detail-type": ["Object Created"], "detail": {"bucket": {"name": [uploads.bucket]}}}
    ),
)
aws.cloudwatch.EventTarget("invoice-uploaded", rule=rule.name, arn=flow.arn, role_arn=event_role.arn)
pulumi.export("flow", flow.arn)
