"""A document of Systems Manager that runs instances when somebody, or a schedule, starts it.

Answer: oversized-instance fail warm-up
"""

import json

import pulumi_aws as aws

aws.ssm.Document(
    "warm-up",
    document_type="Automation",
    content=json.dumps(
        {
            "schemaVersion": "0.3",
            "mainSteps": [
                {
                    "name": "buy",
                    "action": "aws:runInstances",
                    "inputs": {"ImageId": "ami-0123456789abcdef0", "InstanceType": "p5.48xlarge"},
                }
            ],
        }
    ),
)
