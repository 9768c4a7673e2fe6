"""An EMR cluster whose core nodes are not for Spark.

Answer: oversized-instance fail lake
"""

import pulumi_aws as aws

aws.emr.Cluster(
    "lake",
    release_label="emr-7.9.0",
    service_role="arn:aws:iam::123456789012:role/emr",
    master_instance_group={"instance_type": "m5.xlarge"},
    core_instance_group={"instance_type": "p5.48xlarge", "instance_count": 4},
)
