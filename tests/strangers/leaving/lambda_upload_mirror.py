"""Every uploaded camera frame is mirrored to the Tokyo labelling team's bucket.

A Lambda fired on every upload to the us-east-1 bucket copies the object into a bucket in ap-northeast-1 (Tokyo).
"""

import json

import pulumi
import pulumi_aws as aws

uploads = aws.s3.Bucket("frame-uploads", bucket="acme-frame-uploads")
labelling = aws.s3.Bucket("labelling-frames", bucket="acme-labelling-tokyo", region="ap-northeast-1")

role = aws.iam.Role(
    "mirror-role",
    assume_role_policy=json.dumps(
        {
            "Version": "2012-10-17",
            "Statement": [
                {"Effect": "Allow", "Action": "sts:AssumeRole", "Principal": {"Service": "lambda.amazonaws.com"}}
            ],
        }
    ),
)
aws.iam.RolePolicy(
    "mirror-policy",
    role=role.id,
    policy=pulumi.Output.json_dumps(
        {
            "Version": "2012-10-17",
            "Statement": [
                {"Effect": "Allow", "Action": "s3:GetObject", "Resource": pulumi.Output.concat(uploads.arn, "/*")},
                {"Effect": "Allow", "Action": "s3:PutObject", "Resource": pulumi.Output.concat(labelling.arn, "/*")},
            ],
        }
    ),
)

CODE = """
import os, urllib.parse, boto3
s3 = boto3.client("s3", region_name="ap-northeast-1")

def handler(event, context):
    for record in event["Records"]:
        bucket = record["s3"]["bucket"]["name"]
        key = urllib.parse.unquote_plus(record["s3"]["object"]["key"])
        s3.copy({"Bucket": bucket, "Key": key}, os.environ["DEST_BUCKET"], key)
"""

fn = aws.lambda_.Function(
    "mirror-upload",
    runtime="python3.12",
    handler="index.handler",
    role=role.arn,
    timeout=300,
    memory_size=1024,
    code=pulumi.AssetArchive({"index.py": pulumi.StringAsset(CODE)}),
    environment={"variables": {"DEST_BUCKET": labelling.bucket}},
)
allow = aws.lambda_.Permission(
    "allow-s3",
    action="lambda:InvokeFunction",
    function=fn.name,
    principal="s3.amazonaws.com",
    source_arn=uploads.arn,
)
aws.s3.BucketNotification(
    "on-upload",
    bucket=uploads.id,
    lambda_functions=[{"lambda_function_arn": fn.arn, "events": ["s3:ObjectCreated:*"]}],
    opts=pulumi.ResourceOptions(depends_on=[allow]),
)
