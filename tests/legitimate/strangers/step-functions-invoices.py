"""Invoice run: a monthly Step Functions workflow over three small Lambdas."""

import json

import pulumi
import pulumi_aws as aws


def role_for(name, service, **kw):
    return aws.iam.Role(
        name,
        assume_role_policy=json.dumps(
            {
                "Version": "2012-10-17",
                "Statement": [{"Effect": "Allow", "Action": "sts:AssumeRole", "Principal": {"Service": service}}],
            }
        ),
        **kw,
    )


archive = aws.s3.Bucket("invoice-archive", object_lock_enabled=True)
fn_role = role_for("invoice-fn", "lambda.amazonaws.com")
aws.iam.RolePolicyAttachment(
    "invoice-fn-logs", role=fn_role.name, policy_arn="arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole"
)
aws.iam.RolePolicy(
    "invoice-fn-archive",
    role=fn_role.id,
    policy=archive.arn.apply(
        lambda a: json.dumps(
            {
                "Version": "2012-10-17",
                "Statement": [{"Effect": "Allow", "Action": ["s3:PutObject", "s3:GetObject"], "Resource": f"{a}/*"}],
            }
        )
    ),
)

steps = {}
for step, memory in (("collect", 256), ("render", 3008), ("deliver", 256)):
    steps[step] = aws.lambda_.Function(
        step,
        runtime="nodejs20.x",
        handler=f"{step}.handler",
        role=fn_role.arn,
        memory_size=memory,
        timeout=120,
        code=pulumi.AssetArchive({f"{step}.js": pulumi.StringAsset("exports.handler = async (e) => e;\n")}),
        environment={"variables": {"ARCHIVE": archive.bucket}},
    )

sfn_role = role_for("invoice-sfn", "states.amazonaws.com")
aws.iam.RolePolicy(
    "invoice-sfn",
    role=sfn_role.id,
    policy=pulumi.Output.json_dumps(
        {
            "Version": "2012-10-17",
            "Statement": [
                {"Effect": "Allow", "Action": "lambda:InvokeFunction", "Resource": [f.arn for f in steps.values()]}
            ],
        }
    ),
)
retry = [{"ErrorEquals": ["States.TaskFailed"], "IntervalSeconds": 10, "MaxAttempts": 3, "BackoffRate": 2.0}]
machine = aws.sfn.StateMachine(
    "invoices",
    role_arn=sfn_role.arn,
    definition=pulumi.Output.json_dumps(
        {
            "StartAt": "Collect",
            "States": {
                "Collect": {"Type": "Task", "Resource": steps["collect"].arn, "Retry": retry, "Next": "EachInvoice"},
                "EachInvoice": {
                    "Type": "Map",
                    "ItemsPath": "$.invoices",
                    "MaxConcurrency": 10,
                    "Iterator": {
                        "StartAt": "Render",
                        "States": {
                            "Render": {"Type": "Task", "Resource": steps["render"].arn, "Retry": retry, "End": True}
                        },
                    },
                    "Next": "Deliver",
                },
                "Deliver": {"Type": "Task", "Resource": steps["deliver"].arn, "End": True},
            },
        }
    ),
)

events_role = role_for("invoice-events", "scheduler.amazonaws.com")
aws.iam.RolePolicy(
    "invoice-events",
    role=events_role.id,
    policy=machine.arn.apply(
        lambda a: json.dumps(
            {
                "Version": "2012-10-17",
                "Statement": [{"Effect": "Allow", "Action": "states:StartExecution", "Resource": a}],
            }
        )
    ),
)
aws.scheduler.Schedule(
    "monthly",
    schedule_expression="cron(0 6 1 * ? *)",
    flexible_time_window={"mode": "OFF"},
    target={"arn": machine.arn, "role_arn": events_role.arn},
)
