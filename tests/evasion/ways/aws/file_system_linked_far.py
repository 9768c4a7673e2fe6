"""A file system is linked to a bucket of another region, and reads its objects as files.

Answer: cross-region-copy fail images
"""

import pulumi_aws as aws

data = aws.s3.Bucket("data", bucket="vision-data", region="eu-west-1")
scratch = aws.fsx.LustreFileSystem(
    "scratch",
    storage_capacity=1200,
    subnet_ids="subnet-0123456789abcdef0",
    deployment_type="PERSISTENT_2",
    per_unit_storage_throughput=125,
)
aws.fsx.DataRepositoryAssociation(
    "images",
    file_system_id=scratch.id,
    file_system_path="/images",
    data_repository_path=data.bucket.apply(lambda name: f"s3://{name}/images"),
    batch_import_meta_data_on_create=True,
)
