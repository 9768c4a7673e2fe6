"""Nightly EMR run: build the feature tables, then hand a copy to the Brazilian team.

The day's ETL output is copied from HDFS and S3 in us-east-1 to an S3 bucket in sa-east-1 by an s3-dist-cp step of an EMR cluster.
"""

import pulumi
import pulumi_aws as aws

br = aws.Provider("br", region="sa-east-1")
features_br = aws.s3.Bucket("features-br", bucket="acme-features-br", opts=pulumi.ResourceOptions(provider=br))


def step(name, *args):
    return {
        "name": name,
        "action_on_failure": "TERMINATE_CLUSTER",
        "hadoop_jar_step": {"jar": "command-runner.jar", "args": list(args)},
    }


build = step(
    "build",
    "spark-submit",
    "--deploy-mode",
    "cluster",
    "s3://acme-etl-use1/jobs/build_features.py",
    "--out",
    "s3://acme-features-use1/daily/",
)
copy = {
    "name": "copy",
    "action_on_failure": "CONTINUE",
    "hadoop_jar_step": {
        "jar": "command-runner.jar",
        "args": [
            "s3-dist-cp",
            "--src",
            "s3://acme-features-use1/daily/",
            "--dest",
            features_br.bucket.apply(lambda b: f"s3://{b}/daily/"),
        ],
    },
}

aws.emr.Cluster(
    "nightly-etl",
    release_label="emr-7.5.0",
    applications=["Spark"],
    service_role="EMR_DefaultRole",
    ec2_attributes={"instance_profile": "EMR_EC2_DefaultRole", "subnet_id": "subnet-07be2f10"},
    master_instance_group={"instance_type": "m6i.xlarge"},
    core_instance_group={"instance_type": "r6i.4xlarge", "instance_count": 20},
    keep_job_flow_alive_when_no_steps=False,
    steps=[build, copy],
)
