"""A resource named after what only the cloud knows has a name that people can read, match and find again."""

from __future__ import annotations

import pytest

from penstock.preview.placeholders.labels import shown
from penstock.resources.reading.values import UNKNOWN

from .runner import Runner, named

HEAD = """
import pulumi
import pulumi_aws as aws
import pulumi_gcp as gcp
import pulumi_azure_native as azure

zones = aws.get_availability_zones(state="available")
me = aws.get_caller_identity()
ami = aws.ec2.get_ami(most_recent=True, owners=["amazon"])
subnets = aws.ec2.get_subnets()
vpc = aws.ec2.get_vpc(default=True)
"""

NAMES = {
    "a zone": ('f"net-{zones.names[0]}"', "net-<zone 1>"),
    "another zone": ('f"net-{zones.names[1]}"', "net-<zone 2>"),
    "a zone's id": ('f"net-{zones.zone_ids[2]}"', "net-<zone id 3>"),
    "a zone's letter": ('f"net-{zones.names[0][-1]}"', "net-<zone 1>"),
    "a zone in capitals": ('f"net-{zones.names[0].upper()}"', "net-<zone 1>"),
    "a zone without dashes": ('f"net{zones.names[0].replace(chr(45), str())}"', "net<zone 1>"),
    "text right after it": ('f"{zones.names[0]}a"', "<zone 1>a"),
    "a line under it": ('f"{zones.names[0]}_b"', "<zone 1>_b"),
    "two of them": ('f"{zones.names[0]}-{subnets.ids[1]}"', "<zone 1>-<subnet 2>"),
    "an account": ('f"logs-{me.account_id}"', "logs-<account id>"),
    "an image": ('f"node-{ami.id}"', "node-<ami>"),
    "an image's own name": ('f"node-{ami.name}"', "node-<ami>"),
    "a network's range": ('f"net-{vpc.cidr_block}"', "net-<cidr block>"),
    "a network's ARN": ('f"net-{vpc.arn}"', "net-<vpc arn>"),
    "an account out of an ARN": ('f"of-{vpc.arn.split(chr(58))[4]}"', "of-<vpc arn>"),
    "a zone of Google's": ('f"net-{gcp.compute.get_zones().names[0]}"', "net-<zone 1>"),
    "a project": ('f"net-{gcp.organizations.get_project().number}"', "net-<number>"),
    "a subscription": ('f"net-{azure.authorization.get_client_config().subscription_id}"', "net-<subscription id>"),
}


@pytest.mark.parametrize(("expression", "name"), NAMES.values(), ids=NAMES)
def test_a_name_says_what_is_in_it(run: Runner, expression: str, name: str) -> None:
    capture = run(f"{HEAD}\naws.sns.Topic({expression})\n")
    (topic,) = (it for it in capture.resources if it.type == "aws:sns/topic:Topic")
    assert topic.name == name
    assert topic.urn.endswith(f"::{name}")


IN_CALLBACKS = {
    "an output": ("data.arn.apply(lambda it: aws.sns.Topic(f'of-{it}'))", "of-<arn of data>"),
    "an id": ("data.id.apply(lambda it: aws.sns.Topic(f'of-{it}'))", "of-<id of data>"),
    "a member of a block": (
        "plane.vpc_config.apply(lambda it: aws.sns.Topic(f'of-{it.cluster_security_group_id}'))",
        "of-<cluster security group id of plane>",
    ),
    "a bare word": (
        "plane.certificate_authority.apply(lambda it: aws.sns.Topic(f'of-{it.data}'))",
        "of-<certificate authority data of plane>",
    ),
    "another stack's output": (
        "pulumi.StackReference('org/net/dev').outputs['vpcId'].apply(lambda it: aws.sns.Topic(f'of-{it}'))",
        "of-<vpc id of org/net/dev>",
    ),
}


@pytest.mark.parametrize(("statement", "name"), IN_CALLBACKS.values(), ids=IN_CALLBACKS)
def test_a_name_made_in_a_callback_says_whose_value_it_is(run: Runner, statement: str, name: str) -> None:
    capture = run(f"""{HEAD}
data = aws.s3.Bucket("data")
plane = aws.eks.Cluster("plane", role_arn="arn:aws:iam::1:role/a", vpc_config={{"subnet_ids": ["a", "b"]}})
{statement}
""")
    (topic,) = (it for it in capture.resources if it.type == "aws:sns/topic:Topic")
    assert topic.name == name


def test_what_resources_say_of_one_another_follows_their_names(run: Runner) -> None:
    capture = run(f"""{HEAD}
group = pulumi.ComponentResource("a:b:Net", f"in-{{zones.names[0]}}")
opts = pulumi.ResourceOptions(parent=group, aliases=[pulumi.Alias(name=f"old-{{zones.names[0]}}")])
queue = aws.sqs.Queue(f"queue-{{zones.names[0]}}", opts=opts)
aws.sns.TopicSubscription("told", topic="t", protocol="sqs", endpoint=queue.arn, opts=pulumi.ResourceOptions(depends_on=[group]))
pulumi.export(f"queue-{{zones.names[0]}}", queue.arn)
""")
    component, queue, told = (named(capture, name) for name in ("in-<zone 1>", "queue-<zone 1>", "told"))
    assert queue.parent == component.urn
    assert queue.aliases[0].endswith("::old-<zone 1>")
    assert told.property_dependencies["endpoint"] == (queue.urn,)
    assert queue.urn in told.dependencies
    assert capture.outputs == {"queue-<zone 1>": UNKNOWN}
    assert "penstockunknown" not in repr(capture)


def test_names_that_would_be_alike_are_told_apart_and_the_same_in_every_run(run: Runner) -> None:
    source = f"""{HEAD}
west = aws.Provider("west", region="us-west-2")
others = aws.get_availability_zones(state="available", opts=pulumi.InvokeOptions(provider=west))
for zone in (zones.names[0], others.names[0], "<zone 1>"):
    aws.sns.Topic(f"net-{{zone}}", name="in-" + zone)
"""
    first, second = run(source), run(source)
    assert first == second
    topics = [it.name for it in first.resources if it.type == "aws:sns/topic:Topic"]
    assert topics == ["net-<zone 1>", "net-<zone 1> (2)", "net-<zone 1> (3)"]
    assert named(first, "net-<zone 1>").inputs["name"] == "in-<zone 1>", "what the program itself wrote keeps its name"


def test_what_is_named_after_part_of_a_number_is_still_no_known_text(run: Runner) -> None:
    capture = run(f"{HEAD}\naws.sns.Topic(f'of-{{ami.root_device_name[:2]}}', name=ami.id[:3], tags={{ami.id: 'x'}})\n")
    topic = named(capture, "of-<root device name>")
    assert topic.inputs == {"name": UNKNOWN, "tags": UNKNOWN}


def test_a_placeholder_that_was_cut_is_shown_as_unknown() -> None:
    assert shown("net-penstockunknownab12") == "net-<unknown>"
    assert shown("penstockunknown") == "<unknown>"
    assert shown("nothing") == "nothing"
