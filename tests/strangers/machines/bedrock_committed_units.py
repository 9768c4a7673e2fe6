"""Committed throughput for our fine-tuned Claude model.

Four Bedrock model units bought with a six-month commitment, tens of thousands of dollars a month.
"""

import pulumi
import pulumi_aws as aws

cfg = pulumi.Config()
units = cfg.get_int("units") or 4

custom_model = (
    "arn:aws:bedrock:us-east-1:111122223333:custom-model/anthropic.claude-3-haiku-20240307-v1:0:200k/k7p1x0q2h3ab"
)

throughput = aws.bedrock.ProvisionedModelThroughput(
    "claims-summaries",
    provisioned_model_name="claims-summaries-prod",
    model_arn=custom_model,
    model_units=units,
    commitment_duration="SixMonths",
    tags={"team": "claims", "env": pulumi.get_stack()},
)

invoke = aws.iam.Policy(
    "claims-invoke",
    policy=throughput.provisioned_model_arn.apply(
        lambda arn: pulumi.Output.json_dumps(
            {
                "Version": "2012-10-17",
                "Statement": [{"Effect": "Allow", "Action": "bedrock:InvokeModel", "Resource": arn}],
            }
        )
    ),
)

pulumi.export("provisioned_model", throughput.provisioned_model_arn)
