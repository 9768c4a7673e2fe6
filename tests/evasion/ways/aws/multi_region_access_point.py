"""An access point over buckets of several regions: a client in one reads from whichever is nearest, and pays for it.

Answer: cross-region-copy fail everywhere
"""

import pulumi
import pulumi_aws as aws

far = aws.Provider("far", region="ap-northeast-1")
here = aws.s3.Bucket("here", bucket="vision-here")
there = aws.s3.Bucket("there", bucket="vision-there", opts=pulumi.ResourceOptions(provider=far))
aws.s3control.MultiRegionAccessPoint(
    "everywhere", details={"name": "everywhere", "regions": [{"bucket": here.id}, {"bucket": there.id}]}
)
