"""A machine and a bucket that nobody will dare to delete."""

import pulumi_aws as aws

aws.ec2.Instance("owner-tags-box", instance_type="g5.xlarge", tags={"Name": "test2"})
aws.s3.Bucket("owner-tags-data")
