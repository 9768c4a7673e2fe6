"""Render nodes fetch textures every hour through State Manager.

Every hour each render node in us-east-1 syncs the texture library from an S3 bucket in eu-west-2, through an SSM document.
"""

import pulumi_aws as aws

STUDIO = "acme-textures-london"

document = aws.ssm.Document(
    "sync-textures",
    name="sync-textures",
    document_type="Command",
    document_format="YAML",
    content=f"""
schemaVersion: "2.2"
description: Refresh the local texture library
mainSteps:
  - action: aws:runShellScript
    name: sync
    inputs:
      timeoutSeconds: "3500"
      runCommand:
        - aws configure set default.s3.max_concurrent_requests 64
        - aws s3 sync s3://{STUDIO}/library /mnt/textures --source-region eu-west-2 --region us-east-1 --delete
""",
)
aws.ssm.Association(
    "textures-hourly",
    name=document.name,
    association_name="textures-hourly",
    schedule_expression="rate(1 hour)",
    max_concurrency="25%",
    targets=[{"key": "tag:fleet", "values": ["render"]}],
)
aws.autoscaling.Group(
    "render",
    min_size=20,
    max_size=200,
    vpc_zone_identifiers=["subnet-0e1", "subnet-0e2"],
    launch_template={"id": "lt-0fedcba987654321", "version": "$Latest"},
    tags=[{"key": "fleet", "value": "render", "propagate_at_launch": True}],
)
