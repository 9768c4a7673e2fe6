"""Hourly log shipping from the API fleet, through SSM.

Rotated application logs of every us-east-1 instance tagged role=api are moved hourly to an S3 bucket in ca-central-1 by `aws s3
mv` in an SSM command document (JSON) run by an association.
"""

import json

import pulumi_aws as aws

archive = aws.s3.Bucket("log-archive", bucket="acme-api-logs-ca", region="ca-central-1")

content = archive.bucket.apply(
    lambda bucket: json.dumps(
        {
            "schemaVersion": "2.2",
            "description": "Move rotated logs to the archive",
            "mainSteps": [
                {
                    "action": "aws:runShellScript",
                    "name": "ship",
                    "inputs": {
                        "timeoutSeconds": "3000",
                        "runCommand": [
                            "TOKEN=$(curl -sX PUT http://169.254.169.254/latest/api/token -H 'X-aws-ec2-metadata-token-ttl-seconds: 60')",
                            'ID=$(curl -s http://169.254.169.254/latest/meta-data/instance-id -H "X-aws-ec2-metadata-token: $TOKEN")',
                            f"aws s3 mv /var/log/api/rotated/ s3://{bucket}/$ID/ --recursive --region ca-central-1",
                        ],
                    },
                }
            ],
        }
    )
)

doc = aws.ssm.Document("ship-logs", document_type="Command", document_format="JSON", content=content)

aws.ssm.Association(
    "ship-logs-hourly",
    name=doc.name,
    schedule_expression="rate(1 hour)",
    targets=[{"key": "tag:role", "values": ["api"]}],
)
