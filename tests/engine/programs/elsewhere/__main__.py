"""A spot group on a template of its own, and one on a template that another program made."""

import pulumi_aws as aws

own = aws.ec2.LaunchTemplate("own", instance_type="t3.micro")
aws.autoscaling.Group("on-own", min_size=0, max_size=2, launch_template={"id": own.id, "version": "$Latest"})
aws.autoscaling.Group("on-another", min_size=0, max_size=2, launch_template={"id": "lt-0123456789abcdef0"})
