"""Functions and other stacks: what the program's inputs tell is known, the rest a placeholder."""

from __future__ import annotations

from typing import Any

import pytest

from penstock.resources.reading.values import UNKNOWN

from .runner import Runner, named

HEAD = "import pulumi\nimport pulumi_aws as aws\n"


def exported(run: Runner, expression: str, **kwargs: Any) -> object:
    """What `expression` is, exported."""
    return run(f"{HEAD}pulumi.export('it', {expression})\n", **kwargs).outputs.get("it")


@pytest.mark.parametrize("form", ["aws.get_region()", "aws.get_region_output()"])
def test_the_region_is_the_default_providers(run: Runner, form: str) -> None:
    assert exported(run, f"{form}.region", config={"aws:region": "eu-west-1"}) == "eu-west-1"


@pytest.mark.parametrize("form", ["aws.get_region", "aws.get_region_output"])
def test_the_region_is_that_of_the_provider_that_is_asked(run: Runner, form: str) -> None:
    asked = f"{form}(opts=pulumi.InvokeOptions(provider=aws.Provider('west', region='us-west-2'))).region"
    if form.endswith("output"):
        asked = asked.replace("InvokeOptions", "InvokeOutputOptions")
    assert exported(run, asked, config={"aws:region": "eu-west-1"}) == "us-west-2"


def test_the_region_may_be_an_argument(run: Runner) -> None:
    assert exported(run, "aws.get_region(region='eu-north-1').region") == "eu-north-1"


@pytest.mark.parametrize("form", ["aws.get_region()", "aws.get_region_output()"])
def test_without_a_region_it_is_unknown(run: Runner, form: str) -> None:
    assert exported(run, f"{form}.region") is UNKNOWN


@pytest.mark.parametrize(
    ("region", "partition", "suffix"),
    [
        ("eu-west-1", "aws", "amazonaws.com"),
        ("cn-north-1", "aws-cn", "amazonaws.com.cn"),
        ("us-gov-west-1", "aws-us-gov", "amazonaws.com"),
    ],
)
def test_the_partition_follows_from_the_region(run: Runner, region: str, partition: str, suffix: str) -> None:
    told = "[it.partition, it.dns_suffix, '.'.join(reversed(it.reverse_dns_prefix.split('.')))]"
    source = f"{HEAD}it = aws.get_partition()\npulumi.export('it', {told})\n"
    assert run(source, config={"aws:region": region}).outputs == {"it": [partition, suffix, suffix]}


ASKED = {
    "the account": ("get_caller_identity", "", "account_id"),
    "an image": ("ec2.get_ami", "most_recent=True, owners=['amazon']", "image_id"),
    "an image's size": ("ec2.get_ami", "most_recent=True, owners=['amazon']", "block_device_mappings[0].ebs['size']"),
    "an image's tags": ("ec2.get_ami", "most_recent=True, owners=['amazon']", "tags['Name']"),
    "the zones": ("get_availability_zones", "state='available'", "names[0]"),
    "a parameter": ("ssm.get_parameter", "name='/ami'", "value"),
    "a parameter's version": ("ssm.get_parameter", "name='/ami'", "version"),
    "a policy": ("iam.get_policy_document", "statements=[]", "json"),
    "a network": ("ec2.get_vpc", "default=True", "cidr_block"),
    "whether it is default": ("ec2.get_vpc", "default=True", "default"),
    "a cluster": ("eks.get_cluster", "name='main'", "certificate_authorities[0].data"),
}


@pytest.mark.parametrize(("function", "arguments", "field"), ASKED.values(), ids=ASKED)
@pytest.mark.parametrize("form", ["", "_output"])
def test_what_only_the_cloud_can_answer_is_unknown_in_both_forms(
    run: Runner, function: str, arguments: str, field: str, form: str
) -> None:
    assert exported(run, f"aws.{function}{form}({arguments}).{field}") is UNKNOWN


def test_a_function_that_is_not_answered_is_noted_once(run: Runner) -> None:
    source = f"{HEAD}for _ in range(3):\n    aws.get_caller_identity()\n    aws.get_region()\n"
    (note,) = run(source, config={"aws:region": "eu-west-1"}).notes
    assert note.startswith("aws:index/getCallerIdentity:getCallerIdentity: only the cloud can answer")


def test_a_program_may_go_through_the_zones_and_take_some(run: Runner) -> None:
    capture = run(f"""{HEAD}
vpc = aws.ec2.Vpc("main", cidr_block="10.0.0.0/16")
for index, zone in enumerate(aws.get_availability_zones(state="available").names[:2]):
    aws.ec2.Subnet(f"subnet-{{index}}", vpc_id=vpc.id, cidr_block=f"10.0.{{index}}.0/24", availability_zone=zone)
""")
    subnets = [resource for resource in capture.resources if resource.type == "aws:ec2/subnet:Subnet"]
    assert [subnet.inputs["cidrBlock"] for subnet in subnets] == ["10.0.0.0/24", "10.0.1.0/24"]
    assert [subnet.inputs["availabilityZone"] for subnet in subnets] == [UNKNOWN, UNKNOWN]


