"""One of each kind that a policy is asked about: a component, its child, what has a provider of its own, what is looked up."""

import pulumi
import pulumi_aws as aws

west = aws.Provider("west", region="us-west-2")


class Store(pulumi.ComponentResource):
    """A component with an input that it does not register as an output."""

    def __init__(self, name: str) -> None:
        super().__init__("team:index:Store", name, {"size": 1})
        options = pulumi.ResourceOptions(parent=self, protect=True, aliases=[pulumi.Alias(name="old")])
        self.bucket = aws.s3.Bucket(name, bucket="team-store", opts=options)
        self.register_outputs({})


store = Store("store")
aws.ec2.Instance(
    "node",
    ami="ami-1",
    instance_type="t3.micro",
    tags={"store": store.bucket.arn},
    opts=pulumi.ResourceOptions(provider=west, ignore_changes=["tags"]),
)
aws.ec2.Instance.get("theirs", "i-0123456789abcdef0")
