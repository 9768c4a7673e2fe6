"""Sessions table through Cloud Control (our platform team's house rule).

Every write of the DynamoDB global table in us-east-1 is replicated to eu-west-1 and ap-northeast-1, declared through Cloud Control.
"""

import json

import pulumi
import pulumi_aws as aws

REPLICAS = ["us-east-1", "eu-west-1", "ap-northeast-1"]


def replica(region):
    return {
        "Region": region,
        "PointInTimeRecoverySpecification": {"PointInTimeRecoveryEnabled": True},
        "TableClass": "STANDARD",
    }


state = {
    "TableName": "game-sessions",
    "BillingMode": "PAY_PER_REQUEST",
    "AttributeDefinitions": [
        {"AttributeName": "player", "AttributeType": "S"},
        {"AttributeName": "started", "AttributeType": "N"},
    ],
    "KeySchema": [
        {"AttributeName": "player", "KeyType": "HASH"},
        {"AttributeName": "started", "KeyType": "RANGE"},
    ],
    "StreamSpecification": {"StreamViewType": "NEW_AND_OLD_IMAGES"},
    "Replicas": [replica(r) for r in REPLICAS],
}

table = aws.cloudcontrol.Resource(
    "game-sessions", type_name="AWS::DynamoDB::GlobalTable", desired_state=json.dumps(state)
)
pulumi.export("table", table.properties)
