"""Clickstream events are analysed in Ireland; forward them all there.

The full clickstream (every storefront click event) is forwarded from the us-east-1 EventBridge bus to a bus in eu-west-1 by an
EventBridge rule with a cross-region bus target.
"""

import json

import pulumi_aws as aws

clicks = aws.cloudwatch.EventBus("clickstream")
analytics = aws.cloudwatch.EventBus("clickstream-analytics", region="eu-west-1")

role = aws.iam.Role(
    "forward",
    assume_role_policy=json.dumps(
        {
            "Version": "2012-10-17",
            "Statement": [
                {"Effect": "Allow", "Action": "sts:AssumeRole", "Principal": {"Service": "events.amazonaws.com"}}
            ],
        }
    ),
)
aws.iam.RolePolicy(
    "forward",
    role=role.id,
    policy=analytics.arn.apply(
        lambda arn: json.dumps(
            {
                "Version": "2012-10-17",
                "Statement": [{"Effect": "Allow", "Action": "events:PutEvents", "Resource": arn}],
            }
        )
    ),
)

rule = aws.cloudwatch.EventRule(
    "all-clicks",
    event_bus_name=clicks.name,
    event_pattern=json.dumps({"source": [{"prefix": "storefront."}]}),
    description="about 9k events/s, 2 KB each",
)
aws.cloudwatch.EventTarget(
    "forward-clicks",
    rule=rule.name,
    event_bus_name=clicks.name,
    arn=analytics.arn,
    role_arn=role.arn,
)
