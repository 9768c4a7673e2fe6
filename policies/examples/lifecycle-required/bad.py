"""A bucket that keeps everything for ever."""

import pulumi_aws as aws

aws.s3.Bucket("lifecycle-required-data")
