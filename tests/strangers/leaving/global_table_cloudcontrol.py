"""Player state, replicated where the game servers are.

Every item written to the DynamoDB table in us-east-1 is replicated to ap-northeast-1 and eu-west-1, by an
AWS::DynamoDB::GlobalTable declared through Cloud Control.
"""

import json

import pulumi_aws as aws

REPLICAS = ["us-east-1", "ap-northeast-1", "eu-west-1"]

aws.cloudcontrol.Resource(
    "player-state",
    type_name="AWS::DynamoDB::GlobalTable",
    desired_state=json.dumps(
        {
            "TableName": "player-state",
            "BillingMode": "PAY_PER_REQUEST",
            "AttributeDefinitions": [
                {"AttributeName": "player_id", "AttributeType": "S"},
                {"AttributeName": "slot", "AttributeType": "N"},
            ],
            "KeySchema": [
                {"AttributeName": "player_id", "KeyType": "HASH"},
                {"AttributeName": "slot", "KeyType": "RANGE"},
            ],
            "StreamSpecification": {"StreamViewType": "NEW_AND_OLD_IMAGES"},
            "Replicas": [
                {"Region": r, "PointInTimeRecoverySpecification": {"PointInTimeRecoveryEnabled": True}}
                for r in REPLICAS
            ],
        }
    ),
)
