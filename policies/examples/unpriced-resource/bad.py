"""A machine where the catalog has no price of it."""

import pulumi
import pulumi_aws as aws

cape_town = aws.Provider("unpriced-resource-cape-town", region="af-south-1")
aws.ec2.Instance("unpriced-resource-box", instance_type="p4d.24xlarge", opts=pulumi.ResourceOptions(provider=cape_town))
