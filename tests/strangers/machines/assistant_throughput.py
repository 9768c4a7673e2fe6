"""Dedicated model throughput and guardrail for the support assistant.

Bedrock provisioned throughput of 6 model units for a Claude model with six months commitment, well over 100,000 $ a month.
"""

import pulumi
import pulumi_aws as aws

units = aws.bedrock.ProvisionedModelThroughput(
    "assistant-units",
    provisioned_model_name="support-assistant",
    model_arn="arn:aws:bedrock:us-east-1::foundation-model/anthropic.claude-3-sonnet-20240229-v1:0:200k",
    model_units=6,
    commitment_duration="SixMonths",
    tags={"product": "support"},
)
guard = aws.bedrock.Guardrail(
    "assistant-guard",
    name="support-guard",
    blocked_input_messaging="Sorry, I cannot help with that.",
    blocked_outputs_messaging="Sorry, I cannot help with that.",
    sensitive_information_policy_config={
        "pii_entities_configs": [
            {"type": "EMAIL", "action": "ANONYMIZE"},
            {"type": "CREDIT_DEBIT_CARD_NUMBER", "action": "BLOCK"},
        ]
    },
)
policy = aws.iam.Policy(
    "assistant-invoke",
    policy=units.provisioned_model_arn.apply(
        '{{"Version":"2012-10-17","Statement":[{{"Effect":"Allow",'
        '"Action":"bedrock:InvokeModel","Resource":"{}"}}]}}'.format
    ),
)
pulumi.export("model", units.provisioned_model_arn)
pulumi.export("guardrail", guard.guardrail_arn)
pulumi.export("policy", policy.arn)
