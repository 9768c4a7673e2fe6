"""An agent on Bedrock that bills by its tokens, and the functions around it."""

import json

import pulumi_aws as aws

role = aws.iam.Role(
    "agent",
    assume_role_policy=json.dumps(
        {
            "Version": "2012-10-17",
            "Statement": [
                {"Effect": "Allow", "Action": "sts:AssumeRole", "Principal": {"Service": "bedrock.amazonaws.com"}}
            ],
        }
    ),
)
aws.bedrock.AgentAgent(
    "helper",
    agent_name="helper",
    agent_resource_role_arn=role.arn,
    foundation_model="anthropic.claude-3-haiku-20240307-v1:0",
    instruction="Answer questions about orders of the shop, and about nothing else.",
)
aws.bedrock.Guardrail(
    "helper", name="helper", blocked_input_messaging="no", blocked_outputs_messaging="no", description="gpu questions"
)
