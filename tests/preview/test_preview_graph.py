"""URNs, parents, aliases and options of resources are what the engine would make of the program."""

from __future__ import annotations

import pytest

from penstock.preview import ProgramError
from penstock.resources.reading.capture import Capture
from penstock.resources.reading.values import UNKNOWN

from .runner import Runner, named

COMPONENTS = """
import asyncio, random
import pulumi
import pulumi_aws as aws
from pulumi import Alias, ResourceOptions

class Inner(pulumi.ComponentResource):
    def __init__(self, name, opts=None):
        super().__init__("shop:data:Inner", name, {"size": 3}, opts)
        self.bucket = aws.s3.Bucket(f"{name}-bucket", opts=ResourceOptions(parent=self))
        self.rules = aws.s3.BucketVersioning(
            f"{name}-versions", bucket=self.bucket.id, versioning_configuration={"status": "Enabled"},
            opts=ResourceOptions(parent=self.bucket),
        )
        self.register_outputs({"bucket": self.bucket.bucket, "size": 3})

class Outer(pulumi.ComponentResource):
    def __init__(self, name, opts=None):
        super().__init__("shop:data:Outer", name, None, opts)
        self.inner = Inner(f"{name}-inner", ResourceOptions(parent=self))
"""


def urns(capture: Capture) -> set[str]:
    """URNs without the part that all share; the stack's and the providers' are left out."""
    prefix = f"urn:pulumi:{capture.stack}::{capture.project}::"
    return {
        resource.urn.removeprefix(prefix) for resource in capture.resources if not resource.type.startswith("pulumi:")
    }


def test_a_urn_holds_the_types_of_all_parents_and_not_the_stacks(run: Runner) -> None:
    capture = run(f"{COMPONENTS}\nOuter('one')\naws.sns.Topic('alone')\n", stack="acme/small/dev")
    bucket = "shop:data:Outer$shop:data:Inner$aws:s3/bucket:Bucket"
    assert capture.stack == "dev"
    assert urns(capture) == {
        "shop:data:Outer::one",
        "shop:data:Outer$shop:data:Inner::one-inner",
        f"{bucket}::one-inner-bucket",
        f"{bucket}$aws:s3/bucketVersioning:BucketVersioning::one-inner-versions",
        "aws:sns/topic:Topic::alone",
    }


def test_every_parent_provider_and_dependency_is_a_resource_of_the_capture(run: Runner) -> None:
    capture = run(f"{COMPONENTS}\none = Outer('one')\nOuter('two', ResourceOptions(depends_on=[one]))\n")
    by_urn = capture.by_urn()
    for resource in capture.resources:
        assert (resource.parent is None) == (resource.type in ("pulumi:pulumi:Stack", "pulumi:providers:aws"))
        named_by_it = {resource.parent, resource.provider, *resource.dependencies} - {None}
        named_by_it |= {urn for found in resource.property_dependencies.values() for urn in found}
        assert named_by_it <= set(by_urn)


def test_the_resources_are_sorted_by_urn(run: Runner) -> None:
    found = [resource.urn for resource in run(f"{COMPONENTS}\nOuter('b')\nOuter('a')\n").resources]
    assert found == sorted(found)


def test_an_input_that_comes_from_a_resource_depends_on_it(run: Runner) -> None:
    capture = run(f"{COMPONENTS}\nInner('one')\n")
    bucket, versions = named(capture, "one-bucket"), named(capture, "one-versions")
    assert versions.property_dependencies == {"bucket": (bucket.urn,)}
    assert versions.dependencies == (bucket.urn,)
    assert versions.inputs["bucket"] is UNKNOWN


def test_depending_on_a_component_is_depending_on_what_is_in_it(run: Runner) -> None:
    capture = run(f"{COMPONENTS}\naws.sns.Topic('last', opts=ResourceOptions(depends_on=[Inner('one')]))\n")
    assert named(capture, "one-bucket").urn in named(capture, "last").dependencies


def test_what_a_component_registers_is_its_output(run: Runner) -> None:
    inner = named(run(f"{COMPONENTS}\nInner('one')\n"), "one")
    assert not inner.custom
    assert inner.inputs == {"size": 3}
    assert inner.outputs == {"bucket": UNKNOWN, "size": 3}


def test_aliases_are_the_urns_that_they_stand_for(run: Runner) -> None:
    capture = run(f"""{COMPONENTS}
outer = Outer("one")
aws.sqs.Queue("queue", opts=ResourceOptions(parent=outer, aliases=[
    Alias(name="before"),
    Alias(parent=pulumi.ROOT_STACK_RESOURCE),
    Alias(parent=None),
    Alias(parent=outer.inner),
    Alias(type_="aws:sqs/old:Old"),
    Alias(stack="prod", project="other"),
    "urn:pulumi:dev::small::some:other:Thing::name",
]))
""")
    assert set(named(capture, "queue").aliases) == {
        "urn:pulumi:dev::small::shop:data:Outer$aws:sqs/queue:Queue::before",
        "urn:pulumi:dev::small::aws:sqs/queue:Queue::queue",
        "urn:pulumi:dev::small::shop:data:Outer$shop:data:Inner$aws:sqs/queue:Queue::queue",
        "urn:pulumi:dev::small::shop:data:Outer$aws:sqs/old:Old::queue",
        "urn:pulumi:prod::other::shop:data:Outer$aws:sqs/queue:Queue::queue",
        "urn:pulumi:dev::small::some:other:Thing::name",
    }


