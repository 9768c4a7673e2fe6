"""The security group that EKS makes, read by key from the block that the program gave."""

import pulumi
import pulumi_aws as aws

plane = aws.eks.Cluster(
    "plane", role_arn="arn:aws:iam::111122223333:role/eks", vpc_config={"subnet_ids": ["subnet-1", "subnet-2"]}
)
aws.vpc.SecurityGroupIngressRule(
    "from-here",
    security_group_id=plane.vpc_config["cluster_security_group_id"],
    ip_protocol="-1",
    cidr_ipv4="10.0.0.0/8",
)
pulumi.export("ca", plane.certificate_authority["data"])
