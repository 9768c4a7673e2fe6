"""A program's transforms run as in the engine: a resource's own, its parents', the stack's."""

from __future__ import annotations

import pytest

from penstock.preview import ProgramError
from penstock.resources.reading.values import UNKNOWN

from .runner import Runner, named

HEAD = """
import pulumi
import pulumi_aws as aws
from pulumi import InvokeTransformResult, ResourceOptions, ResourceTransformResult, ResourceTransformationResult

def tagging(name):
    def transform(args):
        if args.type_ == "aws:sns/topic:Topic":
            tags = {**(args.props.get("tags") or {}), name: "yes", "last": name}
            return ResourceTransformResult({**args.props, "tags": tags}, args.opts)
    return transform

class Team(pulumi.ComponentResource):
    def __init__(self, name, opts=None):
        super().__init__("shop:teams:Team", name, None, opts)
        aws.sns.Topic(f"{name}-topic", opts=ResourceOptions(parent=self, transforms=[tagging("own")]))
"""


def test_transforms_run_from_the_resource_outwards(run: Runner) -> None:
    capture = run(f"""{HEAD}
pulumi.runtime.register_resource_transform(tagging("stack"))
Team("one", ResourceOptions(transforms=[tagging("team")]))
aws.sns.Topic("alone")
aws.sqs.Queue("queue")
""")
    assert named(capture, "one-topic").inputs["tags"] == {"own": "yes", "team": "yes", "stack": "yes", "last": "stack"}
    assert named(capture, "alone").inputs["tags"] == {"stack": "yes", "last": "stack"}
    assert "tags" not in named(capture, "queue").inputs


def test_old_transformations_run_too_before_the_others(run: Runner) -> None:
    capture = run(f"""{HEAD}
def old(args):
    return ResourceTransformationResult({{**args.props, "name": f"old-{{args.name}}"}}, args.opts)

pulumi.runtime.register_stack_transformation(old)
aws.sns.Topic("topic", opts=ResourceOptions(transforms=[tagging("own")]))
aws.sqs.Queue("queue", opts=ResourceOptions(transformations=[
    lambda args: ResourceTransformationResult({{**args.props, "delay_seconds": 5}}, args.opts)]))
""")
    assert named(capture, "topic").inputs == {"name": "old-topic", "tags": {"own": "yes", "last": "own"}}
    assert named(capture, "queue").inputs == {"name": "old-queue", "delaySeconds": 5}


def test_a_transform_may_change_options(run: Runner) -> None:
    capture = run(f"""{HEAD}
west = aws.Provider("west", region="us-west-2")
first = aws.sqs.Queue("first")

def options(args):
    return ResourceTransformResult(args.props, ResourceOptions.merge(args.opts, ResourceOptions(
        provider=west, protect=True, retain_on_delete=True, ignore_changes=["tags"], depends_on=[first],
        aliases=[pulumi.Alias(name="before")])))

aws.sns.Topic("topic", opts=ResourceOptions(transforms=[options]))
""")
    topic = named(capture, "topic")
    assert topic.provider == named(capture, "west").urn
    assert topic.protect
    assert topic.retain_on_delete
    assert topic.ignore_changes == ("tags",)
    assert topic.dependencies == (named(capture, "first").urn,)
    assert topic.aliases == ("urn:pulumi:dev::small::aws:sns/topic:Topic::before",)


def test_a_transform_may_be_a_coroutine_and_sees_unknown_and_secret_values(run: Runner) -> None:
    capture = run(f"""{HEAD}
async def later(args):
    return ResourceTransformResult({{**args.props, "tags": {{"copy": args.props["displayName"]}}}}, args.opts)

queue = aws.sqs.Queue("queue")
aws.sns.Topic("unknown", display_name=queue.arn, opts=ResourceOptions(transforms=[later]))
aws.sns.Topic("secret", display_name=pulumi.Output.secret("hunter2"), opts=ResourceOptions(transforms=[later]))
""")
    assert named(capture, "unknown").inputs == {"displayName": UNKNOWN, "tags": {"copy": UNKNOWN}}
    secret = named(capture, "secret").inputs
    assert secret == {"displayName": "hunter2", "tags": {"copy": "hunter2"}}
    assert "hunter2" not in repr(secret)


def test_a_transform_changes_what_a_later_resource_sees(run: Runner) -> None:
    capture = run(f"""{HEAD}
def renaming(args):
    return ResourceTransformResult({{**args.props, "name": "renamed"}}, args.opts)

pulumi.export("name", aws.sns.Topic("topic", name="first", opts=ResourceOptions(transforms=[renaming])).name)
""")
    assert capture.outputs == {"name": "renamed"}


def test_a_transform_that_raises_is_told_with_its_place_and_resource(run: Runner) -> None:
    with pytest.raises(ProgramError) as caught:
        run(f"""{HEAD}
def bad(args):
    raise ValueError("no such team: x")

aws.sns.Topic("topic", opts=ResourceOptions(transforms=[bad]))
""")
    (problem,) = caught.value.problems
    assert problem.where.startswith("__main__.py:")
    assert problem.where.endswith("in bad")
    assert problem.what == "a transform of aws:sns/topic:Topic topic raised: no such team: x"


def test_a_functions_transform_changes_its_arguments(run: Runner) -> None:
    capture = run(f"""{HEAD}
def elsewhere(args):
    return InvokeTransformResult({{**args.args, "region": "eu-west-3"}}, args.opts)

pulumi.runtime.register_invoke_transform(elsewhere)
pulumi.export("region", aws.get_region_output().region)
""")
    assert capture.outputs == {"region": "eu-west-3"}


def test_hooks_are_kept_and_a_transform_may_add_one(run: Runner) -> None:
    capture = run(f"""{HEAD}
def own(args): raise RuntimeError("no hook runs here")
def late(args): raise RuntimeError("nor this one")

before = pulumi.ResourceHookBinding(before_create=[pulumi.ResourceHook("own", own)])
after = pulumi.ResourceHookBinding(after_create=[pulumi.ResourceHook("late", late)])
hooking = lambda args: ResourceTransformResult(args.props, ResourceOptions.merge(args.opts, ResourceOptions(hooks=after)))
aws.sqs.Queue("none")
aws.sqs.Queue("own", opts=ResourceOptions(hooks=before))
aws.sqs.Queue("kept", opts=ResourceOptions(hooks=before, transforms=[tagging("x")]))
aws.sqs.Queue("added", opts=ResourceOptions(transforms=[hooking]))
""")
    assert {name: named(capture, name).hooks for name in ("none", "own", "kept", "added")} == {
        "none": (),
        "own": ("own",),
        "kept": ("own",),
        "added": ("late",),
    }
