"""A state machine runs instances by itself, and an expression of it (JSONata) puts the type's name together.

Answer: oversized-instance undetermined buyer
"""

import json

import pulumi_aws as aws

aws.sfn.StateMachine(
    "buyer",
    role_arn="arn:aws:iam::123456789012:role/buyer",
    definition=json.dumps(
        {
            "QueryLanguage": "JSONata",
            "StartAt": "Buy",
            "States": {
                "Buy": {
                    "Type": "Task",
                    "Resource": "arn:aws:states:::aws-sdk:ec2:runInstances",
                    "Arguments": {"InstanceType": "{% 'p5.' & '48xlarge' %}", "MinCount": 1, "MaxCount": 1},
                    "End": True,
                }
            },
        }
    ),
)
