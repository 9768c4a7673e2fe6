"""A team's own program, without Penstock: four H100 nodes day and night, reading a dataset from another continent.

`penstock check examples/blocked --stack prod` says why it must not run. Nothing in it is unusual, and each part works.
"""

import pulumi
import pulumi_aws as aws

NODES = 4

# The dataset was put where the labelling team is.
frankfurt = aws.Provider("frankfurt", region="eu-central-1")
dataset = aws.s3.Bucket("clicks", opts=pulumi.ResourceOptions(provider=frankfurt))

role = aws.iam.Role(
    "trainer",
    assume_role_policy=aws.iam.get_policy_document_output(
        statements=[
            {
                "actions": ["sts:AssumeRole"],
                "principals": [{"type": "Service", "identifiers": ["ec2.amazonaws.com"]}],
            }
        ]
    ).json,
)
aws.iam.RolePolicy(
    "read-clicks",
    role=role.name,
    policy=pulumi.Output.json_dumps(
        {
            "Version": "2012-10-17",
            "Statement": [
                {
                    "Effect": "Allow",
                    "Action": ["s3:GetObject", "s3:ListBucket"],
                    "Resource": [dataset.arn, pulumi.Output.concat(dataset.arn, "/*")],
                }
            ],
        }
    ),
)
profile = aws.iam.InstanceProfile("trainer", role=role.name)

network = aws.ec2.Vpc("recommender", cidr_block="10.80.0.0/16")
subnet = aws.ec2.Subnet("recommender", vpc_id=network.id, cidr_block="10.80.0.0/20")

template = aws.ec2.LaunchTemplate(
    "trainer",
    image_id=aws.ec2.get_ami_output(most_recent=True, owners=["amazon"], name_regex="^Deep Learning Base .*GPU").id,
    instance_type="p5.48xlarge",
    iam_instance_profile={"arn": profile.arn},
)
aws.autoscaling.Group(
    "trainer",
    min_size=NODES,
    max_size=NODES,
    vpc_zone_identifiers=[subnet.id],
    launch_template={"id": template.id, "version": template.latest_version.apply(str)},
)

pulumi.export("dataset", dataset.bucket)