def test_a_function_of_an_unknown_argument_gives_something_that_callbacks_can_use(run: Runner) -> None:
    capture = run(f"""{HEAD}
vpc = aws.ec2.Vpc("main", cidr_block="10.0.0.0/16")
found = aws.ec2.get_subnets_output(filters=[{{"name": "vpc-id", "values": [vpc.id]}}])
found.ids.apply(lambda ids: [aws.ec2.Eip(f"ip-{{it}}") for it in ids])
found.apply(lambda it: aws.sns.Topic("topic", name=it.ids[0]))
pulumi.export("first", found.ids[0])
""")
    assert capture.outputs == {"first": UNKNOWN}
    assert named(capture, "topic").inputs == {"name": UNKNOWN}
    assert [resource for resource in capture.resources if resource.type == "aws:ec2/eip:Eip"]


@pytest.mark.parametrize(
    "expression",
    [
        "pulumi.runtime.invoke('acme:index:lookup', {'a': 1}).value['key']",
        "pulumi.runtime.invoke('acme:index:lookup', {'a': 1}).value.get('key', 'none')",
        "pulumi.runtime.invoke('acme:index:lookup', {'a': 1}).value",
        "pulumi.runtime.invoke_output('acme:index:lookup', {'a': 1}).apply(lambda it: it['key'])",
        "pulumi.runtime.invoke_single('acme:index:lookup', {'a': 1}).value",
        "pulumi.runtime.call('acme:index:Thing/method', {})",
    ],
)
def test_a_function_that_no_sdk_describes_gives_unknown_values(run: Runner, expression: str) -> None:
    found = exported(run, expression)
    assert found is UNKNOWN or (isinstance(found, dict) and set(found.values()) == {UNKNOWN})  # pyright: ignore[reportUnknownArgumentType, reportUnknownMemberType]


POD = "apiVersion: v1\\nkind: Pod\\nmetadata: {name: web}\\nspec: {containers: [{name: web, image: nginx}]}"


def test_a_manifest_is_taken_apart_into_its_objects(run: Runner) -> None:
    capture = run(f"import pulumi_kubernetes as k8s\nk8s.yaml.ConfigGroup('web', yaml=['{POD}'])\n")
    pod = next(it for it in capture.resources if it.type == "kubernetes:core/v1:Pod")
    assert pod.inputs["spec"] == {"containers": [{"name": "web", "image": "nginx"}]}
    assert (pod.parent or "").endswith("::web")


def test_a_manifest_that_is_none_stays_unknown(run: Runner) -> None:
    capture = run("import pulumi_kubernetes as k8s\nk8s.yaml.ConfigGroup('web', yaml=['a: [\\n'])\n")
    assert not any(it.type == "kubernetes:core/v1:Pod" for it in capture.resources)


def test_a_decision_on_a_plain_answer_is_told_with_its_place(run: Runner) -> None:
    capture = run(f"{HEAD}if aws.get_caller_identity().account_id == '1':\n    pass\n")
    (note,) = (note for note in capture.notes if "decides" in note)
    assert note.startswith("__main__.py:3: ")


STACK = f"""{HEAD}
other = pulumi.StackReference("network", stack_name="acme/network/prod")
pulumi.export("got", other.get_output("vpc"))
pulumi.export("required", other.require_output("ids"))
pulumi.export("missing", other.get_output("none"))
pulumi.export("element", other.outputs["ids"][0])
pulumi.export("name", other.name)
other.get_output("vpc").apply(lambda vpc: aws.sns.Topic("topic", name=f"{{vpc}}-alarms"))
"""


def test_outputs_of_another_stack_that_were_given_are_known(run: Runner) -> None:
    capture = run(STACK, stack_outputs={"acme/network/prod": {"vpc": "vpc-1", "ids": ["a", "b"]}})
    assert capture.outputs == {
        "element": "a",
        "got": "vpc-1",
        "name": "acme/network/prod",
        "required": ["a", "b"],
    }
    assert named(capture, "topic").inputs == {"name": "vpc-1-alarms"}
    assert capture.notes == ()


def test_outputs_of_another_stack_are_else_unknown_and_it_is_said(run: Runner) -> None:
    capture = run(STACK)
    assert {key: value for key, value in capture.outputs.items() if value is not UNKNOWN} == {
        "name": "acme/network/prod"
    }
    assert named(capture, "topic").inputs == {"name": UNKNOWN}
    assert "stack acme/network/prod: its outputs are not known here" in capture.notes


def test_a_stack_reference_is_a_read_resource_without_a_provider(run: Runner) -> None:
    reference = named(run(STACK), "network")
    assert reference.type == "pulumi:pulumi:StackReference"
    assert reference.external
    assert reference.provider is None
