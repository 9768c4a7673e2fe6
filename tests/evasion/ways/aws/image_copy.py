"""A machine image is copied from another region at each change.

Answer: cross-region-copy fail image
"""

import pulumi_aws as aws

aws.ec2.AmiCopy("image", source_ami_id="ami-0123456789abcdef0", source_ami_region="eu-west-1")
