"""The other provider of AWS, `aws-native`.

Answer: oversized-instance fail box
"""

import pulumi

pulumi.CustomResource("aws-native:ec2:Instance", "box", {"instanceType": "p5.48xlarge", "imageId": "ami-01234567"})
