"""Transcoder on Elastic Beanstalk.

Beanstalk option settings give 10 to 40 g5.24xlarge (4 A10G each) that run always.
"""

import pulumi
import pulumi_aws as aws

app = aws.elasticbeanstalk.Application("transcoder")


def options(namespace, **values):
    return [{"namespace": namespace, "name": k, "value": str(v)} for k, v in values.items()]


settings = (
    options(
        "aws:autoscaling:launchconfiguration", IamInstanceProfile="aws-elasticbeanstalk-ec2-role", RootVolumeSize=200
    )
    + options("aws:ec2:instances", InstanceTypes="g5.24xlarge", EnableSpot="false")
    + options("aws:autoscaling:asg", MinSize=10, MaxSize=40)
    + options("aws:elasticbeanstalk:environment", EnvironmentType="LoadBalanced", LoadBalancerType="application")
)

env = aws.elasticbeanstalk.Environment(
    "transcoder-prod",
    application=app.name,
    solution_stack_name="64bit Amazon Linux 2023 v4.5.0 running Docker",
    settings=settings,
)

pulumi.export("cname", env.cname)
