"""Release pipeline: one build, deployed in three regions.

CodePipeline copies the build's tile bundle from the us-east-1 artifact bucket to the artifact buckets in eu-west-1 and ap-south-1 for
the cross-region deploy actions.
"""

import pulumi
import pulumi_aws as aws

REGIONS = ["us-east-1", "eu-west-1", "ap-south-1"]

stores = []
for region in REGIONS:
    provider = aws.Provider(f"in-{region}", region=region)
    bucket = aws.s3.Bucket(
        f"artifacts-{region}", bucket=f"acme-pipeline-{region}", opts=pulumi.ResourceOptions(provider=provider)
    )
    stores.append({"location": bucket.bucket, "type": "S3", "region": region})


def action(name, category, provider, configuration, inputs=(), outputs=(), region=None):  # noqa: PLR0917
    return {
        "name": name,
        "category": category,
        "owner": "AWS",
        "provider": provider,
        "version": "1",
        "configuration": configuration,
        "input_artifacts": list(inputs),
        "output_artifacts": list(outputs),
        "region": region,
    }


pipeline = aws.codepipeline.Pipeline(
    "mapserver-release",
    role_arn="arn:aws:iam::111122223333:role/codepipeline",
    artifact_stores=stores,
    stages=[
        {
            "name": "Source",
            "actions": [
                action(
                    "checkout",
                    "Source",
                    "CodeStarSourceConnection",
                    {
                        "ConnectionArn": "arn:aws:codestar-connections:us-east-1:111122223333:connection/6f1b",
                        "FullRepositoryId": "acme/mapserver",
                        "BranchName": "main",
                    },
                    outputs=["src"],
                )
            ],
        },
        {
            "name": "Build",
            "actions": [
                action(
                    "bundle",
                    "Build",
                    "CodeBuild",
                    {"ProjectName": "mapserver-bundle"},
                    inputs=["src"],
                    outputs=["tiles-bundle"],
                )
            ],
        },
        {
            "name": "Deploy",
            "actions": [
                action(
                    f"deploy-{r}",
                    "Deploy",
                    "CodeDeploy",
                    {"ApplicationName": "mapserver", "DeploymentGroupName": f"fleet-{r}"},
                    inputs=["tiles-bundle"],
                    region=r,
                )
                for r in REGIONS
            ],
        },
    ],
)
pulumi.export("pipeline", pipeline.arn)
