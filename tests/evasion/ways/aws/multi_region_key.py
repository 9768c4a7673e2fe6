"""A key with a replica in another region: data that it encrypts is meant to be read there too.

Not caught: a replica of a key moves no data, and costs a dollar a month; the copies of data that it is for are judged themselves.
"""

import pulumi
import pulumi_aws as aws

far = aws.Provider("far", region="ap-northeast-1")
key = aws.kms.Key("here", multi_region=True)
aws.kms.ReplicaKey("copy", primary_key_arn=key.arn, opts=pulumi.ResourceOptions(provider=far))
