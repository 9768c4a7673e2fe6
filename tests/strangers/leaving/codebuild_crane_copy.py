"""Copies release images from ECR to the customer's Artifact Registry.

A nightly CodeBuild run in us-east-1 copies multi-gigabyte CUDA images from ECR to Google Artifact Registry in australia-southeast1.
"""

import pulumi_aws as aws

ECR = "111122223333.dkr.ecr.us-east-1.amazonaws.com"
CUSTOMER = "australia-southeast1-docker.pkg.dev/customer-prod/acme"
IMAGES = ["inference-cuda12", "embedder-large", "reranker"]

copies = "\n".join(f"      - crane copy {ECR}/{i}:$RELEASE {CUSTOMER}/{i}:$RELEASE" for i in IMAGES)
BUILDSPEC = f"""version: 0.2
phases:
  pre_build:
    commands:
      - aws ecr get-login-password | crane auth login {ECR} -u AWS --password-stdin
      - echo $GAR_KEY | crane auth login {CUSTOMER.split("/", maxsplit=1)[0]} -u _json_key --password-stdin
  build:
    commands:
{copies}
"""

project = aws.codebuild.Project(
    "ship-images",
    name="ship-images",
    service_role="arn:aws:iam::111122223333:role/codebuild",
    artifacts={"type": "NO_ARTIFACTS"},
    environment={
        "compute_type": "BUILD_GENERAL1_LARGE",
        "image": "gcr.io/go-containerregistry/crane:debug",
        "type": "LINUX_CONTAINER",
        "environment_variables": [
            {"name": "GAR_KEY", "type": "SECRETS_MANAGER", "value": "customer-gar-key"},
            {"name": "RELEASE", "value": "latest"},
        ],
    },
    source={"type": "NO_SOURCE", "buildspec": BUILDSPEC},
)
rule = aws.cloudwatch.EventRule("nightly-ship", schedule_expression="cron(0 1 * * ? *)")
aws.cloudwatch.EventTarget(
    "ship", rule=rule.name, arn=project.arn, role_arn="arn:aws:iam::111122223333:role/events-codebuild"
)
