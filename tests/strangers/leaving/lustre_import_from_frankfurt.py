"""Scratch Lustre for the ImageNet-22k run, hydrated from the research bucket.

The training corpus in an S3 bucket in eu-central-1 is lazily imported into an FSx for Lustre scratch file system in us-east-1
(import_path), and results are exported back there.
"""

import pulumi
import pulumi_aws as aws

frankfurt = aws.Provider("research", region="eu-central-1")
corpus = aws.s3.Bucket(
    "imagenet22k",
    bucket="acme-research-imagenet22k",
    opts=pulumi.ResourceOptions(provider=frankfurt),
)

subnet = aws.ec2.Subnet(
    "hpc", vpc_id="vpc-0f3c6a1b9d2e47785", cidr_block="10.12.4.0/24", availability_zone="us-east-1d"
)

scratch = aws.fsx.LustreFileSystem(
    "scratch",
    subnet_ids=subnet.id,
    deployment_type="SCRATCH_2",
    storage_capacity=14400,
    import_path=corpus.bucket.apply(lambda b: f"s3://{b}/train"),
    export_path=corpus.bucket.apply(lambda b: f"s3://{b}/train/out"),
    imported_file_chunk_size=1024,
)
pulumi.export("mount", pulumi.Output.concat(scratch.dns_name, "@tcp:/", scratch.mount_name))