def test_options_of_a_resource_are_kept(run: Runner) -> None:
    capture = run(f"""{COMPONENTS}
first = aws.sns.Topic("first")
aws.sns.Topic("second", opts=ResourceOptions(
    depends_on=[first], protect=True, ignore_changes=["tags", "name"], retain_on_delete=True, deleted_with=first,
    delete_before_replace=True, replace_on_changes=["name"], custom_timeouts=pulumi.CustomTimeouts(create="5m"),
    import_="arn:aws:sns:us-east-1:123456789012:second", version="7.0.0",
))
""")
    second = named(capture, "second")
    assert second.protect
    assert second.retain_on_delete
    assert second.ignore_changes == ("tags", "name")
    assert second.dependencies == (named(capture, "first").urn,)
    assert (second.provider or "").endswith("default_7_0_0")


def test_a_protected_component_protects_what_is_in_it(run: Runner) -> None:
    capture = run(f"{COMPONENTS}\nInner('one', ResourceOptions(protect=True))\n")
    assert named(capture, "one-bucket").protect


def test_a_resource_that_is_read_is_external_and_unknown_but_for_what_is_said(run: Runner) -> None:
    capture = run("""
import pulumi
import pulumi_aws as aws
bucket = aws.s3.Bucket.get("theirs", "their-bucket", acl="private")
pulumi.export("id", bucket.id)
pulumi.export("arn", bucket.arn)
unknown = aws.sns.Topic("topic").arn
pulumi.export("second", aws.sns.Topic.get("theirs", unknown).id)
""")
    theirs, topic = (resource for resource in capture.resources if resource.name == "theirs")
    assert theirs.external
    assert topic.external
    assert theirs.inputs == {"acl": "private"}
    assert str(theirs.source) == "__main__.py:4"
    assert capture.outputs == {"id": "their-bucket", "arn": UNKNOWN, "second": UNKNOWN}


def test_reading_the_same_resource_twice_is_no_mistake(run: Runner) -> None:
    read = 'aws.s3.Bucket.get("theirs", "their-bucket")\n'
    assert named(run(f"import pulumi_aws as aws\n{read}{read}"), "theirs").external


def test_two_resources_of_one_urn_are_told_with_both_places(run: Runner) -> None:
    with pytest.raises(ProgramError) as caught:
        run("import pulumi_aws as aws\naws.sns.Topic('topic')\naws.sns.Topic('topic')\n")
    (problem,) = caught.value.problems
    assert problem.where == "__main__.py:2 and __main__.py:3"
    assert "urn:pulumi:dev::small::aws:sns/topic:Topic::topic" in problem.what
    assert problem.fix


def test_the_source_is_the_line_of_the_program_that_declares_it(run: Runner) -> None:
    capture = run(
        "import parts\nimport pulumi_aws as aws\nparts.topic()\naws.Provider('west', region='us-west-2')\n",
        files={"parts.py": "import pulumi_aws as aws\n\ndef topic():\n    aws.sns.Topic('topic')\n"},
    )
    assert str(named(capture, "topic").source) == "parts.py:4"
    assert str(named(capture, "west").source) == "__main__.py:4"


def test_the_order_of_registration_changes_nothing(run: Runner) -> None:
    shuffled = """
async def late(name, seconds):
    await asyncio.sleep(seconds)
    return name

names = [f"topic-{number}" for number in range(12)]
topics = []
for name in names:
    value = pulumi.Output.from_input(late(name, random.random() / 50))
    topics.append(aws.sns.Topic(name, name=value))
for name in names:
    aws.sqs.Queue(name, name=pulumi.Output.from_input(late(name, random.random() / 50)))
pulumi.export("names", [topic.name for topic in topics])
Outer("one")
"""
    first, second = run(COMPONENTS + shuffled), run(COMPONENTS + shuffled)
    assert first == second
    assert first.outputs["names"] == [f"topic-{number}" for number in range(12)]


def test_a_dynamic_resource_is_recorded_and_its_code_never_run(run: Runner) -> None:
    capture = run("""
import pulumi
from pulumi.dynamic import CreateResult, Resource, ResourceProvider

class Provider(ResourceProvider):
    def create(self, props):
        raise RuntimeError("ran")

class Thing(Resource):
    answer: pulumi.Output[str]
    def __init__(self, name, size, opts=None):
        super().__init__(Provider(), name, {"size": size, "answer": None}, opts)

thing = Thing("thing", 3)
pulumi.export("answer", thing.answer)
pulumi.export("size", thing.size)
thing.answer.apply(lambda answer: Thing(f"after-{answer}", 4))
""")
    thing = named(capture, "thing")
    assert thing.type == "pulumi-python:dynamic:Resource"
    assert thing.inputs["size"] == 3
    assert capture.outputs["answer"] is UNKNOWN
    assert sum(resource.type == thing.type for resource in capture.resources) == 2


@pytest.mark.filterwarnings("ignore:NodeGroup uses AWS EC2 LaunchConfiguration:DeprecationWarning")
def test_the_inside_of_a_remote_component_is_said_to_be_unseen(run: Runner) -> None:
    capture = run("""
import pulumi, pulumi_eks as eks
cluster = eks.Cluster("cluster", desired_capacity=2, instance_type="p4d.24xlarge", min_size=1, max_size=4)
pulumi.export("kubeconfig", cluster.kubeconfig)
cluster.eks_cluster.apply(lambda it: it)
""")
    cluster = named(capture, "cluster")
    assert not cluster.custom
    assert cluster.inputs["instanceType"] == "p4d.24xlarge"
    assert capture.outputs == {"kubeconfig": UNKNOWN}
    assert "eks:index:Cluster 'cluster' is built by its provider: the resources inside it are not seen" in capture.notes
