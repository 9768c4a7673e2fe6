"""A plain program: no components, known and unknown inputs."""

import json

import pulumi
import pulumi_aws as aws

region = aws.get_region()
ami = aws.ec2.get_ami(most_recent=True, owners=["amazon"])
bucket = aws.s3.Bucket("data", bucket=f"data-{region.region}", tags={"purpose": "training"})
aws.s3.BucketPolicy(
    "data",
    bucket=bucket.bucket,
    policy=bucket.arn.apply(lambda arn: json.dumps({"Resource": f"{arn}/*"})),
)
node = aws.ec2.Instance(
    "node",
    ami=ami.id,
    instance_type="p4d.24xlarge",
    root_block_device={"volume_size": 200, "volume_type": "gp3"},
    tags={"bucket": bucket.id, "owner": "vision"},
)
bucket.id.apply(lambda name: aws.s3.BucketObject("hello", bucket=name, content="hello"))
pulumi.export("bucket", bucket.bucket)
pulumi.export("node", node.id)
