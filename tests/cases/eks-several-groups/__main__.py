"""Four self-managed groups of both kinds in one cluster."""

import pulumi_aws as aws
import pulumi_eks as eks

role = aws.iam.Role("nodes", assume_role_policy="{}")
profile = aws.iam.InstanceProfile("nodes", role=role.name)
home = eks.Cluster("home", skip_default_node_group=True, instance_roles=[role])
size = {"desired_capacity": 1, "min_size": 0, "max_size": 2}
for kind in (eks.NodeGroup, eks.NodeGroupV2):
    for name in ("plain", "spot"):
        kind(
            f"{name}-{kind.__name__.lower()}", cluster=home, instance_type="g5.xlarge", instance_profile=profile, **size
        )
