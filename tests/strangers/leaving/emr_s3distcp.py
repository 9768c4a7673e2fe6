"""Weekly EMR run: copy the ad-server logs next to the cluster, then aggregate them.

An EMR step in us-east-1 runs s3-dist-cp to copy the raw ad-server logs from a bucket in ap-southeast-1 into the cluster's HDFS.
"""

import pulumi_aws as aws

ADLOGS = "s3://acme-adserver-logs-singapore"
WORK = "s3://acme-emr-work"

copy = aws.emr.ClusterStepArgs(
    name="fetch",
    action_on_failure="TERMINATE_CLUSTER",
    hadoop_jar_step=aws.emr.ClusterStepHadoopJarStepArgs(
        jar="command-runner.jar",
        args=[
            "s3-dist-cp",
            "--s3Endpoint=s3.ap-southeast-1.amazonaws.com",
            f"--src={ADLOGS}/raw/",
            "--dest=hdfs:///adlogs/",
            "--targetSize=512",
        ],
    ),
)
aggregate = aws.emr.ClusterStepArgs(
    name="aggregate",
    action_on_failure="TERMINATE_CLUSTER",
    hadoop_jar_step=aws.emr.ClusterStepHadoopJarStepArgs(
        jar="command-runner.jar",
        args=["spark-submit", "--deploy-mode", "cluster", f"{WORK}/jobs/aggregate.py", "hdfs:///adlogs/"],
    ),
)

aws.emr.Cluster(
    "adlogs-weekly",
    name="adlogs-weekly",
    release_label="emr-7.1.0",
    applications=["Spark", "Hadoop"],
    service_role="EMR_DefaultRole",
    log_uri=f"{WORK}/logs/",
    keep_job_flow_alive_when_no_steps=False,
    ec2_attributes={"subnet_id": "subnet-0c1d2e3f", "instance_profile": "EMR_EC2_DefaultRole"},
    master_instance_group={"instance_type": "m6g.xlarge"},
    core_instance_group={"instance_type": "i3en.3xlarge", "instance_count": 10},
    steps=[copy, aggregate],
)
