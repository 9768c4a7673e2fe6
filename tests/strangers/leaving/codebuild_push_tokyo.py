"""Build the model server image and push it to the registry next to the Tokyo fleet.

A CodeBuild project in us-east-1 pushes the multi-gigabyte model-server image to an ECR repository in ap-northeast-1 on each build.
"""

import pulumi
import pulumi_aws as aws

registry = "111122223333.dkr.ecr.ap-northeast-1.amazonaws.com"

repo = aws.ecr.Repository("model-server", name="model-server", region="ap-northeast-1")

BUILDSPEC = f"""
version: 0.2
phases:
  pre_build:
    commands:
      - aws ecr get-login-password --region ap-northeast-1 | docker login --username AWS --password-stdin {registry}
  build:
    commands:
      - aws s3 cp --recursive s3://acme-weights/llm-13b ./weights
      - docker build -t {registry}/model-server:$CODEBUILD_RESOLVED_SOURCE_VERSION .
  post_build:
    commands:
      - docker push {registry}/model-server:$CODEBUILD_RESOLVED_SOURCE_VERSION
"""

build = aws.codebuild.Project(
    "model-server-build",
    name="model-server-build",
    service_role="arn:aws:iam::111122223333:role/codebuild-model-server",
    build_timeout=60,
    artifacts={"type": "NO_ARTIFACTS"},
    environment={
        "type": "LINUX_CONTAINER",
        "compute_type": "BUILD_GENERAL1_2XLARGE",
        "image": "aws/codebuild/amazonlinux2-x86_64-standard:5.0",
        "privileged_mode": True,
    },
    source={
        "type": "GITHUB",
        "location": "https://github.com/acme-ml/model-server.git",
        "git_clone_depth": 1,
        "buildspec": BUILDSPEC,
    },
)
pulumi.export("repository", repo.repository_url)
