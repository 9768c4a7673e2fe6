"""A bucket in several zones of one region, which is what its class does by itself."""

import pulumi_aws as aws

aws.s3.Bucket("cross-region-copy-data")
