"""Security Lake in both US regions, rolled up in Frankfurt.

All Security Lake data collected in us-east-1 and us-west-2 is replicated to the roll-up region eu-central-1 by the data lake's
replication configuration.
"""

import json

import pulumi_aws as aws


def assume(service):
    return json.dumps(
        {
            "Version": "2012-10-17",
            "Statement": [{"Effect": "Allow", "Action": "sts:AssumeRole", "Principal": {"Service": service}}],
        }
    )


meta = aws.iam.Role("metastore-manager", assume_role_policy=assume("lambda.amazonaws.com"))
replication = aws.iam.Role("lake-replication", assume_role_policy=assume("s3.amazonaws.com"))

HOME = "eu-central-1"

configurations = []
for region in ("us-east-1", "us-west-2"):
    configurations.append(
        {
            "region": region,
            "lifecycle_configuration": {"expiration": {"days": 30}},
            "replication_configuration": {"role_arn": replication.arn, "regions": [HOME]},
        }
    )
configurations.append({"region": HOME, "lifecycle_configuration": {"expiration": {"days": 730}}})

for i, c in enumerate(configurations):
    aws.securitylake.DataLake(
        "lake" if i == 0 else f"lake-{c['region']}",
        region=c["region"],
        meta_store_manager_role_arn=meta.arn,
        configuration=c,
    )
